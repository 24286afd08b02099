//! The harness itself: its steps on Terraform's built-in `terraform_data`, which needs no Zendesk.
#![expect(clippy::expect_used, reason = "a helper that fails must fail the test")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;

use crate::harness::{Acceptance, Action, Feature};

const KEPT: &str = r#"resource "terraform_data" "test" { input = "a" }"#;

/// An object that is different at each plan.
const RESTLESS: &str = r#"resource "terraform_data" "test" { input = timestamp() }"#;

/// Its local command fails, and says so in a line that Terraform wraps.
const BROKEN: &str = r#"
resource "terraform_data" "test" {
  provisioner "local-exec" {
    command = "echo 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen' && false"
  }
}
"#;

/// Its local command says `ready` and then waits till Terraform ends it; an interrupt of the whole group doesn't.
const SLOW: &str = r#"
resource "terraform_data" "test" {
  provisioner "local-exec" { command = "trap '' INT && echo ready && sleep 60" }
}
"#;

/// The message of the panic by which a step fails.
fn failure(step: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(step)).expect_err("the step fails");
    panic.downcast_ref::<String>().expect("a message").clone()
}

#[test]
fn apply_gives_plan_state_and_outputs() {
    let acc = Acceptance::new();
    let applied = acc.apply(
        r#"
        resource "terraform_data" "test" { input = { keys = ["1", "2"] } }
        output "second" { value = terraform_data.test.output.keys[1] }
        "#,
    );
    applied.plan.expect_action("terraform_data.test", Action::Create);
    assert!(applied.plan.is_unknown("terraform_data.test", "output"));
    assert_eq!(applied.plan.after("terraform_data.test", "input.keys.0"), Some(&json!("1")));
    assert_eq!(applied.plan.after("terraform_data.test", "output"), None);
    assert_eq!(applied.attr("terraform_data.test", "output.keys.0"), "1");
    assert_eq!(applied.state.output("second"), "2");
    assert_eq!(applied.state.addresses(), ["terraform_data.test"]);
    acc.show().says(r#"second = "2""#);
    applied.output.says("Apply complete! Resources: 1 added").does_not_say("Error");
}

#[test]
fn plan_tells_what_happens_to_each_object() {
    let acc = Acceptance::new();
    acc.apply(KEPT);
    acc.replan().expect_empty();
    let update = acc.plan(r#"resource "terraform_data" "test" { input = "b" }"#);
    update.expect_action("terraform_data.test", Action::Update);
    let replace = r#"resource "terraform_data" "test" { triggers_replace = "b" }"#;
    acc.plan(replace).expect_action("terraform_data.test", Action::Replace);
    acc.plan("").expect_action("terraform_data.test", Action::Delete);
    assert_eq!(acc.state().addresses(), ["terraform_data.test"]);
}

#[test]
fn apply_fails_when_the_next_plan_is_not_empty() {
    let acc = Acceptance::new();
    let message = failure(|| drop(acc.apply(RESTLESS)));
    assert!(message.contains("the plan without refresh isn't empty"), "{message}");
    assert!(message.contains("terraform_data.test will be updated in-place"), "{message}");
    assert!(message.contains("0 requests to the fake"), "{message}");
}

#[test]
fn apply_expecting_drift_gives_the_next_plan() {
    let acc = Acceptance::new();
    let (applied, next) = acc.apply_expecting_drift(RESTLESS);
    applied.plan.expect_action("terraform_data.test", Action::Create);
    next.expect_action("terraform_data.test", Action::Update);
    let message = failure(|| drop(acc.apply_expecting_drift(KEPT)));
    assert!(message.contains("the plan is empty, and shouldn't be"), "{message}");
}

#[test]
fn a_failed_apply_is_reported_unwrapped() {
    let acc = Acceptance::new();
    let output = acc.apply_fails(BROKEN);
    output.says("Output: one two three four five six seven eight nine ten eleven twelve thirteen fourteen");
    let error = output.error("local-exec provisioner error");
    error
        .at("terraform_data.test", "provisioner")
        .says("one two three four five six seven eight nine ten eleven");
    assert_eq!(output.diagnostics(), [error]);
    let message = failure(|| drop(acc.apply_fails(KEPT)));
    assert!(message.contains("it succeeded, and should have failed"), "{message}");
}

#[test]
fn a_step_that_fails_tells_the_command_and_both_streams() {
    let acc = Acceptance::new();
    let message = failure(|| drop(acc.apply(BROKEN)));
    assert!(message.contains("it failed: `terraform apply tfplan` in /"), "{message}");
    assert!(message.contains("terraform_data.test: Creating..."), "{message}");
    assert!(message.contains("Error: local-exec provisioner error"), "{message}");
}

#[test]
fn errors_are_found_by_summary_and_place() {
    let acc = Acceptance::new();
    let config = r#"
    resource "terraform_data" "test" {
      inputs = "a"
    }
    "#;
    let error = acc.validate_fails(config).error("Unsupported argument");
    assert_eq!(error.source, r#"inputs = "a""#);
    assert_eq!(error.detail, r#"An argument named "inputs" is not expected here. Did you mean "input"?"#);
    acc.plan_fails(config).error("Unsupported argument");
    let message = failure(|| drop(acc.validate_fails(config).error("Another")));
    assert!(message.contains(r#"no Error "Another" among"#), "{message}");
    acc.validate(KEPT).says("Success! The configuration is valid");
}

#[test]
fn import_steps_compare_and_plan() {
    let acc = Acceptance::new();
    let applied = acc.apply(r#"resource "terraform_data" "test" {}"#);
    let id = applied.attr("terraform_data.test", "id").as_str().expect("an id").to_owned();
    acc.import_command("terraform_data.test", &id);
    acc.import_block("terraform_data.test", &format!("id = \"{id}\""));
    let message = failure(|| acc.import_command("terraform_data.test", "other"));
    assert!(message.contains("terraform_data.test imported as other"), "{message}");
    let output = acc.import_fails("", "terraform_data.test", &id);
    output.says("resource address \"terraform_data.test\" does not exist in the configuration");
}

#[test]
fn modules_and_files_of_the_test_are_used() {
    let acc = Acceptance::new();
    acc.write("modules/menu/main.tf", KEPT);
    let applied = acc.apply(r#"module "menu" { source = "./modules/menu" }"#);
    assert_eq!(applied.attr("module.menu.terraform_data.test", "output"), "a");
    assert_eq!(acc.refresh().addresses(), ["module.menu.terraform_data.test"]);
    acc.destroy().says("Destroy complete! Resources: 1 destroyed.");
    assert!(acc.state().addresses().is_empty());
}

#[test]
fn an_interrupt_reaches_terraform() {
    let acc = Acceptance::new();
    acc.configure(SLOW);
    let mut running = acc.spawn(&["apply", "-auto-approve"]);
    running.read_until("(local-exec): ready");
    running.interrupt();
    let output = acc.finish(running);
    assert_eq!(output.status.code(), Some(1));
    output.says("Interrupt received.").says("Gracefully shutting down...");
}

#[test]
fn a_credential_in_a_plan_fails_the_step() {
    let mut acc = Acceptance::new();
    let token = acc.fake().account(|account| account.credentials.api_token.clone());
    acc.env("TF_VAR_token", &token);
    let config = r#"
    variable "token" {}
    resource "terraform_data" "test" { input = var.token }
    "#;
    let message = failure(|| drop(acc.plan(config)));
    assert!(message.contains("a credential of the account is in terraform plan"), "{message}");
}

#[test]
fn a_credential_in_the_state_file_fails_the_test() {
    let mut acc = Acceptance::new();
    acc.env_remove("ZENDESK_API_TOKEN");
    let token = acc.fake().account(|account| account.credentials.api_token.clone());
    acc.write("terraform.tfstate", &token);
    let message = failure(|| acc.expect_no_secrets());
    assert!(message.contains("terraform.tfstate"), "{message}");
    acc.write("terraform.tfstate", "");
}

#[test]
fn warnings_are_found_like_errors() {
    let acc = Acceptance::new();
    let config = r#"
    resource "terraform_data" "test" { input = "closed" }
    check "hours" {
      assert {
        condition     = terraform_data.test.input == "open"
        error_message = "The office is closed."
      }
    }
    "#;
    let warning = acc.plan(config).output.warning("Check block assertion failed");
    warning.says("The office is closed.");
    assert!(warning.source.starts_with("condition"), "{warning:?}");
}

#[test]
fn raw_runs_see_the_environment_of_the_test_alone() {
    let mut acc = Acceptance::new();
    acc.env("TF_VAR_greeting", "hello").configure(r#"variable "greeting" {}"#);
    let output = acc.terraform(&["console"]);
    assert!(output.status.success(), "{output}");
    acc.env_remove("TF_VAR_greeting");
    let output = acc.terraform(&["plan"]);
    assert_eq!(output.status.code(), Some(1));
    output.error("No value for required variable");
}

#[test]
fn a_feature_is_had_when_the_program_knows_its_command() {
    let acc = Acceptance::new();
    let known = acc.terraform(&["query", "-help"]).status.success();
    assert_eq!(acc.has(Feature::Query), known);
}

/// Makes a route by a local command, of which `terraform destroy` knows nothing.
const LEFT_BEHIND: &str = r#"
resource "terraform_data" "test" {
  provisioner "local-exec" {
    interpreter = ["python3", "-c"]
    command     = <<-EOT
      import base64, json, os, urllib.request
      token = f"{os.environ['ZENDESK_EMAIL']}/token:{os.environ['ZENDESK_API_TOKEN']}"
      urllib.request.urlopen(urllib.request.Request(
          os.environ["ZENDESK_BASE_URL"] + "/api/v2/channels/voice/ivr/1000/menus/2000/routes",
          json.dumps({"ivr_route": {"keypress": "1", "action": "group", "options": {"group_ids": [1]}}}).encode(),
          {"Accept": "application/json", "Content-Type": "application/json",
           "Authorization": "Basic " + base64.b64encode(token.encode()).decode()}))
    EOT
  }
}
"#;

/// A test whose account has a route of its own from the start.
fn with_a_seeded_route() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.set_next_id(1000);
        account.add_ivr("Main line");
        account.set_next_id(2000);
        account.add_menu(1000, "Main menu");
        account.set_next_id(3000);
        account.add_route(1000, 2000, "0", "group", json!({"group_ids": [1]}));
        account.set_next_id(4000);
    });
    acc
}

#[test]
fn a_route_that_terraform_leaves_behind_fails_the_test() {
    let message = failure(|| {
        let acc = with_a_seeded_route();
        acc.apply(LEFT_BEHIND);
        drop(acc);
    });
    assert!(message.contains("Terraform made [4000] and didn't destroy them"), "{message}");
}

#[test]
fn what_a_run_outside_of_the_steps_made_is_destroyed_if_it_is_in_the_state() {
    let route = r#"
resource "zendesk_ivr_route" "test" {
  ivr_id   = 1000
  menu_id  = 2000
  keypress = "1"
  action   = "group"
  options  = { group_ids = [1] }
}
"#;
    let make = |acc: &Acceptance| {
        acc.configure(route);
        acc.spawn(&["apply", "-auto-approve"])
    };
    let acc = with_a_seeded_route();
    let output = acc.finish(make(&acc));
    assert!(output.status.success(), "{output}");
    drop(acc);

    let message = failure(|| {
        let acc = with_a_seeded_route();
        acc.finish(make(&acc));
        acc.terraform(&["state", "rm", "zendesk_ivr_route.test"]);
        drop(acc);
    });
    assert!(message.contains("Terraform made [4000] and didn't destroy them"), "{message}");
}

#[test]
fn a_route_that_the_test_seeded_may_stay() {
    let acc = with_a_seeded_route();
    acc.apply(KEPT);
    acc.fake().account(|account| assert_eq!(account.routes(1000, 2000).len(), 1));
}
