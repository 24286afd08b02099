//! A route that one run keeps at one address and destroys at another: it would be gone, and still in the state.

use serde_json::json;

use super::account::{TO_SALES, account, address, route, route_in};
use crate::export::program::run;
use crate::harness::{Acceptance, Action, Feature, Output};

const SUMMARY: &str = "Route kept and destroyed in one run";

/// An account with six routes of the main menu, made by hand: keys 1 to 6, ids from 30001 in steps of 384.
fn seeded() -> Acceptance {
    let acc = account();
    acc.fake().account(|account| {
        for key in 1..=6 {
            let options = json!({"group_ids": [360_001_381_413_i64], "tags": []});
            account.add_route(10001, 10002, &key.to_string(), "group", options);
        }
    });
    acc
}

/// The id of the route of a key.
fn id(key: i64) -> i64 {
    30001 + 384 * (key - 1)
}

/// The route of a key as it is, named `{name}{key}`.
fn resource(name: &str, key: i64) -> String {
    route(&format!("{name}{key}"), &format!("keypress = \"{key}\", {TO_SALES}"))
}

fn import_as(name: &str, key: i64, argument: &str) -> String {
    format!("import {{\n  to = {}\n  {argument}\n}}\n", address(&format!("{name}{key}")))
}

fn import(name: &str, key: i64) -> String {
    import_as(name, key, &format!("id = \"10001/10002/{}\"", id(key)))
}

fn moved(key: i64) -> String {
    format!("moved {{\n  from = zendesk_ivr_route.old{key}\n  to = zendesk_ivr_route.new{key}\n}}\n")
}

fn removed(key: i64) -> String {
    format!(
        "removed {{\n  from = zendesk_ivr_route.old{key}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n"
    )
}

/// Checks that a run was refused with one error for each of these keys, and that nothing was written.
#[track_caller]
fn expect_refused(acc: &Acceptance, output: &Output, keys: &[i64]) {
    let mut told: Vec<_> = output.diagnostics();
    told.sort_by_key(|error| error.detail.clone());
    assert_eq!(told.len(), keys.len(), "{output}");
    for (error, key) in told.iter().zip(keys) {
        assert_eq!(error.summary, SUMMARY);
        let key_of = |prefix: &str| address(&format!("{prefix}{key}"));
        assert!([key_of("old"), key_of("new"), String::new()].contains(&error.address), "{error:#?}");
        error.says(&format!("Route 10001/10002/{} is at two addresses", id(*key)));
        error.says("Applying would delete it at Zendesk");
        error.says("moved { from = zendesk_ivr_route.OLD to = zendesk_ivr_route.NEW }");
        error.says("removed { from = zendesk_ivr_route.OLD lifecycle { destroy = false } }");
    }
    expect_untouched(acc);
}

/// Checks that all six routes are there, and that nothing was sent but reads.
#[track_caller]
fn expect_untouched(acc: &Acceptance) {
    let written = acc.fake().requests().into_iter().filter(|request| request.method != "GET");
    assert_eq!(written.map(|request| request.path).collect::<Vec<_>>(), [] as [String; 0]);
    let keys = acc.fake().account(|account| account.routes(10001, 10002).len());
    assert_eq!(keys, 6);
}

#[test]
fn a_route_renamed_beside_its_import_block_is_an_error_at_plan() {
    let acc = seeded();
    acc.apply(&(resource("old", 1) + &import("old", 1)));
    let mut arguments = vec!["id = \"10001/10002/30001\"", "id = \"10001/10002/key=1\""];
    if acc.has(Feature::Identity) {
        arguments.push("identity = { ivr_id = 10001, menu_id = 10002, route_id = 30001 }");
    }
    for argument in arguments {
        let output = acc.plan_fails(&(resource("new", 1) + &import_as("new", 1, argument)));
        expect_refused(&acc, &output, &[1]);
    }
    // As the error says; the import block is left in.
    let renamed = [resource("new", 1), import("new", 1), moved(1)].concat();
    let applied = acc.apply(&renamed);
    applied.plan.expect_action(&address("new1"), Action::NoOp);
    expect_untouched(&acc);
}

#[test]
fn each_of_many_renamed_routes_gets_its_error_and_no_saved_plan_applies() {
    let acc = seeded();
    let keys = [1, 2, 3, 4, 5, 6];
    let all = |name| keys.map(|key| resource(name, key) + &import(name, key)).concat();
    acc.apply(&all("old"));
    acc.configure(&all("new"));
    for parallelism in ["-parallelism=1", "-parallelism=10"] {
        let output = acc.terraform(&["plan", "-out", "refused", parallelism]);
        assert!(!output.status.success(), "{output}");
        expect_refused(&acc, &output, &keys);
        let output = acc.terraform(&["apply", "refused"]);
        assert!(!output.status.success(), "{output}");
        let output = acc.terraform(&["apply", "-auto-approve", parallelism]);
        assert!(!output.status.success(), "{output}");
        expect_refused(&acc, &output, &keys);
    }
}

#[test]
fn changes_and_dependencies_make_no_difference() {
    let acc = seeded();
    let old: String = [1, 2].map(|key| resource("old", key) + &import("old", key)).concat();
    acc.apply(&old);
    let other_key = route("new1", &format!("keypress = \"9\", {TO_SALES}"));
    let other_action = route("new1", "keypress = \"1\", action = \"menu\", options = { menu_id = 10003 }");
    // Another menu: the imported route is replaced.
    let other_menu = route_in(10001, 10003, "new1", &format!("keypress = \"1\", {TO_SALES}"));
    let later =
        route("new1", &format!("keypress = \"1\", {TO_SALES}, depends_on = [zendesk_ivr_route.old2]"));
    for new in [other_key, other_action, other_menu, later] {
        let rest = resource("old", 2) + &import("old", 2);
        let output = acc.plan_fails(&[new, import("new", 1), rest].concat());
        expect_refused(&acc, &output, &[1]);
    }
}

#[test]
fn an_account_exported_again_after_menus_were_renamed_is_an_error_at_plan() {
    let acc = seeded();
    let exported = run(acc.fake(), &["export", "--routes-only", "--ivr", "10001"]).ok().stdout;
    acc.apply(&exported);
    acc.fake().account(|account| {
        account.ivr_mut(10001).unwrap().name = Some("Head office".into());
        account.menu_mut(10001, 10002).unwrap().name = Some("Welcome".into());
    });
    let again = run(acc.fake(), &["export", "--routes-only", "--ivr", "10001"]).ok().stdout;
    assert_ne!(again, exported);
    let output = acc.plan_fails(&again);
    let errors = output.diagnostics();
    assert!(errors.iter().all(|error| error.summary == SUMMARY), "{output}");
    assert_eq!(errors.len(), 6, "{output}");
    expect_untouched(&acc);
}

#[test]
fn a_route_that_the_state_holds_twice_is_not_destroyed() {
    let acc = seeded();
    acc.apply(&(resource("old", 1) + &import("old", 1)));
    let both = [
        resource("old", 1),
        "resource \"zendesk_ivr_route\" \"new1\" {\n  ivr_id = 10001\n  menu_id = 10002\n}\n".into(),
        import("new", 1),
    ];
    acc.configure(&both.concat());
    let output = acc.terraform(&["import", &address("new1"), "10001/10002/30001"]);
    assert!(output.status.success(), "{output}");
    for options in [&["plan"][..], &["plan", "-refresh=false"]] {
        acc.configure(&resource("new", 1));
        let output = acc.terraform(options);
        assert!(!output.status.success(), "{output}");
        expect_refused(&acc, &output, &[1]);
    }
    let output = acc.terraform(&["state", "rm", &address("old1")]);
    assert!(output.status.success(), "{output}");
    acc.apply(&resource("new", 1)).plan.expect_action(&address("new1"), Action::NoOp);
    expect_untouched(&acc);
}

#[test]
fn a_route_may_be_handed_over_to_another_address() {
    let acc = seeded();
    if acc.lacks(Feature::Removed) {
        return;
    }
    acc.apply(&(resource("old", 1) + &import("old", 1)));
    let applied = acc.apply(&[resource("new", 1), import("new", 1), removed(1)].concat());
    applied.plan.expect_import(&address("new1")).expect_action(&address("old1"), Action::Forget);
    expect_untouched(&acc);
}

#[test]
fn an_imported_route_may_take_the_key_of_one_that_is_destroyed() {
    let acc = seeded();
    acc.apply(&(resource("old", 1) + &import("old", 1)));
    let takes_over = route("new2", &format!("keypress = \"1\", {TO_SALES}"));
    let applied = acc.apply(&(takes_over + &import("new", 2)));
    applied.plan.expect_import(&address("new2")).expect_action(&address("old1"), Action::Delete);
    assert_eq!(applied.attr(&address("new2"), "id"), "10001/10002/30385");
}

#[test]
fn a_route_to_be_imported_elsewhere_can_be_destroyed_as_the_error_says() {
    let acc = seeded();
    acc.apply(&(resource("old", 1) + &import("old", 1)));
    acc.configure(&(resource("new", 1) + &import("new", 1)));
    let output = acc.terraform(&["destroy", "-refresh=false", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    assert!(acc.fake().account(|account| account.routes(10001, 10002).iter().all(|route| route.id != 30001)));
}

/// From Terraform 1.13 on, one provider process serves a whole test file that has a provider block.
#[test]
fn tests_destroy_what_their_runs_imported() {
    for runs in [
        "run \"one\" {}\n",
        "run \"one\" {\n  command = plan\n}\nrun \"two\" {}\nrun \"three\" {\n  command = plan\n}\n",
    ] {
        for same in [true, false] {
            let acc = seeded();
            let key = if same { "1" } else { "9" };
            let config = route("new1", &format!("keypress = \"{key}\", {TO_SALES}"));
            acc.configure(&(config + &import("new", 1)));
            acc.write("tests/import.tftest.hcl", &format!("provider \"zendesk\" {{}}\n{runs}"));
            let output = acc.terraform(&["test"]);
            assert!(output.status.success(), "{output}");
            let left = acc.fake().account(|account| account.routes(10001, 10002).len());
            assert_eq!(left, 5, "{output}");
        }
    }
}

/// The route is in two states at a time, and the plan of one of them isn't applied.
#[test]
fn tests_destroy_what_another_run_imported_in_a_plan() {
    // Terraform 1.13 plans what it cleans up once more; the two blocks may be equal.
    for (made, new) in [("", ""), ("keypress = \"9\", ", "keypress = \"9\", "), ("keypress = \"9\", ", "")] {
        let acc = seeded();
        acc.write("setup/main.tf", &(SETUP.to_owned() + &route("made", &format!("{made}{TO_SALES}"))));
        let import = "variable \"id\" {}\nimport {\n  to = zendesk_ivr_route.new\n  id = var.id\n}\n";
        acc.configure(&(route("new", &format!("{new}{TO_SALES}")) + import));
        acc.write("tests/setup.tftest.hcl", RUNS);
        assert!(acc.terraform(&["get"]).status.success());
        let output = acc.terraform(&["test"]);
        assert!(output.status.success(), "{output}");
        assert_eq!(acc.fake().account(|account| account.routes(10001, 10002).len()), 6);
    }
}

const SETUP: &str = r#"
terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}
output "id" {
  value = zendesk_ivr_route.made.id
}
"#;

const RUNS: &str = r#"
provider "zendesk" {}
run "setup" {
  module {
    source = "./setup"
  }
}
run "plan" {
  command = plan
  variables {
    id = run.setup.id
  }
}
"#;
