//! Gates: requests wait at them until the test lets them go.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// How long a test waits for requests to come to a gate.
const DEADLINE: Duration = Duration::from_secs(120);

/// A gate, closed at first. Clones are the same gate.
#[derive(Clone)]
pub(crate) struct Gate(Arc<Inner>);

struct Inner {
    open: watch::Sender<bool>,
    held: Mutex<usize>,
    came: Condvar,
}

impl Gate {
    /// A closed gate.
    pub(crate) fn new() -> Self {
        let (held, came) = (Mutex::new(0), Condvar::new());
        Self(Arc::new(Inner { open: watch::Sender::new(false), held, came }))
    }

    /// Lets all requests pass, now and later.
    pub(crate) fn open(&self) {
        self.0.open.send_replace(true);
    }

    /// Waits until this many requests have come to the gate, whether it let them pass or not.
    pub(crate) fn wait_until_held(&self, count: usize) {
        let held = self.0.held.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.came.wait_timeout_while(held, DEADLINE, |held| *held < count);
        let (held, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(!timeout.timed_out(), "{held} of {count} requests came to the gate");
    }

    /// Waits at the gate.
    pub(crate) async fn pass(&self) {
        *self.0.held.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.came.notify_all();
        let opened = self.0.open.subscribe().wait_for(|open| *open).await.is_ok();
        debug_assert!(opened, "the gate holds its own sender");
    }
}
