//! Phone numbers: each leads to one IVR, whatever the service does with one that is taken.

use serde_json::json;

use super::account::{IVRS, TEST, account, ivr, numbers, sent};
use crate::fake::{Answer, Fault, TakenNumber};
use crate::harness::Acceptance;

const BOTH: [TakenNumber; 2] = [TakenNumber::Move, TakenNumber::Refuse];

fn with(taken: TakenNumber) -> Acceptance {
    let acc = account();
    acc.fake().account(|account| account.knobs.taken_number = taken);
    acc
}

/// Two IVRs with these numbers.
fn two(a: &str, b: &str) -> String {
    let numbers = |ids: &str| format!("phone_number_ids = [{ids}]");
    ivr("a", "a", &numbers(a)) + &ivr("b", "b", &numbers(b))
}

#[test]
fn a_number_of_another_ivr_is_a_warning_that_names_it_and_moves() {
    let acc = with(TakenNumber::Move);
    acc.fake().account(|account| account.ivr_mut(10001).unwrap().phone_numbers.push((701, "Hotline".into())));
    let config = ivr("test", "Support", "phone_number_ids = [701, 702]");
    let plan = acc.plan(&config);
    plan.output
        .warning("Phone number 701 leaves IVR 10001")
        .at(TEST, "phone_number_ids")
        .says("IVR 10001 \"Main line\" has phone number 701 (Hotline) now. It moves to this IVR");
    plan.output.does_not_say("702 leaves");
    acc.apply(&config);
    assert_eq!((numbers(&acc, 10001), numbers(&acc, 30001)), (vec![], vec![701, 702]));
    acc.apply(&ivr("test", "Support", "phone_number_ids = []"));
}

#[test]
fn a_number_that_somebody_else_s_ivr_keeps_is_an_error_where_the_service_refuses_it() {
    let acc = with(TakenNumber::Refuse);
    acc.fake().account(|account| account.ivr_mut(10001).unwrap().phone_numbers.push((701, "Hotline".into())));
    let config = ivr("test", "Support", "phone_number_ids = [701]");
    let output = acc.apply_fails(&config);
    output
        .error("Failed to create IVR")
        .at(TEST, "phone_number_ids")
        .says("Zendesk takes no number that another IVR has: IVR 10001 \"Main line\" has phone number 701 (Hotline)")
        .says("If this run takes it from that IVR, apply again");
    assert!(acc.state().addresses().is_empty());
}

#[test]
fn between_two_ivrs_of_a_run_numbers_move_in_one_apply() {
    for taken in BOTH {
        for parallelism in ["-parallelism=10", "-parallelism=2"] {
            let acc = with(taken);
            acc.apply(&two("701, 702", "703"));
            for (a, b) in
                [("702", "703, 701"), ("703, 701", "702"), ("", "701, 702, 703"), ("701", "702, 703")]
            {
                acc.configure(&two(a, b));
                let output = acc.terraform(&["apply", "-auto-approve", parallelism]);
                assert!(output.status.success(), "{taken:?} {parallelism} {a} {b}: {output}");
                acc.apply(&two(a, b));
            }
            acc.apply(&two("", ""));
        }
    }
}

#[test]
fn a_new_ivr_gets_the_number_that_another_one_of_the_run_gives_up() {
    for taken in BOTH {
        let acc = with(taken);
        acc.apply(&ivr("a", "a", "phone_number_ids = [701]"));
        acc.apply(&two("", "701"));
        assert_eq!(numbers(&acc, 30769), [701], "{taken:?}");
        acc.apply(&two("", ""));
    }
}

#[test]
fn an_empty_set_takes_them_away_and_left_out_they_stay() {
    let acc = account();
    let applied = acc.apply(&ivr("test", "Support", "phone_number_ids = [701]"));
    assert_eq!(applied.attr(TEST, "phone_number_names"), &json!(["Hotline"]));
    acc.plan(&ivr("test", "Support", "")).expect_empty();
    let plan = acc.plan(&ivr("test", "Support", "phone_number_ids = []"));
    assert!(plan.is_unknown(TEST, "phone_number_names"));
    acc.fake().clear_requests();
    acc.apply(&ivr("test", "Support", "phone_number_ids = []"));
    let body = json!({"ivr": {"name": "Support", "phone_number_ids": []}});
    assert_eq!(sent(&acc, "PUT", &format!("{IVRS}/30001")), [body]);
    assert_eq!(numbers(&acc, 30001), [] as [i64; 0]);
}

#[test]
fn an_account_that_cannot_be_asked_for_holders_is_an_error_at_plan() {
    let acc = account();
    acc.fake().fault(Fault::answer(Answer::forbidden_object()).on("GET", IVRS));
    acc.plan_fails(&ivr("test", "Support", "phone_number_ids = [701]")).error("Failed to list IVRs");
}
