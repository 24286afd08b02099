//! How many of a kind there are at a time: connections, calls.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// Counts what comes and goes; every clone counts the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(watch::Sender<Count>);

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    present: usize,
    /// How many have come so far.
    came: u64,
}

/// Counts as present until it is dropped.
#[derive(Debug)]
pub(super) struct Present(Tally);

impl Tally {
    /// Counts one more.
    pub(super) fn enter(&self) -> Present {
        self.0.send_modify(|count| {
            count.present += 1;
            count.came += 1;
        });
        Present(self.clone())
    }

    /// Returns how many are present.
    pub(super) fn present(&self) -> usize {
        self.0.borrow().present
    }

    /// Waits until one is present.
    pub(super) async fn any_present(&self) {
        self.until(|count| count.present > 0).await;
    }

    /// Waits until all have gone, of whom at least one has come.
    pub(super) async fn all_gone(&self) {
        self.until(|count| count.came > 0 && count.present == 0).await;
    }

    /// Waits until none is present, and none has come for so long.
    pub(super) async fn quiet(&self, how_long: Duration) {
        loop {
            let Count { came, .. } = self.until(|count| count.present == 0).await;
            if timeout(how_long, self.until(|count| count.came != came)).await.is_err() {
                return;
            }
        }
    }

    async fn until(&self, is_so: impl FnMut(&Count) -> bool) -> Count {
        // The sender lives as long as this does, so there is no error.
        self.0.subscribe().wait_for(is_so).await.map(|count| *count).unwrap_or_default()
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.0.send_modify(|count| count.present -= 1);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::FutureExt;
    use tokio::time::{Instant, sleep};

    use super::Tally;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test]
    async fn none_has_gone_before_one_has_come() {
        let tally = Tally::default();
        assert!(tally.all_gone().now_or_never().is_none());
        let (one, other) = (tally.enter(), tally.enter());
        drop(one);
        assert!(tally.all_gone().now_or_never().is_none());
        drop(other);
        assert!(tally.all_gone().now_or_never().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn quiet_begins_anew_with_each_that_comes() {
        let (tally, start) = (Tally::default(), Instant::now());
        let coming = async {
            sleep(SECOND).await;
            let present = tally.enter();
            sleep(5 * SECOND).await;
            drop(present);
        };
        let quiet = async {
            tally.quiet(2 * SECOND).await;
            start.elapsed().as_secs()
        };
        assert_eq!(tokio::join!(coming, quiet).1, 8);
    }
}
