use serde_json::json;

use super::super::{from_response, refresh, settle, unknown_options};
use super::{MENU, answer, options, route};

#[test]
fn the_documented_answer_becomes_state() {
    let answer = answer(json!({
        "action": "group", "greeting": null, "id": 10003, "keypress": "0", "option_text": "Support Group",
        "options": {"group_ids": [360001381413_i64]},
    }));
    let expected = route(json!({
        "id": "10001/10002/10003", "route_id": 10003, "keypress": "0", "action": "group",
        "options": options(json!({"group_ids": [360001381413_i64]})), "option_text": "Support Group",
    }));
    assert_eq!(from_response(MENU, &answer), expected);
    assert_eq!(unknown_options(&answer), None);
}

#[test]
fn empty_is_none() {
    for empty in [json!({}), json!({"tags": [], "group_ids": []}), json!(null)] {
        let answer = answer(json!({"id": 1, "options": empty, "overflow_options": []}));
        let state = from_response(MENU, &answer);
        assert!(state.options.is_null() && state.overflow_options.is_null());
    }
}

#[test]
fn options_of_another_action_have_no_effect() {
    let answer = answer(
        json!({"id": 1, "action": "menu", "options": {"menu_id": 3, "group_ids": [1], "language": "de"}}),
    );
    let state = from_response(MENU, &answer);
    assert_eq!(json!(state.options), options(json!({"menu_id": 3})));
    assert_eq!(json!(unknown_options(&answer)), json!({"language": "de"}));
}

#[test]
fn the_service_s_spelling_is_no_drift() {
    let prior = route(json!({
        "id": "10001/10002/1", "route_id": 1, "action": "phone_number",
        "options": options(json!({"phone_number": "+1 (205) 953", "tags": ["Sales", "b"]})),
        "overflow_options": "[ {\"b\": 1, \"a\": 2} ]",
    }));
    let answer = answer(json!({
        "id": 1, "action": "phone_number", "options": {"phone_number": "+1205953", "tags": ["b", "sales"]},
        "overflow_options": [{"a": 2, "b": 1}],
    }));
    assert_eq!(refresh(&prior, MENU, &answer), prior);
}

#[test]
fn written_empties_stay() {
    for (written, action) in [(json!({"menu_id": 3, "tags": []}), json!("menu")), (json!({}), json!(null))] {
        let prior = route(json!({
            "id": "10001/10002/1", "route_id": 1, "action": action.clone(), "options": options(written.clone()),
            "overflow_options": "[]",
        }));
        let answer = answer(json!({"id": 1, "action": action, "options": written, "overflow_options": []}));
        assert_eq!(refresh(&prior, MENU, &answer), prior);
    }
}

#[test]
fn drift_shows() {
    let prior =
        route(json!({"route_id": 1, "action": "group", "options": options(json!({"group_ids": [1, 2]}))}));
    let answer = answer(json!({"id": 1, "action": "group", "options": {"group_ids": [2, 1]}}));
    assert_eq!(json!(refresh(&prior, MENU, &answer).options), options(json!({"group_ids": [2, 1]})));
}

#[test]
fn what_was_stored_otherwise_gets_a_warning_and_stays_planned() {
    let planned = route(json!({"action": "menu", "options": options(json!({"menu_id": 3, "tags": ["a"]}))}));
    let answer = answer(json!({"id": 1, "action": "menu", "options": {"menu_id": 3}}));
    let (state, warning) = settle(&planned, MENU, &answer);
    assert_eq!(state.options, planned.options);
    let warning = warning.unwrap();
    assert_eq!(warning.attribute.to_string(), "options.tags");
    let detail = "options.tags was planned as [\"a\"], but Zendesk stored none. The next plan will show the difference.";
    assert_eq!(warning.detail, detail);
}

#[test]
fn what_was_stored_as_planned_gets_no_warning() {
    let planned = route(json!({"action": "menu", "options": options(json!({"menu_id": 3}))}));
    let answer = answer(json!({"id": 1, "action": "menu", "options": {"menu_id": 3}, "option_text": "x"}));
    assert_eq!(settle(&planned, MENU, &answer).1, None);
}
