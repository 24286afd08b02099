//! What is found, and how it is shown.

use serde_json::json;

use super::account::{large, list, small};
use crate::harness::Feature;

#[test]
fn a_whole_account_is_listed_in_its_order() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    let query = acc.query(&list("limit = 1000"));
    let names = query.names();
    assert_eq!(names.len(), 300);
    let expected = [
        "Main line / Menu 1 / 0: Sales",
        "Main line / Menu 1 / 1: Support \"${tier}\" %{ if 1 } / 支持",
        "Main line / Menu 1 / 2: Support \"${tier}\" %{ if 1 } / 支持",
        "Main line / Menu 1 / 3: +1 (205) 953-1462",
    ];
    assert_eq!(names[..4], expected);
    let rest = [
        "Main line / Menu 1 / 5: Menu 1",
        "Main line / Menu 1 / 6: Menu 2",
        "Main line / Menu 1 / 7: 911",
        "Main line / Menu 1 / 8: Sales",
        "Main line / Menu 1 / *: 2",
        "Main line / Menu 1 / #: group",
        "Main line / Menu 1 / default: Support \"${tier}\" %{ if 1 } / 支持",
    ];
    assert_eq!(names[5..12], rest);
    assert_eq!(names[96], "Späti / \"Nacht\" / Menu 1 / 0: Sales");
    assert_eq!(names[299], "${line} / Menu 9 / default: Support \"${tier}\" %{ if 1 } / 支持");
    let identity = json!({"ivr_id": "30000", "menu_id": "30009", "route_id": "3000912"});
    assert_eq!(query.found[299]["identity"], identity);
    query.output.does_not_say("cut off");
}

#[test]
fn an_ivr_or_a_menu_is_listed_alone() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    let ivr = acc.query(&list("config {\n    ivr_id = 20000\n  }"));
    assert_eq!(ivr.names().len(), 96);
    assert!(ivr.names().iter().all(|name| name.starts_with("Späti / \"Nacht\" / ")));
    for config in ["menu_id = 30004", "ivr_id = 30000\n    menu_id = 30004"] {
        let menu = acc.query(&list(&format!("config {{\n    {config}\n  }}")));
        assert_eq!(menu.names().len(), 12);
        assert!(menu.names().iter().all(|name| name.starts_with("${line} / Menu 4 / ")));
    }
}

#[test]
fn the_resource_object_is_what_a_read_gives() {
    let acc = small();
    if acc.lacks(Feature::Query) {
        return;
    }
    let query = acc.query(&list("include_resource = true"));
    let name = "Main line / Main menu / 1: Sales";
    let expected = json!({
        "id": "10001/10002/30001", "ivr_id": 10001, "menu_id": 10002, "route_id": 30001, "keypress": "1",
        "action": "group", "option_text": "Sales", "greeting": null, "overflow_options": null,
        "options": {
            "group_ids": [7], "tags": ["vip"], "menu_id": null, "phone_number": null, "sms_text": null,
            "textback_phone_number_id": null,
        },
    });
    assert_eq!(query.of(name, "resource_object"), &expected);
    let alone = acc.query(&list(""));
    assert_eq!(alone.names(), [name, "Main line / Main menu / default: Night"]);
    assert_eq!(alone.found[0].get("resource_object"), None);
}

#[test]
fn a_list_that_the_limit_cuts_off_says_so() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    let two = acc.query(&list("limit = 2"));
    assert_eq!(two.names().len(), 2);
    two.output
        .says("List cut off at its limit")
        .says("There are more objects of zendesk_ivr_route than the limit of 2");
    // Terraform's own limit, where none is set.
    let default = acc.query(&list(""));
    assert_eq!(default.names().len(), 100);
    default.output.says("the limit of 100: this list is not complete");
    let exact = acc.query(&list("limit = 300"));
    assert_eq!(exact.names().len(), 300);
    exact.output.does_not_say("cut off");
}

#[test]
fn the_provider_may_be_named_and_an_empty_account_is_no_error() {
    let acc = small();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| account.remove_ivr(10001));
    assert_eq!(acc.query(&list("")).found, Vec::<serde_json::Value>::new());
}
