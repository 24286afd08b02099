//! The keys that the routes planned in this run will hold.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};
use std::sync::{Mutex, PoisonError};

use crate::api::MenuId;

/// Finds two routes that are planned for the same key of the same menu.
///
/// One run long: the provider makes a new one at each Configure.
#[derive(Debug, Default)]
pub(super) struct PlannedKeys(Mutex<HashMap<(MenuId, String), Claim>>);

#[derive(Clone, Debug)]
struct Claim {
    /// The route that holds the key after apply; none for one that will be created.
    route_id: Option<i64>,
    /// The hash of the route's configuration, by which the replacement of a route is told from another route.
    config: u64,
    /// What the route does, for a message.
    does: String,
}

impl PlannedKeys {
    /// Notes that a route is planned for a key; `route_id` is none for a new route, `does` is for a message.
    ///
    /// Core plans a replaced route twice, first as it is and then as a new one: where the configuration is the same,
    /// the second isn't a duplicate of the first.
    ///
    /// # Errors
    ///
    /// The other route that is planned for the key, as a message shows it.
    pub(super) fn claim(
        &self,
        menu: MenuId,
        key: &str,
        route_id: Option<i64>,
        config: impl Hash,
        does: String,
    ) -> Result<(), String> {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new =
            Claim { route_id, config: BuildHasherDefault::<DefaultHasher>::new().hash_one(config), does };
        match claims.get(&(menu, key.to_owned())) {
            Some(held) if !held.gives_way_to(&new) => Err(held.describe()),
            _ => {
                claims.insert((menu, key.to_owned()), new);
                Ok(())
            }
        }
    }
}

impl Claim {
    fn gives_way_to(&self, new: &Self) -> bool {
        let same_route = self.route_id.is_some() && self.route_id == new.route_id;
        let replacement = self.route_id.is_some() && new.route_id.is_none() && self.config == new.config;
        same_route || replacement
    }

    fn describe(&self) -> String {
        match self.route_id {
            Some(route_id) => format!("route {route_id} ({})", self.does),
            None => format!("a new route ({})", self.does),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PlannedKeys;
    use crate::api::MenuId;

    const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

    /// A claim of a key, by a route that is configured as `config` and does the same.
    fn claim(keys: &PlannedKeys, key: &str, route_id: Option<i64>, config: &str) -> Result<(), String> {
        keys.claim(MENU, key, route_id, config, config.into())
    }

    #[test]
    fn a_key_has_one_route() {
        let keys = PlannedKeys::default();
        claim(&keys, "1", None, "group").unwrap();
        assert_eq!(claim(&keys, "1", None, "group").unwrap_err(), "a new route (group)");
        assert_eq!(claim(&keys, "1", Some(7), "menu").unwrap_err(), "a new route (group)");
        claim(&keys, "2", None, "group").unwrap();
        keys.claim(MenuId { menu_id: 3, ..MENU }, "1", None, "group", "group".into()).unwrap();
    }

    #[test]
    fn a_route_and_its_replacement_share_a_key() {
        let keys = PlannedKeys::default();
        claim(&keys, "1", Some(7), "group").unwrap();
        claim(&keys, "1", Some(7), "group").unwrap();
        claim(&keys, "1", None, "group").unwrap();
        claim(&keys, "1", None, "group").unwrap_err();
    }

    #[test]
    fn what_only_zendesk_knows_makes_no_other_route() {
        let keys = PlannedKeys::default();
        keys.claim(MENU, "1", Some(7), "key 1", "action menu".into()).unwrap();
        keys.claim(MENU, "1", None, "key 1", "action not known yet".into()).unwrap();
    }

    #[test]
    fn routes_may_exchange_keys() {
        let keys = PlannedKeys::default();
        claim(&keys, "2", Some(7), "group").unwrap();
        claim(&keys, "1", Some(8), "group").unwrap();
        assert_eq!(claim(&keys, "1", Some(9), "group").unwrap_err(), "route 8 (group)");
    }
}
