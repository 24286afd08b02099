//! Whatever a service makes of routes, applies succeed; the next plan is empty or shows what was stored otherwise.

use serde_json::{Value, json};

use super::account::{TEST, account, route};
use crate::fake::state::Knobs;
use crate::fake::{GroupIds, Put};
use crate::harness::Action;

/// A mode of the service: its name, and the knobs that make it.
type Mode = (&'static str, fn(&mut Knobs));

const QUIET: [Mode; 6] = [
    ("tags in lower case", |knobs| knobs.lower_tags = true),
    ("answers without keys", |knobs| knobs.omitted = &["greeting", "option_text", "overflow_options"]),
    ("menus without routes", |knobs| knobs.nested_routes = false),
    ("IVRs without menus", |knobs| knobs.nested_menus = false),
    ("PUT replaces", |knobs| knobs.put = Put::Replace),
    ("PUT merges", |knobs| knobs.put = Put::Merge),
];

#[test]
fn modes_of_the_service_that_change_nothing_leave_empty_plans() {
    for (name, set) in QUIET {
        println!("mode: {name}");
        let acc = account();
        acc.fake().account(|account| set(&mut account.knobs));
        // The harness checks that the plan after each apply is empty.
        for tags in [r#""VIP", "a""#, r#""b", "VIP""#] {
            let options = format!("{{ group_ids = [360001381433, 360001381413], tags = [{tags}] }}");
            acc.apply(&route("test", &format!(r#"keypress = "1", action = "group", options = {options}"#)));
        }
    }
}

#[test]
fn groups_that_the_service_changes_are_told_and_shown() {
    let modes: [(Mode, Value); 2] = [
        (("first group", |knobs| knobs.group_ids = GroupIds::First), json!([360_001_381_433_i64])),
        (
            ("default group", |knobs| knobs.default_group = Some(360_001_381_413)),
            json!([360_001_381_433_i64, 360_001_381_413_i64]),
        ),
    ];
    for ((name, set), stored) in modes {
        println!("mode: {name}");
        let acc = account();
        acc.fake().account(|account| set(&mut account.knobs));
        for key in ["1", "2"] {
            let arguments = format!(
                r#"keypress = "{key}", action = "group", options = {{ group_ids = [360001381433, 7] }}"#
            );
            let (_, next) = acc.apply_expecting_drift(&route("test", &arguments));
            next.expect_action(TEST, Action::Update);
            let change = next.change(TEST);
            assert_eq!(change["before"]["options"]["group_ids"], stored);
            assert_eq!(change["before"]["keypress"], change["after"]["keypress"]);
        }
    }
}

#[test]
fn a_text_message_that_the_service_trims_changes_nothing_else() {
    let acc = account();
    acc.fake().account(|account| account.knobs.trim_texts = true);
    for key in ["1", "2"] {
        let options = r#"{ sms_text = " Hi ", textback_phone_number_id = 7 }"#;
        let arguments = format!(r#"keypress = "{key}", action = "textback", options = {options}"#);
        let (_, next) = acc.apply_expecting_drift(&route("test", &arguments));
        next.expect_action(TEST, Action::Update);
        let (mut before, after) = (next.change(TEST)["before"].clone(), &next.change(TEST)["after"]);
        assert_eq!(before["options"]["sms_text"], "Hi");
        before["options"]["sms_text"] = json!(" Hi ");
        assert_eq!(
            (&before["options"], &before["keypress"], &before["action"]),
            (&after["options"], &after["keypress"], &after["action"])
        );
    }
}

#[test]
fn groups_that_the_service_sorts_are_told_and_shown() {
    let acc = account();
    acc.fake().account(|account| account.knobs.group_ids = GroupIds::Sorted);
    for key in ["1", "2"] {
        let arguments = format!(
            r#"keypress = "{key}", action = "group", options = {{ group_ids = [360001381433, 360001381413] }}"#
        );
        let (_, next) = acc.apply_expecting_drift(&route("test", &arguments));
        next.expect_action(TEST, Action::Update);
        assert_eq!(
            next.change(TEST)["before"]["options"]["group_ids"],
            json!([360_001_381_413_i64, 360_001_381_433_i64])
        );
    }
}

#[test]
fn arguments_that_answers_to_writes_leave_out_do_not_break_an_apply() {
    for omitted in [&["tags"] as &[&str], &["keypress"], &["action"], &["group_ids"], &["options"]] {
        println!("left out: {omitted:?}");
        let acc = account();
        acc.fake().account(|account| account.knobs.omitted = omitted);
        for key in ["1", "2"] {
            let options = r#"{ group_ids = [360001381413], tags = ["a"] }"#;
            acc.apply(&route(
                "test",
                &format!(r#"keypress = "{key}", action = "group", options = {options}"#),
            ));
        }
    }
}
