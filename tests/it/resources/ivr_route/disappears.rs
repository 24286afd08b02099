//! Routes that are deleted behind Terraform's back, alone or with their menu or IVR.

use super::account::{TEST, TO_SALES, account, requests, route, route_in};
use crate::harness::Action;

const IN_MENU: &str = "zendesk_ivr_route.in_menu";
const IN_IVR: &str = "zendesk_ivr_route.in_ivr";

#[test]
fn zendesk_ivr_route_disappears() {
    let acc = account();
    let config = route("test", &format!(r#"keypress = "1", {TO_SALES}"#));
    acc.apply(&config);
    acc.fake().account(|account| account.remove_route(10001, 10002, 30001)).unwrap();
    requests(&acc);
    let plan = acc.replan();
    plan.expect_action(TEST, Action::Create);
    assert_eq!(plan.drifted(), [TEST]);
    // The list lacks it, and the request by its id proves that it is gone.
    assert_eq!(requests(&acc), ["GET /api/v2/channels/voice/ivr", "GET 10001/menus/10002/routes/30001"]);
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(TEST, "id"), "10001/10002/30385");

    // Gone between plan and apply: deleted is deleted.
    acc.fake().account(|account| account.remove_route(10001, 10002, 30385)).unwrap();
    acc.destroy();
    let output = acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
}

#[test]
fn zendesk_ivr_route_disappears_before_its_delete_and_its_update() {
    let acc = account();
    let config = |key: &str| route("test", &format!(r#"keypress = "{key}", {TO_SALES}"#));
    acc.apply(&config("1"));
    acc.fake().account(|account| account.remove_route(10001, 10002, 30001)).unwrap();
    acc.configure(&config("2"));
    let output = acc.terraform(&["apply", "-auto-approve", "-refresh=false"]);
    assert!(!output.status.success(), "{output}");
    output
        .error("Failed to update IVR route")
        .says("Route 30001 of menu 10002 (IVR 10001)")
        .says("Zendesk answered PUT /api/v2/channels/voice/ivr/10001/menus/10002/routes/30001 with 404 Not Found: RecordNotFound: Not found");
    let output = acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
    assert!(acc.state().addresses().is_empty());
}

#[test]
fn zendesk_ivr_route_disappears_with_its_menu_or_ivr() {
    let acc = account();
    let key = format!(r#"keypress = "1", {TO_SALES}"#);
    let config = [
        route("test", &key),
        route_in(10001, 10003, "in_menu", &key),
        route_in(20001, 20002, "in_ivr", &key),
    ];
    acc.apply(&config.concat());
    acc.fake().account(|account| {
        account.remove_menu(10001, 10003).unwrap();
        account.remove_ivr(20001).unwrap();
    });
    // There is nothing to create them in: the error says what is missing.
    let output = acc.plan_fails(&config.concat());
    let errors = output.errors();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    for (address, summary, attribute, missing) in [
        (IN_MENU, "Menu not found", "menu_id", "No menu has the id 10003. There are: 10002"),
        (IN_IVR, "IVR not found", "ivr_id", "No IVR has the id 20001. There are: 10001"),
    ] {
        output.error(summary).at(address, attribute).says(missing);
    }
    let state = acc.refresh();
    assert_eq!(state.addresses(), [TEST]);
    // For the destroy at the end of the test.
    acc.apply(&config[0]);
}
