//! `terraform test` with the real provider: from Terraform 1.13 on, one provider serves a whole file.

use super::account::{TO_SALES, account, route, route_in};
use crate::harness::{Acceptance, Output};

fn on_key(name: &str, key: &str, does: &str) -> String {
    route(name, &format!("keypress = \"{key}\", {does}"))
}

/// Runs a test file beside a configuration.
fn test(acc: &Acceptance, config: &str, file: &str) -> Output {
    acc.configure(config);
    acc.write("menu.tftest.hcl", &format!("provider \"zendesk\" {{}}\n{file}"));
    acc.terraform(&["test"])
}

#[track_caller]
fn expect_passes(acc: &Acceptance, config: &str, file: &str) {
    let output = test(acc, config, file);
    assert!(output.status.success(), "{output}");
    output.says("0 failed");
    assert!(acc.fake().account(|account| account.routes(10001, 10002).is_empty()), "something is left");
}

/// Several routes, one with values that are known only at plan or at apply.
fn menu() -> String {
    let known_later = "resource \"terraform_data\" \"menu\" {\n  input = 10002\n}\n\
        data \"zendesk_ivr\" \"main\" {\n  ivr_id = 10001\n}\n";
    let looked_up = "resource \"zendesk_ivr_route\" \"looked_up\" {\n  ivr_id = data.zendesk_ivr.main.ivr_id\n  \
        menu_id = data.zendesk_ivr.main.menus[0].menu_id\n  keypress = \"4\"\n  action = \"group\"\n  \
        options = { group_ids = [360001381413] }\n}\n";
    let made = "resource \"zendesk_ivr_route\" \"made\" {\n  ivr_id = 10001\n  \
        menu_id = terraform_data.menu.output\n  keypress = \"5\"\n  action = \"group\"\n  \
        options = { group_ids = [360001381413] }\n}\n";
    let many = "for_each = toset([\"1\", \"2\", \"3\"]), keypress = each.key";
    [route("many", &format!("{many}, {TO_SALES}")), known_later.into(), looked_up.into(), made.into()]
        .concat()
}

#[test]
fn a_file_of_one_run_passes() {
    expect_passes(&account(), &on_key("a", "1", TO_SALES), "run \"one\" {}\n");
}

#[test]
fn a_file_of_plans_and_applies_in_any_order_passes() {
    let acc = account();
    let plan = |name: &str| format!("run \"{name}\" {{\n  command = plan\n}}\n");
    let apply = |name: &str| format!("run \"{name}\" {{}}\n");
    let files = [
        plan("a") + &plan("b") + &plan("c"),
        plan("a") + &apply("b") + &plan("c") + &apply("d"),
        apply("a") + &apply("b") + &plan("c") + &plan("d"),
    ];
    for file in files {
        expect_passes(&acc, &menu(), &file);
    }
}

#[test]
fn runs_may_exchange_keys_and_replace_routes() {
    let acc = account();
    let variable = |name: &str, default: &str| {
        format!("variable \"{name}\" {{\n  type = string\n  default = \"{default}\"\n}}\n")
    };
    let a = "resource \"zendesk_ivr_route\" \"a\" {\n  ivr_id = 10001\n  menu_id = var.menu\n  keypress = var.a\n  \
        action = \"group\"\n  options = { group_ids = [360001381413] }\n}\n";
    let b = a.replace("\"a\" {", "\"b\" {").replace("var.a", "var.b");
    let config = [variable("a", "1"), variable("b", "2"), variable("menu", "10002"), a.into(), b].concat();
    let run = |name: &str, command: &str, a: &str, b: &str, menu: i64| {
        let values = format!("a = \"{a}\"\n    b = \"{b}\"\n    menu = \"{menu}\"");
        format!("run \"{name}\" {{\n  command = {command}\n  variables {{\n    {values}\n  }}\n}}\n")
    };
    let file = [
        run("make", "apply", "1", "2", 10002),
        run("would_exchange", "plan", "2", "1", 10002),
        run("exchange", "apply", "2", "1", 10002),
        run("would_move", "plan", "3", "2", 10002),
        run("elsewhere", "apply", "1", "2", 10003),
        run("would_go_back", "plan", "1", "2", 10002),
    ];
    expect_passes(&acc, &config, &file.concat());
}

#[test]
fn two_routes_for_one_key_fail_a_run() {
    let acc = account();
    let different =
        on_key("a", "1", TO_SALES) + &on_key("b", "1", "action = \"menu\", options = { menu_id = 10003 }");
    let equal = on_key("a", "1", TO_SALES) + &on_key("b", "1", TO_SALES);
    let ordered = on_key("a", "1", TO_SALES)
        + &on_key("b", "1", &format!("{TO_SALES}, depends_on = [zendesk_ivr_route.a]"));
    for config in [different, equal, ordered] {
        for command in ["plan", "apply"] {
            let output = test(&acc, &config, &format!("run \"one\" {{\n  command = {command}\n}}\n"));
            assert!(!output.status.success(), "{output}");
            output.says("Key planned twice");
            assert!(acc.fake().requests().iter().all(|request| request.method == "GET"), "{output}");
        }
    }
    // Another menu is no duplicate.
    let other =
        on_key("a", "1", TO_SALES) + &route_in(10001, 10003, "b", &format!("keypress = \"1\", {TO_SALES}"));
    expect_passes(&acc, &other, "run \"one\" {}\n");
}
