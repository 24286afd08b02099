//! Routes that are removed from a menu because a list of all its routes lacks them.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::future::join_all;
use tf_provider::{AttributePath, Diagnostic};
use tokio::sync::watch;
use tokio::time::timeout;

use super::ManagedRoutes;
use super::exchange::Exchange;
use super::failure::failure;
use super::guarding::begin_apply;
use super::planned_keys::PlannedKeys;
use crate::account::{Account, DESTROY_ALL_THE_SAME, Kept, Run};
use crate::api::{IvrRoute, MenuId, RouteId};
use crate::plugin::diagnostic;

/// What a run does with routes that a list of all routes of a menu lacks.
///
/// One run long: the provider makes a new one at each Configure.
#[derive(Debug, Default)]
pub(crate) struct PlannedRemovals {
    seen: Mutex<Seen>,
    /// The routes that Terraform is to delete or to replace, or does so.
    going: watch::Sender<HashSet<i64>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// The routes that Terraform manages and is planned to keep.
    kept: HashSet<i64>,
    /// The routes that are planned to be removed from a menu, since its list lacks them.
    removed: HashMap<MenuId, HashSet<i64>>,
    /// The routes that this run deletes or has deleted, with their keys.
    deleted: HashMap<i64, (MenuId, Option<String>)>,
}

impl PlannedRemovals {
    /// Notes that Terraform keeps a route; returns the menu that it is planned to be removed from, if any.
    pub(super) fn keep(&self, route_id: i64) -> Option<MenuId> {
        self.going.send_if_modified(|going| going.remove(&route_id));
        let mut seen = self.seen();
        seen.kept.insert(route_id);
        seen.removed.iter().find(|(_, removed)| removed.contains(&route_id)).map(|(menu, _)| *menu)
    }

    /// Notes that Terraform deletes or replaces a route.
    pub(super) fn go(&self, route_id: i64) {
        self.seen().kept.remove(&route_id);
        self.going.send_if_modified(|going| going.insert(route_id));
    }

    /// Notes that Terraform is about to delete a route, and which key it has.
    ///
    /// It comes before the deletion: a list of the menu may lack the route before the deletion is answered.
    pub(super) fn delete(&self, id: RouteId, key: Option<&str>) {
        self.seen().deleted.insert(id.route_id, (id.menu, key.map(str::to_owned)));
    }

    /// Notes that Terraform reads: what was deleted before is of an earlier run.
    pub(crate) fn read(&self) {
        self.seen().deleted.clear();
    }

    /// Notes that changes are made, so the plan before them is done with.
    pub(super) fn apply(&self) {
        let mut seen = self.seen();
        seen.kept.clear();
        seen.removed.clear();
    }

    /// Notes the routes that are planned to be removed from a menu; they take the place of those noted before.
    pub(crate) fn plan(&self, menu: MenuId, routes: impl IntoIterator<Item = i64>) {
        self.seen().removed.insert(menu, routes.into_iter().collect());
    }

    /// Forgets the routes that were planned to be removed from a menu, or from all where it isn't known which.
    pub(crate) fn forget(&self, menu: Option<MenuId>) {
        let mut seen = self.seen();
        match menu {
            Some(menu) => drop(seen.removed.remove(&menu)),
            None => seen.removed.clear(),
        }
    }

    /// Reports whether Terraform is planned to keep a route.
    pub(crate) fn is_kept(&self, route_id: i64) -> bool {
        self.seen().kept.contains(&route_id)
    }

    /// Ends when Terraform deletes or replaces a route.
    async fn wait_for(&self, route_id: i64) {
        // The sender lives as long as this.
        drop(self.going.subscribe().wait_for(|going| going.contains(&route_id)).await);
    }

    /// Lists the routes of a menu that this run deletes or has deleted, each with its key.
    pub(crate) fn deleted(&self, menu: MenuId) -> Vec<(Option<String>, i64)> {
        let seen = self.seen();
        let deleted = seen.deleted.iter().filter(|(_, (of, _))| *of == menu);
        deleted.map(|(route_id, (_, key))| (key.clone(), *route_id)).collect()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the error of a route that Terraform keeps, and that another resource is planned to remove.
pub(super) fn kept_and_removed(route_id: i64, MenuId { ivr_id, menu_id }: MenuId) -> Diagnostic {
    let detail = format!(
        "This configuration manages route {route_id}, but zendesk_ivr_routes_exclusive plans to remove it from menu {menu_id} (IVR \
         {ivr_id}), since its routes lack it. Add the route to them, by a reference such as zendesk_ivr_route.NAME.route_id. \
         {DESTROY_ALL_THE_SAME}"
    );
    diagnostic("Route kept and removed in one run", detail, AttributePath::root())
}

/// Reports whether Terraform is known to manage a route.
pub(crate) fn is_managed(run: &Run, route_id: i64) -> bool {
    run.memory::<ManagedRoutes>().has(route_id)
}

/// How long it makes sense to wait for Terraform to tell of routes: it tells of several at a time.
const PATIENCE: Duration = Duration::from_millis(250);

/// Waits a moment for Terraform to tell that it manages routes, those that it hasn't told of so far.
pub(crate) async fn hear_of(run: &Run, routes: impl IntoIterator<Item = i64>) {
    let managed = run.memory::<ManagedRoutes>();
    let heard_of = join_all(routes.into_iter().map(|route_id| managed.wait_for(route_id)));
    // Whatever it hasn't told of by then is none of its routes, or comes later.
    drop(timeout(PATIENCE, heard_of).await);
}

/// Waits a moment for Terraform to delete or replace a route; returns whether it does.
pub(crate) async fn goes(run: &Run, route_id: i64) -> bool {
    let removals = run.memory::<PlannedRemovals>();
    timeout(PATIENCE, removals.wait_for(route_id)).await.is_ok()
}

/// Reports whether this run has written a route.
pub(crate) fn is_written(run: &Run, route_id: i64) -> bool {
    run.memory::<PlannedKeys>().has_written(route_id)
}

/// Returns the menu and the key that a route is planned for, or was written with.
pub(crate) fn planned_place(run: &Run, route_id: i64) -> Option<(MenuId, String)> {
    run.memory::<PlannedKeys>().place(route_id)
}

/// Notes that routes of a menu are about to be removed.
pub(crate) fn begin_removals(run: &Run) {
    begin_apply(run);
}

/// Deletes a route, in its turn among the writes of the menu; one that is proven to be gone counts as deleted.
///
/// # Errors
///
/// The diagnostic of what the API or the way to it answered.
pub(crate) async fn remove(run: &Run, account: &Account, id: RouteId) -> Result<(), Diagnostic> {
    let menu = run.memory::<Exchange>().menu(account, run, id.menu);
    let which = IvrRoute::which(id.menu, id.route_id);
    menu.delete(id.route_id).await.map_err(|error| failure("remove IVR route", &which, &error))
}

#[cfg(test)]
mod tests {
    use super::PlannedRemovals;
    use crate::api::{MenuId, RouteId};

    const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

    #[test]
    fn a_route_that_is_kept_is_not_to_be_removed_in_either_order() {
        let removals = PlannedRemovals::default();
        removals.plan(MENU, [7]);
        assert_eq!((removals.keep(7), removals.keep(8)), (Some(MENU), None));
        assert!(removals.is_kept(8));
        removals.go(8);
        assert!(!removals.is_kept(8) && removals.going.borrow().contains(&8));
        // A plan takes the place of the one before.
        removals.plan(MENU, [9]);
        assert_eq!((removals.keep(7), removals.keep(9)), (None, Some(MENU)));
        removals.forget(Some(MENU));
        assert_eq!(removals.keep(9), None);
    }

    #[test]
    fn an_apply_ends_the_plan_and_a_read_begins_another_run() {
        let removals = PlannedRemovals::default();
        removals.plan(MENU, [7]);
        removals.apply();
        assert_eq!(removals.keep(7), None);
        removals.delete(RouteId { menu: MENU, route_id: 7 }, Some("1"));
        assert_eq!(removals.deleted(MENU), [(Some("1".to_owned()), 7)]);
        assert_eq!(removals.deleted(MenuId { ivr_id: 1, menu_id: 3 }), []);
        removals.read();
        assert_eq!(removals.deleted(MENU), []);
    }
}
