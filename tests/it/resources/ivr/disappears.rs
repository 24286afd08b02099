//! IVRs that are deleted behind Terraform's back.

use super::account::{LIST, TEST, account, ivr, ivrs, requests};
use crate::fake::{Answer, Fault};
use crate::harness::Action;

#[test]
fn zendesk_ivr_disappears() {
    let acc = account();
    let config = ivr("test", "Support", "");
    acc.apply(&config);
    acc.fake().account(|account| account.remove_ivr(30001)).unwrap();
    requests(&acc);
    let plan = acc.replan();
    plan.expect_action(TEST, Action::Create);
    // The list lacks it, and the request by its id proves that it is gone.
    assert_eq!(requests(&acc), [LIST, "GET 30001"]);
    acc.apply(&config);
    acc.fake().account(|account| account.remove_ivr(30769)).unwrap();
    let output = acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(ivrs(&acc), [10001]);
}

#[test]
fn what_is_no_proof_keeps_it() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    for answer in [Answer::forbidden_object(), Answer::html_not_found(), Answer::not_authenticated()] {
        acc.fake().fault(Fault::answer(answer.clone()).on("GET", "/api/v2/channels/voice/ivr"));
        let output = acc.terraform(&["plan"]);
        assert!(!output.status.success(), "{answer:?}: {output}");
        assert_eq!(acc.state().addresses(), [TEST]);
    }
}
