//! `data.zendesk_ivr_routes`: all routes of a menu.

use serde_json::{Value, json};

use crate::account;
use crate::fake::Fault;
use crate::harness::{Acceptance, Action};

const MENU: &str = "/api/v2/channels/voice/ivr/10001/menus/10002/routes";

/// Menu 10002 with five routes; their order is neither that of the keys nor that of the actions.
fn account() -> Acceptance {
    let acc = account::with_menu();
    acc.fake().account(|account| {
        account.add_group(360001381413, "Sales");
        for (key, action, options) in [
            ("7", "group", json!({"group_ids": [360001381413_i64]})),
            ("default", "voicemail", json!({"group_ids": [360001381413_i64]})),
            ("#", "menu", json!({"menu_id": 10002})),
            ("0", "group", json!({"group_ids": [4, 3], "tags": ["b"]})),
            ("3", "phone_number", json!({"phone_number": "+12025550101"})),
        ] {
            account.add_route(10001, 10002, key, action, options);
        }
    });
    acc
}

fn data_source(arguments: &str) -> String {
    format!("data \"zendesk_ivr_routes\" \"test\" {{\n  ivr_id = 10001\n  {arguments}\n}}\n")
}

/// What an attribute is in each route.
fn each(routes: &Value, attribute: &str) -> Vec<Value> {
    routes.as_array().unwrap().iter().map(|route| route[attribute].clone()).collect()
}

#[test]
fn lists_every_page_in_zendesks_order() {
    let acc = account();
    acc.fake().account(|account| {
        account.knobs.page_size = 2;
        account.knobs.nested_routes = false;
    });
    acc.plan(&data_source("menu_id = 10002"));
    let asked: Vec<_> = acc.fake().requests().into_iter().map(|request| request.path).collect();
    assert_eq!(
        asked,
        [Fault::IVRS.to_owned(), MENU.to_owned(), format!("{MENU}?page=2"), format!("{MENU}?page=3")]
    );
    let applied = acc.apply(&data_source("menu_id = 10002"));
    let routes = applied.attr("data.zendesk_ivr_routes.test", "routes");
    assert_eq!(each(routes, "keypress"), ["7", "default", "#", "0", "3"]);
    assert_eq!(each(routes, "route_id"), [10003, 10387, 10771, 11155, 11539]);
    let zero = json!({
        "id": "10001/10002/11155", "ivr_id": 10001, "menu_id": 10002, "route_id": 11155, "keypress": "0",
        "action": "group", "greeting": null, "option_text": null, "overflow_options": null,
        "options": {
            "group_ids": [4, 3], "menu_id": null, "phone_number": null, "sms_text": null, "tags": ["b"],
            "textback_phone_number_id": null,
        },
    });
    assert_eq!(routes[3], zero);
}

#[test]
fn lists_without_an_envelope() {
    let acc = account();
    acc.fake().account(|account| account.knobs.envelope = false);
    let applied = acc.apply(&data_source("menu_id = 10002"));
    let routes = applied.attr("data.zendesk_ivr_routes.test", "routes");
    assert_eq!(each(routes, "keypress"), ["7", "default", "#", "0", "3"]);
}

#[test]
fn filters_by_action() {
    let acc = account();
    for (action, keys) in [("group", vec!["7", "0"]), ("textback", vec![])] {
        let applied = acc.apply(&data_source(&format!("menu_id = 10002\n  action = \"{action}\"")));
        assert_eq!(each(applied.attr("data.zendesk_ivr_routes.test", "routes"), "keypress"), keys);
        assert_eq!(applied.attr("data.zendesk_ivr_routes.test", "action"), action);
    }
    let unknown = data_source("menu_id = 10002\n  action = \"call\"");
    let error = acc.validate_fails(&unknown).error("Invalid action");
    error.at("data.zendesk_ivr_routes.test", "action");
    error.says("Allowed are group, voicemail, phone_number, textback, menu.");
}

#[test]
fn a_menu_without_routes_is_empty_and_a_missing_one_an_error() {
    let acc = account::with_menu();
    let applied = acc.apply(&data_source("menu_id = 10002"));
    assert_eq!(applied.attr("data.zendesk_ivr_routes.test", "routes"), &json!([]));
    assert_eq!(applied.attr("data.zendesk_ivr_routes.test", "action"), &Value::Null);

    let error = acc.plan_fails(&data_source("menu_id = 5")).error("Menu not found");
    error.at("data.zendesk_ivr_routes.test", "menu_id");
    error.says("No menu has the id 5. There are: 10002 \"Main menu\" (default).");
}

#[test]
fn outputs_are_made_of_it() {
    let acc = account();
    let applied = acc.apply(
        &(data_source("menu_id = 10002")
            + r#"
locals {
  routes = { for route in data.zendesk_ivr_routes.test.routes : route.keypress => route }
}
resource "terraform_data" "each" {
  for_each = local.routes
  input    = "${each.value.action} ${coalesce(each.value.option_text, "-")}"
}
output "answers" {
  value = { for key, object in terraform_data.each : key => object.output }
}
output "primary" {
  value = [for route in data.zendesk_ivr_routes.test.routes : route.options.group_ids[0] if route.action == "group"]
}
"#),
    );
    assert_eq!(
        applied.state.output("answers"),
        &json!({
            "7": "group Sales", "default": "voicemail Sales", "#": "menu Main menu", "0": "group -",
            "3": "phone_number +12025550101",
        })
    );
    assert_eq!(applied.state.output("primary"), &json!([360001381413_i64, 4]));
}

#[test]
fn ids_that_are_unknown_at_plan_are_read_at_apply() {
    let acc = account();
    let config = r#"
resource "terraform_data" "menu" { input = 10002 }
data "zendesk_ivr_routes" "test" {
  ivr_id  = 10001
  menu_id = terraform_data.menu.output
}
output "keys" { value = data.zendesk_ivr_routes.test.routes[*].keypress }
"#;
    let applied = acc.apply(config);
    applied.plan.expect_action("data.zendesk_ivr_routes.test", Action::Read);
    assert!(applied.plan.is_unknown("data.zendesk_ivr_routes.test", "routes"));
    assert_eq!(applied.state.output("keys"), &json!(["7", "default", "#", "0", "3"]));
}

#[test]
fn a_route_that_was_just_created_is_listed() {
    let acc = account();
    let config = r#"
resource "zendesk_ivr_route" "new" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "9"
  action   = "menu"
  options  = { menu_id = 10002 }
}
data "zendesk_ivr_routes" "test" {
  ivr_id     = 10001
  menu_id    = 10002
  depends_on = [zendesk_ivr_route.new]
}
"#;
    let applied = acc.apply(config);
    let routes = applied.attr("data.zendesk_ivr_routes.test", "routes");
    assert_eq!(each(routes, "keypress"), ["7", "default", "#", "0", "3", "9"]);
}
