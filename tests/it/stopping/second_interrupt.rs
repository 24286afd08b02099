//! A second Ctrl-C: Terraform ends at once, and doesn't wait for the provider.

use crate::account::Menus;
use crate::fake::{Fault, Gate};
use crate::harness::Output;

#[test]
fn terraform_ends_at_once_and_the_next_apply_says_what_is_there() {
    let menus = Menus::new(1);
    let config = menus.config(&["1"]);
    menus.acc.configure(&config);
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    let mut running = menus.acc.spawn(&["apply", "-auto-approve"]);
    gate.wait_until_held(1);
    running.interrupt();
    running.read_until("Gracefully shutting down...");
    running.interrupt();
    let output = menus.acc.finish(running);
    assert_eq!(output.status.code(), Some(1));
    output.says("Two interrupts received. Exiting immediately. Note that data loss may have occurred.");
    #[cfg(target_os = "linux")]
    assert!(super::processes::providers(&menus.acc.fake().url()).is_empty(), "a provider is left");
    expect_told(&menus, &config, &gate);
}

/// Lets the create that nobody awaited any more take effect, and follows what the next apply says, until all is well.
#[track_caller]
pub(super) fn expect_told(menus: &Menus, config: &str, gate: &Gate) {
    gate.open();
    menus.acc.fake().wait_for_request(|request| request.method == "POST" && request.ended.is_some());
    assert_eq!(menus.in_state().len(), 0);
    let on_service = menus.on_service();
    let (route_id, _) = on_service.first_key_value().expect("the route exists");

    let output = menus.acc.apply_fails(config);
    let address = r#"zendesk_ivr_route.menu_0["1"]"#;
    output
        .error("Failed to create IVR route")
        .at(address, "keypress =")
        .says(&format!("is taken by route {route_id}"));
    assert_eq!(menus.count("POST"), 1, "no second route was created");

    let applied = menus.acc.apply(&(config.to_owned() + &import_block(&output, address)));
    applied.plan.expect_import(address);
    assert_eq!(menus.count("POST"), 1);
    assert_eq!(menus.expect_known(), 1);
}

/// The `import` block of an error, for this resource.
fn import_block(output: &Output, address: &str) -> String {
    let block = output.stderr.split_once("import {").and_then(|(_, rest)| rest.split_once('}'));
    let (lines, _) = block.unwrap_or_else(|| panic!("no import block in {output}"));
    format!("import {{{lines}}}\n").replace("zendesk_ivr_route.NAME", address)
}
