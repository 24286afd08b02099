//! What was changed by hand is confirmed by the menu's own list, since a nested one may show less.

use serde_json::json;

use crate::account::{Managed, Requests};
use crate::harness::Action;

const ONE: Requests = Requests { ivrs: 1, menus: 0, routes: 0, one: 0, writes: 0 };

#[test]
fn drift_is_confirmed_by_one_list_for_each_menu_that_shows_it() {
    let managed = Managed::large();
    let first = managed.routes_of(0);
    let other = managed.routes_of(9);
    for route in first.iter().take(5).chain(&other[..1]) {
        managed.by_hand(route, |route| drop(route.options.insert("group_ids".into(), json!([8]))));
    }
    let plan = managed.acc.replan();
    for route in first.iter().take(5).chain(&other[..1]) {
        plan.expect_action(&route.address(), Action::Update);
    }
    assert_eq!(plan.drifted().len(), 6);
    assert_eq!(managed.requests(), Requests { routes: 2, ..ONE });
}

#[test]
fn one_changed_route_costs_one_more_request() {
    let managed = Managed::large();
    let route = &managed.routes_of(3)[2];
    managed.by_hand(route, |route| route.action = Some("voicemail".into()));
    managed.acc.replan().expect_action(&route.address(), Action::Update);
    assert_eq!(managed.requests(), Requests { routes: 1, ..ONE });
}

#[test]
fn a_nested_list_that_shows_less_than_the_menus_own_shows_no_drift() {
    let managed = Managed::new(&[2, 1], 3);
    managed.acc.fake().account(|account| account.knobs.nested_options = false);
    let plan = managed.acc.replan();
    plan.expect_empty();
    assert_eq!(plan.drifted(), [""; 0]);
    assert_eq!(managed.requests(), Requests { routes: 3, ..ONE });

    // What really differs is told all the same, and nothing else.
    let route = &managed.routes_of(1)[0];
    managed.by_hand(route, |route| drop(route.options.insert("tags".into(), json!(["vip", "new"]))));
    assert_eq!(managed.acc.replan().drifted(), [route.address()]);
    assert_eq!(managed.requests(), Requests { routes: 3, ..ONE });
}
