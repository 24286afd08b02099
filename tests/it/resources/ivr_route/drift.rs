//! What was changed behind Terraform's back shows in the next plan.

use serde_json::{Value, json};

use super::account::{TEST, TO_SALES, account, address, route};
use crate::fake::Account;
use crate::harness::{Acceptance, Action};

/// A change of one field: the route as configured, the change, and where the plan shows before and after.
struct Case {
    name: &'static str,
    arguments: &'static str,
    change: Value,
    shown: &'static str,
    before: Value,
    after: Value,
}

/// The routes' arguments, one key each.
const ROUTES: [(&str, &str); 8] = [
    ("keypress", r#"keypress = "0", action = "group", options = { group_ids = [1] }"#),
    ("action", r#"keypress = "1", action = "group", options = { group_ids = [1] }"#),
    ("group_ids", r#"keypress = "2", action = "group", options = { group_ids = [1, 2] }"#),
    (
        "phone_number",
        r#"keypress = "3", action = "phone_number", options = { phone_number = "+12059531462" }"#,
    ),
    (
        "textback",
        r#"keypress = "4", action = "textback", options = { sms_text = "a", textback_phone_number_id = 7 }"#,
    ),
    ("menu_id", r#"keypress = "5", action = "menu", options = { menu_id = 10003 }"#),
    ("tags", r#"keypress = "6", action = "group", options = { group_ids = [1] }"#),
    (
        "overflow",
        r#"keypress = "7", action = "group", options = { group_ids = [1] }, overflow_options = "[1]""#,
    ),
];

fn cases() -> Vec<Case> {
    let case = |name, change, shown, before, after| {
        let arguments = ROUTES.iter().find(|(route, _)| *route == name).unwrap().1;
        Case { name, arguments, change, shown, before, after }
    };
    vec![
        case("keypress", json!({"keypress": "9"}), "keypress", json!("9"), json!("0")),
        case("action", json!({"action": "voicemail"}), "action", json!("voicemail"), json!("group")),
        case(
            "group_ids",
            json!({"options": {"group_ids": [2, 1]}}),
            "options.group_ids",
            json!([2, 1]),
            json!([1, 2]),
        ),
        case(
            "phone_number",
            json!({"options": {"phone_number": "+12059531463"}}),
            "options.phone_number",
            json!("+12059531463"),
            json!("+12059531462"),
        ),
        case(
            "textback",
            json!({"options": {"sms_text": "b", "textback_phone_number_id": 8}}),
            "options",
            json!({"group_ids": null, "phone_number": null, "sms_text": "b", "textback_phone_number_id": 8, "menu_id": null, "tags": null}),
            json!({"group_ids": null, "phone_number": null, "sms_text": "a", "textback_phone_number_id": 7, "menu_id": null, "tags": null}),
        ),
        case(
            "menu_id",
            json!({"options": {"menu_id": 10002}}),
            "options.menu_id",
            json!(10002),
            json!(10003),
        ),
        case(
            "tags",
            json!({"options": {"group_ids": [1], "tags": ["x"]}}),
            "options.tags",
            json!(["x"]),
            Value::Null,
        ),
        case("overflow", json!({"overflow_options": [2]}), "overflow_options", json!("[2]"), json!("[1]")),
    ]
}

/// Changes the route of a key as somebody in the admin center would.
fn change(account: &mut Account, key: &str, change: &Value) {
    let routes = &mut account.menu_mut(10001, 10002).unwrap().routes;
    let route = routes.iter_mut().find(|route| route.keypress.as_deref() == Some(key)).unwrap();
    let text = |field: &str, old: &Option<String>| change[field].as_str().map(str::to_owned).or(old.clone());
    route.keypress = text("keypress", &route.keypress);
    route.action = text("action", &route.action);
    route.greeting = text("greeting", &route.greeting);
    route.options = change["options"].as_object().unwrap_or(&route.options).clone();
    route.overflow_options = change["overflow_options"].as_array().unwrap_or(&route.overflow_options).clone();
}

fn config() -> String {
    cases().iter().map(|case| route(case.name, case.arguments)).collect()
}

fn key(case: &Case) -> &'static str {
    case.arguments.split('"').nth(1).unwrap()
}

#[test]
fn zendesk_ivr_route_drift_of_every_field() {
    let acc = account();
    acc.apply(&config());
    acc.fake().account(|account| cases().iter().for_each(|case| change(account, key(case), &case.change)));
    let plan = acc.replan();
    for case in cases() {
        let address = address(case.name);
        plan.expect_action(&address, Action::Update);
        let at = |side: &str| {
            let value = &plan.change(&address)[side];
            case.shown.split('.').fold(value, |value, field| &value[field]).clone()
        };
        assert_eq!((at("before"), at("after")), (case.before, case.after), "{address}");
    }
    // Applying it puts everything right.
    acc.apply(&config());
    let stored = acc.fake().account(|account| account.routes(10001, 10002).to_vec());
    let tagged = stored.iter().find(|route| route.keypress.as_deref() == Some("6")).unwrap();
    assert_eq!(Value::from(tagged.options.clone()), json!({"group_ids": [1], "tags": []}));
}

#[test]
fn what_zendesk_says_of_a_route_is_no_drift_to_undo() {
    let acc = account();
    acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}"#)));
    acc.fake().account(|account| {
        change(account, "1", &json!({"greeting": "Welcome"}));
        account.add_group(360_001_381_413, "Inside sales");
    });
    acc.replan().expect_empty();
    let state = acc.refresh();
    assert_eq!(state.attr(TEST, "greeting"), "Welcome");
    assert_eq!(state.attr(TEST, "option_text"), "Inside sales");
}

#[test]
fn what_is_not_configured_is_no_drift_to_undo() {
    let acc = account();
    acc.apply(&route("test", r#"keypress = "1""#));
    let changed = json!({"action": "menu", "options": {"menu_id": 10003, "tags": ["a"]}, "overflow_options": [{"b": 1}]});
    acc.fake().account(|account| change(account, "1", &changed));
    acc.replan().expect_empty();
    let state = acc.refresh();
    assert_eq!(state.attr(TEST, "overflow_options"), r#"[{"b":1}]"#);
    assert_eq!(state.attr(TEST, "options.menu_id"), 10003);
    keeps_the_rest(&acc);
}

/// Another key leaves the rest as it was found.
fn keeps_the_rest(acc: &Acceptance) {
    acc.apply(&route("test", r#"keypress = "2""#));
    let stored = acc.fake().account(|account| account.routes(10001, 10002)[0].clone());
    assert_eq!(Value::from(stored.options), json!({"menu_id": 10003, "tags": ["a"]}));
    assert_eq!(stored.overflow_options, [json!({"b": 1})]);
}
