//! `data.zendesk_ivr_route`: by id, by key, and not at all.

use serde_json::json;

use crate::account;
use crate::fake::LoggedRequest;
use crate::harness::{Acceptance, Action};

/// A route for each action, and a data source that finds it by its id and one that finds it by its key.
const EACH_ACTION: &str = r##"
locals {
  routes = {
    "1"     = { action = "group", options = { group_ids = [360001381413, 360001381433], tags = ["sales", "eu"] } }
    "0"     = { action = "voicemail", options = { group_ids = [360001381433] } }
    "*"     = { action = "phone_number", options = { phone_number = "+12025550101" } }
    "#"     = { action = "textback", options = { sms_text = "Hi", textback_phone_number_id = 360000112233 } }
    default = { action = "menu", options = { menu_id = 10002 } }
  }
}
resource "zendesk_ivr_route" "test" {
  for_each = local.routes
  ivr_id   = 10001
  menu_id  = 10002
  keypress = each.key
  action   = each.value.action
  options  = each.value.options
}
data "zendesk_ivr_route" "by_id" {
  for_each = local.routes
  ivr_id   = 10001
  menu_id  = 10002
  route_id = zendesk_ivr_route.test[each.key].route_id
}
data "zendesk_ivr_route" "by_key" {
  for_each   = local.routes
  ivr_id     = 10001
  menu_id    = 10002
  keypress   = each.key
  depends_on = [zendesk_ivr_route.test]
}
"##;

/// Menu 10002 with route 10003 for key 1 and 10387 for `default`.
fn account() -> Acceptance {
    let acc = account::with_menu();
    acc.fake().account(|account| {
        account.add_group(360001381413, "Sales");
        account.add_route(
            10001,
            10002,
            "1",
            "group",
            json!({"group_ids": [360001381413_i64], "tags": ["eu"]}),
        );
        account.add_route(10001, 10002, "default", "menu", json!({"menu_id": 10002}));
        account.route_mut(10001, 10002, 10003).unwrap().greeting = Some("Welcome".into());
    });
    acc
}

fn data_source(arguments: &str) -> String {
    format!("data \"zendesk_ivr_route\" \"test\" {{\n  ivr_id = 10001\n  {arguments}\n}}\n")
}

#[test]
fn gives_every_attribute_of_the_resource() {
    let acc = account::with_menu();
    let applied = acc.apply(EACH_ACTION);
    for key in ["0", "1", "*", "#", "default"] {
        let route = applied.state.resource(&format!("zendesk_ivr_route.test[\"{key}\"]"));
        for found_by in ["by_id", "by_key"] {
            // Ids that are unknown at plan make Terraform read it during the apply.
            let address = format!("data.zendesk_ivr_route.{found_by}[\"{key}\"]");
            applied.plan.expect_action(&address, Action::Read);
            let mut found = applied.state.resource(&address).clone();
            let mut route = route.clone();
            sort_tags(&mut route);
            sort_tags(&mut found);
            assert_eq!(found, route, "{address}");
        }
    }
}

fn sort_tags(route: &mut serde_json::Value) {
    if let Some(tags) = route["options"]["tags"].as_array_mut() {
        tags.sort_by_key(ToString::to_string);
    }
}

#[test]
fn finds_by_id_and_by_key() {
    let acc = account();
    let sales = json!({
        "id": "10001/10002/10003", "ivr_id": 10001, "menu_id": 10002, "route_id": 10003, "keypress": "1",
        "action": "group", "greeting": "Welcome", "option_text": "Sales", "overflow_options": null,
        "options": {
            "group_ids": [360001381413_i64], "menu_id": null, "phone_number": null, "sms_text": null,
            "tags": ["eu"], "textback_phone_number_id": null,
        },
    });
    for lookup in ["route_id = 10003", "keypress = \"1\""] {
        let applied = acc.apply(&data_source(&format!("menu_id = 10002\n  {lookup}")));
        assert_eq!(applied.state.resource("data.zendesk_ivr_route.test"), &sales, "{lookup}");
    }
    let default = acc.apply(&data_source("menu_id = 10002\n  keypress = \"default\""));
    assert_eq!(default.attr("data.zendesk_ivr_route.test", "route_id"), 10387);
}

#[test]
fn says_what_it_did_not_find() {
    let acc = account();
    acc.fake().account(|account| {
        account.knobs.unique_keypress = false;
        account.add_menu(10001, "Empty");
        account.add_route(10001, 10002, "1", "menu", json!({"menu_id": 10002}));
    });
    let cases = [
        (
            "menu_id = 10002\n  keypress = \"2\"",
            "keypress",
            "Failed to read IVR route",
            "Route for key 2 of menu 10002 (IVR 10001): there is none; keys of the menu with a route: 1, default.",
        ),
        (
            "menu_id = 10771\n  keypress = \"2\"",
            "keypress",
            "Failed to read IVR route",
            "Route for key 2 of menu 10771 (IVR 10001): there is none; keys of the menu with a route: none.",
        ),
        (
            "menu_id = 10002\n  keypress = \"1\"",
            "keypress",
            "Failed to read IVR route",
            "Route for key 1 of menu 10002 (IVR 10001): there are several; name one by its id: 10003, 11155.",
        ),
        (
            "menu_id = 10002\n  route_id = 4",
            "route_id",
            "Route not found",
            "Route 4 of menu 10002 (IVR 10001) does not exist.",
        ),
        (
            "menu_id = 5\n  route_id = 10003",
            "route_id",
            "Route not found",
            "Route 10003 of menu 5 (IVR 10001) does not exist.",
        ),
    ];
    let blocks = cases.iter().enumerate().map(|(index, (arguments, ..))| {
        data_source(arguments).replace("\"test\"", &format!("\"case{index}\""))
    });
    let output = acc.plan_fails(&blocks.collect::<String>());
    let errors = output.diagnostics();
    for (index, (_, attribute, summary, detail)) in cases.iter().enumerate() {
        let address = format!("data.zendesk_ivr_route.case{index}");
        let error = errors.iter().find(|error| error.address == address);
        let error =
            error.unwrap_or_else(|| panic!("no error for {address}: {output}")).at(&address, attribute);
        assert_eq!((error.summary.as_str(), error.detail.as_str()), (*summary, *detail));
    }
    assert_eq!(errors.len(), cases.len(), "{output}");
}

#[test]
fn says_that_the_menu_is_missing() {
    let acc = account();
    let error =
        acc.plan_fails(&data_source("menu_id = 5\n  keypress = \"1\"")).error("Failed to read IVR route");
    error.at("data.zendesk_ivr_route.test", "data \"zendesk_ivr_route\"");
    error
        .says(r#"Route for key 1 of menu 5 (IVR 10001): No menu has the id 5. There are: 10002 "Main menu""#);
}

#[test]
fn arguments_are_checked_before_anything_is_asked() {
    let acc = account();
    let cases = [
        (
            "menu_id = 10002",
            "data \"zendesk_ivr_route\"",
            "Route not determined",
            "Neither route_id nor keypress is set. Set the one to find the route by.",
        ),
        (
            "menu_id = 10002\n  route_id = 1\n  keypress = \"1\"",
            "route_id",
            "Route not determined",
            "Both route_id and keypress are set. Leave one of them out.",
        ),
        (
            "menu_id = 10002\n  keypress = \"A\"",
            "keypress",
            "Invalid keypress",
            "keypress is \"A\". Allowed are 0 to 9, *, # and default.",
        ),
        (
            "menu_id = 10002\n  route_id = -7",
            "route_id",
            "Invalid id",
            "route_id is -7. Allowed is a whole number from 1 to 9007199254740991.",
        ),
        (
            "menu_id = -1\n  route_id = 1",
            "menu_id",
            "Invalid id",
            "menu_id is -1. Allowed is a whole number from 1 to 9007199254740991.",
        ),
        (
            "menu_id = 1.5\n  route_id = 1",
            "menu_id",
            "Invalid id",
            "menu_id is 1.5. Allowed is a whole number from 1 to 9007199254740991.",
        ),
    ];
    let blocks = cases.iter().enumerate().map(|(index, (arguments, ..))| {
        data_source(arguments).replace("\"test\"", &format!("\"case{index}\""))
    });
    let output = acc.validate_fails(&blocks.collect::<String>());
    let errors = output.diagnostics();
    for (index, (_, source, summary, detail)) in cases.iter().enumerate() {
        let address = format!("data.zendesk_ivr_route.case{index}");
        let error = errors.iter().find(|error| error.address == address);
        let error = error.unwrap_or_else(|| panic!("no error for {address}: {output}")).at(&address, source);
        assert_eq!((error.summary.as_str(), error.detail.as_str()), (*summary, *detail));
    }
    assert_eq!(errors.len(), cases.len(), "{output}");
    assert_eq!(acc.fake().requests(), [] as [LoggedRequest; 0]);
}

#[test]
fn routes_of_one_menu_cost_one_request() {
    let acc = account();
    let blocks = ["route_id = 10003", "keypress = \"1\"", "keypress = \"default\""].map(|lookup| {
        let name = lookup.replace([' ', '=', '"'], "");
        data_source(&format!("menu_id = 10002\n  {lookup}")).replace("\"test\"", &format!("\"{name}\""))
    });
    acc.plan(&blocks.concat());
    let asked: Vec<_> = acc.fake().requests().into_iter().map(|request| request.path).collect();
    assert_eq!(asked, [crate::fake::Fault::IVRS]);
}
