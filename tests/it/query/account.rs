//! A large account with all kinds of routes and awkward names.

use serde_json::{Value, json};

use crate::fake::{Account, Fake};
use crate::harness::Acceptance;

/// The keys of the routes of each menu.
const KEYS: [&str; 12] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "*", "#", "default"];

/// Three IVRs, 10000, 20000 and 30000, with 8, 8 and 9 menus: 10001, 10002 and so on; each menu has 12 routes:
/// 1000101 to 1000112 in the first one.
pub(super) fn large() -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(360_001_381_413, "Sales");
        account.add_group(360_001_381_433, "Support \"${tier}\" %{ if 1 } / 支持");
        for (id, name, menus) in
            [(10000, "Main line", 8), (20000, "Späti / \"Nacht\"", 8), (30000, "${line}", 9)]
        {
            add_ivr(account, id, name, menus);
        }
        account.set_next_id(40_000_000);
    });
    Acceptance::with(fake)
}

/// IVR 10001 with menu 10002 "Main menu", which has the routes 1 (30001) and default (30002), and menu 10003 "Night".
pub(super) fn small() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.add_group(7, "Sales");
        account.set_next_id(10001);
        account.add_ivr("Main line");
        let own = account.default_menu(10001);
        account.menu_mut(10001, own).unwrap().id = 10002;
        account.set_next_id(10003);
        account.add_menu(10001, "Night");
        account.set_next_id(30001);
        account.add_route(10001, 10002, "1", "group", json!({"group_ids": [7], "tags": ["vip"]}));
        account.set_next_id(30002);
        account.add_route(10001, 10002, "default", "menu", json!({"menu_id": 10003}));
    });
    acc
}

/// A list block with these lines.
pub(super) fn list(lines: &str) -> String {
    format!("list \"zendesk_ivr_route\" \"all\" {{\n  provider = zendesk\n  {lines}\n}}\n")
}

fn add_ivr(account: &mut Account, ivr_id: i64, name: &str, menus: i64) {
    account.set_next_id(ivr_id);
    account.add_ivr(name);
    for number in 1..=menus {
        add_menu(account, ivr_id, ivr_id + number);
    }
}

fn add_menu(account: &mut Account, ivr_id: i64, menu_id: i64) {
    let name = format!("Menu {}", menu_id - ivr_id);
    account.set_next_id(menu_id);
    if menu_id == ivr_id + 1 {
        // The IVR came with one; its id is to be ours.
        let own = account.default_menu(ivr_id);
        let menu = account.menu_mut(ivr_id, own).unwrap();
        (menu.id, menu.name) = (menu_id, Some(name));
    } else {
        account.add_menu(ivr_id, &name);
    }
    for (key, number) in KEYS.iter().zip(1..) {
        let (action, options) = content(number, ivr_id);
        account.set_next_id(menu_id * 100 + number);
        let id = account.add_route(ivr_id, menu_id, key, action, options);
        if number == 6 {
            let route = account.route_mut(ivr_id, menu_id, id).unwrap();
            route.overflow_options = vec![json!({"b": [1, null], "a": "<&>"})];
            route.greeting = Some("Our own".into());
        }
    }
}

fn content(number: i64, ivr_id: i64) -> (&'static str, Value) {
    let text = "Hello \"you\"!\nSee ${url} or %{ else } \\n — ünï✓\ttab";
    match number {
        1 => ("group", json!({"group_ids": [360_001_381_413_i64]})),
        2 => {
            ("group", json!({"group_ids": [360_001_381_433_i64, 360_001_381_413_i64], "tags": ["vip", "a"]}))
        }
        3 => ("voicemail", json!({"group_ids": [360_001_381_433_i64], "tags": []})),
        4 => ("phone_number", json!({"phone_number": "+1 (205) 953-1462"})),
        5 => ("textback", json!({"sms_text": text, "textback_phone_number_id": 360_000_112_233_i64})),
        6 => ("menu", json!({"menu_id": ivr_id + 1})),
        7 => ("menu", json!({"menu_id": ivr_id + 2, "tags": ["ünï", "$%{x}", "\"q\""]})),
        8 => ("phone_number", json!({"phone_number": "911"})),
        // An option that the provider doesn't know.
        9 => ("voicemail", json!({"group_ids": [360_001_381_413_i64], "language": "de"})),
        10 => ("textback", json!({"sms_text": "2", "textback_phone_number_id": 1})),
        // The last id that JSON numbers hold.
        11 => ("group", json!({"group_ids": [9_007_199_254_740_991_i64]})),
        _ => ("voicemail", json!({"group_ids": [360_001_381_433_i64, 1]})),
    }
}
