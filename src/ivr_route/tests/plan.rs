use serde_json::json;
use tf_provider::AttributePath;
use tf_provider::value::Value;

use super::super::{IvrRoute, Plan, plan_create};
use super::{options, route};

fn prior() -> super::IvrRoute {
    route(json!({
        "id": "10001/10002/7", "route_id": 7, "keypress": "1", "action": "phone_number",
        "options": options(json!({"phone_number": "+1 (205) 953-1462", "tags": ["a", "b"]})),
        "option_text": "text", "greeting": "hello",
    }))
}

/// Plans a change where everything is configured.
fn plan_update(prior: &IvrRoute, proposed: IvrRoute) -> Plan {
    super::super::plan_update(prior, proposed.clone(), &proposed)
}

#[test]
fn what_a_new_route_leaves_out_is_known_after_apply() {
    let planned = plan_create(route(
        json!({"keypress": "1", "action": "menu", "options": options(json!({"menu_id": 3}))}),
    ));
    assert_eq!(planned.keypress, Value::Value("1".into()));
    assert!(planned.options.is_value());
    for unknown in [&planned.id, &planned.overflow_options, &planned.option_text, &planned.greeting] {
        assert!(unknown.is_unknown());
    }
    assert!(planned.route_id.is_unknown());
    assert!(plan_create(route(json!({}))).options.is_unknown());
}

#[test]
fn another_spelling_is_no_change() {
    let mut proposed = prior();
    proposed.options =
        serde_json::from_value(options(json!({"phone_number": "+12059531462", "tags": ["B", "a"]}))).unwrap();
    assert_eq!(plan_update(&prior(), proposed).route, prior());
}

#[test]
fn another_key_or_tag_alters_no_text() {
    let mut proposed = prior();
    proposed.keypress = Value::Value("2".into());
    proposed.options = serde_json::from_value(options(json!({"phone_number": "+1 (205) 953-1462"}))).unwrap();
    let plan = plan_update(&prior(), proposed.clone());
    assert_eq!(plan.route, proposed);
    assert_eq!(plan.requires_replace, []);
}

#[test]
fn another_option_makes_the_texts_unknown() {
    let mut proposed = prior();
    proposed.options = serde_json::from_value(options(json!({"phone_number": "+12059531463"}))).unwrap();
    let planned = plan_update(&prior(), proposed).route;
    assert!(planned.option_text.is_unknown() && planned.greeting.is_unknown());
    assert_eq!(planned.id, prior().id);
}

#[test]
fn another_menu_needs_another_route() {
    for (attribute, change) in [("ivr_id", json!({"ivr_id": 5})), ("menu_id", json!({"menu_id": 5}))] {
        let mut proposed = json!(prior());
        super::merge(&mut proposed, change);
        let plan = plan_update(&prior(), serde_json::from_value(proposed).unwrap());
        assert_eq!(plan.requires_replace, [AttributePath::new(attribute)]);
        assert!(plan.route.id.is_unknown() && plan.route.route_id.is_unknown());
    }
}

#[test]
fn an_unknown_menu_needs_another_route() {
    let mut proposed = prior();
    proposed.menu_id = Value::Unknown;
    assert_eq!(plan_update(&prior(), proposed).requires_replace, [AttributePath::new("menu_id")]);
}

#[test]
fn options_that_are_not_configured_stay() {
    let config = route(json!({"keypress": "2"}));
    let proposed = IvrRoute { options: Value::Null, ..prior() };
    assert_eq!(super::super::plan_update(&prior(), proposed, &config).route, prior());
}
