//! What the service refuses.

use serde_json::{Value, json};

use super::{IVR, MENU, ROUTES, call, fake};
use crate::fake::Fake;

/// Sends a route that must be refused with 422; returns the field at fault and the code.
fn refused(fake: &Fake, method: &str, path: &str, route: Value) -> (String, String) {
    let (status, body) = call(fake, method, path, json!({ "ivr_route": route }));
    assert_eq!((status, &body["error"]), (422, &json!("RecordInvalid")), "{route} gave {body}");
    let (field, reasons) = body["details"].as_object().unwrap().iter().next().unwrap();
    (field.clone(), reasons[0]["error"].as_str().unwrap().to_owned())
}

fn wrong(field: &str) -> (String, String) {
    (field.into(), "InvalidValue".into())
}

#[test]
fn refuses_values_outside_the_alphabets() {
    let fake = fake();
    for keypress in [json!("10"), json!("A"), json!(1), json!(null), json!("")] {
        assert_eq!(refused(&fake, "POST", ROUTES, json!({ "keypress": keypress })), wrong("keypress"));
    }
    for action in [json!("Group"), json!("number"), json!(null)] {
        assert_eq!(refused(&fake, "POST", ROUTES, json!({ "action": action })), wrong("action"));
    }
    for key in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "default"] {
        assert_eq!(call(&fake, "POST", ROUTES, super::group(key)).0, 201, "{key}");
    }
}

#[test]
fn refuses_options_of_the_wrong_type() {
    let fake = fake();
    for (key, value) in [
        ("group_ids", json!("360001381413")),
        ("group_ids", json!(["360001381413"])),
        ("group_ids", json!([1.5])),
        ("phone_number", json!(12055551234_i64)),
        ("phone_number", json!("+1 205 555 1234 x5")),
        ("sms_text", json!(["Hi"])),
        ("textback_phone_number_id", json!("7")),
        ("menu_id", json!(-1)),
        ("tags", json!("sales")),
        ("tags", json!([1])),
    ] {
        let route = json!({ "action": "group", "options": { key: value } });
        assert_eq!(refused(&fake, "POST", ROUTES, route), wrong(key), "{value}");
    }
    let options = |options| json!({ "action": "group", "options": options });
    assert_eq!(refused(&fake, "POST", ROUTES, options(json!([]))), wrong("options"));
    assert_eq!(refused(&fake, "POST", ROUTES, json!({ "overflow_options": {} })), wrong("overflow_options"));
    assert_eq!(fake.account(|account| account.route_count()), 0);
}

#[test]
fn refuses_actions_without_the_options_they_need() {
    let fake = fake();
    for (action, options, missing) in [
        ("group", json!({}), "group_ids"),
        ("group", json!({ "group_ids": [] }), "group_ids"),
        ("voicemail", json!({ "tags": ["a"] }), "group_ids"),
        ("phone_number", json!({ "phone_number": null }), "phone_number"),
        ("textback", json!({ "sms_text": "Hi" }), "textback_phone_number_id"),
        ("textback", json!({ "sms_text": "", "textback_phone_number_id": 7 }), "sms_text"),
        ("menu", json!({}), "menu_id"),
    ] {
        let blank = (missing.to_owned(), "BlankValue".to_owned());
        assert_eq!(refused(&fake, "POST", ROUTES, json!({ "action": action, "options": options })), blank);
    }
}

#[test]
fn takes_each_action_and_keeps_unknown_options() {
    let fake = fake();
    for (keypress, action, options, text) in [
        ("1", "group", json!({ "group_ids": [2, 1], "tags": ["b", "A"] }), json!("Sales")),
        ("2", "voicemail", json!({ "group_ids": [3] }), Value::Null),
        ("3", "phone_number", json!({ "phone_number": "+1 (205) 555-1234" }), json!("+1 (205) 555-1234")),
        (
            "4",
            "textback",
            json!({ "sms_text": "Hi", "textback_phone_number_id": 7, "language": "en" }),
            json!("Hi"),
        ),
        ("default", "menu", json!({ "menu_id": 10002 }), json!("Main menu")),
    ] {
        fake.account(|account| account.add_group(2, "Sales"));
        let sent = json!({ "keypress": keypress, "action": action, "options": options });
        let (status, body) = call(&fake, "POST", ROUTES, json!({ "ivr_route": sent }));
        let route = &body["ivr_route"];
        assert_eq!((status, &route["options"], &route["option_text"]), (201, &options, &text), "{action}");
    }
}

#[test]
fn refuses_unknown_fields_unless_lenient() {
    let fake = fake();
    for field in ["key_press", "id", "greeting", "option_text", "tags"] {
        assert_eq!(refused(&fake, "POST", ROUTES, json!({ field: "1" })), wrong(field));
    }
    let mut body = super::group("1");
    body["extra"] = json!(1);
    assert_eq!(call(&fake, "POST", ROUTES, body.clone()).0, 422);
    let menu = |name: &str| call(&fake, "PUT", MENU, json!({ "ivr_menu": { name: true } })).0;
    assert_eq!(menu("default"), 422);
    assert_eq!(call(&fake, "PUT", IVR, json!({ "ivr": { "menus": [] } })).0, 422);

    fake.account(|account| account.knobs.strict_fields = false);
    body["ivr_route"]["greeting"] = json!("Hello");
    let (status, route) = call(&fake, "POST", ROUTES, body);
    assert_eq!((status, &route["ivr_route"]["greeting"]), (201, &Value::Null));
}

#[test]
fn asks_for_the_wrapper() {
    let fake = fake();
    let message = "Parameter ivr_route is required";
    let expected = (400, json!({ "error": { "title": "Invalid attribute", "message": message } }));
    assert_eq!(call(&fake, "POST", ROUTES, json!({ "route": {} })), expected);
    assert_eq!(call(&fake, "POST", ROUTES, json!([])).0, 400);
}

#[test]
fn refuses_a_key_twice_in_one_menu() {
    let fake = fake();
    assert_eq!(call(&fake, "POST", ROUTES, super::group("1")).0, 201);
    let expected = json!({
        "error": "RecordInvalid",
        "description": "Record validation errors",
        "details": { "keypress": [{ "description": "Keypress: has already been taken", "error": "DuplicateValue" }] },
    });
    assert_eq!(call(&fake, "POST", ROUTES, super::group("1")), (422, expected.clone()));

    let (_, other) = call(&fake, "POST", ROUTES, super::group("2"));
    let path = format!("{ROUTES}/{}", other["ivr_route"]["id"]);
    assert_eq!(call(&fake, "PUT", &path, json!({ "ivr_route": { "keypress": "1" } })), (422, expected));
    assert_eq!(call(&fake, "PUT", &path, json!({ "ivr_route": { "keypress": "2" } })).0, 200);

    let second = fake.account(|account| account.add_menu(10001, "Second"));
    assert_eq!(call(&fake, "POST", &format!("{IVR}/menus/{second}/routes"), super::group("1")).0, 201);
}
