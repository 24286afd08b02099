//! Menus that are deleted behind Terraform's back, alone or with their IVR.

use super::account::{LIST, TEST, account, menu, menus, requests};
use crate::fake::{Answer, Fault};
use crate::harness::Action;

#[test]
fn zendesk_ivr_menu_disappears() {
    let acc = account();
    let config = menu("test", "Night", "");
    acc.apply(&config);
    acc.fake().account(|account| account.remove_menu(10001, 30001)).unwrap();
    requests(&acc);
    let plan = acc.replan();
    plan.expect_action(TEST, Action::Create);
    assert_eq!(plan.drifted(), [TEST]);
    // The list lacks it, and the request by its id proves that it is gone.
    assert_eq!(requests(&acc), [LIST, "GET 10001/menus/30001"]);
    acc.apply(&config);

    // Gone between plan and apply: deleted is deleted.
    acc.fake().account(|account| account.remove_menu(10001, 30385)).unwrap();
    let output = acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
    assert!(acc.state().addresses().is_empty());
}

#[test]
fn zendesk_ivr_menu_disappears_with_its_ivr() {
    let acc = account();
    let config = menu("test", "Night", "").replace("10001", "20001");
    acc.apply(&config);
    acc.fake().account(|account| account.remove_ivr(20001)).unwrap();
    let output = acc.plan_fails(&config);
    output.error("IVR not found").at(TEST, "ivr_id").says("No IVR has the id 20001. There are: 10001");
    let output = acc.terraform(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(output.status.success(), "{output}");
}

#[test]
fn what_is_no_proof_keeps_it() {
    let acc = account();
    acc.apply(&menu("test", "Night", ""));
    for answer in [Answer::forbidden_object(), Answer::html_not_found(), Answer::not_authenticated()] {
        acc.fake().fault(Fault::answer(answer.clone()).on("GET", "/api/v2/channels/voice/ivr"));
        let output = acc.terraform(&["plan"]);
        assert!(!output.status.success(), "{answer:?}: {output}");
        assert_eq!(acc.state().addresses(), [TEST]);
    }
    assert_eq!(menus(&acc).len(), 3);
}
