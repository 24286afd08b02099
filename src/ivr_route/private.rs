//! What the provider keeps beside the state of a route.

use serde::{Deserialize, Serialize};

use super::{IvrRoute, Successor, UnknownOptions, unknown_options};
use crate::account::{Origin, new_origin};
use crate::api;
use crate::attributes::conversion::known;
use crate::plugin::Number;

/// The version of the form.
pub(super) const VERSION: i64 = 1;

/// What the provider keeps beside the state of a route; null where there is nothing to keep.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Option<Stored>", into = "Option<Stored>")]
pub struct Private {
    /// The options that only the API knows, to be sent back on update.
    pub unknown: UnknownOptions,
    /// Which import or create the object comes from.
    pub origin: Option<Origin>,
    /// The route that a plan is for; never kept beside a state.
    ///
    /// Terraform hands what the first plan call of a replacement planned to the second one, which is that of a new route.
    pub planned_for: Option<i64>,
    /// Where the route is to be that takes this one's place; never kept beside a state.
    ///
    /// Terraform hands what is planned for a replacement to the deletion as well.
    pub successor: Option<Successor>,
}

/// The stored form.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    unknown: UnknownOptions,
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default)]
    planned_for: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    successor: Option<Successor>,
}

impl Private {
    /// Makes the private data of an object that was imported or created now.
    pub(super) fn of(origin: Origin) -> Self {
        Self { origin: Some(origin), ..Self::default() }
    }

    /// Upgrades what version 0.1 of the provider stored: the options that only the API knows, or null.
    pub(super) fn from_unknown_options(stored: serde_json::Value) -> Result<Self, String> {
        let unknown = serde_json::from_value(stored).map_err(|error| error.to_string())?;
        Ok(Self { unknown, ..Self::default() })
    }

    /// Returns the private data of the same object, which is told apart from others from now on.
    pub(super) fn with_origin(self) -> Self {
        Self { origin: self.origin.or_else(|| Some(new_origin())), ..self }
    }

    /// Returns the private data for the plan of an object whose state is `prior`.
    pub(super) fn planned_for(self, prior: &IvrRoute) -> Self {
        Self { planned_for: known(&prior.route_id).and_then(Number::as_int), ..self }
    }

    /// Returns the private data for the plan of a new route, maybe in the object's place: none of its options are the new one's.
    pub(super) fn of_new(self, successor: Option<Successor>) -> Self {
        Self { unknown: None, successor, ..self }
    }

    /// Returns the private data of the same object, with the options that a route has now.
    pub(super) fn renewed(self, route: &api::IvrRoute) -> Self {
        Self { unknown: unknown_options(route), origin: self.origin, ..Self::default() }
    }
}

impl From<Option<Stored>> for Private {
    fn from(stored: Option<Stored>) -> Self {
        let Some(Stored { unknown, origin, planned_for, successor }) = stored else {
            return Self::default();
        };
        Self { unknown, origin, planned_for, successor }
    }
}

impl From<Private> for Option<Stored> {
    fn from(private: Private) -> Self {
        let is_empty = private == Private::default();
        let Private { unknown, origin, planned_for, successor } = private;
        (!is_empty).then_some(Stored { unknown, origin, planned_for, successor })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, from_value, json, to_value};

    use super::{Private, Successor};

    #[test]
    fn what_is_stored_is_read_back_and_nothing_is_null() {
        let unknown = Some(Map::from_iter([("language".to_owned(), json!("de"))]));
        let successor = json!({"ivr_id": 1, "menu_id": 2, "keypress": "1", "holder": 9});
        let successor: Successor = from_value(successor).unwrap();
        for private in [
            Private::default(),
            Private { unknown: unknown.clone(), ..Private::default() },
            Private { origin: Some(u64::MAX), ..Private::default() },
            Private { planned_for: Some(8), ..Private::default() },
            Private { successor: Some(successor.clone()), ..Private::default() },
            Private { unknown, origin: Some(7), planned_for: Some(8), successor: Some(successor) },
        ] {
            assert_eq!(from_value::<Private>(to_value(&private).unwrap()).unwrap(), private);
        }
        assert_eq!(to_value(Private::default()).unwrap(), json!(null));
    }

    #[test]
    fn what_0_1_stored_are_options() {
        let stored = json!({"language": "de", "origin": 7, "unknown": null});
        let private = Private::from_unknown_options(stored.clone()).unwrap();
        assert_eq!((to_value(private.unknown).unwrap(), private.origin), (stored, None));
        assert!(Private::from_unknown_options(json!("de")).is_err());
    }
}
