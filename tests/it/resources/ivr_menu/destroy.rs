//! What goes with a menu, or leads nowhere without it.

use serde_json::json;

use super::account::{TEST, account, menu, menus};
use crate::harness::Acceptance;

/// An account whose menus 10002 and 10003 have routes to the menu that Terraform made.
fn led_to() -> Acceptance {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    acc.fake().account(|account| {
        account.add_route(10001, 10002, "1", "menu", json!({"menu_id": 30001}));
        account.add_route(10001, 10003, "*", "menu", json!({"menu_id": 30001}));
        account.add_route(10001, 10003, "2", "menu", json!({"menu_id": 10002}));
    });
    acc
}

#[test]
fn routes_of_other_menus_that_lead_to_it_are_named_at_plan_and_definitely_afterwards() {
    let acc = led_to();
    let plan = acc.plan("");
    plan.output
        .warning("Routes lead to menu 30001")
        .says("Menu 30001 \"Night\" (IVR 10001) is to be destroyed")
        .says("key 1 of menu 10002 (route 30385), key * of menu 10003 (route 30769)")
        .says("unless this run also removes them or lets them lead elsewhere");
    let output = acc.terraform(&["apply", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    output.warning("Routes lead to menu 30001 that is gone").says("key 1 of menu 10002 (route 30385)");
    assert_eq!(menus(&acc), [10002, 10003]);
}

#[test]
fn routes_that_the_run_removes_before_are_no_matter() {
    let acc = account();
    let route = "resource \"zendesk_ivr_route\" \"to\" {\n  ivr_id = 10001\n  menu_id = 10002\n  keypress = \"1\"\n  \
        action = \"menu\"\n  options = { menu_id = zendesk_ivr_menu.test.menu_id }\n}\n";
    let both = menu("test", "Night", "") + route;
    for destroy in [&["apply", "-auto-approve"][..], &["destroy", "-auto-approve"]] {
        acc.apply(&both);
        acc.configure("");
        let output = acc.terraform(destroy);
        assert!(output.status.success(), "{output}");
        output.does_not_say("that is gone");
    }
    assert_eq!(menus(&acc), [10002, 10003]);
}

#[test]
fn its_own_routes_that_nobody_manages_are_named() {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    acc.fake().account(|account| account.add_route(10001, 30001, "7", "group", json!({"group_ids": [7]})));
    let plan = acc.plan("");
    plan.output.warning("Routes of menu 30001 go with it").says("key 7 (route 30385, group)");
    let output = acc.terraform(&["apply", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    output.warning("Routes of menu 30001 are gone with it").says("key 7 (route 30385, group)");
}

#[test]
fn a_ring_of_menus_goes_in_one_run() {
    let acc = account();
    let menu = |label: &str, to: &str| {
        format!(
            "resource \"zendesk_ivr_menu\" \"{label}\" {{\n  ivr_id = 10001\n  name = \"{label}\"\n}}\n\
             resource \"zendesk_ivr_route\" \"{label}\" {{\n  ivr_id = 10001\n  menu_id = zendesk_ivr_menu.{label}.menu_id\n  \
             keypress = \"1\"\n  action = \"menu\"\n  options = {{ menu_id = zendesk_ivr_menu.{to}.menu_id }}\n}}\n"
        )
    };
    acc.apply(&[menu("a", "b"), menu("b", "c"), menu("c", "a")].concat());
    acc.destroy();
    assert_eq!(menus(&acc), [10002, 10003]);
}

#[test]
fn what_is_kept_at_one_address_is_not_destroyed_at_another() {
    let acc = account();
    acc.apply(&menu("old", "Night", ""));
    let config =
        menu("new", "Night", "") + "import {\n  to = zendesk_ivr_menu.new\n  id = \"10001/30001\"\n}\n";
    let output = acc.plan_fails(&config);
    output
        .error("Menu kept and destroyed in one run")
        .says("Menu 10001/30001 is at two addresses")
        .says("moved { from = zendesk_ivr_menu.OLD to = zendesk_ivr_menu.NEW }");
    acc.configure(&menu("old", "Night", ""));
    assert_eq!(acc.state().addresses(), [TEST.replace("test", "old")]);
}
