//! Plans that manage a part of a phone menu: what can't be seen is no problem, and is said.

use serde_json::json;

use super::{comment, graph};
use crate::account::with_menu;
use crate::harness::Acceptance;

/// Menu 10002 of IVR 10001 with a route to menu 10003, and a route there back; the names come from elsewhere.
fn config(key: &str) -> String {
    format!(
        r#"
resource "zendesk_ivr_route" "on" {{
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "{key}"
  action   = "menu"
  options  = {{ menu_id = 10003 }}
}}

resource "zendesk_ivr_route" "back" {{
  ivr_id   = 10001
  menu_id  = 10003
  keypress = "*"
  action   = "menu"
  options  = {{ menu_id = 10002 }}
}}
"#
    )
}

const DATA: &str = "data \"zendesk_ivr\" \"line\" {\n  ivr_id = 10001\n}\n";

#[track_caller]
fn with_two_menus() -> Acceptance {
    let acc = with_menu();
    acc.fake().account(|account| {
        account.set_next_id(10003);
        account.add_menu(10001, "Billing");
        account.add_route(10001, 10002, "default", "voicemail", json!({"group_ids": [7]}));
    });
    acc
}

#[test]
fn routes_alone_are_drawn_with_ids_and_no_problem_is_claimed() {
    let acc = with_two_menus();
    let created = comment(&acc, &config("1"));
    let rows: &[&[&str]] = &[
        &["10002", "1", "what a wrong key does", "menu 10003"],
        &["10003", "*", "what a wrong key does", "menu 10002"],
    ];
    created.expect("2 changes for callers in 10001.", rows);
    assert_eq!(created.code, Some(0), "{}", created.stderr);
    let note = "The plan may not show all routes of these menus, so what would need all of them isn't reported as a problem: 10002, 10003.";
    assert_eq!(created.items, [note], "{}", created.markdown);
    assert!(created.stderr.contains(note), "{}", created.stderr);
    acc.apply(&config("1"));
    // Zendesk's texts beside the options give names.
    let rows: &[&[&str]] = &[
        &["Main menu", "1", "menu Billing", "what a wrong key does"],
        &["Main menu", "7", "what a wrong key does", "menu Billing"],
    ];
    comment(&acc, &config("7")).expect("2 changes for callers in 10001.", rows);
}

#[test]
fn data_sources_give_names_and_the_routes_that_nobody_manages() {
    let acc = with_two_menus();
    let routes = "data \"zendesk_ivr_routes\" \"main\" {\n  ivr_id = 10001\n  menu_id = 10002\n}\n";
    let created = comment(&acc, &format!("{}{DATA}{routes}", config("1")));
    let rows: &[&[&str]] = &[
        &["Main menu", "1", "voicemail, 7, as for a wrong key", "menu Billing"],
        &["Billing", "*", "what a wrong key does", "menu Main menu"],
    ];
    created.expect("2 changes for callers in Main line, 1 problem solved.", rows);
    // All routes of the main menu are known, and none led there.
    assert_eq!(
        created.items[0],
        "IVR \"Main line\", menu \"Billing\": no caller reaches it from the first menu"
    );
    assert!(created.items[1].ends_with(": Billing."), "{:?}", created.items);
    let picture = graph(&acc.dir().join("plan.json"), &[]).ok().stdout;
    assert!(picture.contains("<b>default</b> voicemail: 7"), "{picture}");
}

#[test]
fn a_default_route_that_goes_is_a_problem_also_where_not_all_is_seen() {
    let acc = with_two_menus();
    let default = "resource \"zendesk_ivr_route\" \"default\" {\n  ivr_id = 10001\n  menu_id = 10003\n  keypress = \"default\"\n  action = \"group\"\n  \
                   options = { group_ids = [360001381413] }\n}\n";
    acc.apply(&format!("{}{DATA}{default}", config("1")));
    let worse = comment(&acc, &format!("{}{DATA}", config("1")));
    let rows: &[&[&str]] = &[&["Billing", "none, or a wrong one", "360001381413", "disconnected"]];
    worse.expect("1 change for callers in Main line, 1 new problem.", rows);
    assert_eq!(worse.code, Some(2), "{}", worse.stderr);
}

#[test]
fn a_list_of_routes_shows_what_it_removes() {
    let acc = with_two_menus();
    let list = "resource \"zendesk_ivr_routes_exclusive\" \"main\" {\n  ivr_id = 10001\n  menu_id = 10002\n  routes = { \"1\" = zendesk_ivr_route.on.route_id }\n}\n";
    acc.apply(&config("1"));
    let listed = comment(&acc, &format!("{}{list}", config("1")));
    let rows: &[&[&str]] =
        &[&["Main menu", "none, or a wrong one", "a route that Terraform doesn't manage", "disconnected"]];
    listed.expect("1 change for callers in 10001, 1 new problem.", rows);
    assert_eq!(listed.code, Some(2), "{}", listed.stderr);
}
