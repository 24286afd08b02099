//! Routes that the same run creates, moves, replaces or deletes: none of them is a stray.

use super::account::{LIST, account, add_by_hand, address, deletion, ids, list, on_key, others};
use crate::harness::{Acceptance, Action};

const TWO: &str = "{ \"1\" = zendesk_ivr_route.a.route_id, \"2\" = zendesk_ivr_route.b.route_id }";
const ONE: &str = "{ \"1\" = zendesk_ivr_route.a.route_id }";

/// Plans and applies with that parallelism; nothing is said but what Terraform itself has to say.
#[track_caller]
fn apply_silently(acc: &Acceptance, config: &str, parallelism: &str) {
    acc.configure(config);
    let output = acc.terraform(&["apply", "-auto-approve", parallelism]);
    assert!(output.status.success(), "{output}");
    assert!(output.diagnostics().is_empty(), "{output}");
    acc.replan().expect_empty();
}

#[test]
fn a_route_that_the_run_deletes_is_no_stray() {
    for parallelism in ["-parallelism=1", "-parallelism=10"] {
        let acc = account();
        acc.apply(&(on_key("a", "1") + &on_key("b", "2") + &list(TWO)));
        apply_silently(&acc, &(on_key("a", "1") + &list(ONE)), parallelism);
        assert_eq!(ids(&acc).len(), 1);
        let deletions = others(&acc).into_iter().filter(|request| request.starts_with("DELETE"));
        assert_eq!(deletions.count(), 1);
    }
}

#[test]
fn a_new_list_and_a_route_that_goes() {
    for parallelism in ["-parallelism=1", "-parallelism=10"] {
        let acc = account();
        acc.apply(&(on_key("a", "1") + &on_key("b", "2")));
        acc.configure(&(on_key("a", "1") + &list(ONE)));
        let planned = acc.terraform(&["plan", parallelism]);
        assert!(planned.diagnostics().is_empty(), "{planned}");
        let applied = acc.terraform(&["apply", "-auto-approve", parallelism]);
        assert!(applied.status.success(), "{applied}");
        acc.replan().expect_empty();
        assert_eq!(ids(&acc).len(), 1);
    }
}

#[test]
fn a_new_list_and_a_route_that_is_replaced() {
    for parallelism in ["-parallelism=1", "-parallelism=10"] {
        let acc = account();
        let routes = on_key("a", "1") + &on_key("b", "2");
        acc.apply(&routes);
        acc.configure(&(routes + &list(TWO)));
        let replaced =
            acc.terraform(&["apply", "-auto-approve", "-replace=zendesk_ivr_route.b", parallelism]);
        assert!(replaced.status.success(), "{replaced}");
        acc.replan().expect_empty();
        assert_eq!(ids(&acc).len(), 2);
    }
}

#[test]
fn a_route_that_the_run_makes_moves_or_replaces_is_no_stray() {
    for parallelism in ["-parallelism=1", "-parallelism=10"] {
        let acc = account();
        apply_silently(&acc, &(on_key("a", "1") + &list(ONE)), parallelism);
        apply_silently(&acc, &(on_key("a", "1") + &on_key("b", "2") + &list(TWO)), parallelism);
        let swapped = "{ \"2\" = zendesk_ivr_route.a.route_id, \"1\" = zendesk_ivr_route.b.route_id }";
        acc.configure(&(on_key("a", "2") + &on_key("b", "1") + &list(swapped)));
        let output = acc.terraform(&["apply", "-auto-approve"]);
        assert!(output.status.success() && output.diagnostics().is_empty(), "{output}");
        acc.configure(&(on_key("a", "2") + &on_key("b", "1") + &list(swapped)));
        let replaced =
            acc.terraform(&["apply", "-auto-approve", "-replace=zendesk_ivr_route.b", parallelism]);
        assert!(replaced.status.success() && replaced.diagnostics().is_empty(), "{replaced}");
        acc.replan().expect_empty();
        assert_eq!(ids(&acc).len(), 2);
    }
}

#[test]
fn a_managed_route_that_leaves_the_list_stays_and_is_told() {
    let acc = account();
    let routes = on_key("a", "1") + &on_key("b", "2");
    acc.apply(&(routes.clone() + &list(TWO)));
    let b = acc.state().attr(&address("b"), "route_id").clone();
    others(&acc);
    let depends = format!("{ONE}\n  depends_on = [zendesk_ivr_route.b]");
    let applied = acc.apply(&(routes + &list(&depends)));
    applied.plan.expect_action(LIST, Action::Update);
    let warning = applied.plan.output.warning("Managed routes missing from the list of menu 10002");
    warning.says("so they aren't removed").says(&format!("- \"2\" = {b}"));
    assert!(others(&acc).is_empty());
    assert_eq!(ids(&acc).len(), 2);
    // It is told as long as it is so, and is no change.
    acc.replan().expect_empty().output.warning("Managed routes missing from the list of menu 10002");
}

#[test]
fn a_managed_route_is_never_removed_whenever_terraform_tells_of_it() {
    let acc = account();
    let names = ["a", "b", "c", "d", "e", "f"];
    let routes: String = names.iter().zip(1..).map(|(name, key)| on_key(name, &key.to_string())).collect();
    acc.apply(&routes);
    let made = ids(&acc);
    // Nothing in the list says which routes come first.
    let first = acc.state().attr(&address("a"), "route_id").clone();
    let literal = list(&format!("{{ \"1\" = {first} }}"));
    for parallelism in ["-parallelism=1", "-parallelism=2", "-parallelism=10"] {
        acc.configure(&(routes.clone() + &literal));
        let output = acc.terraform(&["apply", "-auto-approve", parallelism]);
        assert!(!output.status.success(), "{output}");
        let said = ["Managed routes to be removed from menu 10002", "Route kept and removed in one run"];
        assert!(output.errors().iter().all(|error| said.contains(&error.summary.as_str())), "{output}");
        assert_eq!(ids(&acc), made);
    }
}

#[test]
fn a_plan_without_refresh_removes_nothing_that_it_does_not_know() {
    let acc = account();
    let routes = on_key("a", "1") + &on_key("b", "2");
    acc.configure(&(routes.clone() + &list(TWO)));
    let applied = acc.terraform(&["apply", "-auto-approve"]);
    assert!(applied.status.success(), "{applied}");
    acc.configure(&(routes + &list(ONE)));
    for parallelism in ["-parallelism=1", "-parallelism=10"] {
        let applied = acc.terraform(&["apply", "-auto-approve", "-refresh=false", parallelism]);
        assert!(applied.status.success(), "{applied}");
        assert_eq!(ids(&acc).len(), 2);
    }
}

#[test]
fn a_stray_beside_routes_that_go_is_removed_with_them() {
    let acc = account();
    acc.apply(&(on_key("a", "1") + &on_key("b", "2") + &list(TWO)));
    let stray = add_by_hand(&acc, "7");
    others(&acc);
    let applied = acc.apply(&(on_key("a", "1") + &list(ONE)));
    let warning = applied.plan.output.warning("Routes to be removed from menu 10002");
    warning.says(&format!("- \"7\" = {stray}"));
    assert!(others(&acc).contains(&deletion(stray)));
    assert_eq!(ids(&acc).len(), 1);
}

#[test]
fn a_stray_that_is_imported_stays() {
    let acc = account();
    acc.apply(&(on_key("a", "1") + &list(ONE)));
    let stray = add_by_hand(&acc, "2");
    let import = format!("import {{\n  to = {}\n  id = \"10001/10002/{stray}\"\n}}\n", address("b"));
    let applied = acc.apply(&(on_key("a", "1") + &on_key("b", "2") + &list(TWO) + &import));
    applied.plan.expect_import(&address("b"));
    assert!(applied.plan.output.diagnostics().is_empty(), "{}", applied.plan.output);
    assert_eq!(ids(&acc), [30001, stray]);
}
