//! Processes that are told to end, or killed, one of them alone.

use super::processes::{providers, signal, terraform_of};
use super::second_interrupt::expect_told;
use crate::account::Menus;
use crate::fake::{Fault, Gate};

#[test]
fn sigterm_to_terraform_alone_stops_like_ctrl_c() {
    let menus = Menus::new(2);
    let config = menus.config(&["1", "2"]);
    menus.acc.configure(&config);
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).times(2).hold_before(&gate));
    let mut running = menus.acc.spawn(&["apply", "-auto-approve", "-json"]);
    // One that hasn't begun when Terraform is told to stop is never asked for.
    (0..4).for_each(|_| running.read_until("apply_start"));
    gate.wait_until_held(2);
    let provider = providers(&menus.acc.fake().url()).swap_remove(0);
    signal("TERM", terraform_of(provider));
    (0..2).for_each(|_| running.read_until("apply_errored"));
    gate.open();
    let output = menus.acc.finish(running);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(menus.count("POST"), 2);
    assert_eq!(menus.expect_known(), 2);
    menus.acc.apply(&config);
    assert_eq!(menus.expect_known(), 4);
}

#[test]
fn after_the_provider_is_killed_in_a_create_the_next_apply_says_what_is_there() {
    let menus = Menus::new(1);
    let config = menus.config(&["1"]);
    menus.acc.configure(&config);
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    let running = menus.acc.spawn(&["apply", "-auto-approve"]);
    gate.wait_until_held(1);
    providers(&menus.acc.fake().url()).into_iter().for_each(|provider| signal("KILL", provider));
    let output = menus.acc.finish(running);
    assert_eq!(output.status.code(), Some(1));
    let [error] = &output.diagnostics()[..] else { panic!("one error: {output}") };
    // Which of the two depends on whether Terraform sees the process or the connection end first.
    assert!(["Plugin did not respond", "Request cancelled"].contains(&&*error.summary), "{output}");
    expect_told(&menus, &config, &gate);
}
