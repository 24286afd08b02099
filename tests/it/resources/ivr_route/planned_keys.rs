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
    let (own, other) = if error.address == address("a") { ("group", "menu") } else { ("menu", "group") };
    error.at(&error.address.clone(), "keypress");
    error.says(&format!(
        "Key 1 of menu 10002 (IVR 10001) can have one route only, but this configuration plans two for it: \
         this one (a new route, action {own}), and another one (a new route, action {other})."
    ));
    error.says("Give one of them another key.");
    error.says("To destroy everything all the same, run terraform destroy -refresh=false.");
}

/// Each `for_each`, `count` and module of equal routes, and copies of a route that exists.
#[test]
fn equal_routes_for_one_key_in_any_order() {
    let acc = account();
    let equal = on_key("a", "1", TO_SALES);
    let counted = on_key("many", "1", &format!("{TO_SALES}, count = 2"));
    let copies =
        [equal.clone(), on_key("b", "1", &format!("{TO_SALES}, depends_on = [zendesk_ivr_route.a]"))];
    for exists in [false, true] {
        if exists {
            acc.apply(&equal);
        }
        let side_by_side = [equal.clone(), on_key("b", "1", TO_SALES)].concat();
        let three = [equal.clone(), on_key("b", "1", TO_SALES), on_key("c", "1", TO_SALES)].concat();
        for config in [copies.concat(), side_by_side, three, equal.clone() + &counted] {
            acc.configure(&config);
            for parallelism in ["-parallelism=1", "-parallelism=10"] {
                let output = acc.terraform(&["plan", parallelism]);
                assert!(!output.status.success(), "{output}");
                assert!(output.errors().iter().all(|d| d.summary == "Key planned twice"), "{output}");
            }
        }
    }
}

#[test]
fn a_route_is_replaced_whatever_is_ignored() {
    for ignored in ["options", "options.group_ids", "keypress, options", "all"] {
        let acc = account();
        let lifecycle = format!(
            "lifecycle {{ ignore_changes = {} }}",
            if ignored == "all" { ignored.to_owned() } else { format!("[{ignored}]") }
        );
        let config = |group: i64| {
            let does = format!("action = \"group\", options = {{ group_ids = [{group}] }}, {lifecycle}");
            on_key("a", "1", &does) + &on_key("b", "2", TO_SALES)
        };
        acc.apply(&config(360_001_381_413));
        acc.configure(&config(360_001_381_433));
        let replaced = acc.terraform(&["apply", "-auto-approve", "-replace=zendesk_ivr_route.a"]);
        assert!(replaced.status.success(), "{ignored}: {replaced}");
        replaced.says("1 added, 0 changed, 1 destroyed");
        // It is no licence for another route of that key.
        acc.configure(&(config(360_001_381_433) + &on_key("c", "1", TO_SALES)));
        let refused = acc.terraform(&["plan", "-replace=zendesk_ivr_route.a"]);
        refused.error("Key planned twice");
    }
}

#[test]
fn a_trigger_replaces_a_route_whose_options_are_ignored() {
    let acc = account();
    let config = |trigger: i64, group: i64| {
        let lifecycle = "lifecycle {\n    ignore_changes = [options]\n    \
            replace_triggered_by = [terraform_data.trigger]\n  }";
        let does = format!("action = \"group\", options = {{ group_ids = [{group}] }}\n  {lifecycle}");
        format!("resource \"terraform_data\" \"trigger\" {{\n  input = {trigger}\n}}\n")
            + &on_key("a", "1", &does)
    };
    acc.apply(&config(1, 360_001_381_413));
    let replaced = acc.apply(&config(2, 360_001_381_433));
    replaced.plan.expect_action(&address("a"), Action::Replace);
    assert_eq!(replaced.attr(&address("a"), "options.group_ids.0"), 360_001_381_433_i64);
}

#[test]
fn a_route_without_a_key_of_its_own_is_told_to_get_one() {
    let acc = account();
    acc.fake().account(|account| {
        account.add_route(
            10001,
            10002,
            "2",
            "group",
            serde_json::json!({"group_ids": [360_001_381_413_i64]}),
        );
    });
    let import = "import {\n  to = zendesk_ivr_route.a\n  id = \"10001/10002/30001\"\n}\n";
    let output = acc.plan_fails(&[route("a", TO_SALES), on_key("b", "2", TO_SALES), import.into()].concat());
    let error = output.error("Key planned twice");
    error.says(
        "One of them has no keypress in the configuration, so Zendesk chose its key: set keypress there.",
    );
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
