//! Requests that are held until the test lets them go.

use std::io::Write;
use std::net::TcpStream;

use super::{ROUTES, fake, get, request};
use crate::fake::{Action, Fault, Gate};

#[test]
fn holds_requests_before_their_effect() {
    let fake = fake();
    let gate = Gate::new();
    fake.fault(Fault::serve().on("POST", Fault::ROUTES).times(2).hold_before(&gate));
    let create = |key| request(&fake, "POST", ROUTES).body(super::group(key).to_string());
    std::thread::scope(|scope| {
        let creates = ["1", "2"].map(|key| scope.spawn(move || create(key).send().unwrap().status()));
        gate.wait_until_held(2);
        assert_eq!(get(&fake, ROUTES).1["count"], 0);
        gate.open();
        assert_eq!(creates.map(|create| create.join().unwrap().as_u16()), [201, 201]);
    });
    assert_eq!(fake.account(|account| account.route_count()), 2);
}

#[test]
fn holds_a_request_after_its_effect_and_then_closes() {
    let fake = fake();
    let gate = Gate::new();
    fake.fault(Fault::new(Action::CloseAfter).on("POST", Fault::ROUTES).hold_after(&gate));
    let create = request(&fake, "POST", ROUTES).body(super::group("1").to_string());
    std::thread::scope(|scope| {
        let create = scope.spawn(|| create.send());
        gate.wait_until_held(1);
        assert_eq!(get(&fake, ROUTES).1["count"], 1);
        assert!(!create.is_finished());
        gate.open();
        assert!(create.join().unwrap().is_err());
    });
}

#[test]
fn a_request_has_its_effect_though_the_client_has_gone() {
    let fake = fake();
    let gate = Gate::new();
    fake.fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    let (body, token) = (super::group("1").to_string(), fake.account(|a| a.credentials.oauth_token.clone()));
    let mut stream = TcpStream::connect(fake.url().strip_prefix("http://").unwrap()).unwrap();
    let headers = "Host: fake\r\nAccept: application/json\r\nContent-Type: application/json";
    let length = body.len();
    let head = format!(
        "POST {ROUTES} HTTP/1.1\r\n{headers}\r\nAuthorization: Bearer {token}\r\nContent-Length: {length}"
    );
    write!(stream, "{head}\r\n\r\n{body}").unwrap();
    gate.wait_until_held(1);
    drop(stream);
    assert_eq!(fake.account(|account| account.route_count()), 0);
    gate.open();
    assert_eq!(fake.wait_for_request(|r| r.ended.is_some()).status, Some(201));
    assert_eq!(fake.account(|account| account.route_count()), 1);
}

#[test]
fn a_held_request_does_not_keep_the_server_alive() {
    let fake = fake();
    let gate = Gate::new();
    fake.fault(Fault::serve().hold_before(&gate));
    let request = request(&fake, "GET", ROUTES);
    let waiting = std::thread::spawn(move || request.send());
    gate.wait_until_held(1);
    drop(fake);
    assert!(waiting.join().unwrap().is_err());
}
