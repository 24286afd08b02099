//! Each fault does what it says, to the requests it is meant for.

use serde_json::{Value, json};

use super::{ROUTES, call, fake, get, request, send};
use crate::fake::{Action, Answer, Fake, Fault};

fn route_count(fake: &Fake) -> usize {
    fake.account(|account| account.route_count())
}

fn create(fake: &Fake) -> reqwest::Result<reqwest::blocking::Response> {
    request(fake, "POST", ROUTES).body(super::group("1").to_string()).send()
}

#[test]
fn answers_instead_of_the_service_with_these_headers() {
    let fake = fake();
    for value in ["3", "0", "86400", "Wed, 21 Oct 2065 07:28:00 GMT"] {
        let answer = Answer::too_many_requests().header("retry-after", value);
        fake.fault(Fault::answer(answer).on("POST", Fault::ROUTES));
        let response = create(&fake).unwrap();
        assert_eq!(
            (response.status().as_u16(), response.headers()["retry-after"].as_bytes()),
            (429, value.as_bytes())
        );
    }
    fake.fault(Fault::answer(Answer::too_many_requests()));
    assert!(!create(&fake).unwrap().headers().contains_key("retry-after"));
    assert_eq!(route_count(&fake), 0);
    assert_eq!(create(&fake).unwrap().status(), 201);
}

#[test]
fn answers_after_the_effect() {
    let fake = fake();
    fake.fault(Fault::answer_after(Answer::empty(504)).on("POST", Fault::ROUTES));
    assert_eq!(create(&fake).unwrap().status(), 504);
    assert_eq!(route_count(&fake), 1);
}

#[test]
fn closes_the_connection_before_or_after_the_effect() {
    let fake = fake();
    fake.fault(Fault::new(Action::CloseBefore).on("POST", Fault::ROUTES));
    assert!(create(&fake).is_err());
    assert_eq!(route_count(&fake), 0);
    fake.fault(Fault::new(Action::CloseAfter).on("POST", Fault::ROUTES));
    assert!(create(&fake).is_err());
    assert_eq!(route_count(&fake), 1);
    assert_eq!(fake.requests().iter().map(|r| r.status).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn breaks_off_in_the_middle_of_the_body() {
    let fake = fake();
    fake.fault(Fault::new(Action::Truncate).on("POST", Fault::ROUTES));
    let response = create(&fake).unwrap();
    assert_eq!(response.status(), 201);
    assert!(response.text().is_err());
    assert_eq!(route_count(&fake), 1);
}

#[test]
fn leads_to_other_places() {
    let (fake, other) = (fake(), super::fake());
    let elsewhere = format!("{}{ROUTES}", other.url());
    fake.fault(Fault::answer(Answer::redirect(&elsewhere)));
    let response = send(&fake, "GET", ROUTES, Value::Null);
    assert_eq!(
        (response.status().as_u16(), response.headers()["location"].to_str().unwrap()),
        (302, elsewhere.as_str())
    );

    fake.fault(Fault::new(Action::NextPage(elsewhere.clone())));
    assert_eq!(get(&fake, ROUTES).1["next_page"], elsewhere);
    fake.fault(Fault::new(Action::NextPageLoop).times(2));
    let own = format!("{}{ROUTES}", fake.url());
    assert_eq!(get(&fake, ROUTES).1["next_page"], own);
    assert_eq!(get(&fake, &format!("{ROUTES}?page=2")).1["next_page"], format!("{own}?page=2"));
    assert!(other.requests().is_empty());
}

#[test]
fn takes_the_nth_request_and_so_many_after_it() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(500)).on("GET", Fault::ROUTES).nth(2).times(2));
    let statuses: Vec<u16> = (0..5).map(|_| get(&fake, ROUTES).0).collect();
    assert_eq!(statuses, [200, 500, 500, 200, 200]);
}

#[test]
fn takes_requests_one_fault_after_the_other() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(500)).times(2));
    fake.fault(Fault::answer(Answer::empty(502)));
    fake.fault(Fault::answer(Answer::empty(503)).nth(5).always());
    let statuses: Vec<u16> = (0..6).map(|_| get(&fake, ROUTES).0).collect();
    assert_eq!(statuses, [500, 500, 502, 200, 503, 503]);
}

#[test]
fn takes_matching_methods_paths_and_bodies_only() {
    let fake = fake();
    fake.account(|account| account.add_route(10001, 10002, "9", "menu", json!({ "menu_id": 10002 })));
    fake.fault(Fault::answer(Answer::empty(500)).on("GET", format!("{ROUTES}/10003")));
    assert_eq!(get(&fake, ROUTES).0, 200);
    assert_eq!(call(&fake, "PUT", &format!("{ROUTES}/10003"), super::group("8")).0, 200);
    assert_eq!(get(&fake, &format!("{ROUTES}/10003.json?x=1")).0, 500);

    fake.fault(Fault::answer(Answer::empty(500)).on("POST", Fault::ROUTES).keypress("2"));
    assert_eq!(call(&fake, "POST", ROUTES, super::group("1")).0, 201);
    assert_eq!(call(&fake, "POST", ROUTES, super::group("2")).0, 500);
    fake.fault(Fault::answer(Answer::empty(500)).on("GET", "…/menus/10002"));
    assert_eq!(get(&fake, super::IVR).0, 200);
    assert_eq!(get(&fake, super::MENU).0, 500);
}

#[test]
fn each_area_has_a_pattern() {
    let fake = fake();
    for (pattern, path) in [
        (Fault::IVRS, "/api/v2/channels/voice/ivr"),
        (Fault::IVR, super::IVR),
        (Fault::MENUS, "/api/v2/channels/voice/ivr/10001/menus"),
        (Fault::MENU, super::MENU),
        (Fault::ROUTES, ROUTES),
        (Fault::ROUTE, "/api/v2/channels/voice/ivr/10001/menus/10002/routes/1"),
    ] {
        fake.fault(Fault::answer(Answer::empty(500)).on("GET", pattern));
        assert_eq!(get(&fake, path).0, 500, "{path}");
        assert_ne!(get(&fake, path).0, 500, "{path}");
    }
    fake.fault(Fault::answer(Answer::empty(500)).on("POST", Fault::TOKENS));
    assert_eq!(super::bare(&fake, "POST", "/oauth/tokens").send().unwrap().status(), 500);
}

#[test]
fn recorded_bodies_are_literal() {
    let fake = fake();
    let no_access = "You do not have access to this page. Please contact the account owner of this help desk for further help.";
    for (answer, status, body) in [
        (Answer::forbidden_object(), 403, format!(r#"{{"error":{{"message":"{no_access}","title":"Forbidden"}}}}"#)),
        (Answer::forbidden_text(), 403, no_access.to_owned()),
        (Answer::database_conflict(), 409, r#"{"description":"Database collision","error":"DatabaseConflict"}"#.into()),
        (
            Answer::database_deadlock(),
            503,
            r#"{"description":"Database deadlock found; please retry your transaction","error":"DatabaseDeadlock"}"#.into(),
        ),
        (
            Answer::localized_invalid(),
            422,
            r#"{"description":"Record validation errors","details":{"标题：":[{"description":"标题： 已被使用"}]},"error":"RecordInvalid"}"#.into(),
        ),
        (Answer::unprocessable_text(), 422, "Unprocessable Entity".into()),
        (
            Answer::no_help_desk("x.zendesk.com"),
            404,
            r#"{"error":{"message":"There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup","title":"No help desk at x.zendesk.com"}}"#.into(),
        ),
        (Answer::not_json(), 200, "<html><body>Maintenance in progress</body></html>".into()),
        (Answer::empty(400), 400, String::new()),
    ] {
        fake.fault(Fault::answer(answer));
        let response = send(&fake, "GET", ROUTES, Value::Null);
        assert_eq!((response.status().as_u16(), response.text().unwrap()), (status, body));
    }
    fake.fault(Fault::answer(Answer::html_not_found()));
    let response = send(&fake, "GET", ROUTES, Value::Null);
    assert_eq!(
        (response.status().as_u16(), response.headers()["content-type"].as_bytes()),
        (404, &b"text/html; charset=utf-8"[..])
    );
}

#[test]
#[should_panic(expected = "faults that never fired")]
fn a_fault_that_never_fired_fails_the_test() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(500)).on("PUT", Fault::ROUTE));
    assert_eq!(get(&fake, ROUTES).0, 200);
}

#[test]
#[should_panic(expected = "took 1 of Exactly(2)")]
fn a_fault_that_fired_too_rarely_fails_the_test() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(500)).times(2));
    assert_eq!(get(&fake, ROUTES).0, 500);
}

#[test]
fn an_optional_fault_may_stay_unused() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(500)).on("PUT", Fault::ROUTE).optional());
    assert_eq!(get(&fake, ROUTES).0, 200);
}

#[test]
fn edits_the_answer_and_changes_the_account_before_it() {
    let fake = fake();
    fake.fault(Fault::edit(|list| list["count"] = json!(7)).on("GET", Fault::ROUTES));
    assert_eq!(get(&fake, ROUTES).1["count"], 7);
    let add = Fault::serve().change(|account| {
        account.add_route(10001, 10002, "1", "group", json!({ "group_ids": [1] }));
    });
    fake.fault(add.on("GET", Fault::ROUTES));
    assert_eq!(get(&fake, ROUTES).1["count"], 1);
    assert_eq!(get(&fake, ROUTES).1["count"], 1);
}

#[test]
fn takes_every_method_below_a_path() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(403)).at(Fault::API).times(2));
    assert_eq!(get(&fake, ROUTES).0, 403);
    assert_eq!(call(&fake, "POST", "/oauth/tokens", json!({})).0, 400);
    assert_eq!(create(&fake).unwrap().status(), 403);
    assert_eq!(get(&fake, ROUTES).0, 200);
}

#[test]
fn compresses_under_any_name() {
    let fake = fake();
    fake.fault(Fault::new(Action::Gzip("X-GZIP")).on("GET", Fault::ROUTES));
    let response = request(&fake, "GET", ROUTES).send().unwrap();
    assert_eq!(response.headers()["content-encoding"], "X-GZIP");
    assert_eq!(response.bytes().unwrap()[..2], [0x1f, 0x8b]);
}
