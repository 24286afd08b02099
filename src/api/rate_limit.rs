//! When the next request may go: the user's ceiling, and the pause that the service asks for.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, MutexGuard, Notify};
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

/// A ceiling below this has no room to spare for looks.
const ROOMY: usize = 10;

/// Says when the next request of a client may go.
///
/// The ceiling holds for every span of 60 seconds, which token buckets don't promise: they let a whole burst and a whole
/// minute's share through in the first minute. A request counts until a minute after its answer: nobody knows when before
/// that the service counted it.
#[derive(Debug)]
pub(super) struct RateLimit {
    per_minute: Option<usize>,
    /// Held by the request that goes next, so that those that wait go in their order.
    queue: AsyncMutex<()>,
    // Never held across an await.
    state: Mutex<State>,
    /// Tells the request that goes next that there may be room.
    freed: Notify,
}

#[derive(Debug, Default)]
struct State {
    under_way: usize,
    /// When the requests of the last minute were answered.
    answered: VecDeque<Instant>,
    /// How many requests are kept room for.
    kept: usize,
    paused_until: Option<Instant>,
}

/// What a request is, as far as the ceiling goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// One like any other.
    Plain,
    /// An attempt at a create: it keeps room for the look at what became of it.
    Create,
    /// That look: it may have the room that was kept.
    Look,
}

/// Why a request has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The user's ceiling.
    Ceiling,
    /// The service asked for a pause.
    Pause,
}

/// A request that counts as under way until this is dropped, and for a minute after that.
#[derive(Debug)]
pub(super) struct Turn<'a>(&'a RateLimit);

/// Room for the look at what became of a create, which is kept until this is dropped.
#[derive(Debug)]
pub(super) struct Room<'a>(&'a RateLimit);

impl RateLimit {
    /// Makes a limit with a ceiling, or with none.
    pub(super) fn new(per_minute: Option<NonZeroU32>) -> Self {
        let per_minute = per_minute.map(|limit| usize::try_from(limit.get()).unwrap_or(usize::MAX));
        Self { per_minute, queue: AsyncMutex::default(), state: Mutex::default(), freed: Notify::new() }
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

    /// Waits until somebody gives back the room that was kept for a look.
    pub(super) async fn freed(&self) {
        self.freed.notified().await;
    }

    /// Begins a request, unless the service asked for a pause or the ceiling is reached.
    ///
    /// # Errors
    ///
    /// Until when it has to wait at least, and why.
    pub(super) fn begin(&self, share: Share) -> Result<Turn<'_>, (Instant, Why)> {
        let pause = self.state().paused_until.filter(|until| *until > Instant::now());
        pause.map_or_else(|| self.begin_in_a_pause(share), |until| Err((until, Why::Pause)))
    }

    /// Begins a request even if the service asked for a pause, unless the ceiling is reached.
    ///
    /// # Errors
    ///
    /// Until when it has to wait at least, and why.
    pub(super) fn begin_in_a_pause(&self, share: Share) -> Result<Turn<'_>, (Instant, Why)> {
        let (now, mut state) = (Instant::now(), self.state());
        while state.answered.front().is_some_and(|answered| *answered + MINUTE <= now) {
            state.answered.pop_front();
        }
        let needed = 1 + usize::from(share == Share::Create && self.keeps_room());
        if self.per_minute.is_some_and(|limit| state.taken(share) + needed > limit) {
            let until = state.answered.front().map_or(now, |answered| *answered);
            return Err((until + MINUTE, Why::Ceiling));
        }
        state.under_way += 1;
        if share == Share::Look {
            state.kept = state.kept.saturating_sub(1);
        }
        Ok(Turn(self))
    }

    /// Keeps room for a look, as long as the create is under way; the look itself needs no room of its own then.
    pub(super) fn keep_room(&self) -> Option<Room<'_>> {
        self.keeps_room().then(|| {
            self.state().kept += 1;
            Room(self)
        })
    }

    /// Reports whether room is kept: with a low ceiling that would halve what can be created.
    fn keeps_room(&self) -> bool {
        self.per_minute.is_some_and(|limit| limit >= ROOMY)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns how much of the ceiling is taken for such a request.
    fn taken(&self, share: Share) -> usize {
        let kept = if share == Share::Look { 0 } else { self.kept };
        self.under_way + self.answered.len() + kept
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.under_way -= 1;
        if self.0.per_minute.is_some() {
            state.answered.push_back(Instant::now());
        }
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        // A look may have taken it.
        state.kept = state.kept.saturating_sub(1);
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use tokio::time::{Instant, advance, sleep_until, timeout};

    use super::{RateLimit, Share, Turn};

    const SECOND: Duration = Duration::from_secs(1);

    /// Waits for the turn of a request.
    async fn begin(limit: &RateLimit, share: Share) -> Turn<'_> {
        let _first = limit.queue().await;
        loop {
            match limit.begin(share) {
                Ok(turn) => return turn,
                Err((until, _)) => tokio::select! {
                    () = sleep_until(until) => {}
                    () = limit.freed() => {}
                },
            }
        }
    }

    /// Takes the turn of a request that is answered at once; returns the time since `start`, in seconds.
    async fn turn(limit: &RateLimit, start: Instant) -> u64 {
        drop(begin(limit, Share::Plain).await);
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

    #[tokio::test(start_paused = true)]
    async fn a_request_counts_until_a_minute_after_its_answer() {
        let limit = RateLimit::new(NonZeroU32::new(2));
        let start = Instant::now();
        let slow = begin(&limit, Share::Plain).await;
        assert_eq!(turn(&limit, start).await, 0);
        let answering = async {
            sleep_until(start + 90 * SECOND).await;
            drop(slow);
        };
        let turns = async { [turn(&limit, start).await, turn(&limit, start).await] };
        assert_eq!(tokio::join!(answering, turns).1, [60, 120]);
        assert_eq!(turn(&limit, start).await, 150);
    }

    #[tokio::test(start_paused = true)]
    async fn with_all_under_way_the_next_one_waits_a_minute_at_least() {
        let limit = RateLimit::new(NonZeroU32::new(1));
        let start = Instant::now();
        let slow = begin(&limit, Share::Plain).await;
        let answering = async {
            sleep_until(start + 90 * SECOND).await;
            drop(slow);
        };
        assert_eq!(tokio::join!(answering, turn(&limit, start)).1, 150);
    }

    #[tokio::test(start_paused = true)]
    async fn a_look_finds_room_where_creates_fill_the_ceiling() {
        let limit = RateLimit::new(NonZeroU32::new(10));
        let start = Instant::now();
        let mut creates = Vec::new();
        for _ in 0..5 {
            creates.push((begin(&limit, Share::Create).await, limit.keep_room()));
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert!(limit.begin(Share::Plain).is_err());
        let looks: Vec<_> = (0..5).map(|_| limit.begin(Share::Look).unwrap()).collect();
        assert!(limit.begin(Share::Look).is_err());
        drop((creates, looks));
        assert_eq!(turn(&limit, start).await, 60);
    }

    #[tokio::test(start_paused = true)]
    async fn room_that_no_look_needed_is_given_back() {
        let limit = RateLimit::new(NonZeroU32::new(10));
        let start = Instant::now();
        let mut creates: Vec<_> = Vec::new();
        for _ in 0..5 {
            creates.push((begin(&limit, Share::Create).await, limit.keep_room()));
        }
        let ending = async {
            sleep_until(start + SECOND).await;
            creates.pop();
        };
        assert_eq!(tokio::join!(turn(&limit, start), ending).0, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_low_ceiling_keeps_no_room() {
        let limit = RateLimit::new(NonZeroU32::new(2));
        let _creates = [begin(&limit, Share::Create).await, begin(&limit, Share::Create).await];
        assert!(limit.keep_room().is_none());
    }
}
