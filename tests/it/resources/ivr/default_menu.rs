//! The menu that comes with an IVR.

use serde_json::json;

use super::account::{IVRS, TEST, account, ivr, ivrs, sent};
use crate::fake::{Answer, Fault};
use crate::harness::Action;

const MENU: &str = "/api/v2/channels/voice/ivr/*/menus/*";

#[test]
fn it_is_found_by_its_mark_and_never_by_its_name() {
    let acc = account();
    // A service whose default menu isn't the first one, beside one of the same name.
    acc.fake().fault(Fault::serve().on("POST", IVRS).hold_after(&opened()));
    let config = ivr("test", "Support", "default_menu = { name = \"Welcome\" }");
    let applied = acc.apply(&config);
    acc.fake().account(|account| {
        account.add_menu(30001, "Welcome");
        account.ivr_mut(30001).unwrap().menus.rotate_right(1);
    });
    acc.replan().expect_empty();
    assert_eq!(applied.attr(TEST, "default_menu_id"), &json!(30385));
    acc.apply(&ivr("test", "Support", "default_menu = { name = \"Hello\" }"));
    assert_eq!(sent(&acc, "PUT", &format!("{IVRS}/30001/menus/30385")).len(), 2);
    acc.fake().account(|account| account.remove_menu(30001, 30769)).unwrap();
}

fn opened() -> crate::fake::Gate {
    let gate = crate::fake::Gate::new();
    gate.open();
    gate
}

#[test]
fn what_is_left_out_of_it_goes_along_as_it_is() {
    let acc = account();
    acc.apply(&ivr("test", "Support", "default_menu = { greeting_id = 501 }"));
    let path = format!("{IVRS}/30001/menus/30385");
    let body = |name: &str, greeting: serde_json::Value| json!({"ivr_menu": {"name": name, "greeting_id": greeting}});
    assert_eq!(sent(&acc, "PUT", &path), [body("Main menu", json!(501))]);
    acc.fake().account(|account| account.set_greeting(30001, 30385, "ivr_none"));
    acc.fake().clear_requests();
    let applied = acc.apply(&ivr("test", "Support", "default_menu = { name = \"Welcome\" }"));
    assert_eq!(sent(&acc, "PUT", &path), [body("Welcome", json!("ivr_none"))]);
    assert_eq!(applied.attr(TEST, "default_menu"), &json!({"name": "Welcome", "greeting_id": null}));
    // No longer written, it stays.
    acc.plan(&ivr("test", "Support", "")).expect_empty();
}

#[test]
fn where_setting_it_fails_the_ivr_is_in_the_state_and_replaced() {
    let acc = account();
    acc.fake().fault(Fault::answer(Answer::unprocessable_text()).on("PUT", MENU));
    let config = ivr("test", "Support", "phone_number_ids = [701]\n  default_menu = { name = \"Welcome\" }");
    let output = acc.apply_fails(&config);
    output.error("Failed to set the default menu of IVR").says("IVR 30001");
    assert_eq!(acc.state().attr(TEST, "ivr_id"), &json!(30001));
    let applied = acc.apply(&config);
    applied.plan.expect_action(TEST, Action::Replace);
    assert_eq!(ivrs(&acc).len(), 2);
    assert_eq!(applied.attr(TEST, "default_menu.name"), "Welcome");
    acc.apply(&ivr("test", "Support", "phone_number_ids = []"));
}

#[test]
fn an_ivr_that_is_half_made_can_be_destroyed_with_its_numbers() {
    let acc = account();
    acc.fake().fault(Fault::answer(Answer::unprocessable_text()).on("PUT", MENU));
    acc.apply_fails(&ivr(
        "test",
        "Support",
        "phone_number_ids = [701]\n  default_menu = { name = \"Welcome\" }",
    ));
    acc.destroy();
    assert_eq!(ivrs(&acc), [10001]);
}

#[test]
fn where_changing_it_fails_what_was_written_is_in_the_state() {
    let acc = account();
    acc.apply(&ivr("test", "Support", "default_menu = { name = \"Welcome\" }"));
    acc.fake().fault(Fault::answer(Answer::unprocessable_text()).on("PUT", MENU));
    let config = ivr("test", "Help", "default_menu = { name = \"Hello\" }");
    acc.apply_fails(&config).error("Failed to set the default menu of IVR");
    let state = acc.state();
    assert_eq!(
        (state.attr(TEST, "name"), state.attr(TEST, "default_menu.name")),
        (&json!("Help"), &json!("Welcome"))
    );
    let applied = acc.apply(&config);
    applied.plan.expect_action(TEST, Action::Update);
}

#[test]
fn an_answer_without_menus_is_followed_by_their_list() {
    let acc = account();
    acc.fake().account(|account| account.knobs.nested_menus = false);
    let applied = acc.apply(&ivr("test", "Support", "default_menu = { name = \"Welcome\" }"));
    assert_eq!(applied.attr(TEST, "default_menu_id"), &json!(30385));
    // Of what isn't written, nothing is said.
    let applied = acc.apply(&ivr("test", "Help", "default_menu = { name = \"Welcome\" }"));
    applied.output.does_not_say("stored another value");
    let applied = acc.apply(&ivr("test", "Help", "default_menu = { name = \"Hello\" }"));
    applied.output.does_not_say("stored another value");
}
