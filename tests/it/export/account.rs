//! An account as one grows over years: 3 IVRs, 25 menus, 300 routes.

use serde_json::{Value, json};

use crate::fake::Account;

/// How many routes [`seed`] makes.
pub(crate) const ROUTES: usize = 300;

/// How many menus [`seed`] makes.
pub(crate) const MENUS: usize = 25;

/// The keys of each menu: all but `9`.
const KEYS: [&str; 12] = ["default", "1", "2", "3", "4", "5", "6", "7", "8", "0", "*", "#"];

/// Texts that mean something to Terraform, to a shell, or to a parser of HCL.
const TEXTS: [&str; 8] = [
    "Hello from Acme!",
    "\"quoted\" and \\ back\\slash",
    "${path.module} and %{ if true }x%{ endif }",
    "$${a} twice $${b}, $%{c} %${d}",
    "two\nlines\tand a tab",
    "Grüße aus Köln, 你好 📞",
    "# no comment // nor /* this */ <<EOT",
    " spaces at the ends ",
];

const IVRS: [(&str, &[&str]); 3] = [
    (
        "Main line",
        &[
            "Billing",
            "Billing",
            "Opening hours",
            "Returns",
            "Búsqueda \"rápida\"",
            "${local.x} %{ if y }",
            "Override",
            "line\nbreak",
        ],
    ),
    ("main LINE", &["主菜单", "!!!", "Billing", "a & <b> | c", "Касса", "1. Sales", "end"]),
    ("24/7 Notfall-Hotline", &["Nacht", "Tag", "Wochenende", "Feiertag", "Störung", "Rückruf", "Ende"]),
];

/// The groups that routes lead to.
pub(crate) const GROUPS: [(i64, &str); 3] =
    [(360_001_381_413, "Sales"), (360_001_381_433, "Support \"2nd\" ${level}"), (360_001_381_453, "Billing")];

/// Fills the account: its menus lead to each other in rings, and some have greetings.
pub(crate) fn seed(account: &mut Account) {
    GROUPS.iter().for_each(|(id, name)| account.add_group(*id, name));
    for (number, (name, menus)) in (360_000_112_233..).step_by(10).zip(IVRS) {
        let ivr = account.add_ivr(name);
        let numbers = [(number + 1, format!("{name} toll-free")), (number, "Berlin".to_owned())];
        account.ivr_mut(ivr).expect("just added").phone_numbers.extend(numbers);
        let mut ids = vec![account.default_menu(ivr)];
        ids.extend(menus.iter().map(|menu| account.add_menu(ivr, menu)));
        for (greeting, id) in (360_000_555_001_i64..).zip(ids.iter().step_by(3)) {
            account.menu_mut(ivr, *id).expect("just added").greeting_id = Some(greeting.into());
        }
        (0..ids.len()).for_each(|index| fill(account, ivr, &ids, index));
    }
    assert_eq!(account.route_count(), ROUTES);
    oddities(account);
}

/// Fills the account, and takes the names of two menus and of an IVR away, so that the provider can't manage these.
pub(crate) fn seed_nameless(account: &mut Account) {
    seed(account);
    let [ivr, other] = [0, 1].map(|index| account.ivrs()[index].id);
    let [one, two] = [3, 4].map(|index| account.ivrs()[0].menus[index].id);
    account.menu_mut(ivr, one).expect("there").name = None;
    account.menu_mut(ivr, two).expect("there").name = Some(String::new());
    account.ivr_mut(other).expect("there").name = Some(" \t".into());
}

/// Gives a menu its routes: each action with each kind of text somewhere.
fn fill(account: &mut Account, ivr: i64, menus: &[i64], index: usize) {
    for (place, key) in KEYS.iter().enumerate() {
        let (action, options) = content(menus, index, place);
        account.add_route(ivr, menus[index], key, action, options);
    }
}

fn content(menus: &[i64], index: usize, place: usize) -> (&'static str, Value) {
    let group = |step: usize| GROUPS[(index + place + step) % GROUPS.len()].0;
    // Down a tree in which each menu has two others below it, up again with 0.
    let below = |step: usize| menus.get(2 * index + step).copied();
    match place {
        1 | 2 if below(place).is_some() => ("menu", json!({"menu_id": below(place)})),
        9 => ("menu", json!({"menu_id": menus[index.saturating_sub(1) / 2]})),
        3 | 8 => {
            ("phone_number", json!({"phone_number": format!("+1 (205) 953-{:04}", 100 * index + place)}))
        }
        4 | 10 => {
            let text = TEXTS[(index + place) % TEXTS.len()];
            ("textback", json!({"sms_text": text, "textback_phone_number_id": 360_000_112_233_i64}))
        }
        0 | 5 => ("voicemail", json!({"group_ids": [group(0)]})),
        6 => ("group", json!({"group_ids": [group(0), group(1)], "tags": ["vip", "überweisung", "a_b"]})),
        _ => ("group", json!({"group_ids": [group(0)], "tags": []})),
    }
}

/// What few routes have.
fn oddities(account: &mut Account) {
    let ivr = account.ivrs()[0].id;
    let menu = account.default_menu(ivr);
    let routes = &mut account.menu_mut(ivr, menu).expect("it is there").routes;
    // An option that the provider doesn't know, and one of an action that the route had before.
    routes[4].options.insert("language".into(), json!("de"));
    routes[3].options.insert("group_ids".into(), json!([1]));
    // A route that nobody finished, and one without a key.
    routes[5].action = None;
    routes[5].options.clear();
    routes[8].keypress = None;
    // An overflow, whose shape nobody knows; and numbers that Terraform would write otherwise.
    let overflow = json!({"for": "${x}", "to": [360_001_381_433_i64, null, true], "empty": {}});
    routes[7].overflow_options.push(overflow);
    routes[11].overflow_options.push(json!([1.0, 0.5]));
}
