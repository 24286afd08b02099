//! A menu that loses its `default` route: the plan says what callers will hear.

use serde_json::Value;

use super::account::{TO_SALES, account, route, route_in};
use crate::harness::{Acceptance, Output};

fn on_key(name: &str, key: &str) -> String {
    route(name, &format!("keypress = \"{key}\", {TO_SALES}"))
}

fn plan(acc: &Acceptance, config: &str) -> Output {
    acc.configure(config);
    let output = acc.terraform(&["plan"]);
    assert!(output.status.success(), "{output}");
    output
}

#[track_caller]
fn expect_warning(output: &Output, route_id: &Value) {
    let warning = output.warning(&format!("Menu 10002 loses its default route {route_id}"));
    warning.says("Callers who press no key, or a wrong one, are disconnected in menu 10002 (IVR 10001), unless this run");
    assert_eq!(output.diagnostics().len(), 1, "{output}");
}

#[test]
fn a_default_route_that_goes_or_moves_is_told() {
    let acc = account();
    let applied = acc.apply(&(on_key("a", "default") + &on_key("b", "1")));
    let route_id = applied.attr("zendesk_ivr_route.a", "route_id");
    let rest = on_key("b", "1");
    expect_warning(&plan(&acc, &rest), route_id);
    expect_warning(&plan(&acc, &(on_key("a", "2") + &rest)), route_id);
    let elsewhere = route_in(10001, 10003, "a", &format!("keypress = \"default\", {TO_SALES}"));
    expect_warning(&plan(&acc, &(elsewhere + &rest)), route_id);
    // A replacement gets the key again, and another key is no matter.
    acc.configure(&(on_key("a", "default") + &rest));
    let replaced = acc.terraform(&["plan", "-replace=zendesk_ivr_route.a"]);
    assert_eq!(replaced.diagnostics().len(), 0, "{replaced}");
    let other = plan(&acc, &on_key("a", "default"));
    assert_eq!(other.diagnostics().len(), 0, "{other}");
}

#[test]
fn a_route_that_takes_the_default_key_by_then_makes_it_no_warning() {
    let acc = account();
    acc.apply(&(on_key("a", "default") + &on_key("b", "1")));
    // Terraform plans b before a.
    let waits = format!("keypress = \"1\", {TO_SALES}, depends_on = [zendesk_ivr_route.b]");
    let exchanged = plan(&acc, &(route("a", &waits) + &on_key("b", "default")));
    exchanged.does_not_say("loses its default route");
}
