//! `data.zendesk_ivrs`: the ids of all IVRs, by their names.

use serde_json::json;

use crate::fake::{Answer, Fault};
use crate::harness::Acceptance;

const ALL: &str = "data \"zendesk_ivrs\" \"all\" {}\n";
const ADDRESS: &str = "data.zendesk_ivrs.all";

/// An account with IVRs of these names; their ids are 10001, 10011, 10021 and so on.
fn account(names: &[&str]) -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        for (name, id) in names.iter().zip((10001..).step_by(10)) {
            account.set_next_id(id);
            account.add_ivr(name);
        }
    });
    acc
}

#[test]
fn names_lead_to_ids() {
    let acc = account(&["Main line", "Night"]);
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr(ADDRESS, "ids"), &json!({"Main line": 10001, "Night": 10011}));
}

#[test]
fn an_account_without_ivrs_has_an_empty_map() {
    let acc = Acceptance::new();
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr(ADDRESS, "ids"), &json!({}));
    assert_eq!(applied.plan.output.diagnostics().len(), 0);
}

#[test]
fn a_name_that_several_ivrs_have_is_left_out_with_a_warning() {
    let acc = account(&["Main line", "Night", "Main line", "Day", "Day"]);
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr(ADDRESS, "ids"), &json!({"Night": 10011}));
    for (name, ids) in [("Main line", "10001, 10021"), ("Day", "10031, 10041")] {
        let warning = applied.plan.output.warning(&format!("Several IVRs are named \"{name}\""));
        warning.says(&format!("ids leaves them out, since one name has one id: {ids}."));
    }
}

#[test]
fn names_are_compared_in_whatever_unicode_form() {
    let acc = account(&["Cafe\u{301}", "Caf\u{e9}", "Zu\u{308}rich"]);
    let config = format!("{ALL}output \"id\" {{\n  value = data.zendesk_ivrs.all.ids[\"Z\u{fc}rich\"]\n}}\n");
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(ADDRESS, "ids"), &json!({"Z\u{fc}rich": 10021}));
    applied.plan.output.warning("Several IVRs are named \"Caf\u{e9}\"").says("10001, 10011");
}

#[test]
fn ivrs_without_a_name_are_left_out_with_a_warning() {
    let acc = account(&["Main line", "", "Night"]);
    acc.fake().account(|account| account.ivr_mut(10021).unwrap().name = None);
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr(ADDRESS, "ids"), &json!({"Main line": 10001}));
    applied.plan.output.warning("Some IVRs have no name").says("ids leaves them out: 10011, 10021.");
}

#[test]
fn any_number_of_them_is_one_list() {
    let acc = account(&["Main line"]);
    let config = r#"
        data "zendesk_ivrs" "one" {}
        data "zendesk_ivrs" "other" {}
        data "zendesk_ivr" "main" { name = "Main line" }
    "#;
    acc.plan(config);
    assert_eq!(acc.fake().requests().len(), 1);
}

#[test]
fn a_list_of_250_ivrs_is_three_requests() {
    let names: Vec<_> = (1..=250).map(|number| format!("IVR {number}")).collect();
    let acc = account(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let config = format!("{ALL}output \"count\" {{\n  value = length(data.zendesk_ivrs.all.ids)\n}}\n");
    let plan = acc.plan(&config);
    assert_eq!(acc.fake().requests().len(), 3);
    plan.output.says("count = 250");
}

#[test]
fn a_list_that_fails_is_an_error() {
    let acc = account(&["Main line"]);
    acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("GET", Fault::IVRS));
    let error = acc.plan_fails(ALL).error("Failed to list IVRs");
    error.says("You do not have access to this page.");
}
