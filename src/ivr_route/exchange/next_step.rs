//! Whether a key may be taken, is waited for, or has to be freed first.
//!
//! The algorithm, its bound in time and its worst case for callers: `docs/design/moving-keys.md`.

use std::collections::{HashMap, HashSet};

use super::pending_moves::PendingMove;
use crate::api::IvrRoute;
use crate::ivr_route::keypress::KEYS;

/// What a write that wants a key has to do first.
#[derive(Debug, PartialEq)]
pub(super) enum Step<'a> {
    /// Nobody else holds the key.
    Free,
    /// Another route holds it, and may yet give it up.
    Held(&'a IvrRoute),
    /// The routes of a ring wait for each other: this route has to step aside to this key.
    Aside(&'static str),
    /// The same, but no key is free; this route holds the key.
    Stuck(&'a IvrRoute),
    /// The operation of a route in between has failed, and the key that it waited for is free now: that route is moved first.
    Push(&'a IvrRoute, &'a str),
}

/// Where it ends to go from the route that holds the key to the one that holds the key it is to get, and so on.
enum End<'a> {
    /// At the route that asks.
    Back,
    /// At a route that doesn't move for now.
    Open,
    /// At a free key, which the route of a failed operation was to get.
    Push(&'a IvrRoute, &'a str),
}

/// Finds the next step towards `key` for a route; `route_id` is none for one that doesn't exist yet.
pub(super) fn next_step<'a>(
    routes: &'a [IvrRoute],
    moves: &'a HashMap<i64, PendingMove>,
    route_id: Option<i64>,
    key: &str,
) -> Step<'a> {
    let Some(holder) = holders(routes, key).find(|holder| Some(holder.id) != route_id) else {
        return Step::Free;
    };
    match end(routes, moves, route_id, holder) {
        End::Back => parking_key(routes, moves).map_or(Step::Stuck(holder), Step::Aside),
        End::Open => Step::Held(holder),
        End::Push(route, to) => Step::Push(route, to),
    }
}

fn holders<'a>(routes: &'a [IvrRoute], key: &str) -> impl Iterator<Item = &'a IvrRoute> {
    routes.iter().filter(move |route| route.keypress.as_deref() == Some(key))
}

fn end<'a>(
    routes: &'a [IvrRoute],
    moves: &'a HashMap<i64, PendingMove>,
    route_id: Option<i64>,
    holder: &'a IvrRoute,
) -> End<'a> {
    let mut seen = HashSet::new();
    let mut route = holder;
    while seen.insert(route.id) {
        if Some(route.id) == route_id {
            return End::Back;
        }
        let Some(pending) = moves.get(&route.id) else { return End::Open };
        route = match holders(routes, &pending.key).find(|other| other.id != route.id) {
            Some(next) => next,
            None if pending.given_up => return End::Push(route, &pending.key),
            // It moves by itself.
            None => return End::Open,
        };
    }
    End::Open
}

/// Finds a key that no route holds and none is to get; `default` last, since callers reach it without pressing a key.
fn parking_key(routes: &[IvrRoute], moves: &HashMap<i64, PendingMove>) -> Option<&'static str> {
    let free = |key: &&str| {
        holders(routes, key).next().is_none() && !moves.values().any(|pending| pending.key == *key)
    };
    let (default, others): (Vec<&str>, Vec<&str>) = KEYS.into_iter().rev().partition(|key| *key == "default");
    others.into_iter().chain(default).find(free)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{PendingMove, Step, next_step};
    use crate::api::IvrRoute;
    use crate::ivr_route::keypress::KEYS;

    fn routes(keys: &[(i64, &str)]) -> Vec<IvrRoute> {
        let route =
            |(id, key)| serde_json::from_value(serde_json::json!({"id": id, "keypress": key})).unwrap();
        keys.iter().copied().map(route).collect()
    }

    fn moves(moves: &[(i64, &str)]) -> HashMap<i64, PendingMove> {
        moves.iter().map(|(id, key)| (*id, PendingMove { key: (*key).to_owned(), given_up: false })).collect()
    }

    fn given_up(given_up: &[(i64, &str)]) -> HashMap<i64, PendingMove> {
        moves(given_up)
            .into_iter()
            .map(|(id, pending)| (id, PendingMove { given_up: true, ..pending }))
            .collect()
    }

    #[test]
    fn a_key_that_nobody_else_holds_is_free() {
        let routes = routes(&[(1, "1")]);
        assert_eq!(next_step(&routes, &moves(&[]), None, "2"), Step::Free);
        assert_eq!(next_step(&routes, &moves(&[]), Some(1), "1"), Step::Free);
    }

    #[test]
    fn a_holder_may_yet_move() {
        let routes = routes(&[(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(next_step(&routes, &moves(&[]), None, "1"), Step::Held(&routes[0]));
        assert_eq!(next_step(&routes, &moves(&[(2, "3")]), Some(1), "2"), Step::Held(&routes[1]));
        assert_eq!(next_step(&routes, &moves(&[(2, "4")]), Some(1), "2"), Step::Held(&routes[1]));
        // A ring of others is not this route's to solve.
        assert_eq!(next_step(&routes, &moves(&[(2, "3"), (3, "2")]), Some(1), "2"), Step::Held(&routes[1]));
    }

    #[test]
    fn a_ring_is_solved_by_stepping_aside() {
        let routes = routes(&[(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(next_step(&routes, &moves(&[(2, "1")]), Some(1), "2"), Step::Aside("#"));
        assert_eq!(next_step(&routes, &given_up(&[(2, "1")]), Some(1), "2"), Step::Aside("#"));
        let moves = moves(&[(2, "3"), (3, "1"), (9, "#")]);
        assert_eq!(next_step(&routes, &moves, Some(1), "2"), Step::Aside("*"));
    }

    #[test]
    fn a_route_whose_operation_failed_is_moved_when_its_key_is_free() {
        let routes = routes(&[(1, "#"), (2, "2"), (3, "3")]);
        assert_eq!(next_step(&routes, &given_up(&[(2, "1")]), Some(1), "2"), Step::Push(&routes[1], "1"));
        let failed = given_up(&[(2, "3"), (3, "1")]);
        assert_eq!(next_step(&routes, &failed, Some(1), "2"), Step::Push(&routes[2], "1"));
        assert_eq!(next_step(&routes, &failed, None, "3"), Step::Push(&routes[2], "1"));
        assert_eq!(next_step(&routes, &given_up(&[(2, "3")]), Some(1), "2"), Step::Held(&routes[1]));
    }

    #[test]
    fn default_is_the_last_key_to_park_on() {
        let mut held: Vec<_> = (1..).zip(KEYS.into_iter().filter(|key| *key != "default")).collect();
        let ring = moves(&[(2, "0")]);
        assert_eq!(next_step(&routes(&held), &ring, Some(1), "1"), Step::Aside("default"));
        held.push((13, "default"));
        let full = routes(&held);
        assert_eq!(next_step(&full, &ring, Some(1), "1"), Step::Stuck(&full[1]));
    }
}
