//! Problems are summed up, and with `--strict` an error.

use serde_json::json;

use crate::export::program::run;
use crate::fake::{Answer, Fake, Fault};

/// An IVR in which everything is right: a menu, and one below it that leads back.
fn sound() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(7, "Sales");
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        account.set_next_id(10002);
        let menu = account.add_menu(ivr, "Billing");
        let first = account.default_menu(ivr);
        account.add_route(ivr, first, "default", "voicemail", json!({"group_ids": [7]}));
        account.add_route(ivr, first, "1", "menu", json!({"menu_id": menu}));
        account.add_route(ivr, menu, "default", "menu", json!({"menu_id": menu}));
        account.add_route(ivr, menu, "*", "menu", json!({"menu_id": first}));
    });
    fake
}

#[test]
fn a_sound_account_passes() {
    let ran = run(&sound(), &["graph", "--strict"]).ok();
    assert_eq!(ran.stderr, "No problems in 2 menus.\n");
}

#[test]
fn every_problem_is_found() {
    let fake = sound();
    fake.account(|account| {
        account.set_next_id(10003);
        account.add_menu(10001, "Old sales");
        account.set_next_id(10010);
        let other = account.add_ivr("Other");
        assert_eq!(account.default_menu(other), 10394);
        account.add_route(10001, 10002, "1", "menu", json!({"menu_id": 99}));
        account.add_route(10001, 10002, "2", "menu", json!({"menu_id": 10394}));
        account.add_route(10001, 10003, "default", "menu", json!({"menu_id": 10385}));
    });
    let expected = r#"4 problems in 4 menus:
- IVR "Main line", menu "Billing" [10002]: key 1 leads to menu 99, which this IVR doesn't have: callers who press it get nowhere
- IVR "Main line", menu "Billing" [10002]: key 2 leads to menu 10394, which this IVR doesn't have: callers who press it get nowhere
- IVR "Main line", menu "Old sales" [10003]: no caller reaches it from the first menu
- IVR "Other", menu "Main menu" [10394]: it has no default route: callers who press no key are disconnected
"#;
    let ran = run(&fake, &["graph"]).ok();
    assert_eq!(ran.stderr, expected);
    let strict = run(&fake, &["graph", "--strict", "--format", "dot"]);
    assert_eq!((strict.code, strict.stderr.as_str()), (Some(2), expected));
    assert!(strict.stdout.starts_with("digraph"), "the picture is there all the same");
    let one = run(&fake, &["graph", "--strict", "--ivr", "10010"]);
    assert_eq!(one.code, Some(2));
    assert!(one.stderr.starts_with("1 problem in 1 menu:\n"), "{}", one.stderr);
}

#[test]
fn an_account_whose_routes_all_call_groups_that_are_not_there_is_not_cleared() {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(7, "Sales");
        account.set_next_id(10001);
        account.add_ivr("Main line");
        account.add_route(10001, 10385, "1", "group", json!({"group_ids": [7, 8]}));
        account.add_route(10001, 10385, "default", "voicemail", json!({"group_ids": [9]}));
    });
    let ran = run(&fake, &["graph", "--strict"]);
    assert_eq!(ran.code, Some(2));
    let expected = r#"2 problems in 1 menu:
- IVR "Main line", menu "Main menu" [10385]: key 1 calls group 8, which this account doesn't have: the other groups of the route have to take its calls
- IVR "Main line", menu "Main menu" [10385]: key default calls group 9, which this account doesn't have: nobody takes these calls
"#;
    assert_eq!(ran.stderr, expected);
    assert!(
        ran.stdout.contains("<b>! 1 group: Sales, then group 8, which doesn't exist</b>"),
        "{}",
        ran.stdout
    );
}

#[test]
fn groups_that_cannot_be_listed_are_not_called_missing() {
    let fake = sound();
    fake.fault(Fault::answer(Answer::forbidden_text()).on("GET", "/api/v2/groups"));
    let ran = run(&fake, &["graph", "--strict"]).ok();
    assert!(
        ran.stderr.starts_with("Groups that don't exist aren't found, since the groups can't be listed: "),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.ends_with("No problems in 2 menus.\n"), "{}", ran.stderr);
}

#[test]
fn menus_from_which_no_key_leads_to_anybody_are_found() {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        account.set_next_id(10002);
        let menu = account.add_menu(ivr, "Billing");
        account.add_route(ivr, 10385, "default", "menu", json!({"menu_id": menu}));
        account.add_route(ivr, menu, "default", "menu", json!({"menu_id": 10385}));
        account.set_next_id(10010);
        account.add_ivr("Bare");
        account.remove_menu(10010, 10394);
    });
    let expected = r#"3 problems in 2 menus:
- IVR "Main line", menu "Main menu" [10385]: no key ever leads to anybody, here or in the menus that it leads to
- IVR "Main line", menu "Billing" [10002]: no key ever leads to anybody, here or in the menus that it leads to
- IVR "Bare": it has no menu: callers hear nothing
"#;
    assert_eq!(run(&fake, &["graph"]).ok().stderr, expected);
}
