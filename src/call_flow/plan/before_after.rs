//! The call flow before the apply and after it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::context::Context;
use super::object::{Ids, Kind, When};
use super::side::{MenuPart, RoutePart, Side, UNKNOWN_MENU, gone, side};
use super::view::SENSITIVE;
use crate::account::{IvrContents, MenuContents};
use crate::api::{GreetingId, Ivr, IvrMenu};
use crate::call_flow::difference::{Matching, NumberMove};
use crate::call_flow::flow::{DEFAULT, Flow, MenuFlow, ivr_flow, place};
use crate::call_flow::names::Names;
use crate::call_flow::way::Way;
use crate::plain_text::one_line;
use crate::title::title;

/// The call flow before and after, and what belongs together.
#[derive(Debug)]
pub(super) struct BeforeAfter {
    pub(super) before: Flow,
    pub(super) after: Flow,
    pub(super) matching: Matching,
    /// The menus of which not all routes may be known.
    pub(super) partly_known: Vec<String>,
}

/// Makes both call flows.
pub(super) fn before_after(context: &mut Context<'_>) -> BeforeAfter {
    let (mut before, mut after) = (side(context, When::Before), side(context, When::After));
    share(&mut before, &mut after, &gone(context.objects, When::After));
    let (before, after) = (before, after);
    let (partly_before, partly_after) =
        (partly_known(&before, &before, &after), partly_known(&after, &before, &after));
    let had_default = menus_with_default(&before);
    let mut flows = [
        sided(context, &before, &partly_before, &HashSet::new()),
        sided(context, &after, &partly_after, &had_default),
    ];
    tell_ivrs_apart(&mut flows, [&before, &after]);
    let matching = matching(context, &before, &after, &flows);
    let [before_flow, mut after_flow] = flows;
    name_gone_menus(&before_flow, &mut after_flow);
    let menus =
        [&after_flow, &before_flow].into_iter().flat_map(|flow| &flow.ivrs).flat_map(|ivr| &ivr.menus);
    let mut partly_known: Vec<String> = Vec::new();
    for menu in menus.filter(|menu| menu.is_partly_known && !is_stand_in(&after, menu.id)) {
        if !partly_known.contains(&menu.title) {
            partly_known.push(menu.title.clone());
        }
    }
    BeforeAfter { before: before_flow, after: after_flow, matching, partly_known }
}

/// Adds what is known at one time alone to the other one, unless the plan creates or deletes it.
fn share(before: &mut Side, after: &mut Side, gone: &HashSet<i64>) {
    for (id, menu) in &after.menus {
        let is_made = menu.is_new || menu.is_stand_in && menu.name.as_deref() != Some(SENSITIVE);
        if !is_made {
            before.menus.entry(*id).or_insert_with(|| menu.clone());
        }
    }
    for (id, menu) in &before.menus {
        if !gone.contains(id) && !gone.contains(&menu.ivr) {
            after.menus.entry(*id).or_insert_with(|| menu.clone());
        }
    }
    let unmanaged = |id: &i64, from: &Side| from.ivrs.get(id).filter(|ivr| ivr.address.is_none()).cloned();
    for id in before.menus.values().map(|menu| menu.ivr).collect::<HashSet<_>>() {
        if let Some(ivr) = unmanaged(&id, after) {
            before.ivrs.entry(id).or_insert(ivr);
        }
    }
    for id in after.menus.values().map(|menu| menu.ivr).collect::<HashSet<_>>() {
        if let Some(ivr) = unmanaged(&id, before) {
            after.ivrs.entry(id).or_insert(ivr);
        }
    }
}

fn is_stand_in(side: &Side, id: i64) -> bool {
    side.menus.get(&id).is_some_and(|menu| menu.is_stand_in)
}

/// Lists the menus at a time that may have routes beside those that are known then.
fn partly_known(side: &Side, before: &Side, after: &Side) -> HashSet<i64> {
    let with_routes: HashSet<i64> = before.routes.iter().chain(&after.routes).map(|part| part.menu).collect();
    let unplaced: HashSet<i64> =
        side.menus.values().filter(|menu| menu.is_stand_in).map(|menu| menu.ivr).collect();
    let has_unplaced_ivr = side.ivrs.values().any(|ivr| ivr.is_stand_in);
    let is_partly = |id: &i64, menu: &MenuPart| {
        // A menu whose routes are elsewhere has none in the plan.
        let is_elsewhere = menu.is_managed && !menu.is_new && !with_routes.contains(id);
        let may_hold_unplaced = menu.is_new && (has_unplaced_ivr || unplaced.contains(&menu.ivr));
        menu.is_stand_in || !menu.is_whole || is_elsewhere || may_hold_unplaced
    };
    side.menus.iter().filter(|(id, menu)| is_partly(id, menu)).map(|(id, _)| *id).collect()
}

fn menus_with_default(side: &Side) -> HashSet<i64> {
    let defaults = side.routes.iter().filter(|part| part.route.keypress.as_deref() == Some(DEFAULT));
    defaults.map(|part| part.menu).collect()
}

/// Makes the call flow of a time; claims nothing of what may be there and isn't known.
fn sided(context: &Context<'_>, side: &Side, partly: &HashSet<i64>, had_default: &HashSet<i64>) -> Flow {
    let names = Names::of_a_part(&context.known.groups, &context.known.greetings, partly.clone());
    let mut made = Vec::new();
    let mut ivrs: Vec<_> = side.ivrs.iter().collect();
    ivrs.sort_by_key(|(id, _)| (**id < 0, id.abs()));
    for (id, part) in ivrs {
        let knows_first = side.menus.values().any(|menu| menu.ivr == *id && menu.is_first);
        let contents = contents(context, side, *id, knows_first);
        let mut of_ivr = ivr_flow(&contents, &names);
        let numbers = part.phone_numbers.iter();
        of_ivr.phone_numbers = numbers
            .map(|id| {
                title(context.known.numbers.get(id).map(String::as_str)).unwrap_or_else(|| id.to_string())
            })
            .collect();
        let is_reached_elsewhere = has_unknown_target(side, *id)
            || side.menus.values().any(|menu| menu.ivr == *id && menu.is_stand_in);
        let entries: Vec<i64> = of_ivr
            .menus
            .iter()
            .filter(|menu| menu.is_reached && partly.contains(&menu.id))
            .map(|menu| menu.id)
            .collect();
        for menu in &mut of_ivr.menus {
            let Some(part) = side.menus.get(&menu.id) else { continue };
            let may_be_led_to = !knows_first || entries.iter().any(|entry| *entry != menu.id);
            if part.is_stand_in {
                name_routes(side, menu);
            }
            menu.is_first = part.is_first;
            menu.is_reached |= is_reached_elsewhere || part.is_stand_in || !part.is_new && may_be_led_to;
            menu.has_default |= partly.contains(&menu.id) && !had_default.contains(&menu.id);
            menu.leads_to_somebody |= partly.contains(&menu.id);
        }
        made.push(of_ivr);
    }
    Flow { ivrs: made }
}

/// Adds the addresses of its routes to a menu that isn't known.
fn name_routes(side: &Side, menu: &mut MenuFlow) {
    let mut routes: Vec<_> = side.routes.iter().filter(|part| part.menu == menu.id).collect();
    // As the keys of the call flow are ordered.
    routes.sort_by_key(|part| (place(part.route.keypress.as_deref()), part.route.id));
    for (key, part) in menu.keys.iter_mut().zip(routes) {
        if let Some(address) = title(part.unplaced.as_deref()) {
            key.text = format!("{} [{address}]", key.text);
            key.leads_to = format!("{} [{address}]", key.leads_to);
        }
    }
}

/// Reports whether a route of an IVR leads to a menu of which it isn't known which one it is.
fn has_unknown_target(side: &Side, ivr: i64) -> bool {
    side.routes.iter().any(|part| {
        part.ivr == ivr
            && part
                .route
                .action
                .as_deref()
                .is_some_and(|action| action == UNKNOWN_MENU || action == SENSITIVE)
    })
}

/// Lists an IVR with its menus: the first one, those that have ids, in their order, and those that have none yet.
fn contents(context: &Context<'_>, side: &Side, ivr: i64, knows_first: bool) -> IvrContents {
    let targets: HashSet<i64> = side
        .routes
        .iter()
        .filter(|part| part.menu != part.route.options.menu_id.unwrap_or(part.menu))
        .filter_map(|part| part.route.options.menu_id)
        .collect();
    let mut parts: Vec<(i64, &MenuPart)> =
        side.menus.iter().filter(|(_, menu)| menu.ivr == ivr).map(|(id, menu)| (*id, menu)).collect();
    parts.sort_by_key(|(id, menu)| (!menu.is_first, *id < 0, id.abs()));
    let has_root = parts.iter().any(|(id, menu)| !menu.is_new && !targets.contains(id));
    let menus: Vec<IvrMenu> = parts
        .iter()
        .map(|(id, menu)| {
            // Where the first menu isn't known, callers may begin where no route leads to.
            let is_entry = !knows_first && !menu.is_new && (!has_root || !targets.contains(id));
            IvrMenu {
                id: *id,
                name: told_apart(*id, menu, &parts),
                default: menu.is_first || is_entry,
                greeting_id: menu.greeting.map(GreetingId::Own),
                routes: None,
            }
        })
        .collect();
    let routes_of = |menu: i64| {
        side.routes
            .iter()
            .filter(|part| part.ivr == ivr && part.menu == menu)
            .map(|part| part.route.clone())
            .collect()
    };
    let part = side.ivrs.get(&ivr);
    IvrContents {
        ivr: Ivr {
            id: ivr,
            name: part
                .and_then(|part| part.name.clone())
                .or_else(|| (ivr < 0).then(|| context.numbers.label(ivr))),
            menus: None,
            phone_number_ids: Vec::new(),
            phone_number_names: Vec::new(),
        },
        contents: menus
            .iter()
            .map(|menu| MenuContents { menu: menu.clone(), routes: routes_of(menu.id) })
            .collect(),
        menus,
    }
}

/// Returns the name of a menu; menus that have no id yet are told apart by their addresses.
fn told_apart(id: i64, menu: &MenuPart, all: &[(i64, &MenuPart)]) -> Option<String> {
    let name = menu.name.clone()?;
    let is_shared = all.iter().filter(|(_, other)| other.name.as_ref() == Some(&name)).count() > 1;
    match &menu.address {
        Some(address) if is_shared && id < 0 && *address != name => Some(format!("{name} ({address})")),
        _ => Some(name),
    }
}

/// Adds addresses, or ids, to the titles of IVRs that have the same.
fn tell_ivrs_apart(flows: &mut [Flow; 2], sides: [&Side; 2]) {
    let address = |id: i64| {
        let address = sides.iter().find_map(|side| side.ivrs.get(&id)?.address.clone());
        address.unwrap_or_else(|| id.to_string())
    };
    // The module tells most: `module.sandbox["en"]`.
    let module = |id: i64| {
        let address = address(id);
        address.rsplit_once(".zendesk_ivr.").map_or(address.clone(), |(module, _)| module.to_owned())
    };
    let mut shared: HashMap<String, (HashSet<String>, HashSet<String>)> = HashMap::new();
    for ivr in flows.iter().flat_map(|flow| &flow.ivrs) {
        let (addresses, modules) = shared.entry(ivr.title.clone()).or_default();
        addresses.insert(address(ivr.id));
        modules.insert(module(ivr.id));
    }
    for ivr in flows.iter_mut().flat_map(|flow| &mut flow.ivrs) {
        let Some((addresses, modules)) = shared.get(&ivr.title).filter(|(all, _)| all.len() > 1) else {
            continue;
        };
        let label = if modules.len() == addresses.len() { module(ivr.id) } else { address(ivr.id) };
        ivr.title = format!("{} ({})", ivr.title, one_line(&label));
    }
}

fn matching(context: &Context<'_>, before: &Side, after: &Side, flows: &[Flow; 2]) -> Matching {
    let mut matching = Matching::default();
    for object in context.objects {
        let ids = match object.kind {
            Kind::Ivr => {
                matching.ivrs.extend(pair(object.ids));
                object.first_menu
            }
            Kind::Menu => object.ids,
            Kind::Route | Kind::Exclusive => continue,
        };
        matching.menus.extend(pair(ids));
    }
    matching.changed = changed_keys(before, after, &matching);
    matching.numbers = number_moves(context, before, after, flows, &matching);
    matching
}

fn pair(ids: Ids) -> Option<(i64, i64)> {
    Some((ids.before?, ids.after?))
}

/// Lists the keys whose callers get to something else, also where that can't be shown.
fn changed_keys(before: &Side, after: &Side, matching: &Matching) -> HashSet<(i64, String)> {
    let keys = |side: &Side| -> HashMap<(i64, String), Value> {
        let key =
            |part: &RoutePart| (matching.menu(part.menu), part.route.keypress.clone().unwrap_or_default());
        side.routes.iter().map(|part| (key(part), part.decides.clone())).collect()
    };
    let (before, after) = (keys(before), keys(after));
    after
        .into_iter()
        .filter(|(key, decides)| before.get(key).is_some_and(|before| before != decides))
        .map(|(key, _)| key)
        .collect()
}

/// Lists the phone numbers that lead to another IVR, or to none.
fn number_moves(
    context: &Context<'_>,
    before: &Side,
    after: &Side,
    flows: &[Flow; 2],
    matching: &Matching,
) -> Vec<NumberMove> {
    let named = |id: i64| {
        let ivr = flows.iter().flat_map(|flow| &flow.ivrs).find(|ivr| ivr.id == id);
        ivr.map_or_else(|| context.numbers.label(id), |ivr| ivr.title.clone())
    };
    let ivr = |id: Option<i64>| id.map_or_else(|| "no IVR".to_owned(), |id| format!("IVR {}", named(id)));
    let (before, after) = (led(before), led(after));
    let numbers: BTreeSet<i64> = before.keys().chain(after.keys()).copied().collect();
    let mut moves = Vec::new();
    for number in numbers {
        let known: Vec<Option<i64>> = match before.get(&number) {
            Some(ivrs) => ivrs.iter().copied().map(Some).collect(),
            None => context.known.number_ivrs.get(&number).copied().into_iter().collect(),
        };
        let was_at =
            |ivr: i64| known.iter().any(|known| known.is_some_and(|known| matching.ivr(known) == ivr));
        let to: Vec<Option<i64>> = match after.get(&number) {
            Some(ivrs) => ivrs.iter().copied().filter(|ivr| !was_at(*ivr)).map(Some).collect(),
            None => vec![None],
        };
        let from = known.first().copied();
        moves.extend(to.into_iter().map(|to| NumberMove {
            number:
                context.known.numbers.get(&number).cloned().unwrap_or_else(|| context.numbers.label(number)),
            ivr: to.or(from.flatten()).map(named).unwrap_or_default(),
            before: from.map_or_else(|| "not known".to_owned(), ivr),
            after: ivr(to),
        }));
    }
    moves
}

/// Returns the IVRs that each phone number leads to: one, unless the plan is of several accounts.
fn led(side: &Side) -> BTreeMap<i64, Vec<i64>> {
    let mut led: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (ivr, part) in &side.ivrs {
        part.phone_numbers.iter().for_each(|number| led.entry(*number).or_default().push(*ivr));
    }
    led
}

/// Names the menus that routes lead to which the plan deletes; nobody knows them by their ids.
fn name_gone_menus(before: &Flow, after: &mut Flow) {
    let names: HashMap<i64, &str> =
        before.ivrs.iter().flat_map(|ivr| &ivr.menus).map(|menu| (menu.id, menu.title.as_str())).collect();
    let keys = after.ivrs.iter_mut().flat_map(|ivr| &mut ivr.menus).flat_map(|menu| &mut menu.keys);
    for key in keys {
        if let Way::Nowhere(to) = key.way
            && let Some(name) = names.get(&to)
        {
            let (id, name) = (format!("menu {to}"), format!("menu {name}"));
            key.text = key.text.replace(&id, &name);
            key.leads_to = key.leads_to.replace(&id, &name);
        }
    }
}
