//! A route from its creation to its end.

use serde_json::{Value, json};

use super::account::{ROUTES, TEST, TO_SALES, account, requests, route, sent};
use crate::harness::Action;

#[test]
fn zendesk_ivr_route_basic() {
    let mut acc = account();
    acc.env("TF_APPEND_USER_AGENT", "acceptance/1");
    let applied = acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}"#)));
    applied.plan.expect_action(TEST, Action::Create);
    let expected = json!({
        "id": "10001/10002/30001", "ivr_id": 10001, "menu_id": 10002, "route_id": 30001,
        "keypress": "1", "action": "group",
        "options": {
            "group_ids": [360001381413_i64], "phone_number": null, "sms_text": null,
            "textback_phone_number_id": null, "menu_id": null, "tags": null,
        },
        "overflow_options": null, "option_text": "Sales", "greeting": null,
    });
    assert_eq!(*applied.state.resource(TEST), expected);

    let body = json!({"keypress": "1", "action": "group", "options": {"group_ids": [360001381413_i64]}});
    assert_eq!(sent(&acc, "POST", ROUTES), json!({ "ivr_route": body }));
    let agent = concat!("terraform-provider-zendesk/", env!("CARGO_PKG_VERSION"), " Terraform/1.");
    for request in acc.fake().requests() {
        let sent = request.user_agent.unwrap();
        assert!(sent.starts_with(agent) && sent.ends_with(" acceptance/1"), "{sent}");
    }
    // One list for a run of the provider, and the write; the last is the refresh of the plan that follows.
    let [list, create] = ["GET /api/v2/channels/voice/ivr", "POST 10001/menus/10002/routes"];
    let mut seen = requests(&acc);
    seen.dedup();
    assert_eq!(seen, [list, create, list]);

    acc.import_command(TEST, "10001/10002/30001");
    acc.import_block(TEST, r#"id = "10001/10002/30001""#);
    requests(&acc);
    acc.destroy();
    assert_eq!(requests(&acc), [list, "DELETE 10001/menus/10002/routes/30001"]);
}

#[test]
fn zendesk_ivr_route_required_arguments_only() {
    let acc = account();
    let applied = acc.apply(&route("test", ""));
    for unset in ["keypress", "action", "options", "overflow_options", "option_text", "greeting"] {
        assert_eq!(applied.attr(TEST, unset), &Value::Null, "{unset}");
    }
    assert_eq!(sent(&acc, "POST", ROUTES), json!({ "ivr_route": {} }));
    acc.import_command(TEST, "10001/10002/30001");

    // What is left out is taken as it comes, and kept when it is no longer written.
    let applied = acc.apply(&route("test", r#"keypress = "*""#));
    assert_eq!(sent(&acc, "PUT", &format!("{ROUTES}/30001")), json!({"ivr_route": {"keypress": "*"}}));
    assert_eq!(applied.attr(TEST, "keypress"), "*");
    acc.plan(&route("test", "")).expect_empty();
}
