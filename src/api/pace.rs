//! When the next request may go: the user's ceiling, and the service's demand to hold on.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

/// Says when the next request of a client may go.
///
/// The ceiling holds for any minute, which token buckets don't promise: they let a whole burst and a whole minute's
/// share through in the first minute.
#[derive(Debug)]
pub(super) struct Pace {
    per_minute: Option<usize>,
    // Never held across an await.
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When the requests of the last minute went, and when those that wait will go.
    turns: VecDeque<Instant>,
    held_until: Option<Instant>,
}

impl Pace {
    /// Makes a pace with a ceiling, or with none.
    pub(super) fn new(per_minute: Option<NonZeroU32>) -> Self {
        let per_minute = per_minute.map(|limit| usize::try_from(limit.get()).unwrap_or(usize::MAX));
        Self { per_minute, state: Mutex::default() }
    }

    /// Takes a turn and gives its time.
    pub(super) fn take_turn(&self) -> Instant {
        let now = Instant::now();
        let Some(limit) = self.per_minute else { return now };
        let mut state = self.state();
        while state.turns.front().is_some_and(|turn| *turn + MINUTE <= now) {
            state.turns.pop_front();
        }
        let blocking = state.turns.len().checked_sub(limit).and_then(|index| state.turns.get(index));
        let turn = blocking.map_or(now, |blocking| *blocking + MINUTE);
        state.turns.push_back(turn);
        turn
    }

    /// Holds every request back until then.
    pub(super) fn hold_until(&self, until: Instant) {
        let mut state = self.state();
        state.held_until = state.held_until.max(Some(until));
    }

    /// Gives the time until which every request is held back, unless it is over.
    pub(super) fn held_until(&self) -> Option<Instant> {
        self.state().held_until.filter(|until| *until > Instant::now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use tokio::time::{Instant, advance};

    use super::Pace;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn no_minute_has_more_turns_than_the_ceiling() {
        let pace = Pace::new(NonZeroU32::new(2));
        let start = Instant::now();
        let turn = || (pace.take_turn() - start).as_secs();
        assert_eq!([turn(), turn()], [0, 0]);
        advance(20 * SECOND).await;
        assert_eq!([turn(), turn(), turn()], [60, 60, 120]);
        advance(200 * SECOND).await;
        assert_eq!([turn(), turn(), turn()], [220, 220, 280]);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_ceiling_each_turn_is_now() {
        let pace = Pace::new(None);
        assert_eq!([pace.take_turn(), pace.take_turn()], [Instant::now(); 2]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_hold_counts_until_it_is_over() {
        let pace = Pace::new(None);
        let start = Instant::now();
        assert_eq!(pace.held_until(), None);
        pace.hold_until(start + 2 * SECOND);
        pace.hold_until(start + SECOND);
        assert_eq!(pace.held_until(), Some(start + 2 * SECOND));
        advance(2 * SECOND).await;
        assert_eq!(pace.held_until(), None);
    }
}
