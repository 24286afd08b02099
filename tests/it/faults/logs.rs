//! Terraform's log, read while it is written.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::harness::Acceptance;

/// How long a test waits for a line.
const DEADLINE: Duration = Duration::from_secs(120);

/// A named pipe that Terraform takes for its log file.
pub(crate) struct LogPipe {
    lines: Receiver<String>,
    _dir: TempDir,
}

impl LogPipe {
    /// Has the next run of Terraform write the provider's log, from this level on, into a pipe.
    pub(crate) fn new(acc: &mut Acceptance, level: &str) -> Self {
        let dir = TempDir::with_prefix("zendesk-log-").unwrap();
        let path = dir.path().join("log");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        acc.env("TF_LOG_PROVIDER", level).env("TF_LOG_PATH", path.to_str().unwrap());
        Self { lines: read(path), _dir: dir }
    }

    /// Has the runs that follow write no log: nobody would read it, and so they would wait for ever.
    pub(crate) fn close(self, acc: &mut Acceptance) {
        acc.env_remove("TF_LOG_PROVIDER").env_remove("TF_LOG_PATH");
    }

    /// Waits for a line that holds all of these.
    #[track_caller]
    pub(crate) fn wait_for(&self, words: &[&str]) -> String {
        loop {
            let line = self.lines.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("no line with {words:?}"));
            if words.iter().all(|word| line.contains(word)) {
                return line;
            }
        }
    }
}

/// Reads the pipe to its end, so that Terraform never waits for a reader.
fn read(path: PathBuf) -> Receiver<String> {
    let (send, lines) = mpsc::channel();
    thread::spawn(move || {
        let pipe = BufReader::new(File::open(path).unwrap());
        pipe.lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
    });
    lines
}
