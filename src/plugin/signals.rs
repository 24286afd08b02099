//! Signals from the terminal.

use std::io;

/// Signals, caught from the moment this is made.
pub(super) struct Signals {
    #[cfg(unix)]
    interrupts: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminations: Option<tokio::signal::unix::Signal>,
    #[cfg(windows)]
    interrupts: tokio::signal::windows::CtrlC,
}

#[cfg(unix)]
impl Signals {
    /// Catches Ctrl-C.
    pub(super) fn interrupts() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self { interrupts: signal(SignalKind::interrupt())?, terminations: None })
    }

    /// Catches Ctrl-C and requests to terminate.
    pub(super) fn interrupts_and_terminations() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self { terminations: Some(signal(SignalKind::terminate())?), ..Self::interrupts()? })
    }

    /// Waits for the next signal.
    async fn next(&mut self) {
        match &mut self.terminations {
            None => drop(self.interrupts.recv().await),
            Some(terminations) => tokio::select! {
                _ = self.interrupts.recv() => {}
                _ = terminations.recv() => {}
            },
        }
    }
}

#[cfg(windows)]
impl Signals {
    /// Catches Ctrl-C.
    pub(super) fn interrupts() -> io::Result<Self> {
        Ok(Self { interrupts: tokio::signal::windows::ctrl_c()? })
    }

    /// Catches Ctrl-C; Windows has no request to terminate that could be caught.
    pub(super) fn interrupts_and_terminations() -> io::Result<Self> {
        Self::interrupts()
    }

    /// Waits for the next signal.
    async fn next(&mut self) {
        drop(self.interrupts.recv().await);
    }
}

impl Signals {
    /// Waits for the first signal.
    pub(super) async fn first(mut self) {
        self.next().await;
    }

    /// Ignores every signal.
    pub(super) async fn swallow(mut self) {
        loop {
            self.next().await;
            tracing::trace!("Ignored an interrupt; Terraform stops the provider");
        }
    }
}
