//! Options that the API returns and this provider doesn't know, such as the language of a text-back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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

/// Returns what the state file has beside the route's attributes; `replacement` takes its place.
fn private(acc: &Acceptance, replacement: Option<&[u8]>) -> Vec<u8> {
    let path = "terraform.tfstate";
    let text = std::fs::read_to_string(acc.dir().join(path)).unwrap();
    let mut state: Value = serde_json::from_str(&text).unwrap();
    let private = &mut state["resources"][0]["instances"][0]["private"];
    let stored = STANDARD.decode(private.as_str().unwrap()).unwrap();
    if let Some(replacement) = replacement {
        *private = json!(STANDARD.encode(replacement));
        state["serial"] = json!(99);
        acc.write(path, &state.to_string());
    }
    stored
}

/// Returns the options in private data of version 1.
fn unknown_of(private: &[u8]) -> Value {
    assert_eq!(private[..2], [0xc1, 1]);
    rmp_serde::from_slice::<Value>(&private[2..]).unwrap()["unknown"].clone()
}

/// Provider 0.1 stored the options themselves, with no version. Whatever names they have, they are no version.
#[test]
fn unknown_options_that_provider_0_1_stored_are_sent_back() {
    let acc = with_a_textback(Put::Replace);
    let unknown = json!({"language": "de", "version": 2, "data": {"from": 9}});
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, 30001).unwrap();
        route.options.remove("hours");
        route.options.extend(unknown.as_object().unwrap().clone());
    });
    let config = |text: &str| {
        config(&format!(
            r#"action = "textback", options = {{ sms_text = "{text}", textback_phone_number_id = 7 }}"#
        ))
    };
    acc.apply(&config("Hi"));
    let by_0_1 = rmp_serde::to_vec_named(&unknown).unwrap();
    assert_eq!(unknown_of(&private(&acc, Some(&by_0_1))), unknown);

    acc.replan().expect_empty();
    acc.configure(&config("Hello"));
    // Without a refresh, the state alone says what the options are.
    let output = acc.terraform(&["apply", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(output.diagnostics().len(), 0, "{output}");
    let mut options = json!({"sms_text": "Hello", "textback_phone_number_id": 7});
    options.as_object_mut().unwrap().extend(unknown.as_object().unwrap().clone());
    assert_eq!(stored(&acc), options);
    assert_eq!(unknown_of(&private(&acc, None)), unknown);
}
