//! Process groups that get a signal as a whole, as from a terminal or from a job that is cancelled.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Output, Stdio};

use crate::harness::{Acceptance, signal_group};

/// The signals that ask a process to end, each with its number; SIGHUP only where it isn't ignored, as under `nohup`.
pub(crate) fn signals() -> Vec<(&'static str, i32)> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    let all = [("INT", 2), ("TERM", 15), ("HUP", 1)];
    all.into_iter().filter(|(name, number)| *name != "HUP" || ignored & (1 << (number - 1)) == 0).collect()
}

/// The executable, run by hand in a process group of its own.
pub(super) struct Group(Child);

impl Group {
    /// Starts the executable against the fake.
    pub(super) fn of_the_executable(acc: &Acceptance, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_terraform-provider-zendesk"));
        command.args(args).env_clear().envs(acc.variables());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        Self(command.spawn().expect("the executable runs"))
    }

    /// Sends a signal, such as `TERM`.
    pub(super) fn signal(&self, name: &str) {
        assert!(signal_group(name, self.0.id()), "SIG{name} can't be sent");
    }

    /// Waits for the end.
    pub(super) fn ended(self) -> Output {
        self.0.wait_with_output().expect("the output can be read")
    }
}
