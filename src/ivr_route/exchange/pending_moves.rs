//! Pending moves: which routes of a menu this run gives another key, as far as it has begun to.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The routes that are to get another key, each with that key.
#[derive(Debug, Default)]
pub(super) struct PendingMoves(Mutex<HashMap<i64, PendingMove>>);

/// A key that a route is to get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PendingMove {
    pub(super) key: String,
    /// Whether the route's operation has given up waiting, and failed.
    pub(super) given_up: bool,
}

impl PendingMoves {
    /// Notes that a route is to get a key, until the guard is dropped.
    pub(super) fn begin(&self, route_id: i64, key: &str) -> Pending<'_> {
        self.set(route_id, key.to_owned(), false);
        Pending { moves: self, route_id, kept: false }
    }

    /// Returns all routes that are to get a key, by their ids.
    pub(super) fn all(&self) -> HashMap<i64, PendingMove> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets the move of a route.
    pub(super) fn forget(&self, route_id: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&route_id);
    }

    fn set(&self, route_id: i64, key: String, given_up: bool) {
        let mut moves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        moves.insert(route_id, PendingMove { key, given_up });
    }
}

/// That an operation is to give a route another key.
#[derive(Debug)]
pub(super) struct Pending<'a> {
    moves: &'a PendingMoves,
    route_id: i64,
    kept: bool,
}

impl Pending<'_> {
    /// Notes that the operation ends without the key. The move is kept: another operation may make it.
    pub(super) fn give_up(&mut self, key: &str) {
        self.moves.set(self.route_id, key.to_owned(), true);
        self.kept = true;
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if !self.kept {
            self.moves.forget(self.route_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PendingMoves;

    /// The moves that are pending: the route, its key, and whether its operation has given up.
    fn pending(moves: &PendingMoves) -> Vec<(i64, String, bool)> {
        let mut all: Vec<_> =
            moves.all().into_iter().map(|(id, pending)| (id, pending.key, pending.given_up)).collect();
        all.sort();
        all
    }

    #[test]
    fn a_move_is_pending_until_its_operation_ends() {
        let moves = PendingMoves::default();
        let (one, _other) = (moves.begin(1, "2"), moves.begin(2, "1"));
        assert_eq!(pending(&moves), [(1, "2".into(), false), (2, "1".into(), false)]);
        drop(one);
        assert_eq!(pending(&moves), [(2, "1".into(), false)]);
    }

    #[test]
    fn a_move_that_is_given_up_stays_until_another_operation_makes_it() {
        let moves = PendingMoves::default();
        let mut one = moves.begin(1, "2");
        one.give_up("2");
        drop(one);
        assert_eq!(pending(&moves), [(1, "2".into(), true)]);
        moves.forget(1);
        assert_eq!(pending(&moves), []);
    }
}
