//! What a plan says.

use serde_json::json;

use super::account::{TEST, account, menu, requests};
use crate::fake::{Answer, Fault};
use crate::harness::Action;

#[test]
fn an_update_shows_what_changes_alone() {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    let plan = acc.plan(&menu("test", "Evening", ""));
    plan.expect_action(TEST, Action::Update);
    for known in ["id", "menu_id", "default"] {
        assert!(!plan.is_unknown(TEST, known), "{known}");
    }
    assert!(!plan.is_unknown(TEST, "greeting_id"));
}

#[test]
fn a_refused_write_leaves_what_is_there() {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    acc.fake()
        .fault(Fault::answer(Answer::unprocessable_text()).on("PUT", "/api/v2/channels/voice/ivr/*/menus/*"));
    let output = acc.apply_fails(&menu("test", "Evening", ""));
    output.error("Failed to update IVR menu").says("Menu 30001 (IVR 10001)");
    assert_eq!(acc.state().attr(TEST, "name"), "Night");
    acc.apply(&menu("test", "Evening", ""));
}

#[test]
fn several_menus_are_read_with_one_request() {
    let acc = account();
    acc.apply(&["a", "b", "c"].map(|name| menu(name, name, "")).concat());
    requests(&acc);
    acc.replan().expect_empty();
    assert_eq!(requests(&acc), ["GET /api/v2/channels/voice/ivr"]);
}

#[test]
fn an_ivr_id_that_is_known_after_apply_replaces_it() {
    let acc = account();
    let data = |input: i64| format!("resource \"terraform_data\" \"ivr\" {{\n  input = {input}\n}}\n");
    let config =
        |input| data(input) + &menu("test", "Night", "").replace("10001", "terraform_data.ivr.output");
    acc.apply(&config(10001));
    let applied = acc.apply(&config(20001));
    applied.plan.expect_action(TEST, Action::Replace);
    assert_eq!(applied.attr(TEST, "ivr_id"), &json!(20001));
}
