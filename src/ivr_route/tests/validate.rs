use serde_json::{Value as Json, json};
use tf_provider::Diagnostics;
use tf_provider::value::Value;

use super::super::{IvrRoute, validate};
use super::{options, route};

fn findings(config: &IvrRoute) -> (Vec<String>, Vec<String>) {
    let mut diags = Diagnostics::default();
    validate(&mut diags, config);
    let paths =
        |list: Vec<tf_provider::Diagnostic>| list.iter().map(|found| found.attribute.to_string()).collect();
    (paths(diags.errors), paths(diags.warnings))
}

fn errors(attributes: Json) -> Vec<String> {
    findings(&route(attributes)).0
}

fn option_errors(action: &str, set: Json) -> Vec<String> {
    errors(json!({"action": action, "options": options(set)}))
}

#[test]
fn each_finding_is_on_its_attribute() {
    assert_eq!(errors(json!({"ivr_id": -1})), ["ivr_id"]);
    assert_eq!(errors(json!({"ivr_id": 9_007_199_254_740_991_i64})), [""; 0]);
    assert_eq!(errors(json!({"ivr_id": 9_007_199_254_740_992_i64})), ["ivr_id"]);
    assert_eq!(errors(json!({"menu_id": 1.5})), ["menu_id"]);
    assert_eq!(errors(json!({"menu_id": "123456789012345678901"})), ["menu_id"]);
    assert_eq!(errors(json!({"keypress": "10"})), ["keypress"]);
    assert_eq!(errors(json!({"action": "transfer"})), ["action"]);
    assert_eq!(errors(json!({"overflow_options": "{}"})), ["overflow_options"]);
    assert_eq!(errors(json!({"options": options(json!({}))})), ["options"]);
}

#[test]
fn actions_need_their_options() {
    for (action, needed) in [
        ("group", vec!["options.group_ids"]),
        ("voicemail", vec!["options.group_ids"]),
        ("phone_number", vec!["options.phone_number"]),
        ("textback", vec!["options.sms_text", "options.textback_phone_number_id"]),
        ("menu", vec!["options.menu_id"]),
    ] {
        assert_eq!(errors(json!({"action": action})), needed);
        assert_eq!(option_errors(action, json!({"tags": ["a"]})), needed);
    }
    assert_eq!(option_errors("group", json!({"group_ids": []})), ["options.group_ids"]);
}

#[test]
fn actions_take_no_other_options() {
    assert_eq!(option_errors("menu", json!({"menu_id": 1, "group_ids": [1]})), ["options.group_ids"]);
    assert_eq!(option_errors("group", json!({"group_ids": [1], "sms_text": "x"})), ["options.sms_text"]);
    assert_eq!(option_errors("menu", json!({"menu_id": 1, "group_ids": []})), [""; 0]);
}

#[test]
fn values_of_options_are_checked() {
    assert_eq!(
        option_errors("group", json!({"group_ids": [1, -2, null, 1]})),
        ["options.group_ids[1]", "options.group_ids[2]", "options.group_ids[3]"]
    );
    assert_eq!(option_errors("group", json!({"group_ids": [0, 0]})), [""; 0]);
    assert_eq!(option_errors("phone_number", json!({"phone_number": "205x1"})), ["options.phone_number"]);
    assert_eq!(
        option_errors("textback", json!({"sms_text": " ", "textback_phone_number_id": -1})),
        ["options.sms_text", "options.textback_phone_number_id"]
    );
    for tag in [json!("a b"), json!(""), json!(null)] {
        assert_eq!(option_errors("menu", json!({"menu_id": 1, "tags": [tag]})), ["options.tags"], "{tag}");
    }
}

#[test]
fn what_the_api_may_refuse_is_a_warning() {
    let national =
        route(json!({"action": "phone_number", "options": options(json!({"phone_number": "0800 123"}))}));
    assert_eq!(findings(&national), (vec![], vec!["options.phone_number".to_owned()]));
    let tags = ["a".repeat(50), "b".repeat(51)];
    let long = route(json!({"action": "menu", "options": options(json!({"menu_id": 1, "tags": tags}))}));
    assert_eq!(findings(&long), (vec![], vec!["options.tags".to_owned()]));
}

#[test]
fn unknown_values_are_left_alone() {
    let mut config = route(json!({"action": "group", "options": options(json!({}))}));
    if let Value::Value(options) = &mut config.options {
        (options.group_ids, options.sms_text) = (Value::Unknown, Value::Unknown);
    }
    assert_eq!(findings(&config), (vec![], vec![]));
    let unknown_action = IvrRoute { action: Value::Unknown, ..config.clone() };
    assert_eq!(findings(&unknown_action), (vec![], vec![]));
    let unknown_options = IvrRoute { options: Value::Unknown, ..config };
    assert_eq!(findings(&unknown_options), (vec![], vec![]));
}
