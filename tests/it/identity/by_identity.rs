//! `import { identity = {...} }`.

use serde_json::json;

use super::{TEST, account, import_block, route, stored};
use crate::harness::{Acceptance, Action, Feature};

#[test]
fn a_route_is_imported_by_its_identity() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    let block = import_block(
        "test",
        "identity = {\n    ivr_id = 10001\n    menu_id = 10002\n    route_id = 30001\n  }",
    );
    let applied = acc.apply(&(route("test", 10002, "1") + &block));
    applied.plan.expect_import(TEST).expect_action(TEST, Action::NoOp);
    applied.output.says("1 imported, 0 added, 0 changed, 0 destroyed");
    assert_eq!(applied.attr(TEST, "id"), "10001/10002/30001");
    assert_eq!(applied.attr(TEST, "option_text"), "Sales");
}

/// Plans the import of what an identity names, which fails.
fn refused(acc: &Acceptance, identity: &str) -> crate::harness::Diagnostic {
    let block = import_block("test", &format!("identity = {identity}"));
    acc.plan_fails(&(route("test", 10002, "1") + &block)).diagnostics().swap_remove(0)
}

#[test]
fn ids_of_an_identity_are_checked() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    let cases = [
        ("ivr_id = 0, menu_id = 10002, route_id = 30001", "The ivr_id of the identity is \"0\"."),
        ("ivr_id = 10001, menu_id = -1, route_id = 30001", "The menu_id of the identity is \"-1\"."),
        ("ivr_id = 10001, menu_id = 10002, route_id = 1.5", "The route_id of the identity is \"1.5\"."),
        (
            "ivr_id = 10001, menu_id = 10002, route_id = 9007199254740992",
            "The route_id of the identity is \"9007199254740992\".",
        ),
        ("ivr_id = \"abc\", menu_id = 10002, route_id = 30001", "The ivr_id of the identity is \"abc\"."),
        ("ivr_id = 10001, menu_id = \"01\", route_id = 30001", "The menu_id of the identity is \"01\"."),
        ("ivr_id = 10001, menu_id = 10002, route_id = \" 1\"", "The route_id of the identity is \" 1\"."),
    ];
    for (identity, sentence) in cases {
        let error = refused(&acc, &format!("{{ {identity} }}"));
        assert_eq!(error.summary, "Invalid import identity");
        error.says(sentence).says("Allowed is a whole number from 1 to 9007199254740991, in plain digits");
    }
    assert_eq!(acc.fake().requests(), []);
}

#[test]
fn an_identity_that_nothing_has_is_an_error() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    for ids in ["10001, 10002, 4", "10001, 4, 30001", "4, 10002, 30001"] {
        let [ivr_id, menu_id, route_id] = ids.split(", ").collect::<Vec<_>>()[..] else {
            panic!("three ids")
        };
        let identity = format!("{{ ivr_id = {ivr_id}, menu_id = {menu_id}, route_id = {route_id} }}");
        assert_eq!(refused(&acc, &identity).summary, "Cannot import non-existent remote object");
    }
}

#[test]
fn large_ids_of_an_identity_may_be_numbers_or_strings() {
    for route_id in [21_973_423_542_804, 9_007_199_254_740_990_i64] {
        for argument in [route_id.to_string(), format!("\"{route_id}\"")] {
            let acc = account();
            if acc.lacks(Feature::Identity) {
                return;
            }
            acc.fake().account(|account| {
                account.set_next_id(route_id);
                account.add_route(10001, 10002, "5", "group", json!({"group_ids": [7]}));
            });
            let identity = format!("identity = {{ ivr_id = 10001, menu_id = 10002, route_id = {argument} }}");
            let applied = acc.apply(&(route("test", 10002, "5") + &import_block("test", &identity)));
            applied.output.says("1 imported, 0 added, 0 changed, 0 destroyed");
            assert_eq!(stored(&acc, "test")["identity"], super::identity(10002, route_id));
        }
    }
}
