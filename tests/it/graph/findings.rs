//! What hurts callers is summed up, and with `--strict` an error.

use serde_json::json;

use crate::export::program::run;
use crate::fake::Fake;

/// An IVR in which everything is right: a menu, and one below it that leads back.
fn sound() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
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
    assert_eq!(ran.stderr, "Nothing in 2 menus hurts callers.\n");
}

#[test]
fn everything_that_hurts_is_found() {
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
- IVR "Main line", menu "Billing" [10002]: key 1 leads to menu 99, which this IVR doesn't have
- IVR "Main line", menu "Billing" [10002]: key 2 leads to menu 10394, which this IVR doesn't have
- IVR "Main line", menu "Old sales" [10003]: nobody reaches it from the default menu
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
