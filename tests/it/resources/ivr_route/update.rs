//! Each field alone, changed in place.

use serde_json::{Value, json};

use super::account::{ROUTES, account, address, requests, route, sent};
use crate::fake::Put;
use crate::harness::Action;

/// A change of one field.
struct Case {
    name: &'static str,
    before: &'static str,
    after: &'static str,
    /// The body of the PUT.
    sent: Value,
    /// Whether the change can alter what Zendesk says of the route.
    alters_texts: bool,
}

fn case(
    name: &'static str,
    before: &'static str,
    after: &'static str,
    sent: Value,
    alters_texts: bool,
) -> Case {
    Case { name, before, after, sent, alters_texts }
}

fn fields() -> Vec<Case> {
    let group = |key: &str, options: Value| json!({"keypress": key, "action": "group", "options": options});
    vec![
        case(
            "keypress",
            r#"keypress = "0", action = "group", options = { group_ids = [1], tags = ["a"] }"#,
            r#"keypress = "default", action = "group", options = { group_ids = [1], tags = ["a"] }"#,
            group("default", json!({"group_ids": [1], "tags": ["a"]})),
            false,
        ),
        case(
            "action",
            r#"keypress = "1", action = "group", options = { group_ids = [1] }"#,
            r#"keypress = "1", action = "voicemail", options = { group_ids = [1] }"#,
            json!({"keypress": "1", "action": "voicemail", "options": {"group_ids": [1]}}),
            true,
        ),
        case(
            "order_of_groups",
            r#"keypress = "2", action = "group", options = { group_ids = [360001381413, 360001381433] }"#,
            r#"keypress = "2", action = "group", options = { group_ids = [360001381433, 360001381413] }"#,
            group("2", json!({"group_ids": [360001381433_i64, 360001381413_i64]})),
            true,
        ),
        case(
            "phone_number",
            r#"keypress = "3", action = "phone_number", options = { phone_number = "+1 205 953 1462" }"#,
            r#"keypress = "3", action = "phone_number", options = { phone_number = "+1 205 953 1463" }"#,
            json!({"keypress": "3", "action": "phone_number", "options": {"phone_number": "+12059531463"}}),
            true,
        ),
        case(
            "sms_text",
            r#"keypress = "4", action = "textback", options = { sms_text = "a", textback_phone_number_id = 7 }"#,
            r#"keypress = "4", action = "textback", options = { sms_text = "b", textback_phone_number_id = 7 }"#,
            json!({"keypress": "4", "action": "textback", "options": {"sms_text": "b", "textback_phone_number_id": 7}}),
            true,
        ),
        case(
            "textback_phone_number_id",
            r#"keypress = "5", action = "textback", options = { sms_text = "a", textback_phone_number_id = 7 }"#,
            r#"keypress = "5", action = "textback", options = { sms_text = "a", textback_phone_number_id = 8 }"#,
            json!({"keypress": "5", "action": "textback", "options": {"sms_text": "a", "textback_phone_number_id": 8}}),
            true,
        ),
        case(
            "menu_id",
            r#"keypress = "6", action = "menu", options = { menu_id = 10003 }"#,
            r#"keypress = "6", action = "menu", options = { menu_id = 10002 }"#,
            json!({"keypress": "6", "action": "menu", "options": {"menu_id": 10002}}),
            true,
        ),
        case(
            "tags_added",
            r#"keypress = "7", action = "group", options = { group_ids = [1] }"#,
            r#"keypress = "7", action = "group", options = { group_ids = [1], tags = ["a"] }"#,
            group("7", json!({"group_ids": [1], "tags": ["a"]})),
            false,
        ),
        case(
            "tags_changed",
            r#"keypress = "8", action = "group", options = { group_ids = [1], tags = ["a", "b"] }"#,
            r#"keypress = "8", action = "group", options = { group_ids = [1], tags = ["b", "c"] }"#,
            group("8", json!({"group_ids": [1], "tags": ["b", "c"]})),
            false,
        ),
        case(
            "tags_removed",
            r#"keypress = "9", action = "group", options = { group_ids = [1], tags = ["a"] }"#,
            r#"keypress = "9", action = "group", options = { group_ids = [1] }"#,
            group("9", json!({"group_ids": [1], "tags": []})),
            false,
        ),
        case(
            "overflow_options",
            r##"keypress = "#", action = "group", options = { group_ids = [1] }"##,
            r##"keypress = "#", action = "group", options = { group_ids = [1] }, overflow_options = "[ \"voicemail\", {\"b\": 1, \"a\": null} ]""##,
            json!({
                "keypress": "#", "action": "group", "options": {"group_ids": [1]},
                "overflow_options": ["voicemail", {"a": null, "b": 1}],
            }),
            false,
        ),
    ]
}

fn each_field_alone(put: Put) {
    let acc = account();
    acc.fake().account(|account| account.knobs.put = put);
    let config = |arguments: fn(&Case) -> &str| -> String {
        fields().iter().map(|case| route(case.name, arguments(case))).collect()
    };
    acc.apply(&config(|case| case.before));
    requests(&acc);
    let applied = acc.apply(&config(|case| case.after));
    let puts = acc.fake().requests().iter().filter(|request| request.method == "PUT").count();
    assert_eq!(puts, fields().len());
    for case in fields() {
        let address = address(case.name);
        applied.plan.expect_action(&address, Action::Update);
        assert!(!applied.plan.is_unknown(&address, "id"));
        for text in ["option_text", "greeting"] {
            assert_eq!(applied.plan.is_unknown(&address, text), case.alters_texts, "{text} of {address}");
        }
        let path = format!("{ROUTES}/{}", applied.attr(&address, "route_id"));
        assert_eq!(sent(&acc, "PUT", &path), json!({ "ivr_route": case.sent }), "{address}");
    }
    let overflow = applied.attr("zendesk_ivr_route.overflow_options", "overflow_options");
    assert_eq!(overflow, r#"[ "voicemail", {"b": 1, "a": null} ]"#);
    assert_eq!(applied.attr("zendesk_ivr_route.tags_removed", "options.tags"), &Value::Null);
}

#[test]
fn zendesk_ivr_route_update_where_options_are_replaced() {
    each_field_alone(Put::Replace);
}

#[test]
fn zendesk_ivr_route_update_where_options_are_merged() {
    each_field_alone(Put::Merge);
}
