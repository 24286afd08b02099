//! Two routes planned for one key.

use super::account::{TO_SALES, account, address, route, route_in};
use crate::harness::{Acceptance, Action};

const TO_BILLING: &str = r#"action = "menu", options = { menu_id = 10003 }"#;

fn on_key(name: &str, key: &str, does: &str) -> String {
    route(name, &format!(r#"keypress = "{key}", {does}"#))
}

#[test]
fn two_new_routes_for_one_key() {
    let acc = account();
    let config = [
        on_key("a", "1", TO_SALES),
        on_key("b", "1", TO_BILLING),
        // The same key of another menu, and no key at all, are no duplicates.
        route_in(10001, 10003, "c", &format!(r#"keypress = "1", {TO_SALES}"#)),
        route("d", TO_SALES),
        route("e", TO_SALES),
    ];
    let output = acc.plan_fails(&config.concat());
    let error = output.error("Key planned twice");
    assert_eq!(output.diagnostics().len(), 1);
    let other = if error.address == address("a") {
        error.at("zendesk_ivr_route.a", "keypress");
        r#"action menu, options {"menu_id":10003}"#
    } else {
        error.at("zendesk_ivr_route.b", "keypress");
        r#"action group, options {"group_ids":[360001381413]}"#
    };
    error.says(&format!(
        "Key 1 of menu 10002 (IVR 10001) can have one route only, but this configuration plans two for it: \
         this one and a new route ({other})."
    ));
    error.says("Give one of them another key.");
}

#[test]
fn a_new_route_for_the_key_of_a_route_that_stays() {
    let acc = account();
    acc.apply(&on_key("a", "1", TO_SALES));
    let error = acc.plan_fails(&[on_key("a", "1", TO_SALES), on_key("b", "1", TO_BILLING)].concat());
    error.error("Key planned twice").says("Key 1 of menu 10002 (IVR 10001)");
    // A route that moves onto it as well.
    acc.apply(&[on_key("a", "1", TO_SALES), on_key("b", "2", TO_BILLING)].concat());
    let error = acc.plan_fails(&[on_key("a", "1", TO_SALES), on_key("b", "1", TO_BILLING)].concat());
    error.error("Key planned twice").says("Key 1 of menu 10002 (IVR 10001)");
}

#[test]
fn routes_may_exchange_their_keys() {
    let acc = account();
    let config = |a: &str, b: &str| [on_key("a", a, TO_SALES), on_key("b", b, TO_BILLING)].concat();
    let before = acc.apply(&config("1", "2"));
    let after = acc.apply(&config("2", "1"));
    for (name, key) in [("a", "2"), ("b", "1")] {
        after.plan.expect_action(&address(name), Action::Update);
        assert_eq!(after.attr(&address(name), "keypress"), key);
        assert_eq!(after.attr(&address(name), "id"), before.attr(&address(name), "id"));
    }
    let move_on = [on_key("a", "3", TO_SALES), on_key("b", "2", TO_BILLING), on_key("c", "1", TO_SALES)];
    acc.apply(&move_on.concat());
    assert_eq!(keys(&acc), ["3", "2", "1"]);
}

fn keys(acc: &Acceptance) -> Vec<String> {
    let mut routes = acc.state().json["values"]["root_module"]["resources"].as_array().unwrap().clone();
    routes.sort_by_key(|route| route["name"].to_string());
    routes.iter().map(|route| route["values"]["keypress"].as_str().unwrap().to_owned()).collect()
}
