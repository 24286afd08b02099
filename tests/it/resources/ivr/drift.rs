//! IVRs that are changed behind Terraform's back.

use serde_json::json;

use super::account::{IVRS, TEST, account, ivr, numbers, sent};
use crate::fake::Fault;
use crate::harness::Action;

#[test]
fn what_is_configured_is_set_again_and_the_rest_is_taken_in() {
    let acc = account();
    let config = ivr("test", "Support", "default_menu = { name = \"Welcome\" }");
    acc.apply(&config);
    acc.fake().account(|account| {
        let ivr = account.ivr_mut(30001).unwrap();
        ivr.name = Some("Other".into());
        ivr.menus[0].name = Some("Hello".into());
        ivr.phone_numbers.push((701, "Hotline".into()));
    });
    let plan = acc.replan();
    plan.expect_action(TEST, Action::Update);
    assert_eq!(plan.after(TEST, "default_menu.name"), Some(&json!("Welcome")));
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(TEST, "phone_number_ids"), &json!([701]));
    let body = json!({"ivr": {"name": "Support", "phone_number_ids": [701]}});
    assert_eq!(sent(&acc, "PUT", &format!("{IVRS}/30001")), [body]);
    acc.apply(&ivr("test", "Support", "phone_number_ids = []"));
}

#[test]
fn numbers_that_are_not_configured_are_read_right_before_the_write() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    acc.configure(&ivr("test", "Help", ""));
    let output = acc.terraform(&["plan", "-out", "old"]);
    assert!(output.status.success(), "{output}");
    let by_hand = |account: &mut crate::fake::Account| {
        account.ivr_mut(30001).unwrap().phone_numbers.push((701, "Hotline".into()));
    };
    acc.fake().fault(Fault::serve().change(by_hand).on("GET", format!("{IVRS}/30001")));
    let output = acc.terraform(&["apply", "old"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(numbers(&acc, 30001), [701]);
    assert_eq!(acc.refresh().attr(TEST, "phone_number_ids"), &json!([701]));
    acc.apply(&ivr("test", "Help", "phone_number_ids = []"));
}

#[test]
fn what_is_ignored_is_sent_as_the_account_has_it() {
    let acc = account();
    let config = |name: &str, numbers: &str| {
        let ignored = "lifecycle {\n    ignore_changes = [name, phone_number_ids]\n  }";
        ivr(
            "test",
            name,
            &format!("phone_number_ids = [{numbers}]\n  default_menu = {{ name = \"{name}\" }}\n  {ignored}"),
        )
    };
    acc.apply(&config("a", ""));
    acc.fake().account(|account| {
        account.ivr_mut(30001).unwrap().name = Some("By hand".into());
        account.ivr_mut(30001).unwrap().phone_numbers.push((702, "Sales".into()));
    });
    let applied = acc.apply(&config("b", "701"));
    assert_eq!(applied.attr(TEST, "default_menu.name"), "b");
    assert_eq!(numbers(&acc, 30001), [702]);
    acc.fake().account(|account| account.ivr_mut(30001).unwrap().phone_numbers.clear());
    acc.refresh();
}
