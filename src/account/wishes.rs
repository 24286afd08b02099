//! Which routes of a menu this run moves, as far as it has begun to.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The routes that are to get another key, each with its wish.
#[derive(Debug, Default)]
pub(super) struct Wishes(Mutex<HashMap<i64, Wish>>);

/// A key that a route is to get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) key: String,
    /// Whether the route's operation has given up waiting, and failed.
    pub(super) given_up: bool,
}

impl Wishes {
    /// Notes that a route is to get a key, until the guard is dropped.
    pub(super) fn wish(&self, route_id: i64, key: &str) -> Wishing<'_> {
        self.set(route_id, key.to_owned(), false);
        Wishing { wishes: self, route_id, kept: false }
    }

    /// Gives all routes that are to get a key, each with its wish.
    pub(super) fn all(&self) -> HashMap<i64, Wish> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets the wish of a route.
    pub(super) fn forget(&self, route_id: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&route_id);
    }

    fn set(&self, route_id: i64, key: String, given_up: bool) {
        let mut wishes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wishes.insert(route_id, Wish { key, given_up });
    }
}

/// That an operation is to give a route another key.
#[derive(Debug)]
pub(super) struct Wishing<'a> {
    wishes: &'a Wishes,
    route_id: i64,
    kept: bool,
}

impl Wishing<'_> {
    /// Notes that the operation ends without what it wished for. The wish is kept: another operation may fulfil it.
    pub(super) fn give_up(&mut self, key: &str) {
        self.wishes.set(self.route_id, key.to_owned(), true);
        self.kept = true;
    }
}

impl Drop for Wishing<'_> {
    fn drop(&mut self) {
        if !self.kept {
            self.wishes.forget(self.route_id);
        }
    }
}
