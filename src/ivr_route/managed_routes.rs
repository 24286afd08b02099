//! The routes that Terraform manages, as far as a run has heard of them.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// The routes that Terraform has stored, read, imported, planned or written in this run, by their ids.
///
/// While Terraform applies, it reads none; but it tells of what is stored before it changes or destroys that.
#[derive(Debug, Default)]
pub(super) struct ManagedRoutes {
    ids: watch::Sender<HashSet<i64>>,
    has_read: AtomicBool,
}

impl ManagedRoutes {
    /// Notes that Terraform manages a route.
    pub(super) fn note(&self, route_id: i64) {
        self.ids.send_if_modified(|ids| ids.insert(route_id));
    }

    /// Notes that Terraform reads a route which it manages.
    pub(super) fn note_read(&self, route_id: i64) {
        self.has_read.store(true, Ordering::Relaxed);
        self.note(route_id);
    }

    /// Reports whether Terraform is known to manage a route.
    pub(super) fn has(&self, route_id: i64) -> bool {
        self.ids.borrow().contains(&route_id)
    }

    /// Reports whether a route that isn't known here may be told to be none of Terraform's.
    ///
    /// Where Terraform has stored routes and reads none, it applies a plan or plans without refresh: it tells of others
    /// late, or of those that change alone.
    pub(super) fn may_tell_strangers(&self) -> bool {
        self.has_read.load(Ordering::Relaxed) || self.ids.borrow().is_empty()
    }

    /// Ends when Terraform is known to manage a route.
    pub(super) async fn wait_for(&self, route_id: i64) {
        // The sender lives as long as this.
        drop(self.ids.subscribe().wait_for(|ids| ids.contains(&route_id)).await);
    }
}
