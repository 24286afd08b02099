//! What is known of the account, checked, and what of it is exported.

use std::collections::{HashMap, HashSet};

use super::configuration::Scope;
use super::names::Names;
use super::support::{self, Unsupported};
use crate::account::{Inventory, IvrContents, MenuContents};
use crate::api::{self, Ivr, IvrMenu, MenuId};
use crate::ivr_route;
use crate::ivr_route::keypress::KEYS;

/// The IVRs of an account, the oldest first.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// The IVRs.
    pub(super) ivrs: Vec<IvrPart<'a>>,
}

/// An IVR and its menus.
#[derive(Debug)]
pub(super) struct IvrPart<'a> {
    /// The IVR.
    pub(super) ivr: &'a Ivr,
    /// Its default menu, or why the provider can't manage the IVR; none where its menus aren't exported.
    pub(super) default_menu: Option<Result<&'a IvrMenu, Unsupported>>,
    /// Its menus, the default one first, the oldest of the others next.
    pub(super) menus: Vec<MenuPart<'a>>,
}

/// A menu and its routes.
#[derive(Debug)]
pub(super) struct MenuPart<'a> {
    /// The menu.
    pub(super) menu: &'a IvrMenu,
    /// Whether it is exported.
    pub(super) is_exported: bool,
    /// Why the provider can't manage the menu.
    pub(super) unsupported: Option<Unsupported>,
    /// Its routes, in the order of the keys; the API's order is that of age.
    pub(super) routes: Vec<RoutePart<'a>>,
}

/// A route.
#[derive(Debug)]
pub(super) struct RoutePart<'a> {
    /// The route.
    pub(super) route: &'a api::IvrRoute,
    /// Why the provider can't manage it.
    pub(super) unsupported: Option<Unsupported>,
    /// The name of its resource.
    pub(super) name: String,
}

impl<'a> Outline<'a> {
    /// Checks what is exported; `others` is what is known besides.
    pub(super) fn new(inventory: &'a Inventory, others: &'a [IvrContents]) -> Self {
        let exported: HashMap<_, _> = by_id(&inventory.contents);
        let others = by_id(others);
        let mut seen = HashSet::new();
        // The list may lack one that was found by its id.
        let all = inventory.ivrs.iter().chain(inventory.contents.iter().map(|contents| &contents.ivr));
        let mut ivrs: Vec<_> = all
            .filter(|ivr| seen.insert(ivr.id))
            .map(|ivr| ivr_part(ivr, exported.get(&ivr.id).copied(), others.get(&ivr.id).copied()))
            .collect();
        ivrs.sort_by_key(|part| part.ivr.id);
        Self { ivrs }
    }

    /// Returns the menus, each with its IVR.
    pub(super) fn menus(&self) -> impl Iterator<Item = (&IvrPart<'a>, &MenuPart<'a>)> {
        self.ivrs.iter().flat_map(|ivr| ivr.menus.iter().map(move |menu| (ivr, menu)))
    }
}

impl Outline<'_> {
    /// Sorts the IVRs and the menus behind the default one by their names, which no two have.
    pub(super) fn sort_by_name(&mut self, names: &Names) {
        self.ivrs.sort_by_key(|part| names.ivr(part.ivr.id).map(str::to_owned));
        for ivr in &mut self.ivrs {
            let key = |part: &MenuPart<'_>| (!part.menu.default, names.menu(part.menu.id).map(str::to_owned));
            ivr.menus.sort_by_key(key);
        }
    }
}

impl Scope {
    /// Reports whether a menu is written as a resource of its own; the default one is a part of its IVR's.
    pub(super) fn has(self, menu: &IvrMenu) -> bool {
        self != Self::Routes && !menu.default
    }
}

impl MenuPart<'_> {
    /// Reports whether the menu is written as a resource of its own.
    pub(super) fn has_resource(&self, scope: Scope) -> bool {
        self.is_exported && scope.has(self.menu) && self.unsupported.is_none()
    }
}

impl IvrPart<'_> {
    /// Reports whether the IVR or some of it is exported.
    pub(super) fn is_exported(&self) -> bool {
        self.default_menu.is_some()
    }
}

fn by_id(contents: &[IvrContents]) -> HashMap<i64, &IvrContents> {
    contents.iter().map(|contents| (contents.ivr.id, contents)).collect()
}

fn ivr_part<'a>(
    ivr: &'a Ivr,
    exported: Option<&'a IvrContents>,
    other: Option<&'a IvrContents>,
) -> IvrPart<'a> {
    // What was read is newer than the list.
    let ivr = exported.map_or(ivr, |contents| &contents.ivr);
    let read: HashMap<_, _> = routes(exported);
    let known: HashMap<_, _> = routes(other);
    let mut seen = HashSet::new();
    let menus = exported.or(other).map(|contents| &contents.menus[..]).unwrap_or_default();
    let mut menus: Vec<_> = menus
        .iter()
        .filter(|menu| seen.insert(menu.id))
        .map(|menu| {
            let is_exported = read.contains_key(&menu.id);
            let routes = read.get(&menu.id).or_else(|| known.get(&menu.id)).copied().unwrap_or_default();
            menu_part(ivr, menu, routes, is_exported)
        })
        .collect();
    menus.sort_by_key(|part| (!part.menu.default, part.menu.id));
    IvrPart { ivr, default_menu: exported.map(support::check_ivr), menus }
}

fn routes(contents: Option<&IvrContents>) -> HashMap<i64, &[api::IvrRoute]> {
    let contents = contents.map(|contents| &contents.contents[..]).unwrap_or_default();
    contents.iter().map(|MenuContents { menu, routes }| (menu.id, &routes[..])).collect()
}

fn menu_part<'a>(
    ivr: &Ivr,
    menu: &'a IvrMenu,
    routes: &'a [api::IvrRoute],
    is_exported: bool,
) -> MenuPart<'a> {
    let id = MenuId { ivr_id: ivr.id, menu_id: menu.id };
    let (mut parts, mut earlier) = (Vec::new(), Vec::new());
    for route in by_key(routes) {
        let model = ivr_route::from_response(id, route);
        let unsupported = support::check_route(menu, &earlier, route, &model).err();
        parts.push(RoutePart { route, unsupported, name: String::new() });
        earlier.push(route);
    }
    MenuPart { menu, is_exported, unsupported: support::check_menu(ivr, menu).err(), routes: parts }
}

/// Sorts routes by their keys.
fn by_key(routes: &[api::IvrRoute]) -> Vec<&api::IvrRoute> {
    let mut routes: Vec<_> = routes.iter().collect();
    routes.sort_by_key(|route| (key_place(route), route.id));
    routes
}

/// Returns the place of a route's key among all keys.
pub(super) fn key_place(route: &api::IvrRoute) -> usize {
    let key = route.keypress.as_deref().unwrap_or_default();
    KEYS.iter().position(|known| *known == key).unwrap_or(KEYS.len())
}
