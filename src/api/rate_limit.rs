//! When the next request may go: the user's ceiling, and the pause that the service asks for.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, MutexGuard};
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

/// Says when the next request of a client may go.
///
/// The ceiling holds for every span of 60 seconds, which token buckets don't promise: they let a whole burst and a whole
/// minute's share through in the first minute.
#[derive(Debug)]
pub(super) struct RateLimit {
    per_minute: Option<usize>,
    /// Held by the request that goes next, so that those that wait go in their order.
    queue: AsyncMutex<()>,
    // Never held across an await.
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When the requests of the last minute went.
    sent: VecDeque<Instant>,
    paused_until: Option<Instant>,
}

/// Why a request has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The user's ceiling.
    Ceiling,
    /// The service asked for a pause.
    Pause,
}

impl RateLimit {
    /// Makes a limit with a ceiling, or with none.
    pub(super) fn new(per_minute: Option<NonZeroU32>) -> Self {
        let per_minute = per_minute.map(|limit| usize::try_from(limit.get()).unwrap_or(usize::MAX));
        Self { per_minute, queue: AsyncMutex::default(), state: Mutex::default() }
    }

    /// Waits until no request is before this one; the guard keeps the place.
    pub(super) async fn queue(&self) -> MutexGuard<'_, ()> {
        self.queue.lock().await
    }

    /// Holds every request back until then, because the service's limit is the account's.
    pub(super) fn pause_until(&self, until: Instant) {
        let mut state = self.state();
        state.paused_until = state.paused_until.max(Some(until));
    }

    /// Returns until when a request has to wait and why; counts it if it needn't.
    pub(super) fn obstacle(&self) -> Option<(Instant, Why)> {
        let now = Instant::now();
        let mut state = self.state();
        if let Some(until) = state.paused_until.filter(|until| *until > now) {
            return Some((until, Why::Pause));
        }
        let limit = self.per_minute?;
        while state.sent.front().is_some_and(|sent| *sent + MINUTE <= now) {
            state.sent.pop_front();
        }
        if state.sent.len() >= limit {
            return state.sent.front().map(|sent| (*sent + MINUTE, Why::Ceiling));
        }
        state.sent.push_back(now);
        None
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use tokio::time::{Instant, advance, sleep_until, timeout};

    use super::RateLimit;

    const SECOND: Duration = Duration::from_secs(1);

    /// Takes a turn; returns the time since `start`, in seconds.
    async fn turn(limit: &RateLimit, start: Instant) -> u64 {
        let _first = limit.queue().await;
        while let Some((until, _)) = limit.obstacle() {
            sleep_until(until).await;
        }
        (Instant::now() - start).as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn no_minute_has_more_requests_than_the_ceiling() {
        let limit = RateLimit::new(NonZeroU32::new(2));
        let start = Instant::now();
        assert_eq!([turn(&limit, start).await, turn(&limit, start).await], [0, 0]);
        advance(20 * SECOND).await;
        let turns = tokio::join!(turn(&limit, start), turn(&limit, start), turn(&limit, start));
        assert_eq!(turns, (60, 60, 120));
        advance(200 * SECOND).await;
        let turns = tokio::join!(turn(&limit, start), turn(&limit, start), turn(&limit, start));
        assert_eq!(turns, (320, 320, 380));
    }

    #[tokio::test(start_paused = true)]
    async fn the_ceiling_holds_after_a_pause_too() {
        let limit = RateLimit::new(NonZeroU32::new(2));
        let start = Instant::now();
        assert_eq!(turn(&limit, start).await, 0);
        limit.pause_until(start + 130 * SECOND);
        let waiting = tokio::join!(
            turn(&limit, start),
            turn(&limit, start),
            turn(&limit, start),
            turn(&limit, start),
            turn(&limit, start)
        );
        assert_eq!(waiting, (130, 130, 190, 190, 250));
    }

    #[tokio::test(start_paused = true)]
    async fn who_goes_away_before_its_turn_takes_none() {
        let limit = RateLimit::new(NonZeroU32::new(1));
        let start = Instant::now();
        assert_eq!(turn(&limit, start).await, 0);
        let gone = timeout(30 * SECOND, turn(&limit, start));
        let also_gone = timeout(20 * SECOND, turn(&limit, start));
        assert!(matches!(tokio::join!(gone, also_gone), (Err(_), Err(_))));
        let turns = tokio::join!(turn(&limit, start), turn(&limit, start));
        assert_eq!(turns, (60, 120));
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_ceiling_each_turn_is_now() {
        let limit = RateLimit::new(None);
        let start = Instant::now();
        assert_eq!([turn(&limit, start).await, turn(&limit, start).await], [0, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_pause_counts() {
        let limit = RateLimit::new(None);
        let start = Instant::now();
        limit.pause_until(start + 2 * SECOND);
        limit.pause_until(start + SECOND);
        assert_eq!(turn(&limit, start).await, 2);
    }
}
