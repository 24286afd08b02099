//! A route that one run keeps at one address isn't destroyed at another.

use tf_provider::{Diagnostic, Diagnostics};

use super::IvrRouteResource;
use super::import_id::import_id;
use super::planned_keys::PlannedKeys;
use super::removal::{PlannedRemovals, kept_and_removed};
use super::{IvrRoute, Private, route_id};
use crate::account::{Addresses, DepartingRoutes, DestroyGuard, Run};
use crate::api::{self, RouteId};

/// Keeps routes of this run from being deleted at another address.
pub(super) type RouteGuard = DestroyGuard<RouteId>;

impl IvrRouteResource {
    /// Notes that an object stays; that its route is to be destroyed at another address is an error.
    pub(super) fn plan_to_keep(
        &self,
        diags: &mut Diagnostics,
        prior: &IvrRoute,
        private: &Private,
    ) -> Option<()> {
        // A state without ids is an error where they are needed.
        let Ok(id) = route_id(prior) else { return Some(()) };
        let guard = self.session.run().memory::<RouteGuard>();
        let may_stay = guard.plan_to_keep(id, private.origin);
        unless(diags, may_stay, || addresses().kept_and_destroyed(import_id(id)))
    }

    /// Notes that a route stays, or is replaced; that another resource is to remove one that stays is an error.
    pub(super) fn plan_to_stay(&self, diags: &mut Diagnostics, prior: &IvrRoute, stays: bool) -> Option<()> {
        let Ok(id) = route_id(prior) else { return Some(()) };
        let removals = self.session.run().memory::<PlannedRemovals>();
        if !stays {
            removals.go(id.route_id);
            return Some(());
        }
        let removed_from = removals.keep(id.route_id);
        diags.errors.extend(removed_from.map(|menu| kept_and_removed(id.route_id, menu)));
        removed_from.is_none().then_some(())
    }

    /// Notes that an object is to be destroyed; that its route stays at another address is an error.
    pub(super) fn plan_to_destroy(
        &self,
        diags: &mut Diagnostics,
        prior: &IvrRoute,
        private: &Private,
    ) -> Option<()> {
        let Ok(id) = route_id(prior) else { return Some(()) };
        let guard = self.session.run().memory::<RouteGuard>();
        let may_go = guard.plan_to_destroy(id, private.origin);
        let run = self.session.run();
        run.memory::<PlannedKeys>().forget(id.route_id);
        run.memory::<PlannedRemovals>().go(id.route_id);
        run.memory::<DepartingRoutes>().note(id.route_id, true);
        unless(diags, may_go, || addresses().kept_and_destroyed(import_id(id)))
    }

    /// Notes that a route is about to be deleted; an error if this run has updated it at another address.
    pub(super) fn begin_delete(&self, diags: &mut Diagnostics, id: RouteId, private: &Private) -> Option<()> {
        let run = self.session.run();
        begin_apply(&run);
        run.memory::<PlannedKeys>().forget(id.route_id);
        run.memory::<PlannedRemovals>().go(id.route_id);
        let may_go = run.memory::<RouteGuard>().may_delete(id, private.origin);
        unless(diags, may_go, || addresses().updated_and_destroyed(import_id(id)))
    }
}

/// Notes that changes are made, so the plan before them is done with.
pub(super) fn begin_apply(run: &Run) {
    run.memory::<RouteGuard>().apply();
    run.memory::<PlannedKeys>().apply();
    run.memory::<PlannedRemovals>().apply();
}

/// Adds the error where something may not be.
fn unless(diags: &mut Diagnostics, is_allowed: bool, error: impl FnOnce() -> Diagnostic) -> Option<()> {
    if !is_allowed {
        diags.add_error(error());
    }
    is_allowed.then_some(())
}

/// Returns what errors about addresses call a route.
pub(super) fn addresses() -> Addresses {
    Addresses::of::<api::IvrRoute>()
}
