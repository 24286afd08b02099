//! Signals that ask the process to end.

use std::io;

/// A signal that asks the process to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT, as by Ctrl-C.
    Interrupt,
    /// SIGTERM, as a job that is cancelled gets it; on Windows, that the console closes.
    Terminate,
    /// SIGHUP, as by a terminal that closes.
    Hangup,
}

impl Signal {
    /// Returns the exit code by which a shell knows a program that the signal ended: 128 and its number.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Hangup => 129,
            Self::Interrupt => 130,
            Self::Terminate => 143,
        }
    }
}

/// Signals, caught from the moment this is made.
#[derive(Debug)]
pub struct Signals {
    #[cfg(unix)]
    interrupts: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminations: tokio::signal::unix::Signal,
    /// None if the process was started with them ignored, as `nohup` does; Terraform goes on then, too.
    #[cfg(unix)]
    hangups: Option<tokio::signal::unix::Signal>,
    #[cfg(windows)]
    interrupts: tokio::signal::windows::CtrlC,
    #[cfg(windows)]
    terminations: tokio::signal::windows::CtrlClose,
}

/// Reports whether the process was started with a signal ignored; not known where the system doesn't tell it in a file.
///
/// Source: the manual page `proc_pid_status(5)`.
#[cfg(unix)]
fn is_ignored(kind: tokio::signal::unix::SignalKind) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask & (1 << (kind.as_raw_value() - 1)) != 0
}

impl Signals {
    /// Catches the signals that ask the process to end.
    ///
    /// # Errors
    ///
    /// Fails if the system doesn't let them be caught.
    #[cfg(unix)]
    pub fn catch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        let hangup = SignalKind::hangup();
        Ok(Self {
            interrupts: signal(SignalKind::interrupt())?,
            terminations: signal(SignalKind::terminate())?,
            hangups: (!is_ignored(hangup)).then(|| signal(hangup)).transpose()?,
        })
    }

    /// Catches Ctrl-C and the end of the console.
    ///
    /// # Errors
    ///
    /// Fails if the system doesn't let them be caught.
    #[cfg(windows)]
    pub fn catch() -> io::Result<Self> {
        use tokio::signal::windows::{ctrl_c, ctrl_close};

        Ok(Self { interrupts: ctrl_c()?, terminations: ctrl_close()? })
    }

    /// Waits for the next signal.
    #[cfg(unix)]
    pub async fn next(&mut self) -> Signal {
        let hangup = async {
            match &mut self.hangups {
                Some(hangups) => drop(hangups.recv().await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.interrupts.recv() => Signal::Interrupt,
            _ = self.terminations.recv() => Signal::Terminate,
            () = hangup => Signal::Hangup,
        }
    }

    /// Waits for the next signal.
    #[cfg(windows)]
    pub async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupts.recv() => Signal::Interrupt,
            _ = self.terminations.recv() => Signal::Terminate,
        }
    }
}
