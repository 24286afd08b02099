//! Values of other resources, which are known only after apply.

use serde_json::json;

use super::account::{ROUTES, TEST, TO_SALES, account, address, route, sent};
use crate::harness::Action;

/// A resource whose output is known after apply only.
fn output(name: &str, value: &str) -> String {
    format!("resource \"terraform_data\" \"{name}\" {{\n  input = {value}\n}}\n")
}

#[test]
fn zendesk_ivr_route_in_a_menu_known_after_apply() {
    let acc = account();
    let config = |menu: i64| {
        let route = route("test", &format!(r#"keypress = "1", {TO_SALES}"#));
        format!(
            "{}{}{}",
            output("ivr", "10001"),
            output("menu", &menu.to_string()),
            route
                .replace("= 10001", "= terraform_data.ivr.output")
                .replace("= 10002", "= terraform_data.menu.output")
        )
    };
    let applied = acc.apply(&config(10002));
    assert!(applied.plan.is_unknown(TEST, "ivr_id") && applied.plan.is_unknown(TEST, "menu_id"));
    assert_eq!(applied.attr(TEST, "id"), "10001/10002/30001");

    let applied = acc.apply(&config(10003));
    applied.plan.expect_action(TEST, Action::Replace);
    assert!(applied.plan.is_unknown(TEST, "menu_id") && !applied.plan.is_unknown(TEST, "ivr_id"));
    assert_eq!(applied.plan.change(TEST)["replace_paths"], serde_json::json!([["menu_id"]]));
    assert_eq!(applied.attr(TEST, "id"), "10001/10003/30385");
}

#[test]
fn zendesk_ivr_route_with_options_known_after_apply() {
    let acc = account();
    let config = [
        output("key", r#""4""#),
        output("action", r#""voicemail""#),
        output("group", "360001381433"),
        output("tag", r#""vip""#),
        output("number", r#""+12059531462""#),
        output("options", "{ group_ids = [360001381413], tags = [\"a\"] }"),
        output("overflow", r#"jsonencode(["voicemail"])"#),
        route(
            "elements",
            r#"keypress = "1", action = "group", options = { group_ids = [360001381413, terraform_data.group.output], tags = ["a", terraform_data.tag.output] }"#,
        ),
        route(
            "number",
            r#"keypress = "2", action = "phone_number", options = { phone_number = terraform_data.number.output }"#,
        ),
        route("whole", r#"keypress = "3", action = "group", options = terraform_data.options.output"#),
        route(
            "fields",
            r#"keypress = terraform_data.key.output, action = terraform_data.action.output, options = { group_ids = [1] }, overflow_options = terraform_data.overflow.output"#,
        ),
    ];
    let applied = acc.apply(&config.concat());
    let unknown = [
        ("elements", "options.group_ids.1"),
        ("elements", "options.tags.1"),
        ("number", "options.phone_number"),
        ("whole", "options"),
        ("fields", "keypress"),
        ("fields", "action"),
        ("fields", "overflow_options"),
    ];
    for (name, path) in unknown {
        assert!(
            applied.plan.is_unknown(&address(name), path),
            "{path} of {name}: {:#}",
            applied.plan.change(&address(name))
        );
    }
    let is = |name: &str, path: &str, value| assert_eq!(*applied.attr(&address(name), path), value, "{name}");
    is("elements", "options.group_ids", json!([360001381413_i64, 360001381433_i64]));
    is("elements", "options.tags", json!(["a", "vip"]));
    is("number", "options.phone_number", json!("+12059531462"));
    is("whole", "options.tags", json!(["a"]));
    is("fields", "keypress", json!("4"));
    is("fields", "overflow_options", json!(r#"["voicemail"]"#));

    let whole = config.concat().replace("[360001381413], tags = [\"a\"]", "[360001381433]");
    acc.fake().clear_requests();
    let applied = acc.apply(&whole);
    applied.plan.expect_action(&address("whole"), Action::Update);
    assert!(applied.plan.is_unknown(&address("whole"), "options"));
    let body =
        json!({"keypress": "3", "action": "group", "options": {"group_ids": [360001381433_i64], "tags": []}});
    let path = format!("{ROUTES}/{}", applied.attr(&address("whole"), "route_id"));
    assert_eq!(sent(&acc, "PUT", &path), json!({ "ivr_route": body }));
}

#[test]
fn a_value_is_checked_once_it_is_known() {
    let acc = account();
    let config = |key: &str| {
        let test = format!("keypress = terraform_data.key.output, {TO_SALES}");
        let other = format!(r#"keypress = "2", {TO_SALES}, depends_on = [zendesk_ivr_route.test]"#);
        [output("key", key), route("test", &test), route("other", &other)].concat()
    };
    let error = acc.apply_fails(&config(r#""10""#)).error("Invalid keypress");
    error.at(TEST, "keypress").says(r#"keypress is "10". Allowed are 0 to 9, *, # and default."#);
    // A key that turns out to be another route's; the routes are there one after the other.
    let error = acc.apply_fails(&config(r#""2""#)).error("Key planned twice");
    error.at("zendesk_ivr_route.other", "keypress");
    acc.fake().account(|account| assert_eq!(account.routes(10001, 10002).len(), 1));
    // Known now, it is told at plan, which ends a destroy as well.
    acc.terraform(&["destroy", "-auto-approve"])
        .error("Key planned twice")
        .says("terraform destroy -refresh=false");
    let destroyed = acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(destroyed.status.success(), "{destroyed}");
    acc.configure("");
}
