//! What the provider keeps beside the state of a route.

use serde::{Deserialize, Serialize};

use super::{UnknownOptions, unknown_options};
use crate::account::Origin;
use crate::api;

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
}

/// The stored form.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    unknown: UnknownOptions,
    #[serde(default)]
    origin: Option<Origin>,
}

impl Private {
    /// Makes the private data of an object that was imported or created now.
    pub(super) fn of(origin: Origin) -> Self {
        Self { unknown: None, origin: Some(origin) }
    }

    /// Upgrades what version 0.1 of the provider stored: the options that only the API knows, or null.
    pub(super) fn from_unknown_options(stored: serde_json::Value) -> Result<Self, String> {
        let unknown = serde_json::from_value(stored).map_err(|error| error.to_string())?;
        Ok(Self { unknown, origin: None })
    }

    /// Returns the private data of the same object, with the options that a route has now.
    pub(super) fn renewed(self, route: &api::IvrRoute) -> Self {
        Self { unknown: unknown_options(route), ..self }
    }
}

impl From<Option<Stored>> for Private {
    fn from(stored: Option<Stored>) -> Self {
        stored.map_or_else(Self::default, |Stored { unknown, origin }| Self { unknown, origin })
    }
}

impl From<Private> for Option<Stored> {
    fn from(private: Private) -> Self {
        let Private { unknown, origin } = private;
        (unknown.is_some() || origin.is_some()).then_some(Stored { unknown, origin })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, from_value, json, to_value};

    use super::Private;

    #[test]
    fn what_is_stored_is_read_back_and_nothing_is_null() {
        let unknown = Some(Map::from_iter([("language".to_owned(), json!("de"))]));
        for private in [
            Private::default(),
            Private { unknown: unknown.clone(), origin: None },
            Private { unknown: None, origin: Some(u64::MAX) },
            Private { unknown, origin: Some(7) },
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
