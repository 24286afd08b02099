//! Options that this provider doesn't know survive an update whose answer is lost, and go with their action.

use serde_json::json;

use super::account::{IVR, with_menus};
use crate::fake::faults::Action;
use crate::fake::{Fault, Put};
use crate::harness::Acceptance;

const ID: i64 = 20001;

fn config(does: &str) -> String {
    format!(
        r#"
resource "zendesk_ivr_route" "test" {{
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  {does}
}}
import {{
  to = zendesk_ivr_route.test
  id = "10001/10002/20001"
}}
"#
    )
}

#[track_caller]
fn expect_language(acc: &Acceptance, options: serde_json::Value) {
    let stored = acc.fake().account(|account| account.route(IVR, 10002, ID).unwrap().options.clone());
    assert_eq!(serde_json::Value::from(stored), options);
}

/// `kept` is what a service that merges options keeps of another action.
fn survive(put: Put, kept: serde_json::Value) {
    let acc = with_menus(1);
    acc.fake().account(|account| {
        account.knobs.put = put;
        let options = json!({"sms_text": "Hi", "textback_phone_number_id": 7, "language": "de"});
        assert_eq!(account.add_route(IVR, 10002, "1", "textback", options), ID);
    });
    let text = "action = \"textback\"\n  options = { sms_text = \"Ho\", textback_phone_number_id = 7 }";
    let voicemail = "action = \"voicemail\"\n  options = { group_ids = [360001381413] }";
    for fault in [Action::CloseAfter, Action::CloseBefore] {
        acc.fake().fault(Fault::new(fault).on("PUT", Fault::ROUTE));
    }
    acc.apply(&config(text));
    expect_language(&acc, json!({"sms_text": "Ho", "textback_phone_number_id": 7, "language": "de"}));
    acc.apply(&config(voicemail));
    let with = |options: serde_json::Value| {
        let mut options = options;
        options.as_object_mut().unwrap().extend(kept.as_object().unwrap().clone());
        options
    };
    expect_language(&acc, with(json!({"group_ids": [360_001_381_413_i64]})));
    acc.apply(&config(text));
    expect_language(&acc, with(json!({"sms_text": "Ho", "textback_phone_number_id": 7})));
}

#[test]
fn they_survive_where_options_are_replaced() {
    survive(Put::Replace, json!({}));
}

#[test]
fn they_survive_where_options_are_merged() {
    survive(Put::Merge, json!({"language": "de"}));
}
