//! A list from its creation to its end.

use serde_json::json;

use super::account::{
    ACCOUNT, LIST, account, add_by_hand, address, deletion, ids, list, map, on_key, requests,
};
use crate::harness::Action;

#[test]
fn zendesk_ivr_routes_exclusive_basic() {
    let acc = account();
    let config = on_key("a", "1") + &list("{ \"1\" = zendesk_ivr_route.a.route_id }");
    let applied = acc.apply(&config);
    applied.plan.expect_action(LIST, Action::Create);
    assert!(applied.plan.output.diagnostics().is_empty(), "{}", applied.plan.output);
    let expected = json!({
        "id": "10001/10002", "ivr_id": 10001, "menu_id": 10002, "routes": {"1": 30001}, "removes": {},
    });
    assert_eq!(*applied.state.resource(LIST), expected);
    requests(&acc);
    acc.destroy();
    assert_eq!(requests(&acc), [ACCOUNT, &deletion(30001)]);
}

#[test]
fn an_import_finds_what_a_create_has_made() {
    let acc = account();
    let one = add_by_hand(&acc, "1");
    acc.apply(&list(&format!("{{ \"1\" = {one} }}")));
    acc.import_command(LIST, "10001/10002");
    acc.import_block(LIST, r#"id = "10001/10002""#);
}

#[test]
fn destroying_a_list_sends_nothing() {
    let acc = account();
    let stays = add_by_hand(&acc, "7");
    acc.apply(&list(&format!("{{ \"7\" = {stays} }}")));
    let later = add_by_hand(&acc, "8");
    acc.configure("");
    requests(&acc);
    let output = acc.terraform(&["apply", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
    output.says("0 added, 0 changed, 1 destroyed");
    assert_eq!(requests(&acc), [""; 0]);
    assert_eq!(ids(&acc), [stays, later]);
}

#[test]
fn an_empty_list_removes_every_route() {
    let acc = account();
    let [one, seven] = ["1", "7"].map(|key| add_by_hand(&acc, key));
    let applied = acc.apply(&list("{}"));
    assert_eq!(applied.attr(LIST, "routes"), &json!({}));
    assert_eq!(applied.attr(LIST, "removes"), &map(&[("1", one), ("7", seven)]));
    assert_eq!(ids(&acc), [0_i64; 0]);
    add_by_hand(&acc, "2");
    acc.apply(&list("{}")).plan.expect_action(LIST, Action::Update);
    assert_eq!(ids(&acc), [0_i64; 0]);
}

#[test]
fn a_list_is_replaced_when_its_menu_changes() {
    let acc = account();
    let config = |menu: i64| super::account::list_in("main", menu, "{}");
    acc.apply(&config(10002));
    let stays = add_by_hand(&acc, "7");
    let stray = acc.fake().account(|account| {
        account.add_route(10001, 10003, "5", "group", json!({"group_ids": [360_001_381_433_i64]}))
    });
    let applied = acc.apply(&config(10003));
    applied.plan.expect_action(LIST, Action::Replace);
    let warning = applied.plan.output.warning("Routes to be removed from menu 10003");
    warning.says(&format!("- \"5\" = {stray} (group, \"Support\")"));
    assert_eq!(applied.attr(LIST, "removes"), &map(&[("5", stray)]));
    acc.fake().account(|account| assert!(account.route(10001, 10003, stray).is_none()));
    assert_eq!(applied.attr(LIST, "id"), "10001/10003");
    assert_eq!(ids(&acc), [stays]);
    // Without any change, too.
    let output = acc.terraform(&["apply", "-auto-approve", &format!("-replace={LIST}")]);
    assert!(output.status.success(), "{output}");
}

#[test]
fn a_list_may_hold_routes_that_are_made_with_it() {
    let acc = account();
    let stray = add_by_hand(&acc, "7");
    let many = "for_each = toset([\"1\", \"2\", \"3\"]), keypress = each.key";
    let many = super::account::route("many", &format!("{many}, {}", super::account::TO_SALES));
    let config = many + &list("{ for key, made in zendesk_ivr_route.many : key => made.route_id }");
    let applied = acc.apply(&config);
    assert_eq!(applied.plan.change(LIST)["after"]["removes"], map(&[("7", stray)]));
    assert_eq!(ids(&acc).len(), 3);
    assert_eq!(applied.attr(&format!("{}[\"1\"]", address("many")), "keypress"), "1");
}
