//! The whole phone menu: one apply from nothing, and one destroy.

use serde_json::json;

use super::account::{account, ivrs, requests};
use crate::harness::Feature;

const CONFIG: &str = r#"
resource "zendesk_ivr" "main" {
  name             = "Support"
  phone_number_ids = [701]
  force_destroy    = true
  default_menu     = { name = "Welcome" }
}
resource "zendesk_ivr_menu" "billing" {
  ivr_id = zendesk_ivr.main.ivr_id
  name   = "Billing"
}
resource "zendesk_ivr_menu" "night" {
  ivr_id = zendesk_ivr.main.ivr_id
  name   = "Night"
}
resource "zendesk_ivr_route" "billing" {
  ivr_id   = zendesk_ivr.main.ivr_id
  menu_id  = zendesk_ivr.main.default_menu_id
  keypress = "1"
  action   = "menu"
  options  = { menu_id = zendesk_ivr_menu.billing.menu_id }
}
resource "zendesk_ivr_route" "night" {
  ivr_id   = zendesk_ivr.main.ivr_id
  menu_id  = zendesk_ivr_menu.billing.menu_id
  keypress = "default"
  action   = "menu"
  options  = { menu_id = zendesk_ivr_menu.night.menu_id }
}
resource "zendesk_ivr_route" "back" {
  ivr_id   = zendesk_ivr.main.ivr_id
  menu_id  = zendesk_ivr_menu.night.menu_id
  keypress = "default"
  action   = "menu"
  options  = { menu_id = zendesk_ivr_menu.billing.menu_id }
}
"#;

#[test]
fn one_apply_makes_it_and_one_destroy_removes_it() {
    let acc = account();
    let applied = acc.apply(CONFIG);
    assert_eq!(applied.attr("zendesk_ivr.main", "phone_number_names"), &json!(["Hotline"]));
    requests(&acc);
    acc.replan().expect_empty();
    assert_eq!(requests(&acc), ["GET /api/v2/channels/voice/ivr"]);
    let output = acc.destroy();
    output.does_not_say("isn't empty");
    assert_eq!(ivrs(&acc), [10001]);
}

#[test]
fn an_ivr_that_is_replaced_takes_its_menus_and_routes_along() {
    let acc = account();
    acc.apply(CONFIG);
    let output = acc.terraform(&["apply", "-auto-approve", "-replace", "zendesk_ivr.main"]);
    assert!(output.status.success(), "{output}");
    output.says("6 added, 0 changed, 6 destroyed");
    assert_eq!(ivrs(&acc).len(), 2);
}

#[test]
fn a_file_of_plans_and_applies_passes() {
    let acc = account();
    acc.configure(CONFIG);
    let run = |name: &str, command: &str| format!("run \"{name}\" {{\n  command = {command}\n}}\n");
    let file = [run("a", "plan"), run("b", "apply"), run("c", "plan"), run("d", "apply")].concat();
    acc.write("menu.tftest.hcl", &format!("provider \"zendesk\" {{}}\n{file}"));
    let output = acc.terraform(&["test"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(ivrs(&acc), [10001]);
}

#[test]
fn a_mocked_provider_serves_it() {
    let acc = account();
    if acc.lacks(Feature::Mocks) {
        return;
    }
    acc.configure(&CONFIG.replace("  default_menu     = { name = \"Welcome\" }\n", ""));
    acc.write("mocked.tftest.hcl", "mock_provider \"zendesk\" {}\nrun \"mocked\" {}\n");
    let output = acc.terraform(&["test"]);
    assert!(output.status.success(), "{output}");
}
