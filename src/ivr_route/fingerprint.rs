//! Fingerprints of configurations, by which two of them are compared without being kept.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use tf_provider::value::Value;

use super::{IvrRoute, IvrRouteOptions};

/// The hashes of the attributes that can be configured; none for one that isn't wholly known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint([Option<u64>; 6]);

impl Fingerprint {
    /// Takes the fingerprint of a configuration.
    pub(super) fn of(config: &IvrRoute) -> Self {
        let IvrRoute { ivr_id, menu_id, keypress, action, options, overflow_options, .. } = config;
        let has_options = options.as_ref().into_iter().all(IvrRouteOptions::is_wholly_known);
        Self([
            hash(ivr_id),
            hash(menu_id),
            hash(keypress),
            hash(action),
            hash(options).filter(|_| has_options),
            hash(overflow_options),
        ])
    }

    /// Reports whether everything is known.
    pub(super) fn is_known(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    /// Reports whether this may turn out to be the other configuration, once what is unknown is known.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one.is_none() || one == other)
    }
}

fn hash<T: Hash>(value: &Value<T>) -> Option<u64> {
    let hashed = || BuildHasherDefault::<DefaultHasher>::new().hash_one(value);
    (!value.is_unknown()).then(hashed)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tf_provider::value::Value;

    use super::Fingerprint;
    use crate::ivr_route::IvrRouteOptions;
    use crate::ivr_route::tests::{options, route};
    use crate::plugin::Number;

    #[test]
    fn what_is_unknown_may_be_anything() {
        let options = options(json!({"group_ids": [7]}));
        let config = route(json!({"keypress": "1", "action": "group", "options": options}));
        let known = Fingerprint::of(&config);
        assert!(known.is_known() && known.may_be(&known));
        let inner = |group_ids| IvrRouteOptions { group_ids, ..config.options.clone().unwrap_or_default() };
        let configs = [
            crate::ivr_route::IvrRoute { menu_id: Value::Unknown, ..config.clone() },
            crate::ivr_route::IvrRoute { options: Value::Value(inner(Value::Unknown)), ..config.clone() },
            crate::ivr_route::IvrRoute {
                options: Value::Value(inner(Value::Value(vec![Value::<Number>::Unknown]))),
                ..config.clone()
            },
        ];
        for config in configs {
            let unknown = Fingerprint::of(&config);
            assert!(!unknown.is_known() && unknown.may_be(&known) && !known.may_be(&unknown), "{config:?}");
        }
        let other = Fingerprint::of(&route(json!({"keypress": "2", "action": "group"})));
        assert!(other.is_known() && !other.may_be(&known));
    }
}
