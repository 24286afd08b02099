//! The connections of hosts, and which of them have configured the provider.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::tally::{Present, Tally};

/// The connections that are open; every clone knows the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Connections {
    tally: Tally,
    /// Those that have configured the provider.
    users: Arc<Mutex<HashSet<ConnectionId>>>,
}

/// Tells one connection from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ConnectionId(u64);

/// A connection that is open until this is dropped.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) id: ConnectionId,
    connections: Connections,
    _present: Present,
}

impl Connections {
    /// Counts a connection.
    pub(super) fn open(&self) -> Open {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = ConnectionId(NEXT.fetch_add(1, Ordering::Relaxed));
        Open { id, connections: self.clone(), _present: self.tally.enter() }
    }

    /// Reports whether any is open.
    pub(super) fn is_any_open(&self) -> bool {
        self.tally.present() > 0
    }

    /// Waits until one is open.
    pub(super) async fn opened(&self) {
        self.tally.any_present().await;
    }

    /// Waits until all are closed, of which there was at least one.
    pub(super) async fn all_closed(&self) {
        self.tally.all_gone().await;
    }

    /// Notes that the provider was configured over this connection.
    pub(super) fn configured(&self, id: ConnectionId) {
        self.users().insert(id);
    }

    /// Reports whether the provider was configured over another connection that is still open.
    pub(super) fn is_used_by_another_than(&self, id: ConnectionId) -> bool {
        self.users().iter().any(|user| *user != id)
    }

    fn users(&self) -> MutexGuard<'_, HashSet<ConnectionId>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.connections.users().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::Connections;

    #[test]
    fn who_has_configured_uses_the_provider_until_the_connection_closes() {
        let connections = Connections::default();
        let (one, other) = (connections.open(), connections.open());
        assert!(!connections.is_used_by_another_than(one.id));
        connections.configured(one.id);
        assert!(!connections.is_used_by_another_than(one.id));
        assert!(connections.is_used_by_another_than(other.id));
        drop(one);
        assert!(!connections.is_used_by_another_than(other.id) && connections.is_any_open());
        drop(other);
        assert!(!connections.is_any_open());
    }
}
