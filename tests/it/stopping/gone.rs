//! Terraform, or the group of both, ends in the middle of an apply.

use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::groups::signals;
use super::processes::{providers, signal, terraform_of};
use crate::account::{Menus, errors};
use crate::fake::{Fault, Gate};

/// How long a test waits for the end of a process; it is far longer than the end takes.
const DEADLINE: Duration = Duration::from_secs(60);

/// Waits until something is so; nobody tells of the end of a process that isn't a child.
#[track_caller]
pub(crate) fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < DEADLINE, "waited too long: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Menus whose provider makes its socket in a folder of the test's own.
fn menus(count: usize) -> (Menus, PathBuf) {
    let mut menus = Menus::new(count);
    let folder = menus.acc.dir().join("tmp");
    fs::create_dir(&folder).expect("the folder can be made");
    menus.acc.env("TMPDIR", folder.to_str().expect("UTF-8"));
    (menus, folder)
}

/// How many folders there are with the socket of a plugin.
fn sockets(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
    let is_socket = |entry: fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_socket());
    let holds_socket =
        |folder: PathBuf| fs::read_dir(folder).is_ok_and(|files| files.flatten().any(is_socket));
    entries.filter(|entry| holds_socket(entry.path())).count()
}

#[test]
fn after_terraform_is_killed_nothing_new_is_sent_and_the_provider_ends() {
    let (menus, folder) = menus(1);
    menus.acc.configure(&menus.config(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]));
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).nth(2).hold_before(&gate));
    let running = menus.acc.spawn(&["apply", "-auto-approve"]);
    gate.wait_until_held(1);
    let provider = providers(&menus.acc.fake().url()).swap_remove(0);
    assert_eq!(sockets(&folder), 1);
    signal("KILL", terraform_of(provider));
    menus.acc.finish(running);
    // The provider listens no longer: it has noticed.
    wait_until("the folder of the socket is removed", || sockets(&folder) == 0);
    assert_eq!(providers(&menus.acc.fake().url()), [provider], "it awaits the create that was sent");
    gate.open();
    wait_until("the provider ends", || providers(&menus.acc.fake().url()).is_empty());
    assert_eq!(menus.count("POST"), 2);
    assert_eq!(menus.on_service().len(), 2);
    // Nobody is left who could write a state: the test cleans up.
    menus.clear();
}

#[test]
fn an_idle_provider_ends_with_terraform_in_each_phase() {
    let (menus, folder) = menus(1);
    for (args, config) in [
        (&["plan"][..], "data \"zendesk_ivrs\" \"all\" {}\n".to_owned()),
        (&["apply", "-auto-approve"], menus.config(&["1"])),
    ] {
        menus.acc.configure(&config);
        let gate = Gate::new();
        menus.acc.fake().fault(Fault::serve().on("GET", Fault::IVRS).hold_before(&gate));
        let running = menus.acc.spawn(args);
        gate.wait_until_held(1);
        let provider = providers(&menus.acc.fake().url()).swap_remove(0);
        signal("KILL", terraform_of(provider));
        menus.acc.finish(running);
        wait_until("the provider ends", || providers(&menus.acc.fake().url()).is_empty());
        assert_eq!(sockets(&folder), 0);
        gate.open();
    }
    assert_eq!(menus.count("POST"), 0);
}

#[test]
fn a_signal_to_the_group_loses_no_route() {
    for (name, _) in signals() {
        // Terraform itself ends at once at SIGHUP, without a state.
        if name == "HUP" {
            continue;
        }
        let (menus, folder) = menus(12);
        let config = menus.config(&["1", "2"]);
        menus.acc.configure(&config);
        let (before, after) = (Gate::new(), Gate::new());
        menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).times(2).hold_before(&before));
        menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).times(2).hold_after(&after));
        let mut running = menus.acc.spawn(&["apply", "-auto-approve", "-parallelism=24"]);
        before.wait_until_held(2);
        after.wait_until_held(2);
        running.signal(name);
        running.read_until("Gracefully shutting down...");
        before.open();
        after.open();
        let output = menus.acc.finish(running);
        assert_eq!(output.status.code(), Some(1), "{name}: {output}");
        output.does_not_say("Plugin did not respond");
        assert!(menus.expect_known() >= 4, "{name}");
        wait_until("the provider ends", || providers(&menus.acc.fake().url()).is_empty());
        assert_eq!(sockets(&folder), 0, "{name}");
        menus.acc.apply(&config);
        assert_eq!(menus.expect_known(), 24, "{name}");
    }
}

#[test]
fn a_hangup_of_the_group_ends_both_and_sends_nothing_new() {
    if !signals().iter().any(|(name, _)| *name == "HUP") {
        return;
    }
    let (menus, folder) = menus(1);
    menus.acc.configure(&menus.config(&["1", "2", "3", "4"]));
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    let running = menus.acc.spawn(&["apply", "-auto-approve"]);
    gate.wait_until_held(1);
    running.signal("HUP");
    menus.acc.finish(running);
    wait_until("the folder of the socket is removed", || sockets(&folder) == 0);
    gate.open();
    wait_until("the provider ends", || providers(&menus.acc.fake().url()).is_empty());
    assert_eq!(menus.count("POST"), 1);
    menus.clear();
}

#[test]
fn a_provider_that_is_told_to_end_answers_terraform_first() {
    for (name, _) in signals() {
        let (menus, folder) = menus(1);
        let config = menus.config(&["1", "2", "3", "4"]);
        menus.acc.configure(&config);
        let gate = Gate::new();
        menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
        let mut running = menus.acc.spawn(&["apply", "-auto-approve", "-json"]);
        (0..4).for_each(|_| running.read_until("apply_start"));
        gate.wait_until_held(1);
        let provider = providers(&menus.acc.fake().url()).swap_remove(0);
        signal(name, provider);
        // Those that wait for their turn end, and what was sent is awaited.
        (0..3).for_each(|_| running.read_until("apply_errored"));
        gate.open();
        let output = menus.acc.finish(running);
        let errors = errors(&output);
        let stopped = errors.iter().filter(|(_, detail)| detail.contains("before this was sent"));
        assert_eq!(stopped.count(), 3, "{name}: {errors:#?}");
        assert_eq!((menus.count("POST"), menus.expect_known()), (1, 1), "{name}");
        wait_until("the provider ends", || providers(&menus.acc.fake().url()).is_empty());
        assert_eq!(sockets(&folder), 0, "{name}");
        menus.acc.apply(&config);
    }
}
