//! Options that the API returns and this provider doesn't know, such as the language of a text-back.

use serde_json::{Value, json};

use super::account::{ROUTES, TEST, account, requests, route, sent};
use crate::fake::Put;
use crate::harness::{Acceptance, Action};

const IMPORT: &str = "import {\n  to = zendesk_ivr_route.test\n  id = \"10001/10002/30001\"\n}\n";

fn config(arguments: &str) -> String {
    format!("{}{IMPORT}", route("test", &format!(r#"keypress = "1", {arguments}"#)))
}

/// A text-back as the admin center makes it.
fn with_a_textback(put: Put) -> Acceptance {
    let acc = account();
    acc.fake().account(|account| {
        account.knobs.put = put;
        let options =
            json!({"sms_text": "Hi", "textback_phone_number_id": 7, "language": "de", "hours": {"from": 9}});
        assert_eq!(account.add_route(10001, 10002, "1", "textback", options), 30001);
    });
    acc
}

fn stored(acc: &Acceptance) -> Value {
    acc.fake().account(|account| account.route(10001, 10002, 30001).unwrap().options.clone()).into()
}

fn survive(put: Put) {
    let acc = with_a_textback(put);
    // Imported and changed in one apply.
    let imported = acc.apply(&config(
        r#"action = "textback", options = { sms_text = "Hello", textback_phone_number_id = 7 }"#,
    ));
    imported.plan.expect_import(TEST).expect_action(TEST, Action::Update);
    let options =
        json!({"sms_text": "Hello", "textback_phone_number_id": 7, "language": "de", "hours": {"from": 9}});
    let body = json!({"keypress": "1", "action": "textback", "options": options});
    assert_eq!(sent(&acc, "PUT", &format!("{ROUTES}/30001")), json!({ "ivr_route": body }));
    assert_eq!(stored(&acc), options);

    // Changed in the admin center: that is kept as well, and it is no drift.
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, 30001).unwrap();
        route.options.insert("language".into(), json!("fr"));
        route.options.remove("hours");
    });
    acc.replan().expect_empty();
    requests(&acc);
    acc.apply(&config(
        r#"action = "textback", options = { sms_text = "Hello", textback_phone_number_id = 8, tags = ["a"] }"#,
    ));
    let options =
        json!({"sms_text": "Hello", "textback_phone_number_id": 8, "language": "fr", "tags": ["a"]});
    assert_eq!(stored(&acc), options);
}

#[test]
fn unknown_options_survive_where_options_are_replaced() {
    survive(Put::Replace);
}

#[test]
fn unknown_options_survive_where_options_are_merged() {
    survive(Put::Merge);
}
