//! Which lists an export needs: each costs a request.

use std::collections::BTreeSet;

use super::configuration::Scope;
use super::kind::Kind;
use crate::account::{Inventory, IvrContents};
use crate::api::IvrRoute;

/// Returns the kinds of what the configuration refers to by name.
#[must_use]
pub fn needed(inventory: &Inventory, scope: Scope) -> BTreeSet<Kind> {
    if scope == Scope::Routes {
        return BTreeSet::new();
    }
    inventory.contents.iter().flat_map(|ivr| of_ivr(ivr, scope)).collect()
}

fn of_ivr(contents: &IvrContents, scope: Scope) -> BTreeSet<Kind> {
    let IvrContents { ivr, menus, contents } = contents;
    let mut kinds = BTreeSet::new();
    if scope == Scope::Ivrs {
        kinds.extend((!ivr.phone_number_ids.is_empty()).then_some(Kind::PhoneNumber));
        kinds.extend(menus.iter().any(|menu| menu.own_greeting().is_some()).then_some(Kind::Greeting));
    }
    for menu in contents {
        kinds.extend(menu.menu.own_greeting().filter(|_| !menu.menu.default).map(|_| Kind::Greeting));
        kinds.extend(menu.routes.iter().filter_map(of_route));
    }
    kinds
}

fn of_route(route: &IvrRoute) -> Option<Kind> {
    match route.action.as_deref() {
        Some("group" | "voicemail") => Some(Kind::Group),
        Some("textback") => Some(Kind::PhoneNumber),
        _ => None,
    }
}
