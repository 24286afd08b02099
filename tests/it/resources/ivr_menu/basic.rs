//! A menu from its creation to its end.

use serde_json::json;

use super::account::{LIST, MENUS, TEST, account, menu, requests, sent};
use crate::harness::{Action, Feature};

#[test]
fn zendesk_ivr_menu_basic() {
    let acc = account();
    let applied = acc.apply(&menu("test", "Night", "greeting_id = 501"));
    applied.plan.expect_action(TEST, Action::Create);
    let expected = json!({
        "id": "10001/30001", "ivr_id": 10001, "menu_id": 30001, "name": "Night", "greeting_id": 501,
        "default": false,
    });
    assert_eq!(*applied.state.resource(TEST), expected);
    assert_eq!(sent(&acc, "POST", MENUS), [json!({"ivr_menu": {"name": "Night", "greeting_id": 501}})]);
    let mut seen = requests(&acc);
    seen.dedup();
    assert_eq!(seen, [LIST, "POST 10001/menus", LIST]);

    acc.import_command(TEST, "10001/30001");
    acc.import_block(TEST, r#"id = "10001/30001""#);
    if acc.has(Feature::Identity) {
        acc.import_block(TEST, r#"identity = { ivr_id = "10001", menu_id = 30001 }"#);
    }
    requests(&acc);
    acc.destroy();
    assert_eq!(requests(&acc), [LIST, LIST, "DELETE 10001/menus/30001"]);
}

#[test]
fn what_is_left_out_is_not_sent_and_then_goes_along_as_it_is() {
    let acc = account();
    let applied = acc.apply(&menu("test", "Night", ""));
    assert_eq!(sent(&acc, "POST", MENUS), [json!({"ivr_menu": {"name": "Night"}})]);
    assert_eq!(applied.attr(TEST, "greeting_id"), &json!(null));
    // A greeting that was set by hand, and one of Zendesk's own: a PUT that replaces would wipe either.
    for greeting in [json!(501), json!("wait_en")] {
        acc.fake().account(|account| account.set_greeting(10001, 30001, greeting.clone()));
        for name in ["Evening", "Night"] {
            acc.fake().clear_requests();
            let applied = acc.apply(&menu("test", name, ""));
            applied.plan.expect_action(TEST, Action::Update);
            let body = json!({"ivr_menu": {"name": name, "greeting_id": greeting}});
            assert_eq!(sent(&acc, "PUT", &format!("{MENUS}/30001")), [body]);
            let own = greeting.as_i64().map_or(json!(null), |id| json!(id));
            assert_eq!(applied.attr(TEST, "greeting_id"), &own);
        }
    }
}

#[test]
fn another_ivr_replaces_it() {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    let elsewhere = menu("test", "Night", "").replace("10001", "20001");
    let applied = acc.apply(&elsewhere);
    applied.plan.expect_action(TEST, Action::Replace);
    assert_eq!(applied.attr(TEST, "id"), "20001/30385");
}
