//! The routes that a plan deletes, or lets lead elsewhere: what they lead to may go without harm to callers.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The routes of a run that won't be where they are or lead where they do, by their ids.
#[derive(Debug, Default)]
pub struct DepartingRoutes(Mutex<HashSet<i64>>);

impl DepartingRoutes {
    /// Notes what is planned for a route: whether it departs.
    pub fn note(&self, route_id: i64, departs: bool) {
        let mut ids = self.ids();
        if departs {
            ids.insert(route_id);
        } else {
            ids.remove(&route_id);
        }
    }

    /// Reports whether a route is planned to depart.
    #[must_use]
    pub fn has(&self, route_id: i64) -> bool {
        self.ids().contains(&route_id)
    }

    fn ids(&self) -> MutexGuard<'_, HashSet<i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
