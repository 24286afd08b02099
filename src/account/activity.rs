//! Whether anything goes on in this run: how long it makes sense to wait for what another operation is to free.
//!
//! Terraform begins an operation as soon as one of its parallel places is free. So while operations are at work, the one
//! that frees it may yet begin. When all of them wait and none begins any more, either nobody frees it, or the waiting
//! operations take all the places. One gives up then, which frees its place, and the others see what comes.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

/// How long it has to be quiet until the first operation gives up: far longer than Terraform takes to begin the next.
const QUIET: Duration = Duration::from_secs(3);
/// The same where the place of the last one that gave up was taken: others wait for places, and their turn comes at once.
const CROWDED: Duration = Duration::from_millis(500);
/// How much longer each further operation waits, so that the place of the one before can be taken.
const STEP: Duration = Duration::from_millis(500);
/// How long an operation waits in quiet altogether.
const LIMIT: Duration = Duration::from_secs(10);

/// The operations of this run that are under way.
#[derive(Debug, Default)]
pub struct Activity(watch::Sender<UnderWay>);

/// Operations by their numbers, which ascend.
#[derive(Debug, Default)]
struct UnderWay {
    next: u64,
    at_work: BTreeSet<u64>,
    waiting: BTreeSet<u64>,
    /// Whether an operation has given up, and what came of its place.
    given_up: Option<Place>,
}

/// The place of an operation that gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Free,
    Taken,
}

impl Activity {
    /// Notes that an operation begins, until the guard is dropped.
    #[must_use]
    pub fn begin(&self) -> Operation<'_> {
        let mut number = 0;
        self.0.send_modify(|under_way| {
            number = under_way.next;
            under_way.next += 1;
            under_way.at_work.insert(number);
            under_way.given_up = under_way.given_up.map(|_| Place::Taken);
        });
        Operation { activity: self, number }
    }
}

/// An operation that is under way.
#[derive(Debug)]
pub struct Operation<'a> {
    activity: &'a Activity,
    number: u64,
}

impl UnderWay {
    /// How long it has to be quiet until an operation gives up.
    fn patience(&self, number: u64) -> Duration {
        let quiet = if self.given_up == Some(Place::Taken) { CROWDED } else { QUIET };
        let earlier = self.waiting.range(..number).count();
        quiet + STEP * u32::try_from(earlier).unwrap_or(u32::MAX)
    }
}

impl<'a> Operation<'a> {
    /// Notes that the operation waits for what another one is to free.
    pub fn wait(&mut self) {
        self.activity.0.send_modify(|under_way| {
            under_way.at_work.remove(&self.number);
            under_way.waiting.insert(self.number);
        });
    }

    /// Notes that the operation is at work again.
    pub fn resume(&mut self) {
        self.activity.0.send_modify(|under_way| {
            under_way.waiting.remove(&self.number);
            under_way.at_work.insert(self.number);
        });
    }

    /// Ends when the operation has waited long enough in quiet; to be polled only while it waits.
    pub fn patience(&self) -> impl Future<Output = ()> + use<'a> {
        let (mut changes, number) = (self.activity.0.subscribe(), self.number);
        async move {
            let mut left = LIMIT;
            loop {
                let quiet = changes.wait_for(|under_way| under_way.at_work.is_empty()).await;
                let Ok(patience) = quiet.map(|under_way| under_way.patience(number)) else { return };
                let since = Instant::now();
                if timeout(patience.min(left), changes.changed()).await.is_err() {
                    return;
                }
                left = left.saturating_sub(since.elapsed());
            }
        }
    }
}

impl Drop for Operation<'_> {
    /// An operation that gives up makes no noise: nothing has changed for those that wait on.
    fn drop(&mut self) {
        self.activity.0.send_if_modified(|under_way| {
            if under_way.waiting.remove(&self.number) {
                under_way.given_up = Some(Place::Free);
            }
            under_way.at_work.remove(&self.number)
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, sleep};

    use super::Activity;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn those_who_wait_give_up_one_after_the_other() {
        let activity = Activity::default();
        let start = Instant::now();
        let give_up = || async {
            let mut operation = activity.begin();
            operation.wait();
            operation.patience().await;
            start.elapsed().as_millis()
        };
        assert_eq!(tokio::join!(give_up(), give_up(), give_up()), (3000, 3500, 4000));
    }

    #[tokio::test(start_paused = true)]
    async fn where_others_wait_for_places_they_get_them_sooner() {
        let activity = Activity::default();
        let start = Instant::now();
        let give_up = || async {
            let mut operation = activity.begin();
            operation.wait();
            operation.patience().await;
            drop(operation);
            start.elapsed().as_millis()
        };
        // Two of three places are taken by another operation as soon as they are free; then there are no more.
        let two_in_a_row = || async { (give_up().await, give_up().await) };
        let times = tokio::join!(two_in_a_row(), two_in_a_row(), give_up());
        assert_eq!(times, ((3000, 4500), (3500, 5000), 4000));
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_gives_up_while_another_is_at_work() {
        let activity = Activity::default();
        let start = Instant::now();
        let mut waiting = activity.begin();
        waiting.wait();
        let working = async {
            let operation = activity.begin();
            sleep(60 * SECOND).await;
            drop(operation);
        };
        tokio::join!(waiting.patience(), working);
        assert_eq!(start.elapsed(), 63 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn operations_that_only_wait_as_well_prolong_it_to_ten_seconds_at_most() {
        let activity = Activity::default();
        let start = Instant::now();
        let mut waiting = activity.begin();
        waiting.wait();
        let others = async {
            for _ in 0..20 {
                activity.begin().wait();
                sleep(SECOND).await;
            }
        };
        tokio::select! {
            () = waiting.patience() => {}
            () = others => {}
        }
        assert_eq!(start.elapsed(), 10 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn work_of_its_own_begins_the_quiet_anew() {
        let activity = Activity::default();
        let start = Instant::now();
        let mut operation = activity.begin();
        operation.wait();
        let mut patience = std::pin::pin!(operation.patience());
        assert!(tokio::time::timeout(2 * SECOND, &mut patience).await.is_err());
        operation.resume();
        operation.wait();
        patience.await;
        assert_eq!(start.elapsed(), 5 * SECOND);
    }
}
