//! The end of a run: one notion for `StopProvider`, for signals, and for a Terraform that is gone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

/// Tells the operations of a run whether it has ended; every clone tells the same.
///
/// `StopProvider` ends the current run, and `ConfigureProvider` begins a new one, because with `--debug` one process
/// serves many runs. A signal, or a Terraform that is gone, ends the process: every later run has ended before it begins.
#[derive(Clone, Debug, Default)]
pub struct RunSignal(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    process: CancellationToken,
    run: Mutex<CancellationToken>,
    is_shared: AtomicBool,
}

impl Default for Inner {
    fn default() -> Self {
        let process = CancellationToken::new();
        Self { run: Mutex::new(process.child_token()), process, is_shared: AtomicBool::default() }
    }
}

impl RunSignal {
    /// Returns the token that is cancelled when the current run ends.
    #[must_use]
    pub fn token(&self) -> CancellationToken {
        self.run().clone()
    }

    /// Reports whether somebody else works in the current run when the provider is configured: it goes on then.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.0.is_shared.load(Ordering::Relaxed)
    }

    /// Ends the current run.
    pub(super) fn stop(&self) {
        self.token().cancel();
    }

    /// Ends the current run, and each that would follow.
    pub(super) fn stop_for_good(&self) {
        self.0.process.cancel();
    }

    /// Begins a new run, unless somebody else works in the current one.
    pub(super) fn renew(&self, is_shared: bool) {
        self.0.is_shared.store(is_shared, Ordering::Relaxed);
        if !is_shared {
            *self.run() = self.0.process.child_token();
        }
    }

    fn run(&self) -> MutexGuard<'_, CancellationToken> {
        self.0.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::RunSignal;

    #[test]
    fn a_stop_ends_one_run() {
        let signal = RunSignal::default();
        let first = signal.token();
        signal.stop();
        assert!(first.is_cancelled());
        signal.renew(false);
        assert!(!signal.token().is_cancelled());
    }

    #[test]
    fn a_run_that_somebody_else_works_in_goes_on() {
        let signal = RunSignal::default();
        let first = signal.token();
        signal.renew(true);
        signal.stop();
        assert!(first.is_cancelled() && signal.is_shared());
    }

    #[test]
    fn no_run_begins_after_the_end_of_the_process() {
        let signal = RunSignal::default();
        let first = signal.token();
        signal.stop_for_good();
        signal.renew(false);
        assert!(first.is_cancelled() && signal.token().is_cancelled());
    }
}
