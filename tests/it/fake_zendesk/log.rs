//! The request log.

use serde_json::{Value, json};

use super::{ROUTES, call, fake, get, request};
use crate::fake::{Answer, Fault, Gate};

#[test]
fn logs_requests_in_order_with_what_was_answered() {
    let fake = fake();
    fake.fault(Fault::answer(Answer::empty(500)).on("GET", Fault::ROUTES));
    let sent = request(&fake, "GET", &format!("{ROUTES}.json?page=1")).header("user-agent", "test/1").send();
    let response = sent.unwrap();
    call(&fake, "POST", ROUTES, super::group("1"));
    let log = fake.requests();
    assert_eq!(log.len(), 2);
    assert_eq!((log[0].method.as_str(), log[0].status, &log[0].body), ("GET", Some(500), &Value::Null));
    assert_eq!(log[0].path, "/api/v2/channels/voice/ivr/10001/menus/10002/routes.json?page=1");
    assert_eq!(log[0].user_agent.as_deref(), Some("test/1"));
    assert_eq!(log[0].accept.as_deref(), Some("application/json"));
    assert_eq!(log[0].authorization.as_deref(), Some("Basic"));
    assert_eq!(response.headers()["x-request-id"], log[0].request_id);
    assert_eq!((log[1].status, &log[1].body), (Some(201), &super::group("1")));
    assert_eq!(log[1].content_type.as_deref(), Some("application/json"));
    assert!(log[0].is("GET", Fault::ROUTES) && !log[0].is("GET", Fault::ROUTE) && log[1].is("POST", ROUTES));
}

#[test]
fn forgets_requests_when_told_even_those_under_way() {
    let fake = fake();
    let gate = Gate::new();
    fake.fault(Fault::serve().hold_before(&gate));
    std::thread::scope(|scope| {
        let held = scope.spawn(|| get(&fake, ROUTES));
        fake.wait_for_request(|r| r.is("GET", Fault::ROUTES));
        fake.clear_requests();
        assert!(fake.requests().is_empty());
        assert_eq!(get(&fake, super::MENU).0, 200);
        gate.open();
        held.join().unwrap();
    });
    let log = fake.requests();
    assert_eq!(
        log.iter().map(|r| (r.path.as_str(), r.status)).collect::<Vec<_>>(),
        [(super::MENU, Some(200))]
    );
}

#[test]
fn waits_for_requests_and_tells_which_overlap() {
    let fake = fake();
    let gate = Gate::new();
    fake.fault(Fault::serve().times(2).hold_after(&gate));
    std::thread::scope(|scope| {
        let held = [(); 2].map(|()| scope.spawn(|| get(&fake, ROUTES)));
        assert_eq!(fake.wait_for_requests(2, |r| r.method == "GET").len(), 2);
        gate.wait_until_held(2);
        assert_eq!(fake.requests()[0].status, None);
        gate.open();
        held.into_iter().for_each(|held| assert_eq!(held.join().unwrap().0, 200));
    });
    get(&fake, ROUTES);
    let log = fake.requests();
    assert!(log[0].overlaps(&log[1]) && log[1].overlaps(&log[0]));
    assert!(!log[1].overlaps(&log[2]) && !log[2].overlaps(&log[1]));
    assert_eq!(log[2].body, json!(null));
}
