//! What the provider keeps beside the state of a list of routes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::routes::{Keyed, has};
use crate::account::{Origin, new_origin};

/// What the provider keeps beside the state of a list of routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Option<Stored>")]
pub struct Private {
    /// Which import or create the object comes from.
    pub origin: Option<Origin>,
    /// The menu that a plan is for; never kept beside a state.
    ///
    /// Terraform hands what the first plan call of a replacement planned to the second one, which is that of a new list.
    pub planned_for: Option<i64>,
    /// The routes of the state that Terraform wasn't known to manage when it read the menu: no others may be removed.
    ///
    /// While it applies, Terraform tells of those alone that it changes.
    pub unmanaged: BTreeSet<i64>,
}

/// The stored form.
#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default)]
    planned_for: Option<i64>,
    #[serde(default)]
    unmanaged: BTreeSet<i64>,
}

impl Private {
    /// Makes the private data of an object that is imported or created now.
    pub(super) fn new() -> Self {
        Self { origin: Some(new_origin()), ..Self::default() }
    }

    /// Returns the private data of the same object after a read, which found Terraform not to manage these routes.
    pub(super) fn read(self, unmanaged: BTreeSet<i64>) -> Self {
        Self { origin: self.origin.or_else(|| Some(new_origin())), planned_for: None, unmanaged }
    }

    /// Returns the private data of the same object after a change that left these routes: what a read would make of them.
    pub(super) fn changed(mut self, list: &Keyed) -> Self {
        self.unmanaged.retain(|id| has(list, *id));
        Self { planned_for: None, ..self }
    }
}

impl From<Option<Stored>> for Private {
    fn from(stored: Option<Stored>) -> Self {
        let Some(Stored { origin, planned_for, unmanaged }) = stored else { return Self::default() };
        Self { origin, planned_for, unmanaged }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json, to_value};

    use super::Private;

    #[test]
    fn what_is_stored_is_read_back() {
        let filled = Private { planned_for: Some(8), ..Private::new().read([7, 9].into()) };
        for private in [Private::default(), Private { planned_for: Some(8), ..filled }] {
            assert_eq!(from_value::<Private>(to_value(&private).unwrap()).unwrap(), private);
        }
        assert_eq!(from_value::<Private>(json!(null)).unwrap(), Private::default());
    }
}
