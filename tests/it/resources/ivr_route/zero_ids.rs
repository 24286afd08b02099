//! The id 0, which Terraform's mocks give for each number that a data source computes: valid, and never planned or asked for.

use super::account::{TEST, TO_SALES, account, requests, route, route_in};
use crate::harness::{Acceptance, Diagnostic, Feature};

/// Arguments with a 0 among them: the IVR, the menu, the others, the line that is shown, and the path of the 0.
type Case = (i64, i64, &'static str, &'static str, &'static str);

const CASES: [Case; 5] = [
    (0, 10002, TO_SALES, "ivr_id", "ivr_id"),
    (10001, 0, TO_SALES, "menu_id", "menu_id"),
    (10001, 10002, r#"action = "menu", options = { menu_id = 0 }"#, "options", "options.menu_id"),
    (
        10001,
        10002,
        r#"action = "group", options = { group_ids = [7, 0] }"#,
        "options",
        "options.group_ids[1]",
    ),
    (
        10001,
        10002,
        r#"action = "textback", options = { sms_text = "Hi", textback_phone_number_id = 0 }"#,
        "options",
        "options.textback_phone_number_id",
    ),
];

fn config((ivr, menu, arguments, ..): Case) -> String {
    route_in(ivr, menu, "test", &format!("keypress = \"1\", {arguments}"))
}

/// Plans a configuration whose one finding is a 0.
fn refused(acc: &Acceptance, config: &str, address: &str, line: &str, path: &str) {
    let mut found = acc.plan_fails(config).diagnostics();
    found.retain(|found| !found.address.is_empty());
    let [error]: &[Diagnostic; 1] = found.as_slice().try_into().unwrap_or_else(|_| panic!("{found:#?}"));
    assert_eq!(error.summary, "Invalid id");
    let allowed = format!("{path} is 0. Allowed is a whole number from 1 to 9007199254740991.");
    error.at(address, line).says(&allowed).says("give it defaults with mock_data");
    if address == TEST {
        error.says("To destroy everything all the same, run terraform destroy -refresh=false.");
    }
}

#[test]
fn a_zero_is_valid_and_refused_when_a_create_is_planned() {
    let acc = account();
    for case in CASES {
        let config = config(case);
        acc.validate(&config);
        refused(&acc, &config, TEST, case.3, case.4);
    }
    assert_eq!(requests(&acc), [""; 0]);
}

#[test]
fn a_zero_is_refused_when_an_update_or_a_replacement_is_planned() {
    let acc = account();
    let applied = route("test", &format!("keypress = \"1\", {TO_SALES}"));
    acc.apply(&applied);
    for case in CASES {
        refused(&acc, &config(case), TEST, case.3, case.4);
    }
    acc.configure(&applied);
}

#[test]
fn a_zero_that_shows_during_an_apply_is_refused() {
    let acc = account();
    let menu = |id: i64| format!("resource \"terraform_data\" \"menu\" {{\n  input = {id}\n}}\n");
    let options = "options = { menu_id = terraform_data.menu.output }";
    let route = route("test", &format!("keypress = \"1\", action = \"menu\", {options}"));
    let error = acc.apply_fails(&(menu(0) + &route)).error("Invalid id");
    error.at(TEST, "options").says("options.menu_id is 0.").says("mock_data");
    acc.apply(&(menu(10003) + &route));
}

#[test]
fn a_zero_is_valid_for_data_sources_and_refused_when_they_are_read() {
    let acc = account();
    for (kind, arguments, line) in [
        ("zendesk_ivr", "ivr_id = 0", "ivr_id"),
        ("zendesk_ivr_menu", "ivr_id = 0\n  default = true", "ivr_id"),
        ("zendesk_ivr_menu", "ivr_id = 10001\n  menu_id = 0", "menu_id"),
        ("zendesk_ivr_route", "ivr_id = 10001\n  menu_id = 0\n  keypress = \"1\"", "menu_id"),
        ("zendesk_ivr_route", "ivr_id = 10001\n  menu_id = 10002\n  route_id = 0", "route_id"),
        ("zendesk_ivr_routes", "ivr_id = 0\n  menu_id = 10002", "ivr_id"),
    ] {
        let config = format!("data \"{kind}\" \"test\" {{\n  {arguments}\n}}\n");
        acc.validate(&config);
        refused(&acc, &config, &format!("data.{kind}.test"), line, line);
    }
    assert_eq!(requests(&acc), [""; 0]);
}

/// Every id from a data source.
const MOCKABLE: &str = r#"
data "zendesk_ivr" "main" {
  name = "Main line"
}

data "zendesk_ivr_menu" "first" {
  ivr_id  = data.zendesk_ivr.main.ivr_id
  menu_id = data.zendesk_ivr.main.default_menu_id
}

data "zendesk_ivr_route" "old" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr_menu.first.menu_id
  keypress = "1"
}

data "zendesk_ivr_routes" "old" {
  ivr_id  = data.zendesk_ivr.main.ivr_id
  menu_id = data.zendesk_ivr_menu.first.menu_id
}

resource "zendesk_ivr_route" "menu" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr_menu.first.menu_id
  keypress = "2"
  action   = "menu"
  options  = { menu_id = data.zendesk_ivr.main.default_menu_id }
}

resource "zendesk_ivr_route" "groups" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr.main.default_menu_id
  keypress = "3"
  action   = "group"
  options  = { group_ids = [data.zendesk_ivr_route.old.route_id, data.zendesk_ivr_menu.first.greeting_id] }
}

resource "zendesk_ivr_route" "text" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr.main.default_menu_id
  keypress = "4"
  action   = "textback"
  options  = { sms_text = "Hi", textback_phone_number_id = data.zendesk_ivr_route.old.route_id }
}
"#;

#[test]
fn an_empty_mock_of_the_provider_passes() {
    let acc = account();
    if acc.lacks(Feature::Mocks) {
        return;
    }
    acc.configure(MOCKABLE);
    let test = r#"
        mock_provider "zendesk" {}
        run "plan" {
          command = plan
          assert {
            condition     = zendesk_ivr_route.menu.options.menu_id == data.zendesk_ivr.main.default_menu_id
            error_message = "The route leads elsewhere."
          }
        }
        run "apply" {}
    "#;
    acc.write("main.tftest.hcl", test);
    let output = acc.terraform(&["test"]);
    assert!(output.status.success() && output.stdout.contains("2 passed, 0 failed"), "{output}");
    assert_eq!(requests(&acc), [""; 0]);
}

#[test]
fn a_zero_of_an_overridden_data_source_is_told_with_the_remedy() {
    let acc = account();
    if acc.lacks(Feature::Mocks) {
        return;
    }
    let data = "data \"zendesk_ivr\" \"main\" {\n  name = \"Main line\"\n}\n";
    let route = route("test", &format!("keypress = \"1\", {TO_SALES}"))
        .replace("ivr_id = 10001", "ivr_id = data.zendesk_ivr.main.default_menu_id");
    acc.configure(&format!("{data}{route}"));
    let test = "override_data {\n  target = data.zendesk_ivr.main\n}\nrun \"plan\" {\n  command = plan\n}\n";
    acc.write("main.tftest.hcl", test);
    let output = acc.terraform(&["test"]);
    assert!(!output.status.success(), "{output}");
    output.error("Invalid id").at(TEST, "ivr_id").says("values with override_data");
}
