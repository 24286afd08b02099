//! Ctrl-C in a terminal, which reaches Terraform and the provider alike.

use crate::account::{Menus, errors};
use crate::account::{Phone, served};
use crate::fake::{Fault, Gate};

const APPLY: [&str; 3] = ["apply", "-auto-approve", "-json"];

#[test]
fn every_route_that_was_being_created_is_in_the_state() {
    // Terraform does ten things at once: ten creates are under way, and two haven't begun.
    let menus = Menus::new(12);
    let config = menus.config(&["1"]);
    menus.acc.configure(&config);
    let (before, after) = (Gate::new(), Gate::new());
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).times(5).hold_before(&before));
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).times(5).hold_after(&after));
    let mut running = menus.acc.spawn(&["apply", "-auto-approve"]);
    before.wait_until_held(5);
    after.wait_until_held(5);
    running.interrupt();
    running.read_until("Gracefully shutting down...");
    before.open();
    after.open();
    let output = menus.acc.finish(running);
    assert_eq!(output.status.code(), Some(1), "{output}");
    // Terraform may begin another when one of the ten ends, just before it stops.
    let known = menus.expect_known();
    assert!((10..=12).contains(&known), "{known} routes");
    menus.acc.apply(&config);
    assert_eq!(menus.expect_known(), 12);
}

#[test]
fn writes_that_wait_for_their_turn_in_a_menu_end_at_once() {
    let menus = Menus::new(1);
    let config = menus.config(&["1", "2", "3", "4", "5"]);
    menus.acc.configure(&config);
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    let mut running = menus.acc.spawn(&APPLY);
    // One that hasn't begun when Terraform is interrupted is never asked for.
    (0..5).for_each(|_| running.read_until("apply_start"));
    gate.wait_until_held(1);
    running.interrupt();
    // The others have ended while the first is still under way.
    (0..4).for_each(|_| running.read_until("apply_errored"));
    gate.open();
    let output = menus.acc.finish(running);
    assert_eq!(menus.count("POST"), 1);
    assert_eq!(menus.expect_known(), 1);
    let errors = errors(&output);
    let stopped = errors
        .iter()
        .filter(|(_, detail)| detail.contains("Terraform stopped the provider before this was sent."));
    assert_eq!(stopped.count(), 4, "{errors:#?}");
    menus.acc.apply(&config);
    assert_eq!(menus.expect_known(), 5);
}

#[test]
fn updates_and_deletes_that_were_sent_are_awaited() {
    let menus = Menus::new(1);
    menus.acc.configure(&menus.config(&["1", "2"]));
    assert!(menus.acc.terraform(&["apply", "-auto-approve"]).status.success());
    for (method, config) in [
        ("PUT", menus.config(&["1", "2"]).replace("group_ids = [1]", "group_ids = [2]")),
        ("DELETE", menus.config(&["1"]).replace("group_ids = [1]", "group_ids = [2]")),
    ] {
        menus.acc.configure(&config);
        let gate = Gate::new();
        menus.acc.fake().fault(Fault::serve().on(method, Fault::ROUTE).hold_after(&gate));
        let mut running = menus.acc.spawn(&["apply", "-auto-approve"]);
        gate.wait_until_held(1);
        running.interrupt();
        running.read_until("Gracefully shutting down...");
        gate.open();
        menus.acc.finish(running);
        menus.expect_known();
        menus.acc.apply(&config);
    }
    assert_eq!(menus.expect_known(), 1);
}

#[test]
fn a_route_that_stepped_aside_is_in_the_state_as_it_is() {
    let phone = Phone::new(true);
    phone.begin(&phone.config(&[("a", "1"), ("b", "2")]));
    let config = phone.config(&[("a", "2"), ("b", "1")]);
    phone.acc.configure(&config);
    let gate = Gate::new();
    // The first of the three writes is the one that steps aside.
    phone.acc.fake().fault(Fault::serve().on("PUT", Fault::ROUTE).nth(2).hold_before(&gate));
    let mut running = phone.acc.spawn(&APPLY);
    gate.wait_until_held(1);
    running.interrupt();
    running.read_until("apply_errored");
    gate.open();
    let output = phone.acc.finish(running);
    let errors = errors(&output);
    assert_eq!(errors.len(), 1, "{output}");
    let (_, detail) = &errors[0];
    assert!(detail.contains("Meanwhile the route is on key #, so that other routes could move."), "{detail}");
    assert!(detail.contains("The next apply moves it on."), "{detail}");
    let state = phone.acc.state();
    let mut in_state = ["a", "b"].map(|name| {
        let address = format!("zendesk_ivr_route.{name}");
        (state.attr(&address, "keypress").as_str().expect("a key").to_owned(), name.to_owned())
    });
    in_state.sort();
    assert_eq!(phone.served(), in_state);
    assert_eq!(in_state[0].0, "#");
    phone.apply(&config);
    assert_eq!(phone.served(), served(&[("1", "b"), ("2", "a")]));
}
