//! Bringing a menu under Terraform that has routes already.

use super::account::{LIST, account, add_by_hand, ids, list, map, on_key};
use crate::harness::{Action, Feature};

#[test]
fn an_import_takes_what_is_there() {
    let acc = account();
    let [one, seven] = ["1", "7"].map(|key| add_by_hand(&acc, key));
    let import = format!("import {{\n  to = {LIST}\n  id = \"10001/10002\"\n}}\n");
    let whole = list(&format!("{{ \"1\" = {one}, \"7\" = {seven} }}"));
    let plan = acc.plan(&(import.clone() + &whole));
    plan.expect_import(LIST).expect_action(LIST, Action::NoOp);
    let applied = acc.apply(&(import + &list(&format!("{{ \"1\" = {one} }}"))));
    applied.plan.expect_import(LIST).expect_action(LIST, Action::Update);
    assert_eq!(applied.plan.change(LIST)["before"]["routes"], map(&[("1", one), ("7", seven)]));
    assert_eq!(ids(&acc), [one]);
}

#[test]
fn an_import_by_identity_takes_what_is_there() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    let one = add_by_hand(&acc, "1");
    let import = format!(
        "import {{\n  to = {LIST}\n  identity = {{\n    ivr_id  = 10001\n    menu_id = \"10002\"\n  }}\n}}\n"
    );
    let plan = acc.plan(&(import + &list(&format!("{{ \"1\" = {one} }}"))));
    plan.expect_import(LIST).expect_action(LIST, Action::NoOp);
}

#[test]
fn an_import_beside_managed_routes_keeps_them() {
    let acc = account();
    acc.apply(&(on_key("a", "1") + &on_key("b", "2")));
    let config = format!("import {{\n  to = {LIST}\n  id = \"10001/10002\"\n}}\n")
        + &on_key("a", "1")
        + &on_key("b", "2")
        + &list("{ \"1\" = zendesk_ivr_route.a.route_id, \"2\" = zendesk_ivr_route.b.route_id }");
    let applied = acc.apply(&config);
    applied.plan.expect_action(LIST, Action::NoOp);
    assert_eq!(ids(&acc).len(), 2);
}

#[test]
fn an_invalid_import_id_says_what_is_allowed() {
    let acc = account();
    let output = acc.import_fails(&list("{}"), LIST, "10001");
    output.error("Invalid import id").says("Use {ivr_id}/{menu_id}, for example 10001/10002.");
    let output = acc.import_fails(&list("{}"), LIST, "10001/9");
    output.says("Cannot import non-existent remote object");
}
