//! A route that one run keeps at one address isn't destroyed at another.

use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::IvrRouteResource;
use super::failure::DESTROY_ALL_THE_SAME;
use super::planned_keys::PlannedKeys;
use super::removal::{PlannedRemovals, kept_and_removed};
use super::{IvrRoute, Private, route_id};
use crate::account::{DestroyGuard, Run};
use crate::api::RouteId;
use crate::plugin::diagnostic;

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
        unless(diags, may_stay, || kept_and_destroyed(id))
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
        self.session.run().memory::<PlannedRemovals>().go(id.route_id);
        self.session.run().memory::<PlannedKeys>().forget(id.route_id);
        unless(diags, may_go, || kept_and_destroyed(id))
    }

    /// Notes that a route is about to be deleted; an error if this run has updated it at another address.
    pub(super) fn begin_delete(&self, diags: &mut Diagnostics, id: RouteId, private: &Private) -> Option<()> {
        let run = self.session.run();
        begin_apply(&run);
        run.memory::<PlannedKeys>().forget(id.route_id);
        run.memory::<PlannedRemovals>().go(id.route_id);
        let may_go = run.memory::<RouteGuard>().may_delete(id, private.origin);
        unless(diags, may_go, || updated_and_destroyed(id))
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

/// The block that tells Terraform of a resource that got another name.
const MOVED: &str = "moved {\n  from = zendesk_ivr_route.OLD\n  to   = zendesk_ivr_route.NEW\n}";

/// The block that has Terraform forget a resource, and leave the route.
const REMOVED: &str = "removed {\n  from = zendesk_ivr_route.OLD\n  lifecycle {\n    destroy = false\n  }\n}";

fn kept_and_destroyed(id: RouteId) -> Diagnostic {
    let detail = format!(
        "Route {} is at two addresses: one imports or keeps it, the other one is to be destroyed. Applying would \
         delete the route at Zendesk, also for the address that keeps it.\n\nThis happens when a resource gets another \
         name beside its import block. Tell Terraform that it was renamed; the import block may stay:\n\n\
         {MOVED}\n\n\
         If the state has the route at both addresses, or another configuration has it now, have Terraform forget one \
         of them (before Terraform 1.7, with terraform state rm):\n\n\
         {REMOVED}\n\n\
         {DESTROY_ALL_THE_SAME}",
        written(id)
    );
    diagnostic("Route kept and destroyed in one run", detail, AttributePath::root())
}

/// Makes the error of a route that two resources have.
pub(super) fn at_two_addresses(route_id: i64) -> Diagnostic {
    let detail = format!(
        "Route {route_id} is at two addresses, so each apply would undo what the other address says. Import blocks of one id, or a \
         resource that got another name beside its import block, cause this. Remove one of the two import blocks with its \
         resource. If a resource was renamed, tell Terraform:\n\n\
         {MOVED}\n\n\
         If the state has the route at both addresses, remove one resource, and have Terraform forget it (before Terraform \
         1.7, with terraform state rm):\n\n\
         {REMOVED}\n\n\
         {DESTROY_ALL_THE_SAME}"
    );
    diagnostic("Route at two addresses", detail, AttributePath::root())
}

fn updated_and_destroyed(id: RouteId) -> Diagnostic {
    let detail = format!(
        "Route {} was updated in this run at another address, so it stays: deleting it would delete what was just \
         updated. Plan again: the plan says how to keep the route at one address.",
        written(id)
    );
    diagnostic("Route not deleted", detail, AttributePath::root())
}

/// Writes the id as import takes it.
fn written(id: RouteId) -> String {
    format!("{}/{}/{}", id.menu.ivr_id, id.menu.menu_id, id.route_id)
}
