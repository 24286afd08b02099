//! Counting requests against the rate limit.

use std::time::{Duration, Instant};

use super::RateLimit;

/// Requests seen in the current window.
#[derive(Default)]
pub(crate) struct Usage {
    window: Option<(Instant, u32)>,
}

impl Usage {
    /// Counts a request; returns the time to wait if it is over the limit.
    pub(crate) fn count(&mut self, limit: RateLimit, now: Instant) -> Option<Duration> {
        let (start, used) = match self.window {
            Some((start, used)) if now < start + limit.window => (start, used + 1),
            _ => (now, 1),
        };
        self.window = Some((start, used));
        (used > limit.requests).then(|| start + limit.window - now)
    }
}
