//! The signal by which Terraform stops operations that are under way.

use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

/// Tells the operations of the current run that Terraform asked the provider to stop.
///
/// `StopProvider` cancels the current token; `ConfigureProvider` begins a new run with a fresh one, because with
/// `--debug` one process serves many runs.
#[derive(Clone, Debug, Default)]
pub struct StopSignal(Arc<Mutex<CancellationToken>>);

impl StopSignal {
    /// Gives the token of the current run.
    #[must_use]
    pub fn token(&self) -> CancellationToken {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Cancels the token of the current run.
    pub fn stop(&self) {
        self.token().cancel();
    }

    /// Begins a new run.
    pub fn renew(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = CancellationToken::new();
    }
}
