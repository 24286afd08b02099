//! The account's clock, which a test can put forward.

use std::time::{Duration, Instant};

/// Real time plus what a test has added to it.
#[derive(Default)]
pub(crate) struct Clock {
    ahead: Duration,
}

impl Clock {
    /// What the account takes for now.
    pub(crate) fn now(&self) -> Instant {
        Instant::now() + self.ahead
    }

    /// Puts the clock forward.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead += by;
    }
}
