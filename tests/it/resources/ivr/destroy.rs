//! What keeps an IVR from being destroyed.

use serde_json::json;

use super::account::{IVRS, TEST, account, ivr, ivrs, requests};
use crate::fake::Fault;
use crate::harness::{Acceptance, Action};

/// What makes an IVR answer two numbers.
const USED: &str = "phone_number_ids = [701, 702]";

#[track_caller]
fn expect_untouched(acc: &Acceptance) {
    let written = requests(acc).into_iter().filter(|request| !request.starts_with("GET")).collect::<Vec<_>>();
    assert_eq!(written, [] as [&str; 0]);
}

#[test]
fn numbers_keep_it_at_plan_before_anything_is_deleted() {
    let acc = account();
    let with_menu = |used: &str| {
        ivr("test", "Support", used)
            + "resource \"zendesk_ivr_menu\" \"a\" {\n  ivr_id = zendesk_ivr.test.ivr_id\n  name = \"Billing\"\n}\n"
    };
    acc.apply(&with_menu(USED));
    requests(&acc);
    for args in [&["destroy", "-auto-approve"][..], &["destroy", "-auto-approve", "-refresh=false"]] {
        let output = acc.terraform(args);
        assert!(!output.status.success(), "{output}");
        output
            .error("Phone numbers lead to IVR 30001")
            .says("IVR 30001 \"Support\" isn't destroyed, since callers still get to it")
            .says("phone number 701 (Hotline), phone number 702 (Sales)")
            .says("set force_destroy = true and apply; then destroy it");
    }
    acc.plan_fails("").error("Phone numbers lead to IVR 30001");
    expect_untouched(&acc);
    // Either way out.
    acc.apply(&with_menu("force_destroy = true"));
    acc.destroy();
    acc.apply(&with_menu(USED));
    acc.apply(&with_menu("phone_number_ids = []"));
    acc.destroy();
}

#[test]
fn a_replacement_is_refused_at_plan_and_a_tainted_one_is_replaced() {
    let acc = account();
    acc.apply(&ivr("test", "Support", USED));
    let output = acc.terraform(&["plan", "-replace", TEST]);
    assert!(!output.status.success(), "{output}");
    output.error("Phone numbers lead to IVR 30001");
    let output = acc.terraform(&["taint", TEST]);
    assert!(output.status.success(), "{output}");
    let applied = acc.apply(&ivr("test", "Support", USED));
    applied.plan.expect_action(TEST, Action::Replace);
    assert_eq!(ivrs(&acc), [10001, 30769]);
    acc.apply(&ivr("test", "Support", "force_destroy = true"));
    let output = acc.terraform(&["apply", "-auto-approve", "-replace", TEST]);
    assert!(output.status.success(), "{output}");
}

#[test]
fn numbers_that_lead_to_it_since_the_plan_keep_it() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    let output = acc.terraform(&["plan", "-destroy", "-out", "gone"]);
    assert!(output.status.success(), "{output}");
    acc.fake()
        .account(|account| account.ivr_mut(30001).unwrap().phone_numbers.push((703, "Night line".into())));
    let output = acc.terraform(&["apply", "gone"]);
    assert!(!output.status.success(), "{output}");
    output.error("Phone numbers lead to IVR 30001").says("phone number 703 (Night line)");
    acc.fake().account(|account| account.ivr_mut(30001).unwrap().phone_numbers.clear());
}

#[test]
fn menus_and_routes_made_by_hand_are_a_warning_at_plan_and_keep_it() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    acc.fake().account(|account| {
        let menu = account.add_menu(30001, "By hand");
        account.add_route(30001, menu, "1", "group", json!({"group_ids": [7]}));
        account.add_route(30001, 30385, "2", "voicemail", json!({"group_ids": [7]}));
    });
    let said = [
        "menu 30769 \"By hand\"",
        "route 31153 on key 1 of menu 30769 (group)",
        "route 31537 on key 2 of menu 30385 (voicemail)",
    ];
    let plan = acc.plan("");
    let warning = plan.output.warning("IVR 30001 holds more than this run has read");
    for said in said {
        warning.says(said);
    }
    let output = acc.terraform(&["destroy", "-auto-approve"]);
    assert!(!output.status.success(), "{output}");
    let error = output.error("IVR 30001 isn't empty");
    for said in said {
        error.says(said);
    }
    assert_eq!(ivrs(&acc), [10001, 30001]);

    acc.apply(&ivr("test", "Support", "force_destroy = true"));
    let output = acc.destroy();
    let warning = output.warning("IVR 30001 was destroyed with its contents");
    for said in said {
        warning.says(said);
    }
    assert_eq!(ivrs(&acc), [10001]);
}

#[test]
fn what_is_made_by_hand_while_it_goes_is_seen_before_the_deletion() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    let by_hand = |account: &mut crate::fake::Account| {
        account.add_menu(30001, "By hand");
    };
    acc.fake().fault(Fault::serve().change(by_hand).on("GET", format!("{IVRS}/30001")));
    let output = acc.terraform(&["destroy", "-auto-approve"]);
    assert!(!output.status.success(), "{output}");
    output.error("IVR 30001 isn't empty").says("menu 30769 \"By hand\"");
    acc.fake().account(|account| account.remove_menu(30001, 30769)).unwrap();
}

#[test]
fn what_is_referred_to_by_ids_alone_goes_in_the_same_run() {
    let acc = account();
    acc.apply(&ivr("test", "Support", ""));
    // No dependency: Terraform destroys all of it at once.
    let inside = "resource \"zendesk_ivr_menu\" \"a\" {\n  ivr_id = 30001\n  name = \"Billing\"\n}\n\
        resource \"zendesk_ivr_route\" \"a\" {\n  ivr_id = 30001\n  menu_id = 30385\n  keypress = \"1\"\n  \
        action = \"group\"\n  options = { group_ids = [7] }\n}\n";
    acc.apply(&(ivr("test", "Support", "") + inside));
    acc.destroy();
    assert_eq!(ivrs(&acc), [10001]);
}
