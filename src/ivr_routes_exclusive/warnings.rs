//! What the operator reads of the routes that a list lacks, or that the menu lacks.

use tf_provider::{AttributePath, Diagnostic};

use super::routes::{Keyed, at};
use crate::account::{Account, ending_destroy};
use crate::api::{IvrRoute, MenuId};
use crate::ivr_route::MAX_NAMED;
use crate::plain_text::quoted;
use crate::plugin::diagnostic;
use crate::title::title;

/// Lists routes as a plan shows them, each with what it does.
fn listed(account: &Account, menu: MenuId, routes: &Keyed) -> String {
    let line = |(key, id): (&String, &i64)| {
        let route = account.known::<IvrRoute>(menu, *id);
        let action = route.as_ref().and_then(|route| title(route.action.as_deref()));
        let text = route.as_ref().and_then(|route| title(route.option_text.as_deref()));
        let does = [action, text.map(|text| quoted(&text).to_string())].into_iter().flatten();
        let does = does.collect::<Vec<_>>().join(", ");
        let does = if does.is_empty() { String::new() } else { format!(" ({does})") };
        format!("- {} = {id}{does}", quoted(key))
    };
    let mut lines: Vec<_> = routes.iter().take(MAX_NAMED).map(line).collect();
    let more = routes.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

fn of(MenuId { ivr_id, menu_id }: MenuId) -> String {
    format!("menu {menu_id} (IVR {ivr_id})")
}

/// Says which routes are meant, in a message.
pub(super) fn which(MenuId { ivr_id, menu_id }: MenuId) -> String {
    format!("Routes of menu {menu_id} (IVR {ivr_id})")
}

fn routes() -> AttributePath {
    AttributePath::new("routes")
}

/// Warns of routes that the apply will remove; none if there are none.
pub(super) fn to_be_removed(account: &Account, menu: MenuId, strays: &Keyed) -> Option<Diagnostic> {
    if strays.is_empty() {
        return None;
    }
    let detail = format!(
        "Applying this plan deletes these routes of {}, since routes lacks them, unless this run manages them:\n\n{}\n\nAdd \
         what is to stay to routes, or import it as a zendesk_ivr_route.",
        of(menu),
        listed(account, menu, strays)
    );
    let summary = format!("Routes to be removed from menu {}", menu.menu_id);
    Some(diagnostic(summary, detail, routes()))
}

/// Warns of routes that Terraform manages and the list lacks; none if there are none.
pub(super) fn managed(account: &Account, menu: MenuId, lacking: &Keyed) -> Option<Diagnostic> {
    if lacking.is_empty() {
        return None;
    }
    let detail = format!(
        "This configuration manages these routes of {}, so they aren't removed, though routes lacks them:\n\n{}\n\nAdd them to \
         routes.",
        of(menu),
        listed(account, menu, lacking)
    );
    let summary = format!("Managed routes missing from the list of menu {}", menu.menu_id);
    Some(diagnostic(summary, detail, routes()))
}

/// Makes the error of routes that Terraform keeps, and that the plan would remove.
pub(super) fn kept(account: &Account, menu: MenuId, lacking: &Keyed) -> Diagnostic {
    let detail = format!(
        "This configuration manages these routes of {}, so they must not be removed, but routes lacks them:\n\n{}\n\nAdd them to routes.",
        of(menu),
        listed(account, menu, lacking)
    );
    let summary = format!("Managed routes to be removed from menu {}", menu.menu_id);
    ending_destroy(diagnostic(summary, detail, routes()))
}

/// Warns of listed routes that the menu doesn't have; none if there are none.
pub(super) fn missing(account: &Account, menu: MenuId, listed_routes: &Keyed) -> Option<Diagnostic> {
    if listed_routes.is_empty() {
        return None;
    }
    let detail = format!(
        "The routes of {} lack these, which routes lists:\n\n{}\n\nThey may have been deleted, or belong to another menu. The \
         list makes no routes: manage them as zendesk_ivr_route, or remove them from routes.",
        of(menu),
        listed(account, menu, listed_routes)
    );
    let summary = format!("Listed routes missing in menu {}", menu.menu_id);
    Some(diagnostic(summary, detail, routes()))
}

/// Warns of a listed route that is on another key.
pub(super) fn on_another_key(menu: MenuId, key: &str, route_id: i64, own: Option<&str>) -> Diagnostic {
    let own = title(own).map_or_else(|| "no key".to_owned(), |own| format!("key {}", quoted(&own)));
    let detail = format!(
        "routes lists route {route_id} of {} for the key {}, but it has {own}. The list moves no routes: list it for the key that \
         it has, or move it.",
        of(menu),
        quoted(key)
    );
    diagnostic(format!("Route {route_id} has another key than listed"), detail, at(key))
}

/// Makes the error of a route whose own resource says otherwise.
pub(super) fn planned_elsewhere(key: &str, route_id: i64, (menu, own): &(MenuId, String)) -> Diagnostic {
    let detail = format!(
        "routes lists route {route_id} for the key {}, but its own resource plans it for the key {} of {}. List it for that key, \
         in the list of that menu.",
        quoted(key),
        quoted(own),
        of(*menu)
    );
    ending_destroy(diagnostic("Listed key differs from the key of the route", detail, at(key)))
}

/// Makes the error of two lists for one menu.
pub(super) fn listed_twice(menu: Option<MenuId>) -> Diagnostic {
    let of = menu.map_or_else(
        || "This menu".to_owned(),
        |MenuId { ivr_id, menu_id }| format!("Menu {menu_id} (IVR {ivr_id})"),
    );
    let detail = format!(
        "{of} has more than one zendesk_ivr_routes_exclusive in this run, and each would remove the routes of the other. Keep one of \
         them, with the routes of both; if a resource was renamed, tell Terraform with a moved block."
    );
    ending_destroy(diagnostic(
        "Routes of a menu listed by two resources",
        detail,
        AttributePath::new("menu_id"),
    ))
}

/// Makes the error of a list whose keys aren't known when a change of it is planned.
pub(super) fn unknown_keys() -> Diagnostic {
    let detail = "The keys of routes aren't known before the apply, so the plan can't say which routes the apply removes. Make \
         the keys known: the ids alone may be known after the apply.";
    ending_destroy(diagnostic("Keys of routes not known at plan", detail, routes()))
}

/// Warns of routes that the list lacks, and that stay since the plan began without a read; none if there are none.
pub(super) fn unread(account: &Account, menu: MenuId, lacking: &Keyed) -> Option<Diagnostic> {
    if lacking.is_empty() {
        return None;
    }
    let detail = format!(
        "The list of {} lacks these routes, but the plan began without a look at them, so it can't tell whether Terraform manages \
         them. They stay for now:\n\n{}\n\nPlan without -refresh=false.",
        of(menu),
        listed(account, menu, lacking)
    );
    let summary = format!("Routes of menu {} not looked at", menu.menu_id);
    Some(diagnostic(summary, detail, routes()))
}

/// Warns of routes that were to be removed, and weren't; none if there are none.
pub(super) fn not_removed(account: &Account, menu: MenuId, left: &Keyed) -> Option<Diagnostic> {
    if left.is_empty() {
        return None;
    }
    let detail = format!(
        "These routes of {} were planned to be removed, and stay, since they have another key now, or this run manages them:\n\n{}\n\n\
         The next plan shows what is left.",
        of(menu),
        listed(account, menu, left)
    );
    let summary = format!("Routes not removed from menu {}", menu.menu_id);
    Some(diagnostic(summary, detail, routes()))
}

/// Warns of routes that the menu has and the plan didn't show; none if there are none.
pub(super) fn appeared(account: &Account, menu: MenuId, appeared: &Keyed) -> Option<Diagnostic> {
    if appeared.is_empty() {
        return None;
    }
    let detail = format!(
        "Since the plan, {} got these routes, which stay for now:\n\n{}\n\nThe next plan shows them for removal.",
        of(menu),
        listed(account, menu, appeared)
    );
    let summary = format!("New routes in menu {}", menu.menu_id);
    Some(diagnostic(summary, detail, routes()))
}

/// Warns of a list that wasn't read, since the provider's configuration isn't known.
pub(super) fn not_refreshed(menu: Option<MenuId>) -> Diagnostic {
    let which = menu.map(of).unwrap_or_else(|| "a menu without ids".to_owned());
    diagnostic(
        "Routes of a menu not refreshed",
        format!(
            "The routes of {which} were not read, because the configuration of the provider has values that are known only \
             after apply. The plan starts from what the state holds."
        ),
        AttributePath::root(),
    )
}
