//! An IVR from its creation to its end.

use serde_json::json;

use super::account::{IVRS, LIST, TEST, account, ivr, requests, sent};
use crate::harness::{Action, Feature};

#[test]
fn zendesk_ivr_basic() {
    let acc = account();
    let applied = acc.apply(&ivr("test", "Support", ""));
    applied.plan.expect_action(TEST, Action::Create);
    let expected = json!({
        "id": "30001", "ivr_id": 30001, "name": "Support", "phone_number_ids": [], "phone_number_names": [],
        "default_menu": {"name": "Main menu", "greeting_id": null}, "default_menu_id": 30385, "force_destroy": false,
    });
    assert_eq!(*applied.state.resource(TEST), expected);
    // What is left out isn't sent, and the menus never are.
    assert_eq!(sent(&acc, "POST", IVRS), [json!({"ivr": {"name": "Support"}})]);
    let mut seen = requests(&acc);
    seen.dedup();
    assert_eq!(seen, [LIST, "POST /api/v2/channels/voice/ivr", LIST]);

    acc.import_command(TEST, "30001");
    acc.import_block(TEST, r#"id = "30001""#);
    if acc.has(Feature::Identity) {
        acc.import_block(TEST, r#"identity = { ivr_id = "30001" }"#);
    }
    let applied = acc.apply(&ivr("test", "Help", ""));
    applied.plan.expect_action(TEST, Action::Update);
    requests(&acc);
    acc.destroy();
    assert_eq!(requests(&acc), [LIST, "GET 30001", "DELETE 30001"]);
}

#[test]
fn everything_is_set_with_one_post_and_one_put() {
    let acc = account();
    let config = ivr(
        "test",
        "Support",
        "phone_number_ids = [702, 701]\n  default_menu = {\n    name = \"Welcome\"\n    greeting_id = 501\n  }",
    );
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(TEST, "phone_number_names"), &json!(["Hotline", "Sales"]));
    assert_eq!(applied.attr(TEST, "default_menu"), &json!({"name": "Welcome", "greeting_id": 501}));
    let body = json!({"ivr": {"name": "Support", "phone_number_ids": [701, 702]}});
    assert_eq!(sent(&acc, "POST", IVRS), [body]);
    let menu = json!({"ivr_menu": {"name": "Welcome", "greeting_id": 501}});
    assert_eq!(sent(&acc, "PUT", &format!("{IVRS}/30001/menus/30385")), [menu]);
    assert_eq!(acc.fake().requests().iter().filter(|request| request.method != "GET").count(), 2);
    acc.import_command(TEST, "30001");
    acc.apply(&ivr("test", "Support", "phone_number_ids = []"));
}

#[test]
fn force_destroy_alone_sends_nothing() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    for (argument, value) in [("force_destroy = true", true), ("force_destroy = false", false), ("", false)] {
        requests(&acc);
        let applied = acc.apply(&ivr("test", "Support", argument));
        assert_eq!(applied.attr(TEST, "force_destroy"), &json!(value));
        assert!(requests(&acc).iter().all(|request| request == LIST));
    }
}
