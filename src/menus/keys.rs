//! Whether a key may be taken, is waited for, or has to be freed by parking a route.
//!
//! The algorithm, its bound in time and its worst case for callers: `docs/design/moving-keys.md`.

use std::collections::{HashMap, HashSet};

use crate::api::IvrRoute;
use crate::models::keypress::KEYS;

/// What a write that wants a key has to do first.
#[derive(Debug, PartialEq)]
pub(super) enum Way<'a> {
    /// Nobody else holds the key.
    Free,
    /// Another route holds it, and may yet give it up.
    Held(&'a IvrRoute),
    /// The routes of a ring wait for each other: this route has to step aside to a free key.
    Ring(Option<&'static str>, &'a IvrRoute),
}

/// Finds the way to `key` for a route; `route_id` is none for one that doesn't exist yet.
pub(super) fn way<'a>(
    routes: &'a [IvrRoute],
    waiting: &HashMap<i64, String>,
    route_id: Option<i64>,
    key: &str,
) -> Way<'a> {
    let Some(holder) = holders(routes, key).find(|holder| Some(holder.id) != route_id) else {
        return Way::Free;
    };
    match route_id {
        Some(route_id) if leads_back(routes, waiting, holder, route_id) => {
            Way::Ring(parking_key(routes, waiting), holder)
        }
        _ => Way::Held(holder),
    }
}

fn holders<'a>(routes: &'a [IvrRoute], key: &str) -> impl Iterator<Item = &'a IvrRoute> {
    routes.iter().filter(move |route| route.keypress.as_deref() == Some(key))
}

/// Follows who waits for whose key, from `holder` on, and tells whether that ends at the route itself.
fn leads_back(routes: &[IvrRoute], waiting: &HashMap<i64, String>, holder: &IvrRoute, route_id: i64) -> bool {
    let mut seen = HashSet::new();
    let mut next = Some(holder);
    while let Some(route) = next.filter(|route| seen.insert(route.id)) {
        if route.id == route_id {
            return true;
        }
        next = waiting.get(&route.id).and_then(|key| holders(routes, key).find(|other| other.id != route.id));
    }
    false
}

/// Finds a key that no route holds and none waits for; `default` last, since callers reach it without pressing a key.
fn parking_key(routes: &[IvrRoute], waiting: &HashMap<i64, String>) -> Option<&'static str> {
    let free =
        |key: &&str| holders(routes, key).next().is_none() && !waiting.values().any(|wanted| wanted == key);
    let (default, others): (Vec<&str>, Vec<&str>) = KEYS.into_iter().rev().partition(|key| *key == "default");
    others.into_iter().chain(default).find(free)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Way, way};
    use crate::api::IvrRoute;
    use crate::models::keypress::KEYS;

    fn routes(keys: &[(i64, &str)]) -> Vec<IvrRoute> {
        let route =
            |(id, key)| serde_json::from_value(serde_json::json!({"id": id, "keypress": key})).unwrap();
        keys.iter().copied().map(route).collect()
    }

    fn waiting(wishes: &[(i64, &str)]) -> HashMap<i64, String> {
        wishes.iter().map(|(id, key)| (*id, (*key).to_owned())).collect()
    }

    #[test]
    fn a_key_that_nobody_else_holds_is_free() {
        let routes = routes(&[(1, "1")]);
        assert_eq!(way(&routes, &waiting(&[]), None, "2"), Way::Free);
        assert_eq!(way(&routes, &waiting(&[]), Some(1), "1"), Way::Free);
    }

    #[test]
    fn a_holder_may_yet_move() {
        let routes = routes(&[(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(way(&routes, &waiting(&[]), None, "1"), Way::Held(&routes[0]));
        assert_eq!(way(&routes, &waiting(&[(2, "3")]), Some(1), "2"), Way::Held(&routes[1]));
        // A ring of others is not this route's to solve.
        assert_eq!(way(&routes, &waiting(&[(2, "3"), (3, "2")]), Some(1), "2"), Way::Held(&routes[1]));
    }

    #[test]
    fn a_ring_is_solved_by_stepping_aside() {
        let routes = routes(&[(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(way(&routes, &waiting(&[(2, "1")]), Some(1), "2"), Way::Ring(Some("#"), &routes[1]));
        let wishes = waiting(&[(2, "3"), (3, "1"), (9, "#")]);
        assert_eq!(way(&routes, &wishes, Some(1), "2"), Way::Ring(Some("*"), &routes[1]));
    }

    #[test]
    fn default_is_the_last_key_to_park_on() {
        let mut held: Vec<_> = (1..).zip(KEYS.into_iter().filter(|key| *key != "default")).collect();
        let routes_without_default = routes(&held);
        let ring = waiting(&[(2, "0")]);
        let found = way(&routes_without_default, &ring, Some(1), "1");
        assert_eq!(found, Way::Ring(Some("default"), &routes_without_default[1]));
        held.push((13, "default"));
        let full = routes(&held);
        assert_eq!(way(&full, &ring, Some(1), "1"), Way::Ring(None, &full[1]));
    }
}
