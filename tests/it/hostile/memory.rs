//! How much memory the provider takes at most, by what Linux says of it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::server::Server;

/// What the provider may take, in KiB: 128 MiB.
const MOST: usize = 128 << 10;

/// How often the kernel is asked; what it tells is the peak so far.
const INTERVAL: Duration = Duration::from_millis(5);

/// The most memory that was seen of the provider's processes that talk to one service.
pub(super) struct Peak {
    variable: String,
    /// In KiB.
    most: AtomicUsize,
    is_watched: AtomicBool,
}

impl Peak {
    /// Nothing was seen so far; `url` is the service.
    pub(super) fn new(url: &str) -> Self {
        let variable = format!("ZENDESK_BASE_URL={url}");
        Self { variable, most: AtomicUsize::new(0), is_watched: AtomicBool::new(false) }
    }

    /// Asks the kernel, if somebody watches. The service does when it has a request: the provider is there then, also where
    /// this machine is too busy for the watching thread.
    pub(super) fn take(&self) {
        if self.is_watched.load(Ordering::SeqCst) {
            for peak in providers(&self.variable) {
                self.most.fetch_max(peak, Ordering::SeqCst);
            }
        }
    }
}

/// Watches the provider's processes that talk to one service.
pub(super) struct Watch {
    peak: Arc<Peak>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to watch.
    pub(super) fn start(server: &Server) -> Self {
        let peak = server.peak();
        peak.most.store(0, Ordering::SeqCst);
        peak.is_watched.store(true, Ordering::SeqCst);
        let watched = peak.clone();
        let thread = thread::spawn(move || {
            while watched.is_watched.load(Ordering::SeqCst) {
                watched.take();
                thread::sleep(INTERVAL);
            }
        });
        Self { peak, thread: Some(thread) }
    }

    /// Ends it, and checks that the provider ran and stayed small.
    #[track_caller]
    pub(super) fn expect_small(mut self, case: &str) {
        self.end();
        let peak = self.peak.most.load(Ordering::SeqCst);
        println!("{:4} MiB: {case}", peak >> 10);
        assert!(peak > 0, "{case}: the provider was not seen");
        assert!(peak < MOST, "{case}: the provider took {} MiB", peak >> 10);
    }

    fn end(&mut self) {
        self.peak.is_watched.store(false, Ordering::SeqCst);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.end();
    }
}

/// The peaks of the processes that have this variable and are the provider, in KiB.
fn providers(variable: &str) -> impl Iterator<Item = usize> {
    let processes = fs::read_dir("/proc").expect("Linux lists processes").flatten();
    processes.filter_map(move |process| {
        let path = process.path();
        let name = fs::read_to_string(path.join("comm")).ok()?;
        let environment = fs::read(path.join("environ")).ok()?;
        let is_meant = name.starts_with("terraform-provi")
            && environment.split(|byte| *byte == 0).any(|entry| entry == variable.as_bytes());
        let status = fs::read_to_string(path.join("status")).ok().filter(|_| is_meant)?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        peak.trim().trim_end_matches(" kB").parse().ok()
    })
}
