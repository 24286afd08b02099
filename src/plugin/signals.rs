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
    interrupts: Caught,
    #[cfg(unix)]
    terminations: Caught,
    #[cfg(unix)]
    hangups: Caught,
    #[cfg(windows)]
    interrupts: tokio::signal::windows::CtrlC,
    #[cfg(windows)]
    terminations: tokio::signal::windows::CtrlClose,
}

/// Signals of one kind; none if the process was started with that signal ignored, as `nohup` does.
#[cfg(unix)]
#[derive(Debug)]
struct Caught(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Caught {
    fn new(kind: tokio::signal::unix::SignalKind) -> io::Result<Self> {
        let is_ignored = ignored().is_some_and(|mask| mask & (1 << (kind.as_raw_value() - 1)) != 0);
        (!is_ignored).then(|| tokio::signal::unix::signal(kind)).transpose().map(Self)
    }

    async fn next(&mut self) {
        match &mut self.0 {
            Some(signals) => drop(signals.recv().await),
            None => std::future::pending().await,
        }
    }
}

/// Returns the signals that are ignored, one bit each; none where the system doesn't tell it in a file.
///
/// Source: the manual page `proc_pid_status(5)`.
#[cfg(unix)]
fn ignored() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

impl Signals {
    /// Catches the signals that ask the process to end.
    ///
    /// # Errors
    ///
    /// Fails if the system doesn't let them be caught.
    #[cfg(unix)]
    pub fn catch() -> io::Result<Self> {
        use tokio::signal::unix::SignalKind;

        Ok(Self {
            interrupts: Caught::new(SignalKind::interrupt())?,
            terminations: Caught::new(SignalKind::terminate())?,
            hangups: Caught::new(SignalKind::hangup())?,
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
        tokio::select! {
            () = self.interrupts.next() => Signal::Interrupt,
            () = self.terminations.next() => Signal::Terminate,
            () = self.hangups.next() => Signal::Hangup,
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
