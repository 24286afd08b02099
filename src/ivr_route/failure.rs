//! What the operator reads when an operation on a route fails.

use tf_provider::{AttributePath, Diagnostic};

use super::error::Error;
use super::key_taken::KeyTaken;
use crate::account;
use crate::api::{MenuId, RouteId};
use crate::plugin::diagnostic;
use crate::title::title;

/// Makes the diagnostic of a failed operation: `what` is a fixed phrase like "read IVR route", `which` says which one.
#[must_use]
pub(super) fn failure(what: &'static str, which: &str, error: &Error) -> Diagnostic {
    if let Error::Account(error) = error {
        return account::failure(what, which, error);
    }
    let path = path(error);
    let advice = advice(error).map(|advice| format!(" {advice}")).unwrap_or_default();
    // A sentence within it may have ended already.
    let error = error.to_string();
    let error = error.trim_end_matches('.');
    diagnostic(format!("Failed to {what}"), format!("{which}: {error}.{advice}"), path)
}

/// Makes the warning of a create that deleted routes, if it did.
pub(super) fn copies_deleted(created: RouteId, deleted: &[i64]) -> Option<Diagnostic> {
    let RouteId { menu: MenuId { ivr_id, menu_id }, route_id } = created;
    let deleted: Vec<_> = deleted.iter().map(i64::to_string).collect();
    let detail = format!(
        "The answer to an attempt at this create was lost, and the attempt took effect all the same, so menu {menu_id} (IVR \
         {ivr_id}) had the route more than once. Route {route_id} is kept, and its copies are deleted: {}. If somebody else \
         made an equal route in that moment, it is among them: make it again on another key.",
        deleted.join(", ")
    );
    let summary = format!("Copies of route {route_id} deleted");
    (!deleted.is_empty()).then(|| diagnostic(summary, detail, AttributePath::root()))
}

/// Says which route is meant by the key that it has, or is to have, in a message.
pub(super) fn which_on(key: Option<&str>, MenuId { ivr_id, menu_id }: MenuId) -> String {
    let key = title(key).map_or_else(|| "without a key".to_owned(), |key| format!("for key {key}"));
    format!("Route {key} of menu {menu_id} (IVR {ivr_id})")
}

/// Returns the attribute that an error is about.
fn path(error: &Error) -> AttributePath {
    match error {
        Error::KeyTaken(_) | Error::NoFreeKey(_) | Error::NotOneRoute { .. } | Error::Stopped(Some(_)) => {
            AttributePath::new("keypress")
        }
        Error::ChangedSincePlan(changed) => changed.first().cloned().unwrap_or_default(),
        Error::LeftAside { error, .. } | Error::NotReplaced(error) => path(error),
        Error::Account(_) | Error::Stopped(None) => AttributePath::root(),
    }
}

fn advice(error: &Error) -> Option<String> {
    match error {
        Error::KeyTaken(taken) if taken.holder_moves() => Some(wait_for_the_mover(taken)),
        Error::KeyTaken(taken) if taken.is_managed => Some(wait_for_the_managed(taken)),
        Error::KeyTaken(taken) => Some(give_way_or_import(taken)),
        Error::NoFreeKey(_) => Some(
            "Remove one of them from the configuration and apply; then put it back, and apply again."
                .to_owned(),
        ),
        Error::NotReplaced(error) | Error::LeftAside { is_back: true, error, .. } => advice(error),
        Error::ChangedSincePlan(_) => Some(
            "Nothing was sent, so that the change isn't undone. Plan again, without -refresh=false, and apply that plan."
                .to_owned(),
        ),
        Error::LeftAside { error, .. } => {
            let left = "The next apply moves it on.".to_owned();
            Some(advice(error).map(|advice| format!("{left} {advice}")).unwrap_or(left))
        }
        Error::Account(_) | Error::NotOneRoute { .. } | Error::Stopped(_) => None,
    }
}

fn wait_for_the_mover(taken: &KeyTaken) -> String {
    format!(
        "Route {} has to wait for its new key in turn. If another error of this apply says why, fix that first. Then \
         apply again, or let Terraform do more at once: -parallelism has to be at least the number of routes that \
         exchange keys. If it was too low, a later operation of this apply may have moved the route all the same: the next \
         plan shows what is left.",
        taken.holder.id
    )
}

/// Advises no import: the configuration has the route already.
fn wait_for_the_managed(taken: &KeyTaken) -> String {
    format!(
        "Terraform manages route {} as well, but its change didn't free the key in time: it failed, or comes later. If another \
         error of this apply says why, fix that first. Then apply again, with a -parallelism of at least the number of routes \
         that exchange keys.",
        taken.holder.id
    )
}

fn give_way_or_import(taken: &KeyTaken) -> String {
    format!(
        "No operation of this apply freed the key in time: that route isn't managed here, keeps its key, or is \
         destroyed later (create_before_destroy). Apply again if this configuration moves or deletes it; -parallelism has \
         to be at least the number of routes that exchange keys. Give one of them another key if it stays. If that route \
         isn't managed by Terraform yet, import it; if a zendesk_ivr_routes_exclusive is to remove it, that needs two applies, \
         since Terraform applies this route first: apply without this route, then with it.\n\n{}",
        taken.import_block()
    )
}
