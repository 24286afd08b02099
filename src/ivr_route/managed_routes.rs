//! The routes that Terraform manages, as far as a run has heard of them.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// The routes that Terraform has stored, read, imported, planned or written in this run, by their ids.
///
/// While Terraform applies, it reads none; but it tells of what is stored before it changes or destroys that.
#[derive(Debug, Default)]
pub(super) struct ManagedRoutes(Mutex<HashSet<i64>>);

impl ManagedRoutes {
    /// Notes that Terraform manages a route.
    pub(super) fn note(&self, route_id: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(route_id);
    }

    /// Reports whether Terraform is known to manage a route.
    pub(super) fn has(&self, route_id: i64) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&route_id)
    }
}
