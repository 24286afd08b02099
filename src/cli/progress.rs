//! One line on standard error that says how far things are, if a person is looking.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use super::report;
use crate::api::{OnWait, Wait};
use crate::plain_text::one_line;

/// A line that each step replaces, and that is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    shown: bool,
}

/// To the start of the line, and clear it: understood by every terminal of today.
const CLEAR: &str = "\r\x1b[K";

impl Progress {
    /// Makes a line that is shown only if standard error is a terminal.
    pub(super) fn new() -> Self {
        Self { shown: std::io::stderr().is_terminal() }
    }

    /// Shows a step.
    pub(super) fn step(&self, text: &str) {
        if self.shown {
            write(&format!("{CLEAR}{} ...", one_line(text)));
        }
    }

    /// Returns what tells of each wait in a line of its own, which stays.
    pub(super) fn on_wait(&self) -> OnWait {
        let shown = self.shown;
        OnWait(Arc::new(move |wait: &Wait| {
            let Wait { duration, reason, attempt, attempts } = wait;
            let next = if *attempts > 1 {
                format!(" before attempt {} of {attempts}", attempt + 1)
            } else {
                String::new()
            };
            if shown {
                write(CLEAR);
            }
            report::line(&format!("Waiting {:.1} s{next}: {}", duration.as_secs_f64(), one_line(reason)));
        }))
    }
}

fn write(text: &str) {
    let mut stderr = std::io::stderr().lock();
    // A progress line that can't be shown is no reason to stop.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            write(CLEAR);
        }
    }
}
