//! What a plan tells before anything is done.

use serde_json::json;

use super::account::{TEST, TO_SALES, account, address, requests, route, route_in};
use crate::harness::Action;

#[test]
fn a_new_route_is_known_as_far_as_it_is_written() {
    let acc = account();
    let written =
        r#"keypress = "1", action = "menu", options = { menu_id = 10003 }, overflow_options = "[1]""#;
    let plan = acc.plan(&format!("{}{}", route("written", written), route("bare", "")));
    let change = plan.change(&address("written"));
    let options = json!({
        "group_ids": null, "phone_number": null, "sms_text": null, "textback_phone_number_id": null,
        "menu_id": 10003, "tags": null,
    });
    let known = json!({
        "ivr_id": 10001, "menu_id": 10002, "keypress": "1", "action": "menu", "options": options,
        "overflow_options": "[1]",
    });
    assert_eq!(change["after"], known);
    let unknown = json!({"id": true, "route_id": true, "option_text": true, "greeting": true, "options": {}});
    assert_eq!(change["after_unknown"], unknown);

    let change = plan.change(&address("bare"));
    assert_eq!(change["after"], json!({"ivr_id": 10001, "menu_id": 10002}));
    let unknown = json!({
        "id": true, "route_id": true, "keypress": true, "action": true, "options": true,
        "overflow_options": true, "option_text": true, "greeting": true,
    });
    assert_eq!(change["after_unknown"], unknown);
    // The account is asked for once, and for no route that isn't there yet.
    assert_eq!(requests(&acc), ["GET /api/v2/channels/voice/ivr"]);
}

#[test]
fn a_change_in_place_keeps_what_it_cannot_alter() {
    let acc = account();
    acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}"#)));

    let plan = acc.plan(&route("test", &format!(r#"keypress = "2", {TO_SALES}"#)));
    plan.expect_action(TEST, Action::Update).output.says(r#"~ keypress = "1" -> "2""#);
    assert_eq!(plan.change(TEST)["after_unknown"], json!({}));
    assert_eq!(plan.after(TEST, "option_text"), Some(&json!("Sales")));

    let plan = acc.plan(&route("test", r#"keypress = "1", action = "menu", options = { menu_id = 10003 }"#));
    plan.expect_action(TEST, Action::Update);
    let unknown = json!({"greeting": true, "option_text": true, "options": {}});
    assert_eq!(plan.change(TEST)["after_unknown"], unknown);
    assert_eq!(plan.after(TEST, "id"), Some(&json!("10001/10002/30001")));
    assert_eq!(plan.after(TEST, "options.group_ids"), None);
}

#[test]
fn another_menu_or_ivr_needs_another_route() {
    let acc = account();
    acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}"#)));
    let cases = [(10001, 10003, json!([["menu_id"]])), (20001, 20002, json!([["ivr_id"], ["menu_id"]]))];
    for (ivr, menu, paths) in cases {
        let config = route_in(ivr, menu, "test", &format!(r#"keypress = "1", {TO_SALES}"#));
        let plan = acc.plan(&config);
        plan.expect_action(TEST, Action::Replace)
            .output
            .says(&format!("~ menu_id = 10002 -> {menu} # forces replacement"));
        let mut replaced = plan.change(TEST)["replace_paths"].as_array().unwrap().clone();
        replaced.sort_by_key(ToString::to_string);
        assert_eq!(json!(replaced), paths);
        for unknown in ["id", "route_id", "option_text", "greeting", "overflow_options"] {
            assert!(plan.is_unknown(TEST, unknown), "{unknown}");
        }
        assert_eq!(plan.after(TEST, "keypress"), Some(&json!("1")));
    }
}
