//! A route that makes room for another one: its successor's place is looked at before it is deleted.
//!
//! Terraform deletes a route that is replaced before it creates the new one. What both need to know of each other:
//! where the new one is to be goes with the planned private data to the deletion, which is the one that Terraform makes
//! first; and the run remembers what was deleted, for the error of a create that fails.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use tf_provider::{Diagnostic, Diagnostics};

use super::IvrRouteResource;
use super::error::Error;
use super::exchange::Exchange;
use super::failure::failure;
use super::{IvrRoute, ManagedRoutes, claimed_key};
use crate::account::{Account, Connection, Kept, Run, lookup};
use crate::api::{self, MenuId, RouteId};

/// Where the route is to be that takes another one's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Successor {
    ivr_id: i64,
    menu_id: i64,
    keypress: String,
    /// The route that held the key when this was planned, if Terraform manages it: it may move or go in the same run.
    holder: Option<i64>,
}

/// What a run has done to routes that are replaced.
#[derive(Debug, Default)]
pub(super) struct Replacements(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// The routes that were deleted, by the menu and the key of those that replace them.
    deleted: HashMap<(MenuId, String), Deleted>,
    /// The routes that stay, since those that were to replace them can't be made.
    kept: HashSet<i64>,
}

/// A route that was deleted, and the key that it had.
#[derive(Clone, Debug)]
struct Deleted {
    id: RouteId,
    keypress: Option<String>,
}

impl Replacements {
    /// Forgets a replacement that has been made.
    pub(super) fn complete(&self, menu: MenuId, key: &str) {
        self.seen().deleted.remove(&(menu, key.to_owned()));
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Successor {
    /// Returns where a planned route is to be, if that is known.
    pub(super) fn of(planned: &IvrRoute, run: &Run) -> Option<Self> {
        let (MenuId { ivr_id, menu_id }, key) = claimed_key(planned)?;
        let Connection::Ready(account) = run.connection() else { return None };
        let routes = account.known_all::<api::IvrRoute>(MenuId { ivr_id, menu_id }).unwrap_or_default();
        let holder = routes.into_iter().find(|route| route.keypress.as_deref() == Some(key));
        let holder = holder.map(|route| route.id).filter(|id| run.memory::<ManagedRoutes>().has(*id));
        Some(Self { ivr_id, menu_id, keypress: key.to_owned(), holder })
    }

    fn menu(&self) -> MenuId {
        MenuId { ivr_id: self.ivr_id, menu_id: self.menu_id }
    }
}

impl IvrRouteResource {
    /// Looks whether a route can be made before the one that it replaces is deleted; an error if it can't.
    pub(super) async fn check_successor(
        &self,
        diags: &mut Diagnostics,
        account: &Account,
        id: RouteId,
        successor: &Successor,
    ) -> Option<()> {
        let run = self.session.run();
        let Err(error) = has_room(&run, account, id, successor).await else { return Some(()) };
        run.memory::<Replacements>().seen().kept.insert(id.route_id);
        let which = api::IvrRoute::which(id.menu, id.route_id);
        diags.add_error(failure("replace IVR route", &which, &Error::NotReplaced(Box::new(error))));
        None
    }
}

async fn has_room(run: &Run, account: &Account, id: RouteId, successor: &Successor) -> Result<(), Error> {
    let menu = successor.menu();
    lookup::menu(account, menu).await?;
    let (managed, replacements) = (run.memory::<ManagedRoutes>(), run.memory::<Replacements>());
    let stays = |route_id: i64| replacements.seen().kept.contains(&route_id);
    let may_go =
        |route_id: i64| (successor.holder == Some(route_id) || managed.has(route_id)) && !stays(route_id);
    let routes = run.memory::<Exchange>().menu(account, run, menu);
    routes.wait_for_room(&successor.keypress, id.route_id, may_go).await
}

/// Notes that a route was deleted for the sake of another one.
pub(super) fn note_deleted(run: &Run, id: RouteId, prior: &IvrRoute, successor: Successor) {
    let place = (successor.menu(), successor.keypress);
    let keypress = claimed_key(prior).map(|(_, key)| key.to_owned());
    run.memory::<Replacements>().seen().deleted.insert(place, Deleted { id, keypress });
}

/// Says in the error of a create which route was deleted for it.
pub(super) fn told_deleted(run: &Run, planned: &IvrRoute, error: Diagnostic) -> Diagnostic {
    let place = claimed_key(planned).map(|(menu, key)| (menu, key.to_owned()));
    let replacements = run.memory::<Replacements>();
    let deleted = place.and_then(|place| replacements.seen().deleted.get(&place).cloned());
    let Some(Deleted { id: RouteId { menu, route_id }, keypress }) = deleted else { return error };
    let MenuId { ivr_id, menu_id } = menu;
    let key =
        keypress.map(|key| format!(", so key {key} of menu {menu_id} (IVR {ivr_id}) has no route any more"));
    let detail = format!(
        "{}\n\nRoute {route_id}, which the new one was to replace, has been deleted{}. Apply again to create the new one.",
        error.detail,
        key.unwrap_or_default()
    );
    Diagnostic { detail: detail.into(), ..error }
}
