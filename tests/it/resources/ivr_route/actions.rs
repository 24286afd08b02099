//! The five actions, and every change from one to another.

use serde_json::{Value, json};

use super::account::{ROUTES, account, address, requests, route, sent};
use crate::fake::Put;
use crate::harness::{Acceptance, Action};

/// Each action: arguments, what is sent, and what Zendesk says of it.
fn actions() -> [(&'static str, Value, &'static str); 5] {
    [
        (
            r#"action = "group", options = { group_ids = [360001381413, 360001381433], tags = ["sales", "vip"] }"#,
            json!({"action": "group", "options": {"group_ids": [360001381413_i64, 360001381433_i64], "tags": ["sales", "vip"]}}),
            "Sales",
        ),
        (
            r#"action = "voicemail", options = { group_ids = [360001381433] }"#,
            json!({"action": "voicemail", "options": {"group_ids": [360001381433_i64]}}),
            "Support",
        ),
        (
            r#"action = "phone_number", options = { phone_number = "+12059531462" }"#,
            json!({"action": "phone_number", "options": {"phone_number": "+12059531462"}}),
            "+12059531462",
        ),
        (
            r#"action = "textback", options = { sms_text = "We will write: \"soon\".", textback_phone_number_id = 360000112233 }"#,
            json!({"action": "textback", "options": {"sms_text": "We will write: \"soon\".", "textback_phone_number_id": 360000112233_i64}}),
            "We will write: \"soon\".",
        ),
        (
            r#"action = "menu", options = { menu_id = 10003 }"#,
            json!({"action": "menu", "options": {"menu_id": 10003}}),
            "Billing",
        ),
    ]
}

const KEYS: [&str; 5] = ["0", "9", "*", "#", "default"];

/// Five routes; route `n` has the action `n + shift`. Each waits for the one before, so that ids ascend.
fn config(shift: usize) -> String {
    let one = |n: usize| {
        let key = KEYS[n];
        let arguments = actions()[(n + shift) % 5].0;
        let after =
            if n == 0 { String::new() } else { format!(", depends_on = [zendesk_ivr_route.r{}]", n - 1) };
        route(&format!("r{n}"), &format!(r#"keypress = "{key}", {arguments}{after}"#))
    };
    (0..5).map(one).collect()
}

fn id(n: usize) -> usize {
    30001 + 384 * n
}

#[test]
fn zendesk_ivr_route_actions() {
    let acc = account();
    let applied = acc.apply(&config(0));
    let created: Vec<_> =
        acc.fake().requests().into_iter().filter(|r| r.method == "POST").map(|r| r.body).collect();
    for (n, (_, mut body, option_text)) in actions().into_iter().enumerate() {
        body["keypress"] = KEYS[n].into();
        assert_eq!(created[n], json!({ "ivr_route": body }));
        assert_eq!(applied.attr(&address(&format!("r{n}")), "option_text"), option_text);
    }
    imports_all(&acc, &applied.state.json["values"]);
}

/// Forgets all routes and brings them back by `import` blocks: the state must be the same, the plan empty.
fn imports_all(acc: &Acceptance, before: &Value) {
    let addresses: Vec<_> = (0..5).map(|n| address(&format!("r{n}"))).collect();
    let rm: Vec<_> = ["state", "rm"].into_iter().chain(addresses.iter().map(String::as_str)).collect();
    assert!(acc.terraform(&rm).status.success());
    let block = |n| format!("import {{\n  to = {}\n  id = \"10001/10002/{}\"\n}}\n", addresses[n], id(n));
    let blocks: String = (0..5).map(block).collect();
    let imported = acc.apply(&format!("{}{blocks}", config(0)));
    addresses.iter().for_each(|address| {
        imported.plan.expect_import(address).expect_action(address, Action::NoOp);
    });
    assert_eq!(imported.state.json["values"], *before);
}

#[test]
fn zendesk_ivr_route_from_each_action_to_another() {
    let acc = account();
    acc.apply(&config(0));
    for (before, shift, put) in [(0, 1, Put::Replace), (1, 3, Put::Merge)] {
        acc.fake().account(|account| account.knobs.put = put);
        requests(&acc);
        let applied = acc.apply(&config(shift));
        for (n, key) in KEYS.into_iter().enumerate() {
            let address = address(&format!("r{n}"));
            let (_, mut body, option_text) = actions().into_iter().nth((n + shift) % 5).unwrap();
            body["keypress"] = key.into();
            if (n + before) % 5 == 0 {
                // The group had tags. A service that merges has to be told that there are none any more.
                body["options"]["tags"] = json!([]);
            }
            applied.plan.expect_action(&address, Action::Update);
            assert!(applied.plan.is_unknown(&address, "option_text"));
            assert_eq!(applied.attr(&address, "route_id"), id(n));
            assert_eq!(applied.attr(&address, "option_text"), option_text);
            let path = format!("{ROUTES}/{}", id(n));
            assert_eq!(sent(&acc, "PUT", &path), json!({ "ivr_route": body }), "{put:?}");
        }
    }
}
