//! The call flow: menus, what each key does there, and the ways from menu to menu.

use super::depth::{Depths, ways_out};
use super::kind::Kind;
use super::mark::Mark;
use super::names::{Names, called};
use super::way::{Way, target};
use super::wording::{self, Titles};
use crate::account::{Inventory, IvrContents, MenuContents};
use crate::api::IvrRoute;
use crate::ivr_route::keypress::KEYS;
use crate::title::title;

/// The key of a route for callers who press none.
pub(super) const DEFAULT: &str = "default";

/// The call flow of an account, or of one of its IVRs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The IVRs.
    pub ivrs: Vec<IvrFlow>,
}

/// The call flow of one IVR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IvrFlow {
    /// The id.
    pub id: i64,
    /// What a picture calls it.
    pub title: String,
    /// The names of the phone numbers that lead to it.
    pub phone_numbers: Vec<String>,
    /// Its menus, in the API's order.
    pub menus: Vec<MenuFlow>,
    /// What a plan does to the IVR itself.
    pub mark: Mark,
}

/// One menu of a call flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuFlow {
    /// The id.
    pub id: i64,
    /// What a picture calls it; no other menu of the IVR is called so.
    pub title: String,
    /// The greeting that callers hear, if it is one of the account's own.
    pub greeting: Option<String>,
    /// Whether callers reach it first.
    pub is_first: bool,
    /// Whether callers reach it at all.
    pub is_reached: bool,
    /// What its keys do, in their order.
    pub keys: Vec<Key>,
    /// What a plan does to the menu itself.
    pub mark: Mark,
    /// Whether a route says what becomes of callers who press no key.
    pub has_default: bool,
    /// Whether a key leads to somebody, or to a menu from which one does.
    pub leads_to_somebody: bool,
    /// Whether it may have keys beside these.
    pub is_partly_known: bool,
}

/// What one key of a menu does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key: `0` to `9`, `*`, `#` or `default`.
    pub key: String,
    /// What it does, by its kind.
    pub kind: Kind,
    /// What it does, in words.
    pub text: String,
    /// Where callers get to, in their words.
    pub leads_to: String,
    /// Where it leads.
    pub way: Way,
    /// The groups that it calls and the account doesn't have.
    pub missing_groups: Vec<i64>,
    /// Whether it calls a group that may be there.
    pub has_group: bool,
    /// What a plan does to it.
    pub mark: Mark,
    /// Where callers got to before, where that changes.
    pub led_to: Option<String>,
}

impl Flow {
    /// Reports whether a plan changes anything of it.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        let is_marked = |mark: Mark| mark != Mark::Unchanged;
        self.ivrs.iter().any(|ivr| {
            is_marked(ivr.mark)
                || ivr
                    .menus
                    .iter()
                    .any(|menu| is_marked(menu.mark) || menu.keys.iter().any(|key| is_marked(key.mark)))
        })
    }
}

impl Key {
    /// Reports whether the key doesn't do what it should.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        matches!(self.way, Way::Nowhere(_)) || !self.missing_groups.is_empty()
    }
}

impl MenuFlow {
    /// Reports whether something of the menu, or of one of its keys, goes wrong for callers.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        !self.notes_above().is_empty()
            || !self.notes_below().is_empty()
            || self.keys.iter().any(Key::is_problem)
    }

    /// Returns what a picture says above the keys.
    pub(super) fn notes_above(&self) -> Vec<&'static str> {
        let unreached = (!self.is_reached).then_some("nobody reaches this menu");
        let no_way_out =
            (!self.leads_to_somebody && !self.keys.is_empty()).then_some("no key ever leads to anybody");
        unreached.into_iter().chain(no_way_out).collect()
    }

    /// Returns what a picture says below the keys.
    pub(super) fn notes_below(&self) -> Vec<&'static str> {
        (!self.has_default).then_some("no default route: disconnected").into_iter().collect()
    }
}

/// Makes the call flow of what was read.
#[must_use]
pub fn flow(inventory: &Inventory, names: &Names) -> Flow {
    Flow { ivrs: inventory.contents.iter().map(|ivr| ivr_flow(ivr, names)).collect() }
}

/// Makes the call flow of one IVR.
pub(super) fn ivr_flow(ivr: &IvrContents, names: &Names) -> IvrFlow {
    let (titles, depths, ways_out) = (Titles::new(ivr), Depths::new(ivr), ways_out(ivr, names));
    IvrFlow {
        id: ivr.ivr.id,
        mark: Mark::Unchanged,
        title: title(ivr.ivr.name.as_deref()).unwrap_or_else(|| ivr.ivr.id.to_string()),
        phone_numbers: ivr.ivr.phone_number_names.iter().filter_map(|name| title(Some(name))).collect(),
        menus: ivr
            .contents
            .iter()
            .map(|menu| MenuFlow {
                leads_to_somebody: ways_out.contains(&menu.menu.id),
                ..menu_flow(&titles, &depths, names, menu)
            })
            .collect(),
    }
}

fn menu_flow(titles: &Titles, depths: &Depths, names: &Names, contents: &MenuContents) -> MenuFlow {
    let MenuContents { menu, routes } = contents;
    let mut routes: Vec<_> = routes.iter().collect();
    routes.sort_by_key(|route| (place(route.keypress.as_deref()), route.id));
    MenuFlow {
        id: menu.id,
        title: titles.of(menu.id),
        greeting: menu.own_greeting().map(|id| names.greeting(id)),
        is_first: menu.default,
        is_reached: depths.is_reached(menu.id),
        has_default: routes.iter().any(|route| route.keypress.as_deref() == Some(DEFAULT)),
        leads_to_somebody: false,
        is_partly_known: names.know_partly(menu.id),
        mark: Mark::Unchanged,
        keys: routes.into_iter().map(|route| key(titles, depths, names, menu.id, route)).collect(),
    }
}

fn key(titles: &Titles, depths: &Depths, names: &Names, menu_id: i64, route: &IvrRoute) -> Key {
    let way = match target(route) {
        None => Way::Out,
        Some(to) if !titles.has(to) => Way::Nowhere(to),
        Some(to) if to == menu_id || depths.is_back(menu_id, to) => Way::Back(to),
        Some(to) if !depths.is_reached(menu_id) && depths.is_reached(to) => Way::Aside(to),
        Some(to) => Way::On(to),
    };
    let key = title(route.keypress.as_deref()).unwrap_or_else(|| "no key".to_owned());
    let (missing, there): (Vec<i64>, Vec<i64>) = called(route).iter().partition(|id| names.lack_group(**id));
    let text = wording::text(titles, names, menu_id, way, route);
    let leads_to = wording::leads_to(titles, names, way, route);
    Key {
        key,
        kind: Kind::of(route),
        text,
        leads_to,
        way,
        missing_groups: missing,
        has_group: !there.is_empty(),
        mark: Mark::Unchanged,
        led_to: None,
    }
}

/// As on a telephone: 1 to 9, then 0, *, # and default.
pub(super) fn place(key: Option<&str>) -> usize {
    match KEYS.iter().position(|known| Some(*known) == key) {
        Some(0) => 9,
        Some(place @ 1..=9) => place - 1,
        Some(place) => place,
        None => KEYS.len(),
    }
}
