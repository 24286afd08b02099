//! One run of Terraform.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::output::Output;

/// A run that takes longer hangs, and is killed.
const LIMIT: Duration = Duration::from_secs(240);

/// Terraform at work, in a process group of its own, as in a terminal.
///
/// The group is killed when a run takes too long, and when this is dropped unfinished.
pub(crate) struct Running {
    command: String,
    child: Option<Child>,
    watchdog: Sender<()>,
}

impl Running {
    #[track_caller]
    pub(super) fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        let child = command.spawn().unwrap_or_else(|e| panic!("{command:?}: {e}"));
        Self { command: told(&command), watchdog: watch(child.id()), child: Some(child) }
    }

    /// Sends SIGINT to the whole group, as Ctrl-C in a terminal does: to Terraform and to the provider.
    pub(crate) fn interrupt(&self) {
        self.signal("INT");
    }

    /// Sends a signal, such as `TERM`, to the whole group.
    pub(crate) fn signal(&self, name: &str) {
        signal_group(name, self.id());
    }

    /// The id of Terraform's process, and of its group.
    pub(crate) fn id(&self) -> u32 {
        self.child.as_ref().expect("runs until it is waited for").id()
    }

    /// Reads standard output until it holds `text`; what is read is left out of the final [`Output`].
    ///
    /// # Panics
    ///
    /// If the output ends without it.
    #[track_caller]
    pub(crate) fn read_until(&mut self, text: &str) {
        let stdout = self.child.as_mut().and_then(|child| child.stdout.as_mut()).expect("piped");
        let mut read = Vec::new();
        // Byte by byte: a buffer would swallow what belongs to the final output.
        let mut byte = [0];
        while !read.ends_with(text.as_bytes()) {
            let count = stdout.read(&mut byte).expect("standard output can be read");
            assert!(
                count == 1,
                "`{}` ended without {text:?}:\n{}",
                self.command,
                String::from_utf8_lossy(&read)
            );
            read.extend(byte);
        }
    }

    /// Waits for the end.
    pub(super) fn wait(mut self, dir: &Path) -> Output {
        let child = self.child.take().expect("waited for once");
        let output = child.wait_with_output().expect("output can be read");
        let _ = self.watchdog.send(());
        Output::new(self.command.clone(), dir, &output)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            signal_group("KILL", child.id());
            let _ = child.wait();
        }
    }
}

/// The command as one would type it.
fn told(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy());
    ["terraform".into()].into_iter().chain(args).collect::<Vec<_>>().join(" ")
}

fn watch(group: u32) -> Sender<()> {
    let (done, waiting) = mpsc::channel();
    thread::spawn(move || {
        if waiting.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
            signal_group("KILL", group);
        }
    });
    done
}

/// Sends a signal to a process group; reports whether it was there. By the shell: the standard library sends no signals, and
/// unsafe code is forbidden.
pub(crate) fn signal_group(name: &str, group: u32) -> bool {
    let kill = format!("kill -s {name} -- -{group}");
    Command::new("sh").args(["-c", &kill]).status().is_ok_and(|status| status.success())
}
