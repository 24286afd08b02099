//! A create whose answer is lost: one menu on the service, the same one in the state, and no other is adopted.

use serde_json::json;

use super::account::{MENUS, TEST, account, menu, menus, on_create};
use crate::fake::{Answer, Fault};

#[test]
fn whatever_becomes_of_the_answer_there_is_one_and_an_equal_one_of_before_is_not_adopted() {
    for fault in Fault::losses() {
        let acc = account();
        acc.fake().fault(on_create(fault));
        // Its name is that of a menu which is there.
        acc.apply(&menu("test", "Billing", ""));
        let all = menus(&acc);
        assert_eq!(all[..2], [10002, 10003]);
        assert_eq!(all.len(), 3, "{all:?}");
        assert_eq!(acc.state().attr(TEST, "menu_id"), &json!(all[2]));
    }
}

#[test]
fn a_refusal_that_passes_is_sent_again() {
    for answer in [Answer::too_many_requests().header("retry-after", "0"), Answer::database_conflict()] {
        let acc = account();
        acc.fake().fault(on_create(Fault::answer(answer)));
        acc.apply(&menu("test", "Night", ""));
        assert_eq!(menus(&acc).len(), 3);
    }
}

#[test]
fn equal_menus_made_at_the_same_time_each_get_their_own() {
    let acc = account();
    acc.fake().fault(on_create(Fault::answer_after(Answer::empty(502))));
    let three =
        "resource \"zendesk_ivr_menu\" \"test\" {\n  count = 3\n  ivr_id = 10001\n  name = \"Night\"\n}\n";
    let applied = acc.apply(three);
    let ids: std::collections::BTreeSet<_> =
        (0..3).map(|n| applied.attr(&format!("{TEST}[{n}]"), "menu_id").as_i64().unwrap()).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), menus(&acc)[2..]);
}

#[test]
fn of_several_that_may_be_it_none_is_adopted_and_none_is_deleted() {
    let acc = account();
    let equal = |account: &mut crate::fake::Account| {
        account.add_menu(10001, "Night");
    };
    acc.fake().fault(on_create(Fault::answer_after(Answer::empty(502)).change(equal)));
    let output = acc.apply_fails(&menu("test", "Night", ""));
    output
        .error("Failed to create IVR menu")
        .says("Menu \"Night\" (IVR 10001)")
        .says("nothing says which of them this create made: \"10001/30001\", \"10001/30385\"")
        .says("None of them is taken for it, and none is deleted");
    assert_eq!(menus(&acc).len(), 4);
    assert!(acc.state().addresses().is_empty());
    acc.fake().account(|account| [30001, 30385].map(|id| account.remove_menu(10001, id).unwrap()));
}

#[test]
fn a_late_attempt_is_told_and_stays() {
    let acc = account();
    acc.fake().fault(on_create(Fault::answer(Answer::empty(502))));
    // The first attempt takes effect after the look.
    let late = |account: &mut crate::fake::Account| {
        account.add_menu(10001, "Night");
    };
    acc.fake().fault(on_create(Fault::serve().change(late)).nth(2));
    let applied = acc.apply(&menu("test", "Night", ""));
    assert_eq!(applied.attr(TEST, "menu_id"), &json!(30385));
    applied.output.warning("Menu 30385 may exist twice").says("an equal one: \"10001/30001\"");
    assert_eq!(menus(&acc).len(), 4);
    acc.fake().account(|account| account.remove_menu(10001, 30001)).unwrap();
}

#[test]
fn a_look_that_fails_says_how_to_import_it() {
    let acc = account();
    acc.fake().fault(on_create(Fault::answer_after(Answer::empty(502))));
    acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("GET", MENUS));
    let output = acc.apply_fails(&menu("test", "Night", ""));
    output.error("Failed to create IVR menu").says("The menu may exist all the same").says(
        "Look at IVR 10001 before you apply again; if it is there, import it with the id \"10001/MENU_ID\"",
    );
    acc.fake().account(|account| account.remove_menu(10001, 30001)).unwrap();
}
