//! A create whose answer is lost: one IVR on the service, the same one in the state, and no other is adopted.

use serde_json::json;

use super::account::{IVRS, TEST, account, ivr, ivrs, numbers};
use crate::fake::{Answer, Fault};

#[test]
fn whatever_becomes_of_the_answer_there_is_one_and_an_equal_one_of_before_is_not_adopted() {
    for fault in Fault::losses() {
        let acc = account();
        acc.fake().fault(fault.on("POST", IVRS));
        acc.apply(&ivr("test", "Main line", "phone_number_ids = [701]\n  force_destroy = true"));
        let all = ivrs(&acc);
        let [10001, new] = all[..] else { panic!("{all:?}") };
        assert_eq!(acc.state().attr(TEST, "ivr_id"), &json!(new));
        assert_eq!(numbers(&acc, new), [701]);
    }
}

#[test]
fn equal_ivrs_made_at_the_same_time_each_get_their_own() {
    let acc = account();
    acc.fake().fault(Fault::answer_after(Answer::empty(502)).on("POST", IVRS));
    let applied = acc.apply("resource \"zendesk_ivr\" \"test\" {\n  count = 3\n  name = \"Support\"\n}\n");
    let id = |n: usize| applied.attr(&format!("{TEST}[{n}]"), "ivr_id").as_i64().unwrap();
    let ids: std::collections::BTreeSet<_> = (0..3).map(id).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ivrs(&acc)[1..]);
}

#[test]
fn of_several_that_may_be_it_none_is_adopted_and_none_is_deleted() {
    let acc = account();
    let equal = |account: &mut crate::fake::Account| {
        account.add_ivr("Support");
    };
    acc.fake().fault(Fault::answer_after(Answer::empty(502)).change(equal).on("POST", IVRS));
    let output = acc.apply_fails(&ivr("test", "Support", ""));
    output
        .error("Failed to create IVR")
        .says("IVR \"Support\"")
        .says("the account has several IVRs that are as asked for")
        .says("\"30001\", \"30769\"");
    assert_eq!(ivrs(&acc).len(), 3);
    acc.fake().account(|account| [30001, 30769].map(|id| account.remove_ivr(id).unwrap()));
}

#[test]
fn one_that_is_in_use_already_is_not_it() {
    let acc = account();
    let used = |account: &mut crate::fake::Account| {
        let id = account.add_ivr("Support");
        account.add_menu(id, "Billing");
    };
    acc.fake().fault(Fault::answer_after(Answer::empty(502)).change(used).on("POST", IVRS));
    let applied = acc.apply(&ivr("test", "Support", ""));
    assert_eq!(applied.attr(TEST, "ivr_id"), &json!(31153));
    acc.fake().account(|account| account.remove_ivr(30001)).unwrap();
}
