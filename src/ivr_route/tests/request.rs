use serde_json::{Value as Json, json};
use tf_provider::value::Value;

use super::super::{IvrRoute, to_request};
use super::{options, route};

fn body(planned: &IvrRoute, prior: Option<&IvrRoute>) -> Json {
    json!(to_request(planned, prior, planned, None).unwrap())
}

#[test]
fn each_action_sends_its_options() {
    for (action, given, sent) in [
        ("group", json!({"group_ids": [2, 1]}), json!({"group_ids": [2, 1]})),
        ("voicemail", json!({"group_ids": [1], "tags": ["a"]}), json!({"group_ids": [1], "tags": ["a"]})),
        ("phone_number", json!({"phone_number": "+1 (205) 953"}), json!({"phone_number": "+1205953"})),
        (
            "textback",
            json!({"sms_text": "Hi", "textback_phone_number_id": 3}),
            json!({"sms_text": "Hi", "textback_phone_number_id": 3}),
        ),
        ("menu", json!({"menu_id": 4, "group_ids": []}), json!({"menu_id": 4})),
    ] {
        let planned = route(json!({"keypress": "1", "action": action, "options": options(given)}));
        let expected = json!({"keypress": "1", "action": action, "options": sent});
        assert_eq!(body(&planned, None), expected, "{action}");
    }
}

#[test]
fn nothing_unknown_is_sent() {
    let planned = IvrRoute { keypress: Value::Unknown, options: Value::Unknown, ..route(json!({})) };
    assert_eq!(body(&planned, None), json!({}));
}

#[test]
fn tags_that_are_no_more_are_sent_as_none() {
    let prior = route(json!({"action": "menu", "options": options(json!({"menu_id": 4, "tags": ["a"]}))}));
    let planned = route(json!({"action": "menu", "options": options(json!({"menu_id": 4}))}));
    assert_eq!(body(&planned, Some(&prior))["options"], json!({"menu_id": 4, "tags": []}));
}

#[test]
fn overflow_options_are_sent_only_if_configured() {
    let configured = route(json!({"overflow_options": "[{\"a\": 1}]"}));
    assert_eq!(body(&configured, None), json!({"overflow_options": [{"a": 1}]}));
    let request = to_request(&configured, None, &route(json!({})), None).unwrap();
    assert_eq!(json!(request), json!({}));
}

#[test]
fn options_that_only_the_api_knows_go_back() {
    let planned = route(json!({"action": "menu", "options": options(json!({"menu_id": 4}))}));
    let unknown = json!({"language": "de"}).as_object().cloned();
    let request = to_request(&planned, None, &planned, unknown).unwrap();
    assert_eq!(json!(request)["options"], json!({"menu_id": 4, "language": "de"}));
}

#[test]
fn an_unknown_element_is_refused_on_its_path() {
    let mut planned = route(json!({"action": "group", "options": options(json!({"group_ids": [1, 2]}))}));
    if let Value::Value(options) = &mut planned.options {
        options.group_ids = Value::Value(vec![Value::Value(crate::plugin::Number::Int(1)), Value::Unknown]);
    }
    let error = to_request(&planned, None, &planned, None).unwrap_err();
    assert_eq!(error.attribute.to_string(), "options.group_ids[1]");
}
