//! What was changed by hand.

use super::account::{LIST, account, add_by_hand, ids, list, map, on_key};
use crate::harness::Action;

#[test]
fn a_listed_route_that_got_another_key_is_told() {
    let acc = account();
    let one = add_by_hand(&acc, "1");
    let config = list(&format!("{{ \"1\" = {one} }}"));
    acc.apply(&config);
    acc.fake().account(|account| account.route_mut(10001, 10002, one).unwrap().keypress = Some("5".into()));
    let (applied, next) = acc.apply_expecting_drift(&config);
    applied.plan.expect_action(LIST, Action::Update);
    let warning = next.output.warning(&format!("Route {one} has another key than listed"));
    warning.says(&format!(
        "lists route {one} of menu 10002 (IVR 10001) for the key \"1\", but it has key \"5\"."
    ));
    assert_eq!(ids(&acc), [one]);
}

#[test]
fn a_listed_route_that_is_deleted_is_told() {
    let acc = account();
    let [one, two] = ["1", "2"].map(|key| add_by_hand(&acc, key));
    let config = list(&format!("{{ \"1\" = {one}, \"2\" = {two} }}"));
    acc.apply(&config);
    acc.fake().account(|account| account.remove_route(10001, 10002, two)).unwrap();
    let (_, next) = acc.apply_expecting_drift(&config);
    next.output.warning("Listed routes missing in menu 10002").says(&format!("- \"2\" = {two}"));
    assert_eq!(ids(&acc), [one]);
}

#[test]
fn a_managed_route_that_was_moved_by_hand_is_moved_back_and_stays() {
    let acc = account();
    let config = on_key("a", "1") + &list("{ \"1\" = zendesk_ivr_route.a.route_id }");
    acc.apply(&config);
    acc.fake().account(|account| account.route_mut(10001, 10002, 30001).unwrap().keypress = Some("5".into()));
    let applied = acc.apply(&config);
    assert_eq!(applied.plan.change(LIST)["before"]["routes"], map(&[("5", 30001)]));
    applied.plan.output.does_not_say("Routes to be removed");
    assert_eq!(ids(&acc), [30001]);
}

#[test]
fn a_plan_that_refreshes_only_shows_strays() {
    let acc = account();
    let config = on_key("a", "1") + &list("{ \"1\" = zendesk_ivr_route.a.route_id }");
    acc.apply(&config);
    acc.terraform(&["plan", "-refresh-only"]).says("No changes.");
    let stray = add_by_hand(&acc, "7");
    acc.terraform(&["plan", "-refresh-only"]).says(&format!("+ \"7\" = {stray}"));
}
