//! Bringing routes under Terraform that are there already.

use std::fs;

use serde_json::{Value, json};

use super::account::{TEST, TO_SALES, account, address, route};
use crate::harness::{Acceptance, Action, Binary};

/// A route of each action, as the admin center makes them: ids from 30001 in steps of 384.
fn seeded() -> Acceptance {
    let acc = account();
    acc.fake().account(|account| {
        let mut add = |key: &str, action: &str, options: Value| {
            account.add_route(10001, 10002, key, action, options);
        };
        add("1", "group", json!({"group_ids": [360001381413_i64, 1], "tags": ["vip"]}));
        add("*", "voicemail", json!({"group_ids": [2], "tags": []}));
        add("#", "phone_number", json!({"phone_number": "+1 (205) 953-1462"}));
        add(
            "0",
            "textback",
            json!({"sms_text": "Say \"${hi}\"\n%{soon}", "textback_phone_number_id": 7, "language": "de"}),
        );
        add("default", "menu", json!({"menu_id": 10003}));
        let routes = &mut account.menu_mut(10001, 10002).unwrap().routes;
        routes[4].overflow_options = vec![json!({"b": [1]})];
    });
    acc
}

fn block(name: &str, id: &str) -> String {
    format!("import {{\n  to = zendesk_ivr_route.{name}\n  id = \"{id}\"\n}}\n")
}

#[test]
fn zendesk_ivr_route_import_by_key() {
    let acc = seeded();
    let config = [
        route(
            "test",
            r#"keypress = "1", action = "group", options = { group_ids = [360001381413, 1], tags = ["vip"] }"#,
        ),
        route("rest", r#"keypress = "default", action = "menu", options = { menu_id = 10003 }"#),
        route("star", r#"keypress = "*", action = "voicemail", options = { group_ids = [2] }"#),
        block("rest", "10001/10002/key=default"),
        block("star", "10001/10002/key=*"),
    ];
    acc.configure(&config.concat());
    let output = acc.terraform(&["import", TEST, "10001/10002/key=1"]);
    assert!(output.status.success(), "{output}");
    let applied = acc.apply(&config.concat());
    for name in ["rest", "star"] {
        applied.plan.expect_import(&address(name)).expect_action(&address(name), Action::NoOp);
    }
    assert_eq!(applied.attr(TEST, "id"), "10001/10002/30001");
    assert_eq!(applied.attr(&address("rest"), "overflow_options"), r#"[{"b":[1]}]"#);
}

#[test]
fn zendesk_ivr_route_import_shows_what_differs() {
    let acc = seeded();
    let config = route("test", &format!(r#"keypress = "1", {TO_SALES}"#));
    let plan = acc.plan(&format!("{config}{}", block("test", "10001/10002/30001")));
    plan.expect_import(TEST).expect_action(TEST, Action::Update);
    assert_eq!(plan.change(TEST)["before"]["options"]["group_ids"], json!([360001381413_i64, 1]));
    assert_eq!(plan.after(TEST, "options.group_ids"), Some(&json!([360001381413_i64])));
}

#[test]
fn zendesk_ivr_route_generated_configuration_applies_unchanged() {
    let acc = seeded();
    let blocks: String =
        (0..5).map(|n| block(&format!("r{n}"), &format!("10001/10002/{}", 30001 + 384 * n))).collect();
    acc.configure(&blocks);
    let output = acc.terraform(&["plan", "-generate-config-out=generated.tf"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(
        output.diagnostics().iter().map(|d| d.summary.as_str()).collect::<Vec<_>>(),
        ["Config generation is experimental"]
    );
    let generated = fs::read_to_string(acc.dir().join("generated.tf")).unwrap();
    fs::remove_file(acc.dir().join("generated.tf")).unwrap();
    let applied = acc.apply(&format!("{generated}{blocks}"));
    for n in 0..5 {
        let address = address(&format!("r{n}"));
        applied.plan.expect_import(&address).expect_action(&address, Action::NoOp);
    }
    assert_eq!(applied.attr(&address("r3"), "options.sms_text"), "Say \"${hi}\"\n%{soon}");
}

#[test]
fn zendesk_ivr_route_import_of_what_is_not_there() {
    let acc = seeded();
    let config = route("test", &format!(r#"keypress = "1", {TO_SALES}"#));
    let named = if Binary::chosen().is_terraform() { "id" } else { "id or identity" };
    // Not there; of another menu; of a menu, and an IVR, that are not there.
    for id in ["10001/10002/1", "10001/10003/30001", "10001/4/30001", "4/10002/30001"] {
        let error = acc.import_fails(&config, TEST, id).error("Cannot import non-existent remote object");
        error.says(&format!("check that the {named} is correct"));
    }
    acc.import_fails(&config, TEST, "10001/10002/key=7").error("Failed to import IVR route").says(
        "Route for key 7 of menu 10002 (IVR 10001): there is none; keys of the menu with a route: \
         #, *, 0, 1, default",
    );
    acc.import_fails(&config, TEST, "10001/4/key=7")
        .error("Failed to import IVR route")
        .says("No menu has the id 4. There are: 10002 ");
}

#[test]
fn malformed_import_ids_say_what_is_accepted() {
    let acc = account();
    let cases = [
        ("30001", r#"The id "30001" does not have three parts."#),
        ("10001/10002/30001/", r#"The id "10001/10002/30001/" does not have three parts."#),
        ("10001/x/30001", r#"The menu_id "x" is not a whole number from 1 to 9007199254740991."#),
        ("10001/10002/", r#"The route_id "" is not a whole number from 1 to 9007199254740991."#),
        ("0/10002/30001", r#"The ivr_id "0" is not a whole number from 1 to 9007199254740991."#),
        ("10001/10002/9007199254740992", r#"The route_id "9007199254740992" is not a whole number"#),
        ("10001/10002/key=12", r#"The key "12" is none of 0 to 9, *, # and default."#),
    ];
    let route = |n| route(&format!("r{n}"), "");
    let config = |n: usize| format!("{}{}", route(n), block(&format!("r{n}"), cases[n].0));
    // All in one plan: Terraform reads each import block for itself.
    let output = acc.plan_fails(&(0..cases.len()).map(config).collect::<String>());
    let errors = output.diagnostics();
    for (id, sentence) in cases {
        let error = errors.iter().find(|error| error.detail.starts_with(sentence));
        let error = error.unwrap_or_else(|| panic!("no error for {id} among {errors:#?}"));
        assert_eq!(error.summary, "Invalid import id");
        error.says(
            "Use {ivr_id}/{menu_id}/{route_id}, for example 10001/10002/10003, or {ivr_id}/{menu_id}/key={keypress}, \
             for example 10001/10002/key=1, 10001/10002/key=default or 10001/10002/key=*.",
        );
    }
    assert_eq!(errors.len(), cases.len());
}
