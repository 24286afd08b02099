//! Menus that are changed behind Terraform's back.

use serde_json::json;

use super::account::{MENUS, TEST, account, menu, sent};
use crate::harness::Action;

#[test]
fn what_is_configured_is_set_again_and_the_rest_is_taken_in() {
    let acc = account();
    let config = menu("test", "Night", "");
    acc.apply(&config);
    acc.fake().account(|account| {
        account.menu_mut(10001, 30001).unwrap().name = Some("Weekend".into());
        account.set_greeting(10001, 30001, 501);
    });
    let plan = acc.replan();
    plan.expect_action(TEST, Action::Update);
    assert_eq!(plan.after(TEST, "name"), Some(&json!("Night")));
    assert_eq!(plan.after(TEST, "greeting_id"), Some(&json!(501)));
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(TEST, "greeting_id"), &json!(501));
}

#[test]
fn an_old_plan_reverts_nothing_that_is_not_configured() {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    acc.configure(&menu("test", "Evening", ""));
    let output = acc.terraform(&["plan", "-out", "old"]);
    assert!(output.status.success(), "{output}");
    acc.fake().account(|account| account.set_greeting(10001, 30001, 501));
    let output = acc.terraform(&["apply", "old"]);
    assert!(output.status.success(), "{output}");
    let body = json!({"ivr_menu": {"name": "Evening", "greeting_id": 501}});
    assert_eq!(sent(&acc, "PUT", &format!("{MENUS}/30001")), [body]);
    // The next refresh shows it.
    assert_eq!(acc.refresh().attr(TEST, "greeting_id"), &json!(501));
    acc.apply(&menu("test", "Evening", ""));
}

#[test]
fn a_name_that_is_ignored_is_sent_as_the_account_has_it() {
    let acc = account();
    let config = |name: &str, greeting: i64| {
        menu(
            "test",
            name,
            &format!("greeting_id = {greeting}\n  lifecycle {{\n    ignore_changes = [name]\n  }}"),
        )
    };
    acc.apply(&config("Night", 501));
    acc.fake().account(|account| account.menu_mut(10001, 30001).unwrap().name = Some("Weekend".into()));
    acc.apply(&config("Other", 502));
    let body = json!({"ivr_menu": {"name": "Weekend", "greeting_id": 502}});
    assert_eq!(sent(&acc, "PUT", &format!("{MENUS}/30001")), [body]);
}
