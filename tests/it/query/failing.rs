//! Queries that can't be answered, or not in full.

use super::account::{large, list, small};
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Diagnostic, Feature};

fn config(argument: &str) -> String {
    list(&format!("config {{\n    {argument}\n  }}"))
}

fn refused(acc: &Acceptance, argument: &str) -> Diagnostic {
    acc.query_fails(&config(argument)).diagnostics().swap_remove(0)
}

#[test]
fn ids_are_checked_where_they_stand() {
    let acc = small();
    if acc.lacks(Feature::Query) {
        return;
    }
    for (name, id) in [("ivr_id", "0"), ("menu_id", "1.5"), ("menu_id", "9007199254740992")] {
        let error = refused(&acc, &format!("{name} = {id}"));
        assert_eq!(error.summary, "Invalid id");
        error.says(&format!("{name} is {id}. Allowed is a whole number from 1 to 9007199254740991."));
    }
    assert_eq!(acc.fake().requests(), []);
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let acc = small();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| {
        account.set_next_id(20001);
        account.add_ivr("Night line");
    });
    let cases = [
        ("ivr_id = 5", "No IVR has the id 5. There are: 10001 \"Main line\", 20001 \"Night line\"."),
        (
            "menu_id = 5",
            "No menu has the id 5. There are: 10002 \"Main menu\" (default), 10003 \"Night\", 20385 \"Main menu\" (default).",
        ),
        (
            "ivr_id = 20001\n    menu_id = 10002",
            "No menu has the id 10002. There are: 20385 \"Main menu\" (default).",
        ),
    ];
    for nested in [true, false] {
        acc.fake().account(|account| account.knobs.nested_menus = nested);
        for (argument, sentence) in cases {
            let error = refused(&acc, argument);
            let noun = if sentence.starts_with("No IVR") { "IVR" } else { "Menu" };
            assert_eq!(error.summary, format!("{noun} not found"));
            error.says(sentence);
        }
    }
}

#[test]
fn a_list_that_breaks_off_is_an_error_and_shows_nothing() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| account.knobs.nested_routes = false);
    acc.fake().fault(Fault::answer(Answer::forbidden_object()).on("GET", Fault::ROUTES).nth(13));
    let output = acc.query_fails(&list("limit = 1000"));
    let error = output.error("Failed to list IVR routes");
    error.says("Routes of menu 20005 (IVR 20000)").says("403");
    output.does_not_say("Menu 1");
    assert_eq!(acc.fake().requests().len(), 14, "nothing is asked for after the error");
}

#[test]
fn a_page_that_cannot_be_read_is_an_error() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| account.knobs.page_size = 2);
    acc.fake().fault(Fault::answer(Answer::forbidden_object()).on("GET", Fault::IVRS).nth(2));
    let output = acc.query_fails(&list("limit = 1000"));
    output.error("Failed to list IVR routes").says("IVRs of the account");
    output.does_not_say("Main line / Menu");
}

#[test]
fn passing_faults_are_sat_out() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| account.knobs.nested_menus = false);
    acc.fake()
        .fault(Fault::answer(Answer::too_many_requests().header("retry-after", "1")).on("GET", Fault::IVRS));
    acc.fake().fault(Fault::new(crate::fake::Action::Truncate).on("GET", Fault::MENUS).nth(2));
    assert_eq!(acc.query(&list("limit = 1000")).found.len(), 300);
}

#[test]
fn credentials_that_are_missing_are_an_error() {
    let mut acc = small();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN");
    let output = acc.query_fails(&list(""));
    assert!(!output.diagnostics().is_empty(), "{output}");
    assert_eq!(acc.fake().requests(), []);
}
