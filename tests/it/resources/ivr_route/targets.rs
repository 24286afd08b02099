//! Routes whose IVR, menu, destination or key isn't there: the plan knows the account.

use std::time::Duration;

use serde_json::json;

use super::account::{TEST, TO_SALES, account, requests, route, route_in};
use crate::harness::{Acceptance, Action};

const DESTROY: &str = "To destroy everything all the same, run terraform destroy -refresh=false.";

/// The one request that the plan of a new route costs.
const LIST: &str = "GET /api/v2/channels/voice/ivr";

fn to_menu(menu: i64) -> String {
    format!("keypress = \"1\", action = \"menu\", options = {{ menu_id = {menu} }}")
}

/// Plans a new route of which something isn't there; nothing is written.
#[track_caller]
fn refused(acc: &Acceptance, config: &str, summary: &str, attribute: &str, words: &str) {
    requests(acc);
    let output = acc.plan_fails(config);
    output.error(summary).at(TEST, attribute).says(words).says(DESTROY);
    let writes: Vec<_> = requests(acc).into_iter().filter(|request| !request.starts_with("GET")).collect();
    assert_eq!(writes, [] as [String; 0]);
}

#[test]
fn a_new_route_in_what_is_not_there_is_refused_by_the_plan() {
    let acc = account();
    let new = |ivr, menu| route_in(ivr, menu, "test", &format!("keypress = \"1\", {TO_SALES}"));
    refused(
        &acc,
        &new(99, 4711),
        "IVR not found",
        "ivr_id",
        "No IVR has the id 99. There are: 10001 \"Main line\"",
    );
    refused(
        &acc,
        &new(10001, 4711),
        "Menu not found",
        "menu_id",
        "No menu has the id 4711. There are: 10002",
    );
    let elsewhere = "Menu 20002 belongs to IVR 20001, and not to IVR 10001.";
    refused(&acc, &new(10001, 20002), "Menu not found", "menu_id", elsewhere);
    refused(&acc, &route("test", &to_menu(4711)), "Menu not found", "options", "No menu has the id 4711.");
    refused(&acc, &route("test", &to_menu(20002)), "Menu not found", "options", elsewhere);
}

#[test]
fn a_plan_of_new_routes_alone_is_one_request() {
    let acc = account();
    let routes: String = (1..=9)
        .map(|key| {
            route(
                &format!("r{key}"),
                &format!("keypress = \"{key}\", action = \"menu\", options = {{ menu_id = 10003 }}"),
            )
        })
        .collect();
    requests(&acc);
    let plan = acc.plan(&routes);
    assert_eq!(plan.action("zendesk_ivr_route.r1"), Action::Create);
    let asked = requests(&acc);
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].ends_with(LIST.trim_start_matches("GET ")), "{asked:?}");
}

#[test]
fn a_route_that_is_led_or_moved_to_what_is_not_there_is_refused() {
    let acc = account();
    acc.apply(&route("test", &to_menu(10003)));
    refused(&acc, &route("test", &to_menu(4711)), "Menu not found", "options", "No menu has the id 4711.");
    let moved = |ivr, menu| route_in(ivr, menu, "test", &to_menu(10003));
    refused(&acc, &moved(10001, 4711), "Menu not found", "menu_id", "No menu has the id 4711.");
    // The destination isn't one of the new IVR.
    let elsewhere = "Menu 10003 belongs to IVR 10001, and not to IVR 20001.";
    refused(&acc, &moved(20001, 20002), "Menu not found", "options", elsewhere);
    // Another action with the same options.
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, 30001).unwrap();
        (route.action, route.options) =
            (Some("voicemail".into()), [("group_ids".into(), json!([7]))].into_iter().collect());
    });
    refused(&acc, &route("test", &to_menu(4711)), "Menu not found", "options", "No menu has the id 4711.");
}

#[test]
fn a_route_that_stays_as_it_is_and_leads_nowhere_is_a_warning() {
    let acc = account();
    acc.apply(&route("test", &to_menu(10003)));
    acc.fake().account(|account| account.ivr_mut(10001).unwrap().menus.retain(|menu| menu.id != 10003));
    let output = acc.terraform(&["plan"]);
    assert!(output.status.success(), "{output}");
    let warning = output.warning("Route 30001 leads to no menu");
    warning.at(TEST, "options").says("route 30001 leads to menu 10003, and the IVR has no such menu");
    // It can be repaired, and destroyed.
    acc.apply(&route("test", &format!("keypress = \"1\", {TO_SALES}")));
    acc.destroy();
}

#[test]
fn a_key_that_a_foreign_route_holds_is_a_warning_with_its_import_block() {
    let acc = account();
    acc.fake()
        .account(|account| account.add_route(10001, 10002, "1", "voicemail", json!({"group_ids": [7]})));
    let config = route("test", &format!("keypress = \"1\", {TO_SALES}"));
    acc.configure(&config);
    let output = acc.terraform(&["plan"]);
    assert!(output.status.success(), "{output}");
    let warning = output.warning("Key 1 of menu 10002 is held by route 30001");
    warning.at(TEST, "keypress").says("This is no matter if this run also moves or deletes that route");
    warning.says("import { to = zendesk_ivr_route.NAME id = \"10001/10002/30001\" }");
    // As the warning says.
    let import = "import {\n  to = zendesk_ivr_route.test\n  id = \"10001/10002/30001\"\n}\n";
    acc.configure(&(config + import));
    let output = acc.terraform(&["apply", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    output.does_not_say("is held by");
}

#[test]
fn a_key_that_this_run_frees_is_no_matter() {
    let on = |name: &str, key: &str| route(name, &format!("keypress = \"{key}\", {TO_SALES}"));
    let acc = account();
    acc.apply(&(on("a", "1") + &on("b", "2")));
    // Terraform tells of all routes before the list is there.
    acc.fake().account(|account| account.knobs.latency = Duration::from_millis(300));
    let steps = [
        // A new route for the key of one that goes, and of one that moves.
        on("c", "1") + &on("b", "2"),
        on("c", "3") + &on("d", "2") + &on("b", "1"),
        // An exchange.
        on("c", "2") + &on("d", "3") + &on("b", "1"),
    ];
    for config in steps {
        acc.configure(&config);
        for args in [&["plan"][..], &["plan", "-refresh=false"], &["apply", "-auto-approve"]] {
            let output = acc.terraform(args);
            assert!(output.status.success(), "{output}");
            output.does_not_say("is held by");
        }
    }
    acc.fake().account(|account| account.knobs.latency = Duration::ZERO);
}

#[test]
fn a_route_that_is_replaced_holds_its_own_key() {
    let acc = account();
    acc.apply(&route("test", &format!("keypress = \"1\", {TO_SALES}")));
    for args in [&["plan", "-replace=zendesk_ivr_route.test"][..], &["apply", "-auto-approve"]] {
        let output = acc.terraform(args);
        assert!(output.status.success(), "{output}");
        output.does_not_say("is held by");
        let taint = acc.terraform(&["taint", TEST]);
        assert!(taint.status.success(), "{taint}");
    }
}

#[test]
fn what_is_known_at_apply_alone_is_checked_there() {
    let acc = account();
    let new = |menu: &str| {
        format!(
            "resource \"terraform_data\" \"menu\" {{\n  input = {menu}\n}}\n\
             resource \"zendesk_ivr_route\" \"test\" {{\n  ivr_id = 10001\n  menu_id = terraform_data.menu.output\n  \
             keypress = \"1\"\n  action = \"group\"\n  options = {{ group_ids = [360001381413] }}\n}}\n"
        )
    };
    acc.plan(&new("4711"));
    let output = acc.apply_fails(&new("4711"));
    output.error("Menu not found").at(TEST, "menu_id").says("No menu has the id 4711.");
    acc.apply(&new("10003"));
}

#[test]
fn a_plan_that_cannot_ask_the_account_says_so() {
    let mut acc = account();
    acc.env("ZENDESK_API_TOKEN", "wrong");
    acc.plan_fails(&route("test", &format!("keypress = \"1\", {TO_SALES}")))
        .error("Failed to list IVR menus");
}
