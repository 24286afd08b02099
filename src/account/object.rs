//! Objects of nouns that have names: what is kept beside their state, and what keeps them from being deleted by mistake.

use serde::{Deserialize, Serialize};
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::addresses::Addresses;
use super::destroy_guard::{DestroyGuard, Origin, new_origin};
use super::named::{Named, capitalised};
use super::run::Run;
use super::tree::Kept;
use super::write_turn::Created;
use crate::plugin::diagnostic;

/// What the provider keeps beside the state of an object, out of the operator's sight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Option<Stored>", into = "Option<Stored>")]
pub struct ObjectPrivate {
    /// Which import or create the object comes from.
    pub origin: Option<Origin>,
    /// The object whose plan this is: Terraform hands it to the second plan call of a replacement, and to the deletion.
    ///
    /// Never kept beside a state.
    pub planned_for: Option<PlannedFor>,
    /// Whether its create failed half-way, so that Terraform replaces it.
    pub is_half_made: bool,
    /// The routes that the same plan lets lead elsewhere or deletes, of those that led to it. Never kept beside a state.
    pub departing: Vec<i64>,
}

/// An object that a plan is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedFor {
    /// Its id.
    pub id: i64,
    /// What it is called in messages.
    pub name: String,
    /// Whether it may be destroyed whatever depends on it.
    pub force_destroy: bool,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned_for: Option<PlannedFor>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_half_made: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    departing: Vec<i64>,
}

impl From<Option<Stored>> for ObjectPrivate {
    fn from(stored: Option<Stored>) -> Self {
        let Some(Stored { origin, planned_for, is_half_made, departing }) = stored else {
            return Self::default();
        };
        Self { origin, planned_for, is_half_made, departing }
    }
}

impl From<ObjectPrivate> for Option<Stored> {
    fn from(private: ObjectPrivate) -> Self {
        let is_empty = private == ObjectPrivate::default();
        let ObjectPrivate { origin, planned_for, is_half_made, departing } = private;
        (!is_empty).then_some(Stored { origin, planned_for, is_half_made, departing })
    }
}

impl ObjectPrivate {
    /// Makes the private data of an object that was imported or created now.
    #[must_use]
    pub fn of(origin: Origin) -> Self {
        Self { origin: Some(origin), ..Self::default() }
    }

    /// Returns the private data to be kept beside a state: the object is told apart from others from now on.
    #[must_use]
    pub fn kept(self) -> Self {
        Self {
            origin: self.origin.or_else(|| Some(new_origin())),
            planned_for: None,
            departing: Vec::new(),
            ..self
        }
    }
}

/// Keeps the objects of a noun from being deleted at one address while another one keeps them.
#[derive(Debug)]
pub struct ObjectGuard<R> {
    guard: DestroyGuard<i64>,
    record: std::marker::PhantomData<fn() -> R>,
}

impl<R> Default for ObjectGuard<R> {
    fn default() -> Self {
        Self { guard: DestroyGuard::default(), record: std::marker::PhantomData }
    }
}

impl<R: Created> ObjectGuard<R> {
    /// Returns the guard of a run.
    pub fn of(run: &Run) -> std::sync::Arc<Self> {
        run.memory()
    }

    /// Returns the private data of an object that is imported or created now.
    pub fn private(&self) -> ObjectPrivate {
        ObjectPrivate::of(self.guard.origin())
    }

    /// Notes that an object stays; that another address has it as well, or is to destroy it, is an error.
    pub fn plan_to_keep(
        &self,
        diags: &mut Diagnostics,
        (parent, id): (R::Parent, i64),
        private: &ObjectPrivate,
    ) -> Option<()> {
        let may_stay = self.guard.plan_to_keep(id, private.origin);
        unless(diags, may_stay, || Addresses::of::<R>().kept_and_destroyed(R::import_id(parent, id)))?;
        unless(diags, !self.guard.is_kept_twice(id), || {
            Addresses::of::<R>().at_two_addresses(R::import_id(parent, id))
        })
    }

    /// Notes that an object is to be destroyed; that it stays at another address is an error.
    pub fn plan_to_destroy(
        &self,
        diags: &mut Diagnostics,
        (parent, id): (R::Parent, i64),
        private: &ObjectPrivate,
    ) -> Option<()> {
        let may_go = self.guard.plan_to_destroy(id, private.origin);
        unless(diags, may_go, || Addresses::of::<R>().kept_and_destroyed(R::import_id(parent, id)))
    }

    /// Notes that changes are made, so the plan before them is done with.
    pub fn begin_apply(&self) {
        self.guard.apply();
    }

    /// Notes that an object is updated.
    pub fn begin_update(&self, id: i64, private: &ObjectPrivate) {
        self.guard.apply();
        self.guard.update(id, private.origin);
    }

    /// Notes that an object is about to be deleted; an error if this run has updated it at another address.
    pub fn begin_delete(
        &self,
        diags: &mut Diagnostics,
        (parent, id): (R::Parent, i64),
        private: &ObjectPrivate,
    ) -> Option<()> {
        self.guard.apply();
        let may_go = self.guard.may_delete(id, private.origin);
        unless(diags, may_go, || Addresses::of::<R>().updated_and_destroyed(R::import_id(parent, id)))
    }
}

fn unless(diags: &mut Diagnostics, is_allowed: bool, error: impl FnOnce() -> Diagnostic) -> Option<()> {
    if !is_allowed {
        diags.add_error(error());
    }
    is_allowed.then_some(())
}

/// Makes the warning of a create beside which equal records turned up, if there are any.
pub fn equals_made<R: Created + Named>(parent: R::Parent, id: i64, equals: &[i64]) -> Option<Diagnostic> {
    let noun = <R as Kept>::NOUN;
    let others: Vec<_> = equals.iter().map(|id| format!("\"{}\"", R::import_id(parent, *id))).collect();
    let detail = format!(
        "{} was created. An earlier attempt at this create, whose answer was lost, may have made an equal one: {}. Nothing \
         says who made it, so it is left as it is. Delete it by hand if nobody else made it.",
        R::which(parent, id),
        others.join(", ")
    );
    let summary = format!("{} {id} may exist twice", capitalised(noun));
    (!equals.is_empty()).then(|| diagnostic(summary, detail, AttributePath::root()))
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json, to_value};

    use super::{ObjectPrivate, PlannedFor};

    #[test]
    fn what_is_stored_is_read_back_and_nothing_is_null() {
        let planned_for = PlannedFor { id: 1, name: "IVR 1".into(), force_destroy: true };
        for private in [
            ObjectPrivate::default(),
            ObjectPrivate::of(u64::MAX),
            ObjectPrivate { planned_for: Some(planned_for), ..ObjectPrivate::of(7) },
            ObjectPrivate { is_half_made: true, ..ObjectPrivate::of(7) },
            ObjectPrivate { departing: vec![8, 9], ..ObjectPrivate::of(7) },
        ] {
            assert_eq!(from_value::<ObjectPrivate>(to_value(&private).unwrap()).unwrap(), private);
        }
        assert_eq!(to_value(ObjectPrivate::default()).unwrap(), json!(null));
    }
}
