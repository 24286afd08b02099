//! Gone is proven, never guessed: whatever else Zendesk answers is an error, and the state keeps the route.

use serde_json::json;

use super::account::{TEST, TO_SALES, account, route};
use crate::fake::{Answer, Fault};
use crate::harness::Acceptance;

/// A route in the state of a menu that is listed by itself, and a provider that asks once.
fn with_a_route() -> Acceptance {
    let mut acc = account();
    acc.fake().account(|account| account.knobs.nested_routes = false);
    acc.env("ZENDESK_MAX_RETRIES", "0");
    acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}"#)));
    acc
}

/// Takes what has changed into the state, which fails; the state keeps the route.
#[track_caller]
fn refresh_fails(acc: &Acceptance, sentence: &str) {
    let output = acc.terraform(&["apply", "-refresh-only", "-auto-approve"]);
    assert_eq!(output.status.code(), Some(1), "{output}");
    let error = output.error("Failed to read IVR route");
    assert_eq!((output.diagnostics().len(), error.address.as_str()), (1, TEST), "{output}");
    error.says("Route 30001 of menu 10002 (IVR 10001): ").says(sentence);
}

fn not_found_answers() -> [(Answer, &'static str); 4] {
    [
        (Answer::html_not_found(), "with 404 Not Found: an HTML page, \"Not found\""),
        (Answer::invalid_endpoint(), "with 404 Not Found: InvalidEndpoint: Not found"),
        (Answer::empty(404), "with 404 Not Found (request id "),
        (Answer::no_help_desk("acme"), "with 404 Not Found: No help desk at acme: There is no help desk"),
    ]
}

fn refusals() -> [(Answer, &'static str); 7] {
    [
        (Answer::not_authenticated(), "with 401 Unauthorized: Couldn't authenticate you"),
        (Answer::forbidden_object(), "with 403 Forbidden: Forbidden: You do not have access to this page."),
        (Answer::forbidden_text(), "with 403 Forbidden: You do not have access to this page."),
        (Answer::empty(502), "with 502 Bad Gateway (request id "),
        (
            Answer::too_many_requests(),
            "429 Too Many Requests: Number of allowed API requests per minute exceeded",
        ),
        (Answer::not_json(), "200 OK and a body that can't be read"),
        (Answer::redirect("https://elsewhere.example/"), "redirects"),
    ]
}

#[test]
fn a_list_that_cannot_be_read_proves_nothing() {
    let acc = with_a_route();
    for (answer, sentence) in not_found_answers().into_iter().chain(refusals()) {
        acc.fake().fault(Fault::answer(answer).on("GET", Fault::ROUTES));
        refresh_fails(&acc, sentence);
    }
    assert_eq!(acc.state().addresses(), [TEST]);
    acc.replan().expect_empty();
}

#[test]
fn a_route_that_cannot_be_read_is_not_gone() {
    let acc = with_a_route();
    let empty = || Answer::json(200, &json!({"ivr_routes": [], "next_page": null, "count": 0}));
    for (answer, sentence) in refusals() {
        acc.fake().fault(Fault::answer(empty()).on("GET", Fault::ROUTES));
        acc.fake().fault(Fault::answer(answer).on("GET", Fault::ROUTE));
        refresh_fails(&acc, sentence);
    }
    assert_eq!(acc.state().addresses(), [TEST]);
    // The list may lack a route that is there all the same.
    acc.fake().fault(Fault::answer(empty()).on("GET", Fault::ROUTES));
    acc.replan().expect_empty();
}

#[test]
fn a_wrong_address_proves_nothing() {
    let mut acc = with_a_route();
    let url = acc.fake().url();
    acc.env("ZENDESK_BASE_URL", &format!("{url}/wrong"));
    refresh_fails(&acc, "404 Not Found: InvalidEndpoint: Not found");
    acc.env("ZENDESK_BASE_URL", &url);
    // Every path answers with the same page, as a parked domain does.
    for (answer, sentence) in not_found_answers() {
        acc.fake().fault(Fault::answer(answer.clone()));
        refresh_fails(&acc, sentence);
    }
    assert_eq!(acc.state().addresses(), [TEST]);
}

/// Checks that a refresh finds the route gone; the state keeps it.
#[track_caller]
fn expect_gone(acc: &Acceptance) {
    let output = acc.terraform(&["plan", "-refresh-only"]);
    assert!(output.status.success(), "{output}");
    output.says("zendesk_ivr_route.test has been deleted");
}

#[test]
fn a_menu_that_its_ivr_lacks_is_gone() {
    let acc = with_a_route();
    let menu = acc.fake().account(|account| account.remove_menu(10001, 10002)).unwrap();
    acc.fake().fault(Fault::answer(Answer::html_not_found()).on("GET", Fault::MENU));
    expect_gone(&acc);
    acc.fake().account(|account| account.ivr_mut(10001).unwrap().menus.push(menu));

    let ivr = acc.fake().account(|account| account.remove_ivr(10001)).unwrap();
    acc.fake().fault(Fault::answer(Answer::html_not_found()).on("GET", Fault::IVR));
    expect_gone(&acc);
    acc.fake().account(|account| account.restore_ivr(ivr));
}
