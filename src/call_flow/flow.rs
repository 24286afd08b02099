//! The call flow: menus, what each key does there, and the ways from menu to menu.

use super::depth::Depths;
use super::way::{Way, target};
use super::wording::{self, Titles};
use crate::account::{Inventory, IvrContents, MenuContents};
use crate::api::IvrRoute;
use crate::ivr_route::keypress::KEYS;
use crate::title::title;

/// The key of a route for callers who press none.
const DEFAULT: &str = "default";

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
}

/// One menu of a call flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuFlow {
    /// The id.
    pub id: i64,
    /// What a picture calls it; no other menu of the IVR is called so.
    pub title: String,
    /// Whether callers reach it first.
    pub is_first: bool,
    /// Whether callers reach it at all.
    pub is_reached: bool,
    /// What its keys do, in their order.
    pub keys: Vec<Key>,
    /// Whether a route says what becomes of callers who press no key.
    pub has_default: bool,
}

/// What one key of a menu does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key: `0` to `9`, `*`, `#` or `default`.
    pub key: String,
    /// What it does, in words.
    pub text: String,
    /// Where it leads.
    pub way: Way,
}

/// Makes the call flow of what was read.
#[must_use]
pub fn flow(inventory: &Inventory) -> Flow {
    Flow { ivrs: inventory.contents.iter().map(ivr_flow).collect() }
}

fn ivr_flow(ivr: &IvrContents) -> IvrFlow {
    let (titles, depths) = (Titles::new(ivr), Depths::new(ivr));
    IvrFlow {
        id: ivr.ivr.id,
        title: title(ivr.ivr.name.as_deref()).unwrap_or_else(|| ivr.ivr.id.to_string()),
        phone_numbers: ivr.ivr.phone_number_names.iter().filter_map(|name| title(Some(name))).collect(),
        menus: ivr.contents.iter().map(|menu| menu_flow(&titles, &depths, menu)).collect(),
    }
}

fn menu_flow(titles: &Titles, depths: &Depths, contents: &MenuContents) -> MenuFlow {
    let MenuContents { menu, routes } = contents;
    let mut routes: Vec<_> = routes.iter().collect();
    routes.sort_by_key(|route| (place(route), route.id));
    MenuFlow {
        id: menu.id,
        title: titles.of(menu.id),
        is_first: menu.default,
        is_reached: depths.is_reached(menu.id),
        has_default: routes.iter().any(|route| route.keypress.as_deref() == Some(DEFAULT)),
        keys: routes.into_iter().map(|route| key(titles, depths, menu.id, route)).collect(),
    }
}

fn key(titles: &Titles, depths: &Depths, menu_id: i64, route: &IvrRoute) -> Key {
    let way = match target(route) {
        None => Way::Out,
        Some(to) if !titles.has(to) => Way::Nowhere(to),
        Some(to) if to == menu_id || depths.is_back(menu_id, to) => Way::Back(to),
        Some(to) if !depths.is_reached(menu_id) && depths.is_reached(to) => Way::Aside(to),
        Some(to) => Way::On(to),
    };
    let key = title(route.keypress.as_deref()).unwrap_or_else(|| "no key".to_owned());
    Key { key, text: wording::text(titles, menu_id, way, route), way }
}

/// As on a telephone: 1 to 9, then 0, *, # and default.
fn place(route: &IvrRoute) -> usize {
    let key = route.keypress.as_deref().unwrap_or_default();
    match KEYS.iter().position(|known| *known == key) {
        Some(0) => 9,
        Some(place @ 1..=9) => place - 1,
        Some(place) => place,
        None => KEYS.len(),
    }
}
