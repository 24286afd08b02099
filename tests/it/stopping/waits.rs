//! Waits that a stop ends: nothing is sent after them.

use crate::account::{Menus, errors};
use crate::fake::{Answer, Fault, Gate};
use crate::faults::LogPipe;

const APPLY: [&str; 3] = ["apply", "-auto-approve", "-json"];

fn busy() -> Answer {
    Answer::too_many_requests().header("retry-after", "120")
}

#[test]
fn the_wait_for_a_key_ends_at_once() {
    let mut menus = Menus::new(2);
    let log = LogPipe::new(&mut menus.acc, "INFO");
    let holder = menus.acc.fake().account(|account| {
        account.add_route(
            menus.ivr_id,
            menus.menu_ids[0],
            "1",
            "group",
            serde_json::json!({"group_ids": [7]}),
        )
    });
    menus.acc.configure(&menus.config(&["1"]));
    let gate = Gate::new();
    // While this is under way in the other menu, the key would be waited for.
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    let mut running = menus.acc.spawn(&APPLY);
    gate.wait_until_held(1);
    log.wait_for(&["[INFO]", "waiting for a key"]);
    running.interrupt();
    running.read_until("apply_errored");
    gate.open();
    let output = menus.acc.finish(running);
    log.close(&mut menus.acc);
    let errors = errors(&output);
    let (summary, detail) = &errors[0];
    assert_eq!(summary, "Failed to create IVR route");
    assert!(
        detail.contains("Terraform stopped the provider before this was sent; key 1 of menu"),
        "{detail}"
    );
    assert!(detail.contains(&format!("is taken by route {holder}")), "{detail}");
    assert_eq!(menus.count("POST"), 1);
    assert_eq!(menus.in_state().len(), 1);
    menus.acc.fake().account(|account| account.remove_route(menus.ivr_id, menus.menu_ids[0], holder));
    menus.acc.apply(&menus.config(&["1"]));
}

#[test]
fn the_wait_that_the_service_asked_for_ends_at_once() {
    let menus = Menus::new(1);
    let config = menus.config(&["1"]);
    menus.acc.configure(&config);
    menus.acc.fake().fault(Fault::answer(busy()).on("POST", Fault::ROUTES));
    let running = menus.acc.spawn(&APPLY);
    menus.acc.fake().wait_for_request(|request| request.status == Some(429));
    running.interrupt();
    let output = menus.acc.finish(running);
    let errors = errors(&output);
    let (summary, detail) = &errors[0];
    assert_eq!(summary, "Failed to create IVR route");
    assert!(detail.contains("stopped before another attempt"), "{detail}");
    assert!(detail.contains("retry after 120"), "{detail}");
    assert_eq!(menus.count("POST"), 1);
    assert_eq!(menus.expect_known(), 0);
    menus.acc.apply(&config);
}

#[test]
fn the_wait_of_a_read_ends_at_once() {
    let menus = Menus::new(1);
    let config = menus.config(&["1"]);
    menus.acc.apply(&config);
    menus.acc.fake().clear_requests();
    menus.acc.fake().fault(Fault::answer(busy()).on("GET", Fault::IVRS));
    let running = menus.acc.spawn(&["plan", "-json"]);
    menus.acc.fake().wait_for_request(|request| request.status == Some(429));
    running.interrupt();
    let output = menus.acc.finish(running);
    let (summary, detail) = errors(&output).swap_remove(0);
    assert_eq!(summary, "Failed to read IVR route");
    assert!(detail.contains("stopped before another attempt"), "{detail}");
    assert_eq!(menus.count("GET"), 1);
    assert_eq!(menus.expect_known(), 1);
}
