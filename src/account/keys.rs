//! Whether a key may be taken, is waited for, or has to be freed first.
//!
//! The algorithm, its bound in time and its worst case for callers: `docs/design/moving-keys.md`.

use std::collections::{HashMap, HashSet};

use super::wishes::Wish;
use crate::api::IvrRoute;
use crate::ivr_route::keypress::KEYS;

/// What a write that wants a key has to do first.
#[derive(Debug, PartialEq)]
pub(super) enum Way<'a> {
    /// Nobody else holds the key.
    Free,
    /// Another route holds it, and may yet give it up.
    Held(&'a IvrRoute),
    /// The routes of a ring wait for each other: this route has to step aside to this key.
    Aside(&'static str),
    /// The same, but no key is free; this route holds the key.
    Stuck(&'a IvrRoute),
    /// The operation of a route in the way has failed, and what it waited for is free now: that route is moved first.
    Push(&'a IvrRoute, &'a str),
}

/// Where the way leads from the route that holds the key, from there to the one that holds what it wishes for, and so on.
enum End<'a> {
    /// To the route that asks.
    Back,
    /// To a route that doesn't move for now.
    Open,
    /// To a free key, that the route of a failed operation wished for.
    Push(&'a IvrRoute, &'a str),
}

/// Finds the way to `key` for a route; `route_id` is none for one that doesn't exist yet.
pub(super) fn way<'a>(
    routes: &'a [IvrRoute],
    wishes: &'a HashMap<i64, Wish>,
    route_id: Option<i64>,
    key: &str,
) -> Way<'a> {
    let Some(holder) = holders(routes, key).find(|holder| Some(holder.id) != route_id) else {
        return Way::Free;
    };
    match end(routes, wishes, route_id, holder) {
        End::Back => parking_key(routes, wishes).map_or(Way::Stuck(holder), Way::Aside),
        End::Open => Way::Held(holder),
        End::Push(route, to) => Way::Push(route, to),
    }
}

fn holders<'a>(routes: &'a [IvrRoute], key: &str) -> impl Iterator<Item = &'a IvrRoute> {
    routes.iter().filter(move |route| route.keypress.as_deref() == Some(key))
}

fn end<'a>(
    routes: &'a [IvrRoute],
    wishes: &'a HashMap<i64, Wish>,
    route_id: Option<i64>,
    holder: &'a IvrRoute,
) -> End<'a> {
    let mut seen = HashSet::new();
    let mut route = holder;
    while seen.insert(route.id) {
        if Some(route.id) == route_id {
            return End::Back;
        }
        let Some(wish) = wishes.get(&route.id) else { return End::Open };
        route = match holders(routes, &wish.key).find(|other| other.id != route.id) {
            Some(next) => next,
            None if wish.given_up => return End::Push(route, &wish.key),
            // It moves by itself.
            None => return End::Open,
        };
    }
    End::Open
}

/// Finds a key that no route holds and none wishes for; `default` last, since callers reach it without pressing a key.
fn parking_key(routes: &[IvrRoute], wishes: &HashMap<i64, Wish>) -> Option<&'static str> {
    let free =
        |key: &&str| holders(routes, key).next().is_none() && !wishes.values().any(|wish| wish.key == *key);
    let (default, others): (Vec<&str>, Vec<&str>) = KEYS.into_iter().rev().partition(|key| *key == "default");
    others.into_iter().chain(default).find(free)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Way, Wish, way};
    use crate::api::IvrRoute;
    use crate::ivr_route::keypress::KEYS;

    fn routes(keys: &[(i64, &str)]) -> Vec<IvrRoute> {
        let route =
            |(id, key)| serde_json::from_value(serde_json::json!({"id": id, "keypress": key})).unwrap();
        keys.iter().copied().map(route).collect()
    }

    fn wishes(wishes: &[(i64, &str)]) -> HashMap<i64, Wish> {
        wishes.iter().map(|(id, key)| (*id, Wish { key: (*key).to_owned(), given_up: false })).collect()
    }

    fn given_up(given_up: &[(i64, &str)]) -> HashMap<i64, Wish> {
        wishes(given_up).into_iter().map(|(id, wish)| (id, Wish { given_up: true, ..wish })).collect()
    }

    #[test]
    fn a_key_that_nobody_else_holds_is_free() {
        let routes = routes(&[(1, "1")]);
        assert_eq!(way(&routes, &wishes(&[]), None, "2"), Way::Free);
        assert_eq!(way(&routes, &wishes(&[]), Some(1), "1"), Way::Free);
    }

    #[test]
    fn a_holder_may_yet_move() {
        let routes = routes(&[(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(way(&routes, &wishes(&[]), None, "1"), Way::Held(&routes[0]));
        assert_eq!(way(&routes, &wishes(&[(2, "3")]), Some(1), "2"), Way::Held(&routes[1]));
        assert_eq!(way(&routes, &wishes(&[(2, "4")]), Some(1), "2"), Way::Held(&routes[1]));
        // A ring of others is not this route's to solve.
        assert_eq!(way(&routes, &wishes(&[(2, "3"), (3, "2")]), Some(1), "2"), Way::Held(&routes[1]));
    }

    #[test]
    fn a_ring_is_solved_by_stepping_aside() {
        let routes = routes(&[(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(way(&routes, &wishes(&[(2, "1")]), Some(1), "2"), Way::Aside("#"));
        assert_eq!(way(&routes, &given_up(&[(2, "1")]), Some(1), "2"), Way::Aside("#"));
        let wishes = wishes(&[(2, "3"), (3, "1"), (9, "#")]);
        assert_eq!(way(&routes, &wishes, Some(1), "2"), Way::Aside("*"));
    }

    #[test]
    fn a_route_whose_operation_failed_is_moved_when_its_key_is_free() {
        let routes = routes(&[(1, "#"), (2, "2"), (3, "3")]);
        assert_eq!(way(&routes, &given_up(&[(2, "1")]), Some(1), "2"), Way::Push(&routes[1], "1"));
        let failed = given_up(&[(2, "3"), (3, "1")]);
        assert_eq!(way(&routes, &failed, Some(1), "2"), Way::Push(&routes[2], "1"));
        assert_eq!(way(&routes, &failed, None, "3"), Way::Push(&routes[2], "1"));
        assert_eq!(way(&routes, &given_up(&[(2, "3")]), Some(1), "2"), Way::Held(&routes[1]));
    }

    #[test]
    fn default_is_the_last_key_to_park_on() {
        let mut held: Vec<_> = (1..).zip(KEYS.into_iter().filter(|key| *key != "default")).collect();
        let ring = wishes(&[(2, "0")]);
        assert_eq!(way(&routes(&held), &ring, Some(1), "1"), Way::Aside("default"));
        held.push((13, "default"));
        let full = routes(&held);
        assert_eq!(way(&full, &ring, Some(1), "1"), Way::Stuck(&full[1]));
    }
}
