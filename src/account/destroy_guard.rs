//! Keeps a record that a run imports or updates at one address from being deleted at another.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Tells one import or create of a record from every other: it stays with the object, whatever its address.
///
/// Terraform tells a provider no addresses. Two objects with one route are told apart by this.
pub type Origin = u64;

/// Returns the origin for an object that an earlier version of the provider made: it is told apart from now on.
#[must_use]
pub fn new_origin() -> Origin {
    // Seeded at random, so that no other process gives the same.
    RandomState::new().build_hasher().finish()
}

/// Finds a record that one run both keeps and destroys, at two addresses.
///
/// One run long: the provider makes a new one at each Configure.
#[derive(Debug)]
pub struct DestroyGuard<Id>(Mutex<Seen<Id>>);

impl<Id> Default for DestroyGuard<Id> {
    fn default() -> Self {
        Self(Mutex::new(Seen {
            own: HashSet::new(),
            kept: HashMap::new(),
            destroyed: HashMap::new(),
            updated: HashMap::new(),
        }))
    }
}

/// The origins of the objects that hold a record; none for an object that an earlier version of the provider made.
type Objects<Id> = HashMap<Id, HashSet<Option<Origin>>>;

#[derive(Debug)]
struct Seen<Id> {
    /// The origins that this process gave.
    own: HashSet<Origin>,
    /// The objects that are planned to stay.
    kept: Objects<Id>,
    /// The objects that are planned to be destroyed.
    destroyed: Objects<Id>,
    /// The objects that were updated.
    updated: Objects<Id>,
}

impl<Id: Copy + Eq + Hash> DestroyGuard<Id> {
    /// Returns the origin for an object that is imported or created now.
    pub fn origin(&self) -> Origin {
        let origin = new_origin();
        self.seen().own.insert(origin);
        origin
    }

    /// Notes that an object is planned to stay; returns false if another object with its record is to be destroyed.
    #[must_use]
    pub fn plan_to_keep(&self, id: Id, origin: Option<Origin>) -> bool {
        let mut seen = self.seen();
        note(&mut seen.kept, id, origin);
        !has_other(&seen.destroyed, id, origin)
    }

    /// Reports whether two objects that earlier runs left in the state are planned to stay, and have one record.
    ///
    /// What this process itself imported or created is left out: such a process may outlive the plan.
    #[must_use]
    pub fn is_kept_twice(&self, id: Id) -> bool {
        let seen = self.seen();
        let origins = seen.kept.get(&id).into_iter().flatten().flatten();
        origins.filter(|origin| !seen.own.contains(origin)).count() > 1
    }

    /// Notes that an object is planned to be destroyed; returns false if another object with its record stays.
    ///
    /// An object that this process itself imported or created is no obstacle: such a process outlives one plan, as
    /// with `terraform test`, which destroys in the end what its runs made.
    #[must_use]
    pub fn plan_to_destroy(&self, id: Id, origin: Option<Origin>) -> bool {
        let mut seen = self.seen();
        if origin.is_some_and(|origin| seen.own.contains(&origin)) {
            return true;
        }
        note(&mut seen.destroyed, id, origin);
        !has_other(&seen.kept, id, origin)
    }

    /// Notes that changes are made, so the plan before them is done with.
    pub fn apply(&self) {
        let mut seen = self.seen();
        seen.kept.clear();
        seen.destroyed.clear();
    }

    /// Notes that the record of an object is updated.
    pub fn update(&self, id: Id, origin: Option<Origin>) {
        note(&mut self.seen().updated, id, origin);
    }

    /// Returns whether an object's route may be deleted: not after it was updated as that of another object.
    #[must_use]
    pub fn may_delete(&self, id: Id, origin: Option<Origin>) -> bool {
        !has_other(&self.seen().updated, id, origin)
    }

    fn seen(&self) -> MutexGuard<'_, Seen<Id>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn note<Id: Eq + Hash>(objects: &mut Objects<Id>, id: Id, origin: Option<Origin>) {
    objects.entry(id).or_default().insert(origin);
}

/// Tells whether another object has the record. Without an origin, none is known to be the same.
fn has_other<Id: Eq + Hash>(objects: &Objects<Id>, id: Id, origin: Option<Origin>) -> bool {
    let mut origins = objects.get(&id).into_iter().flatten();
    origins.any(|other| other.is_none() || *other != origin)
}

#[cfg(test)]
mod tests {
    use super::DestroyGuard;
    use crate::api::{MenuId, RouteId};

    const ID: RouteId = route(3);

    const fn route(route_id: i64) -> RouteId {
        RouteId { menu: MenuId { ivr_id: 1, menu_id: 2 }, route_id }
    }

    /// The origins that an object in the state may have, made by an earlier run.
    const EARLIER: [Option<u64>; 2] = [None, Some(7)];

    #[test]
    fn an_imported_route_is_not_destroyed_in_either_order() {
        for old in EARLIER {
            let guard = DestroyGuard::default();
            let new = Some(guard.origin());
            assert!(guard.plan_to_keep(ID, new));
            assert!(!guard.plan_to_destroy(ID, old));

            let guard = DestroyGuard::default();
            let new = Some(guard.origin());
            assert!(guard.plan_to_destroy(ID, old));
            assert!(!guard.plan_to_keep(ID, new));
        }
    }

    #[test]
    fn a_route_that_the_state_holds_twice_is_not_destroyed_in_either_order() {
        for (old, new) in [(None, None), (Some(7), None), (None, Some(8)), (Some(7), Some(8))] {
            let guard = DestroyGuard::default();
            assert!(guard.plan_to_keep(ID, new));
            assert!(!guard.plan_to_destroy(ID, old));

            let guard = DestroyGuard::default();
            assert!(guard.plan_to_destroy(ID, old));
            assert!(!guard.plan_to_keep(ID, new));
        }
    }

    #[test]
    fn a_record_that_the_state_holds_twice_is_kept_twice() {
        let guard = DestroyGuard::default();
        let made = Some(guard.origin());
        for (origin, is_twice) in
            [(Some(7), false), (made, false), (None, false), (Some(7), false), (Some(8), true)]
        {
            let _may_stay = guard.plan_to_keep(ID, origin);
            assert_eq!(guard.is_kept_twice(ID), is_twice, "{origin:?}");
        }
        assert!(!guard.is_kept_twice(route(4)));
        guard.apply();
        assert!(!guard.is_kept_twice(ID));
    }

    #[test]
    fn other_routes_may_be_destroyed() {
        let guard = DestroyGuard::default();
        let elsewhere = RouteId { menu: MenuId { ivr_id: 1, menu_id: 9 }, ..ID };
        for kept in [route(4), elsewhere] {
            assert!(guard.plan_to_keep(kept, Some(guard.origin())));
            guard.update(kept, None);
        }
        assert!(guard.plan_to_destroy(ID, None));
        assert!(guard.may_delete(ID, None));
    }

    #[test]
    fn a_process_destroys_what_it_made_whatever_it_planned_since() {
        let guard = DestroyGuard::default();
        let (made, imported) = (Some(guard.origin()), Some(guard.origin()));
        assert!(guard.plan_to_keep(ID, made));
        assert!(guard.plan_to_keep(ID, imported));
        assert!(guard.plan_to_destroy(ID, made));
        assert!(guard.plan_to_destroy(ID, imported));
        // What is destroyed later may be planned once more before.
        assert!(guard.plan_to_keep(ID, imported));
    }

    #[test]
    fn a_later_plan_of_the_same_object_may_destroy_it() {
        let guard = DestroyGuard::default();
        assert!(guard.plan_to_keep(ID, Some(7)));
        assert!(guard.plan_to_destroy(ID, Some(7)));
    }

    #[test]
    fn an_apply_ends_what_was_planned() {
        let guard = DestroyGuard::default();
        assert!(guard.plan_to_keep(ID, Some(guard.origin())));
        guard.apply();
        assert!(guard.plan_to_destroy(ID, None));
        guard.apply();
        assert!(guard.plan_to_keep(ID, Some(guard.origin())));
    }

    #[test]
    fn an_updated_route_is_deleted_as_the_same_object_alone() {
        let guard = DestroyGuard::default();
        guard.update(ID, Some(8));
        guard.apply();
        assert!(guard.may_delete(ID, Some(8)));
        assert!(!guard.may_delete(ID, Some(7)));
        assert!(!guard.may_delete(ID, None));
        assert!(guard.may_delete(route(4), Some(7)));
    }

    #[test]
    fn origins_differ() {
        let (one, other) = (DestroyGuard::<RouteId>::default(), DestroyGuard::<RouteId>::default());
        let origins = std::collections::HashSet::from([one.origin(), one.origin(), other.origin()]);
        assert_eq!(origins.len(), 3);
    }
}
