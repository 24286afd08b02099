//! The phone menus of an account at a time, as far as a plan tells: before the apply, or after it.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::configuration::Wanted;
use super::context::{Context, Located};
use super::object::{Kind, Object, When};
use super::route::{self, Target};
use super::view::{SENSITIVE, View};
use crate::api::{IvrRoute, Options};

/// What a menu is called whose id is known only after apply, where the configuration doesn't say which it is.
pub(super) const UNKNOWN_MENU: &str = "a menu known after apply";

/// The same of an IVR.
const UNKNOWN_IVR: &str = "an IVR known after apply";

/// The phone menus at a time; ids are those of the picture.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) ivrs: BTreeMap<i64, IvrPart>,
    pub(super) menus: BTreeMap<i64, MenuPart>,
    pub(super) routes: Vec<RoutePart>,
}

/// An IVR.
#[derive(Clone, Debug, Default)]
pub(super) struct IvrPart {
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    pub(super) phone_numbers: Vec<i64>,
    /// Whether it stands for IVRs that aren't known.
    pub(super) is_stand_in: bool,
}

/// A menu.
#[derive(Clone, Debug, Default)]
pub(super) struct MenuPart {
    pub(super) ivr: i64,
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    pub(super) greeting: Option<i64>,
    pub(super) is_first: bool,
    /// Whether the plan creates it, so that nothing but the plan's routes can be in it, or lead to it.
    pub(super) is_new: bool,
    /// Whether the plan manages it.
    pub(super) is_managed: bool,
    /// Whether all its routes are known, whoever manages them.
    pub(super) is_whole: bool,
    /// Whether it stands for menus that aren't known.
    pub(super) is_stand_in: bool,
}

/// A route.
#[derive(Clone, Debug)]
pub(super) struct RoutePart {
    pub(super) ivr: i64,
    pub(super) menu: i64,
    pub(super) route: IvrRoute,
    /// What decides where callers get to, beside the menu: to be compared and never shown.
    pub(super) decides: Value,
    /// The address within its module, where the menu isn't known.
    pub(super) unplaced: Option<String>,
}

/// Puts together what a plan tells of a time.
pub(super) fn side(context: &mut Context<'_>, when: When) -> Side {
    let objects = context.objects;
    let mut builder = Builder { gone: gone(objects, when), context, when, side: Side::default() };
    of_kind(objects, Kind::Ivr).for_each(|object| builder.take_ivr(object));
    of_kind(objects, Kind::Menu).for_each(|object| builder.take_menu(object));
    builder.take_known();
    of_kind(objects, Kind::Route).for_each(|object| builder.take_route(object));
    builder.take_known_routes();
    of_kind(objects, Kind::Exclusive).for_each(|object| builder.take_exclusive(object));
    builder.stand_in();
    builder.side
}

/// Lists the objects of a kind.
pub(super) fn of_kind<'p>(objects: &'p [Object<'p>], kind: Kind) -> impl Iterator<Item = &'p Object<'p>> {
    objects.iter().filter(move |object| object.kind == kind)
}

/// Lists the IVRs and menus that aren't there any more.
pub(super) fn gone(objects: &[Object<'_>], when: When) -> HashSet<i64> {
    if when == When::Before {
        return HashSet::new();
    }
    let ids = |object: &Object<'_>| [object.ids, object.first_menu];
    let places =
        || objects.iter().filter(|object| matches!(object.kind, Kind::Ivr | Kind::Menu)).flat_map(ids);
    let there: HashSet<i64> = places().filter_map(|ids| ids.after).collect();
    places().filter_map(|ids| ids.before).filter(|id| !there.contains(id)).collect()
}

struct Builder<'c, 'p> {
    context: &'c mut Context<'p>,
    when: When,
    gone: HashSet<i64>,
    side: Side,
}

impl Builder<'_, '_> {
    fn take_ivr(&mut self, object: &Object<'_>) {
        let (Some(view), Some(id)) = (object.at(self.when), object.ids.at(self.when)) else { return };
        let name = self.context.name(view.get("name")).unwrap_or_else(|| object.address.to_owned());
        let address = Some(object.address.to_owned());
        let phone_numbers = self.context.phone_numbers(object, view);
        self.side.ivrs.insert(
            id,
            IvrPart { name: Some(name), address: address.clone(), phone_numbers, is_stand_in: false },
        );
        let Some(menu) = object.first_menu.at(self.when) else { return };
        let settings = view.get("default_menu");
        let named = if settings.is_unknown() { None } else { self.context.name(settings.get("name")) };
        let is_new = object.first_menu.before != Some(menu);
        let part = MenuPart {
            ivr: id,
            // Zendesk names it in the language of the account.
            name: named.or_else(|| is_new.then(|| "first menu".to_owned())),
            address,
            greeting: self.context.greeting(object, settings.get("greeting_id"), "default_menu"),
            is_first: true,
            is_new,
            is_managed: true,
            is_whole: true,
            is_stand_in: false,
        };
        self.side.menus.insert(menu, part);
    }

    fn take_menu(&mut self, object: &Object<'_>) {
        let (Some(view), Some(id)) = (object.at(self.when), object.ids.at(self.when)) else { return };
        let located = self.context.locate(object, view.get("ivr_id"), "ivr_id", Wanted::Ivr);
        let ivr = self.ivr(located, object);
        // A menu goes with its IVR.
        if self.gone.contains(&ivr) {
            return;
        }
        let part = MenuPart {
            ivr,
            name: Some(self.context.name(view.get("name")).unwrap_or_else(|| object.address.to_owned())),
            address: Some(object.address.to_owned()),
            greeting: self.context.greeting(object, view.get("greeting_id"), "greeting_id"),
            is_first: false,
            is_new: object.ids.before != Some(id),
            is_managed: true,
            is_whole: true,
            is_stand_in: false,
        };
        self.side.menus.insert(id, part);
    }

    /// Takes what data sources tell of IVRs and menus.
    fn take_known(&mut self) {
        let (known, gone) = (&self.context.known, &self.gone);
        for ivr in known.ivrs.iter().filter(|ivr| !gone.contains(&ivr.id)) {
            let part = || IvrPart { name: ivr.name.clone(), ..IvrPart::default() };
            self.side.ivrs.entry(ivr.id).or_insert_with(part);
        }
        for menu in known.menus.iter().filter(|menu| !gone.contains(&menu.id) && !gone.contains(&menu.ivr)) {
            let part = || MenuPart {
                ivr: menu.ivr,
                name: menu.name.clone(),
                is_first: menu.is_first,
                ..MenuPart::default()
            };
            self.side.menus.entry(menu.id).or_insert_with(part);
        }
        for id in &known.whole_menus {
            self.side.menus.entry(*id).and_modify(|menu| menu.is_whole = true);
        }
    }

    fn take_route(&mut self, object: &Object<'_>) {
        let Some(view) = object.at(self.when) else { return };
        let (ivr, menu) = self.place(object, view);
        // What is in a menu goes with it.
        if self.gone.contains(&menu) || self.gone.contains(&ivr) {
            return;
        }
        let target = self.target(object, view, ivr);
        let (route, decides) = route::read(view, target, &object.account, self.context);
        let is_stand_in = self.side.menus.get(&menu).is_some_and(|menu| menu.is_stand_in);
        let unplaced = is_stand_in.then(|| in_module(object.address, object.kind).to_owned());
        self.side.routes.push(RoutePart { ivr, menu, route, decides, unplaced });
    }

    /// Takes the routes that data sources tell, and nothing in the plan manages.
    fn take_known_routes(&mut self) {
        let known = std::mem::take(&mut self.context.known.routes);
        let mut taken = self.context.managed_routes.clone();
        if self.when == When::After {
            taken.extend(self.context.strays.iter().map(|stray| stray.id));
        }
        for known in
            known.iter().filter(|route| !self.gone.contains(&route.menu) && !self.gone.contains(&route.ivr))
        {
            if taken.insert(known.id) {
                let target = known.target.map_or(Target::None, Target::Menu);
                let (route, decides) = route::read(known.view, target, &known.account, self.context);
                self.side.routes.push(RoutePart {
                    ivr: known.ivr,
                    menu: known.menu,
                    route,
                    decides,
                    unplaced: None,
                });
            }
        }
        self.context.known.routes = known;
    }

    /// Takes what a list of a menu's routes tells: that its menu has no others, and which ones it removes.
    fn take_exclusive(&mut self, object: &Object<'_>) {
        let Some(view) = object.at(self.when).or(object.after) else { return };
        let (ivr, menu) = self.place(object, view);
        if self.gone.contains(&menu) || self.gone.contains(&ivr) || menu < 0 && self.when == When::Before {
            return;
        }
        let name = Some(self.context.told_menu(menu));
        let part = self.side.menus.entry(menu).or_insert(MenuPart { ivr, name, ..MenuPart::default() });
        part.is_whole = !part.is_stand_in;
        if self.when == When::After {
            return;
        }
        let known: HashSet<i64> = self.context.known.routes.iter().map(|route| route.id).collect();
        for stray in self.context.strays.iter().filter(|stray| stray.address == object.address) {
            if !known.contains(&stray.id) {
                self.side.routes.push(RoutePart {
                    ivr,
                    menu,
                    route: stray_route(stray),
                    decides: Value::Null,
                    unplaced: None,
                });
            }
        }
    }

    /// Returns the IVR and the menu of a route, or of a list of routes.
    fn place(&mut self, object: &Object<'_>, view: View<'_>) -> (i64, i64) {
        let of_menu = self.context.locate(object, view.get("menu_id"), "menu_id", Wanted::Menu);
        let of_ivr = self.context.locate(object, view.get("ivr_id"), "ivr_id", Wanted::Ivr);
        let own_ivr = |menu: i64| self.side.menus.get(&menu).map(|part| part.ivr);
        match (of_ivr, of_menu) {
            (Located::Unknown, Located::Id(menu)) => match own_ivr(menu) {
                Some(ivr) => (ivr, menu),
                None => (self.ivr(of_ivr, object), menu),
            },
            (_, Located::Id(menu)) => (self.ivr(of_ivr, object), menu),
            (_, Located::Sensitive) => {
                let ivr = self.ivr(of_ivr, object);
                (ivr, self.stand_in_menu(ivr, SENSITIVE))
            }
            (_, Located::Unknown) => {
                let ivr = self.ivr(of_ivr, object);
                let menu = self.only_new_menu(object, ivr, "menu_id");
                (
                    ivr,
                    menu.unwrap_or_else(|| {
                        self.context.unresolved.insert(object.address.to_owned());
                        self.stand_in_menu(ivr, UNKNOWN_MENU)
                    }),
                )
            }
        }
    }

    fn ivr(&mut self, located: Located, object: &Object<'_>) -> i64 {
        match located {
            Located::Id(id) => id,
            Located::Sensitive => self.stand_in_ivr(SENSITIVE),
            Located::Unknown => {
                self.context.unresolved.insert(object.address.to_owned());
                self.stand_in_ivr(UNKNOWN_IVR)
            }
        }
    }

    /// Returns the one menu that an id can be of which is known only after apply: nothing else can be its source.
    fn only_new_menu(&self, object: &Object<'_>, ivr: i64, attribute: &str) -> Option<i64> {
        let mut new = self.side.menus.iter().filter(|(_, menu)| menu.ivr == ivr && menu.is_new);
        match (new.next(), new.next()) {
            (Some((id, _)), None) if self.context.resolver.is_of_resources(object, attribute) => Some(*id),
            _ => None,
        }
    }

    fn target(&mut self, object: &Object<'_>, view: View<'_>, ivr: i64) -> Target {
        let options = view.get("options");
        let menu = options.get("menu_id");
        if view.get("action").text() != Some("menu") || (menu.value.is_null() && !menu.is_unknown()) {
            return Target::None;
        }
        match self.context.locate(object, menu, "options", Wanted::Menu) {
            Located::Id(id) => Target::Menu(id),
            Located::Sensitive => Target::Sensitive,
            Located::Unknown => match self.only_new_menu(object, ivr, "options") {
                Some(id) => Target::Menu(id),
                None => {
                    self.context.unresolved.insert(object.address.to_owned());
                    Target::Unknown
                }
            },
        }
    }

    fn stand_in_ivr(&mut self, name: &str) -> i64 {
        let id = self.context.numbers.of_text(&format!("IVR {name}"));
        let part = || IvrPart { name: Some(name.to_owned()), is_stand_in: true, ..IvrPart::default() };
        self.side.ivrs.entry(id).or_insert_with(part);
        id
    }

    fn stand_in_menu(&mut self, ivr: i64, name: &str) -> i64 {
        let id = self.context.numbers.of_text(&format!("menu {name} of {ivr}"));
        let part = MenuPart { ivr, name: Some(name.to_owned()), is_stand_in: true, ..MenuPart::default() };
        self.side.menus.entry(id).or_insert(part);
        id
    }

    /// Adds the IVRs and menus that are known by routes alone.
    fn stand_in(&mut self) {
        let places: Vec<_> = self.side.routes.iter().map(|part| (part.ivr, part.menu)).collect();
        let targets: Vec<_> = self
            .side
            .routes
            .iter()
            .filter_map(|part| Some((part.ivr, part.route.options.menu_id?)))
            .filter(|(_, menu)| !self.gone.contains(menu))
            .collect();
        for (ivr, menu) in places.into_iter().chain(targets) {
            let part = MenuPart { ivr, name: Some(self.context.told_menu(menu)), ..MenuPart::default() };
            self.side.menus.entry(menu).or_insert(part);
        }
        let ivrs: Vec<_> = self.side.menus.values().map(|menu| menu.ivr).collect();
        for ivr in ivrs {
            let name = Some(self.context.numbers.label(ivr));
            self.side.ivrs.entry(ivr).or_insert_with(|| IvrPart { name, ..IvrPart::default() });
        }
    }
}

/// Returns an address without its modules.
fn in_module(address: &str, kind: Kind) -> &str {
    address.rfind(&format!("{}.", kind.type_name())).map_or(address, |start| &address[start..])
}

/// A route that a list of a menu's routes is going to remove.
#[derive(Clone, Debug)]
pub(super) struct Stray {
    /// The address of the list.
    pub(super) address: String,
    pub(super) keypress: String,
    /// The id that Zendesk gave the route.
    pub(super) id: i64,
}

/// Lists the routes that lists of routes remove, and nothing in the plan manages.
pub(super) fn strays(objects: &[Object<'_>], managed: &HashSet<i64>) -> Vec<Stray> {
    let ids = |view: View<'_>, name: &str| -> BTreeMap<String, i64> {
        let map = view.get(name).value.as_object();
        map.into_iter().flatten().filter_map(|(key, id)| Some((key.clone(), super::view::id(id)?))).collect()
    };
    let of_list = |object: &Object<'_>| {
        let after = object.after?;
        let had = match object.before {
            Some(before) => ids(before, "routes"),
            None => ids(after, "removes"),
        };
        let kept: HashSet<i64> = ids(after, "routes").into_values().collect();
        let gone = had.into_iter().filter(|(_, id)| !kept.contains(id) && !managed.contains(id));
        let address = object.address.to_owned();
        Some(
            gone.map(move |(keypress, id)| Stray { address: address.clone(), keypress, id })
                .collect::<Vec<_>>(),
        )
    };
    of_kind(objects, Kind::Exclusive).filter_map(of_list).flatten().collect()
}

fn stray_route(stray: &Stray) -> IvrRoute {
    IvrRoute {
        id: stray.id,
        keypress: Some(stray.keypress.clone()),
        action: Some("a route that Terraform doesn't manage".to_owned()),
        options: Options::default(),
        overflow_options: Vec::new(),
        option_text: None,
        greeting: None,
    }
}
