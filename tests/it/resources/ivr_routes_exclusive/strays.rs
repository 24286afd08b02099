//! Routes that nobody listed: shown by the plan, and removed by the apply.

use serde_json::{Value, json};

use super::account::{LIST, LOOK, account, add_by_hand, deletion, ids, list, map, on_key, others, requests};
use crate::harness::{Acceptance, Action, Plan};

const LISTED: &str = "{ \"1\" = zendesk_ivr_route.a.route_id }";

fn config() -> String {
    on_key("a", "1") + &list(LISTED)
}

/// Checks that a plan warns of a route on key 7, and of nothing else.
#[track_caller]
fn expect_warning(plan: &Plan, stray: i64) {
    let found = plan.output.diagnostics();
    assert_eq!(found.len(), 1, "{}", plan.output);
    let warning = plan.output.warning("Routes to be removed from menu 10002");
    warning.at(LIST, "routes");
    warning
        .says("Applying this plan deletes these routes of menu 10002 (IVR 10001), since routes lacks them");
    warning.says(&format!("- \"7\" = {stray} (group, \"Support\")"));
}

#[test]
fn a_new_list_removes_what_the_menu_has() {
    let acc = account();
    let stray = add_by_hand(&acc, "7");
    let applied = acc.apply(&config());
    assert_eq!(applied.plan.change(LIST)["after"]["removes"], map(&[("7", stray)]));
    expect_warning(&applied.plan, stray);
    assert_eq!(applied.attr(LIST, "removes"), &map(&[("7", stray)]));
    assert!(!ids(&acc).contains(&stray));
    assert_eq!(others(&acc), ["POST 10001/menus/10002/routes", LOOK, &deletion(stray)]);
}

#[test]
fn a_later_route_is_removed_by_a_change_of_the_list() {
    let acc = account();
    acc.apply(&config());
    let stray = add_by_hand(&acc, "7");
    requests(&acc);
    let applied = acc.apply(&config());
    applied.plan.expect_action(LIST, Action::Update);
    let change = applied.plan.change(LIST);
    assert_eq!(change["before"]["routes"], map(&[("1", 30001), ("7", stray)]));
    assert_eq!(change["after"]["routes"], map(&[("1", 30001)]));
    applied.plan.output.says(&format!("- \"7\" = {stray} -> null"));
    expect_warning(&applied.plan, stray);
    assert_eq!(others(&acc), [LOOK, &deletion(stray)]);
    assert_eq!(ids(&acc), [30001]);
    assert_eq!(applied.attr(LIST, "removes"), &json!({}));
}

#[test]
fn a_route_that_leaves_the_list_is_removed() {
    let acc = account();
    let [one, seven] = ["1", "7"].map(|key| add_by_hand(&acc, key));
    acc.apply(&list(&format!("{{ \"1\" = {one}, \"7\" = {seven} }}")));
    let applied = acc.apply(&list(&format!("{{ \"1\" = {one} }}")));
    expect_warning(&applied.plan, seven);
    assert_eq!(ids(&acc), [one]);
}

#[test]
fn a_route_without_a_key_is_removed_as_well() {
    let acc = account();
    acc.apply(&config());
    let stray = add_by_hand(&acc, "7");
    acc.fake().account(|account| account.route_mut(10001, 10002, stray).unwrap().keypress = None);
    let applied = acc.apply(&config());
    let name = format!("no key ({stray})");
    assert_eq!(applied.plan.change(LIST)["before"]["routes"][&name], Value::from(stray));
    assert_eq!(ids(&acc), [30001]);
}

/// Saves a plan with a stray on key 7, changes something, and applies the plan.
fn apply_after(change: impl FnOnce(&Acceptance, i64)) -> (Acceptance, i64, crate::harness::Output) {
    let acc = account();
    acc.apply(&config());
    let stray = add_by_hand(&acc, "7");
    let planned = acc.terraform(&["plan", "-out=saved"]);
    assert!(planned.status.success(), "{planned}");
    change(&acc, stray);
    requests(&acc);
    let output = acc.terraform(&["apply", "saved"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(acc.state().attr(LIST, "routes"), &map(&[("1", 30001)]));
    (acc, stray, output)
}

#[test]
fn a_route_that_somebody_deletes_first_is_no_error() {
    let (acc, _, output) = apply_after(|acc, stray| {
        acc.fake().account(|account| account.remove_route(10001, 10002, stray)).unwrap();
    });
    assert!(others(&acc).iter().all(|request| request.starts_with("GET ")));
    output.does_not_say("Routes not removed");
    acc.replan().expect_empty();
}

#[test]
fn a_route_that_got_another_key_since_the_plan_stays() {
    let (acc, stray, output) = apply_after(|acc, stray| {
        acc.fake().account(|account| {
            account.route_mut(10001, 10002, stray).unwrap().keypress = Some("8".into());
        });
    });
    output.warning("Routes not removed from menu 10002").says(&format!("- \"7\" = {stray}"));
    assert_eq!(ids(&acc), [30001, stray]);
    acc.replan().expect_action(LIST, Action::Update);
}

#[test]
fn what_appeared_since_the_plan_stays_and_is_told() {
    let (acc, stray, output) = apply_after(|acc, _| {
        add_by_hand(acc, "8");
    });
    let [_, appeared] = ids(&acc)[..] else { panic!("two routes") };
    assert_ne!(appeared, stray);
    output.warning("New routes in menu 10002").says(&format!("- \"8\" = {appeared}"));
    assert_eq!(others(&acc), [LOOK, &deletion(stray)]);
}

#[test]
fn a_deletion_that_fails_is_an_error_and_is_planned_again() {
    let acc = account();
    acc.apply(&config());
    let stray = add_by_hand(&acc, "7");
    acc.fake().fault(
        crate::fake::Fault::answer(crate::fake::Answer::forbidden_text())
            .on("DELETE", crate::fake::Fault::ROUTE),
    );
    acc.apply_fails(&config()).error("Failed to remove IVR route");
    assert_eq!(ids(&acc), [30001, stray]);
    acc.replan().expect_action(LIST, Action::Update);
}

/// Terraform plans a new list once more to apply it, and hands nothing of the first plan to the second: where they differ, it
/// stops.
#[test]
fn a_menu_that_changes_before_its_list_is_created_loses_nothing() {
    let acc = account();
    let stray = add_by_hand(&acc, "7");
    acc.configure(&list("{}"));
    let planned = acc.terraform(&["plan", "-out=saved"]);
    assert!(planned.status.success(), "{planned}");
    let later = add_by_hand(&acc, "8");
    requests(&acc);
    let output = acc.terraform(&["apply", "saved"]);
    assert!(!output.status.success(), "{output}");
    output.error("Provider produced inconsistent final plan").says(".removes");
    assert_eq!(others(&acc), [""; 0]);
    assert_eq!(ids(&acc), [stray, later]);
    acc.apply(&list("{}"));
    assert_eq!(ids(&acc), [0_i64; 0]);
}
