//! `next_page`: only what an honest list goes on with is asked for.

use super::server::{Answer, Server};
use crate::account;
use crate::export::program::run_with;
use crate::harness::Acceptance;

const LIST: &str = "/api/v2/channels/voice/ivr";

/// A page of one IVR without menus, and the address of the next one.
fn page(id: usize, next: &str) -> Answer {
    Answer::new(serde_json::json!({"ivrs": [{"id": id, "menus": []}], "next_page": next}).to_string())
}

/// Exports from a server; returns what standard error says, and the number of requests.
fn export(server: &Server) -> (String, usize) {
    let mut acc = account::with_menu();
    talk_to(&mut acc, server);
    let ran = run_with(acc.variables(), &["export", "--routes-only"]);
    (ran.stderr, server.requests())
}

fn talk_to(acc: &mut Acceptance, server: &Server) {
    acc.env("ZENDESK_BASE_URL", &server.url()).env("ZENDESK_MAX_RETRIES", "0");
}

#[test]
fn a_next_page_that_no_list_has_is_not_asked_for() {
    let cases = [
        ("http://", "goes on at an address that is no URL"),
        ("file:///etc/passwd", "goes on at an address that isn't one of HTTP"),
        ("https://SERVER/api/v2/channels/voice/ivr?page=2", "which is another origin and isn't followed"),
        ("http://127.0.0.1:1/api/v2/channels/voice/ivr?page=2", "which is another origin and isn't followed"),
        ("//127.0.0.1:1/api/v2/channels/voice/ivr?page=2", "which is another origin and isn't followed"),
        (
            "http://me:pw@SERVER/api/v2/channels/voice/ivr?page=2",
            "goes on at an address with a user name or a password",
        ),
        ("/api/v2/users?page=2", "goes on at the address of something else"),
        ("/api/v2/channels/voice/ivr/1?page=2", "goes on at the address of something else"),
        ("/api/v2/channels/voice/ivr/../../../users?page=2", "goes on at the address of something else"),
        ("junk", "goes on at the address of something else"),
        ("/api/v2/channels/voice/ivr", "doesn't end after 1 pages"),
        ("", "doesn't end after 1 pages"),
        ("?page=LONG", "goes on at an address of more than 2048 characters"),
    ];
    for (next, says) in cases {
        let server = Server::start(move |request| {
            assert!(request.starts_with("GET /api/v2/channels/voice/ivr"), "{request}");
            page(1, &next.replace("LONG", &"2".repeat(2048)))
        });
        // The port is known once the server is there.
        let server = if next.contains("SERVER") { with_own_address(next) } else { server };
        let (said, requests) = export(&server);
        assert!(said.contains(says), "{next}: {said}");
        assert_eq!(requests, 1, "{next}");
    }
}

/// A server whose next page is at its own address.
fn with_own_address(next: &'static str) -> Server {
    let address = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let own = address.clone();
    let server = Server::start(move |_| page(1, &next.replace("SERVER", own.get().unwrap())));
    address.set(server.url().trim_start_matches("http://").to_owned()).unwrap();
    server
}

#[test]
fn the_address_of_a_page_may_end_in_json_and_have_no_origin() {
    for next in ["/api/v2/channels/voice/ivr.json?page=2", "?page=2", "/api/v2/channels/voice/ivr/?page=2"] {
        let server = Server::start(move |request| {
            if request.contains("page=2") {
                Answer::new(r#"{"ivrs":[{"id":2,"menus":[]}]}"#)
            } else {
                page(1, next)
            }
        });
        let (said, requests) = export(&server);
        assert!(said.contains("There are no routes to export."), "{next}: {said}");
        assert_eq!(requests, 2, "{next}");
    }
}

#[test]
fn an_ever_longer_path_and_pages_of_nothing_end_soon() {
    // What 0.1 followed a thousand times.
    let longer = Server::start(|request| page(1, &format!("{}/x", request.trim_start_matches("GET "))));
    let (said, requests) = export(&longer);
    assert!(said.contains("goes on at the address of something else"), "{said}");
    assert_eq!(requests, 1);

    let number = std::sync::atomic::AtomicUsize::new(2);
    let empty = Server::start(move |_| {
        let next = number.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Answer::new(format!(r#"{{"ivrs":[],"next_page":"{LIST}?page={next}"}}"#))
    });
    let (said, requests) = export(&empty);
    assert!(said.contains("doesn't end after 2 pages"), "{said}");
    assert_eq!(requests, 2);
}

#[test]
fn one_empty_page_in_a_list_is_no_fault() {
    let server = Server::start(|request| match request {
        request if request.contains("page=2") => Answer::new(r#"{"ivrs":[{"id":1,"menus":[]}]}"#),
        _ => Answer::new(format!(r#"{{"ivrs":[],"next_page":"{LIST}?page=2"}}"#)),
    });
    let (said, requests) = export(&server);
    assert!(said.contains("There are no routes to export."), "{said}");
    assert_eq!(requests, 2);
}

#[test]
fn a_plan_asks_once_for_a_list_that_leads_elsewhere() {
    let managed = account::Managed::new(&[2, 3], 2);
    let server = Server::start(|_| page(1, "/api/v2/users"));
    let mut acc = managed.acc;
    talk_to(&mut acc, &server);
    let output = acc.terraform(&["plan", "-json"]);
    assert_eq!(output.status.code(), Some(1), "{output}");
    output.says("goes on at the address of something else, which isn't asked for");
    assert_eq!(server.requests(), 1);
}
