//! Menus that are deleted behind Terraform's back.

use super::account::{LIST, account, list_in};
use crate::fake::{Answer, Fault};
use crate::harness::Action;

#[test]
fn zendesk_ivr_routes_exclusive_disappears_with_its_menu() {
    let acc = account();
    let config = list_in("main", 10003, "{}");
    acc.apply(&config);
    let menu = acc.fake().account(|account| account.remove_menu(10001, 10003)).unwrap();
    acc.plan_fails(&config).error("Menu not found").at(LIST, "menu_id");
    acc.configure("");
    acc.replan().expect_empty();
    drop(menu);
    let refreshed = acc.refresh();
    assert!(refreshed.addresses().is_empty());
}

#[test]
fn a_refresh_that_fails_keeps_the_state() {
    let acc = account();
    let config = list_in("main", 10003, "{}");
    acc.apply(&config);
    acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("GET", Fault::IVRS));
    acc.plan_fails(&config).error("Failed to list IVR routes");
    assert_eq!(acc.state().addresses(), [LIST]);
}

#[test]
fn a_list_in_a_new_menu_is_planned_anew() {
    let acc = account();
    let config = list_in("main", 10003, "{}");
    acc.apply(&config);
    acc.fake().account(|account| {
        account.remove_menu(10001, 10003).unwrap();
        account.set_next_id(10003);
        account.add_menu(10001, "Billing");
    });
    acc.replan().expect_action(LIST, Action::NoOp);
}
