//! How much memory the provider takes at most, by what Linux says of it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the provider may take, in KiB: 128 MiB.
const MOST: usize = 128 << 10;

/// How often the kernel is asked; what it tells is the peak so far.
const INTERVAL: Duration = Duration::from_millis(5);

/// Watches the provider's processes that talk to one service.
pub(super) struct Watch {
    peak: Arc<AtomicUsize>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to watch; `url` is the service that the provider is to talk to.
    pub(super) fn start(url: &str) -> Self {
        let (peak, ends) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (seen, end) = (peak.clone(), ends.clone());
        let variable = format!("ZENDESK_BASE_URL={url}");
        let thread = thread::spawn(move || {
            while !end.load(Ordering::SeqCst) {
                for peak in providers(&variable) {
                    seen.fetch_max(peak, Ordering::SeqCst);
                }
                thread::sleep(INTERVAL);
            }
        });
        Self { peak, ends, thread: Some(thread) }
    }

    /// Ends it, and checks that the provider ran and stayed small.
    #[track_caller]
    pub(super) fn expect_small(mut self, case: &str) {
        self.end();
        let peak = self.peak.load(Ordering::SeqCst);
        println!("{:4} MiB: {case}", peak >> 10);
        assert!(peak > 0, "{case}: the provider was not seen");
        assert!(peak < MOST, "{case}: the provider took {} MiB", peak >> 10);
    }

    fn end(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
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
