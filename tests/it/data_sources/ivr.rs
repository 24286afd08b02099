//! `data.zendesk_ivr`: the ids of the menus by their names, and the menu that callers get to first.

use serde_json::{Value, json};

use crate::harness::Acceptance;

const MAIN: &str = "data \"zendesk_ivr\" \"main\" {\n  ivr_id = 10001\n}\n";
const ADDRESS: &str = "data.zendesk_ivr.main";

/// IVR 10001 with its own menu 10385 "Main menu", the default, and menus of these names; their ids are 10002 and on.
fn account(names: &[&str]) -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Main line");
        for (name, id) in names.iter().zip(10002..) {
            account.set_next_id(id);
            account.add_menu(10001, name);
        }
    });
    acc
}

#[test]
fn menu_names_lead_to_ids() {
    let acc = account(&["Billing", "Cafe\u{301}"]);
    let config =
        format!("{MAIN}output \"id\" {{\n  value = data.zendesk_ivr.main.menu_ids[\"Caf\u{e9}\"]\n}}\n");
    let applied = acc.apply(&config);
    assert_eq!(applied.state.output("id"), 10003);
    let ids = json!({"Main menu": 10385, "Billing": 10002, "Caf\u{e9}": 10003});
    assert_eq!(applied.attr(ADDRESS, "menu_ids"), &ids);
    assert_eq!(applied.plan.output.diagnostics(), []);
}

#[test]
fn menu_names_that_several_or_none_have_are_left_out_with_a_warning() {
    let acc = account(&["Billing", "Billing", "Night"]);
    acc.fake().account(|account| account.menu_mut(10001, 10004).unwrap().name = None);
    let applied = acc.apply(MAIN);
    assert_eq!(applied.attr(ADDRESS, "menu_ids"), &json!({"Main menu": 10385}));
    assert_eq!(applied.attr(ADDRESS, "menus").as_array().map(Vec::len), Some(4));
    let warned = &applied.plan.output;
    let several = warned.warning("Several menus are named \"Billing\"");
    several.says("menu_ids leaves them out, since one name has one id: 10002, 10003.");
    warned.warning("Some menus have no name").says("menu_ids leaves them out: 10004.");
}

#[test]
fn the_default_menu_is_the_one_that_is_marked() {
    for (marked, expected) in [
        (&[10385][..], json!(10385)),
        (&[10002], json!(10002)),
        (&[], Value::Null),
        (&[10385, 10002], Value::Null),
    ] {
        let acc = account(&["Billing"]);
        acc.fake().account(|account| {
            for id in [10385, 10002] {
                account.menu_mut(10001, id).unwrap().default = marked.contains(&id);
            }
        });
        assert_eq!(acc.apply(MAIN).attr(ADDRESS, "default_menu_id"), &expected, "{marked:?}");
    }
}
