//! What can't pass by itself isn't tried again.

use super::server::Server;
use super::told::expect_told_once;
use crate::account::Managed;
use crate::fake::{Answer, Fault};
use crate::harness::Output;

/// An alert of TLS 1.0: the record, its length, fatal, `protocol_version`.
const PROTOCOL_VERSION: [u8; 7] = [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46];

const PLAIN: &[u8] = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

const PROXY: &[u8] =
    b"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm=\"proxy\"\r\n\
    content-length: 0\r\nconnection: close\r\n\r\n";

/// Plans three routes of an account that has this base URL.
#[track_caller]
fn plan(url: &str, variables: &[(&str, &str)]) -> Output {
    let mut managed = Managed::new(&[1], 3);
    managed.acc.env("ZENDESK_BASE_URL", url);
    for (name, value) in variables {
        managed.acc.env(name, value);
    }
    managed.acc.terraform(&["plan", "-json"])
}

#[test]
fn a_server_that_does_not_speak_our_tls_is_asked_once() {
    for (case, bytes) in
        [("plain HTTP", PLAIN), ("an old TLS", &PROTOCOL_VERSION[..]), ("noise", b"\0\0\0\0\0\0\0\0")]
    {
        let server = Server::sending(bytes);
        let output = plan(&format!("https://{}", server.address()), &[]);
        expect_told_once(&output, "can't connect to https://", case);
        assert_eq!(server.connections(), 1, "{case}: {output}");
    }
}

#[test]
fn a_server_that_is_not_trusted_is_asked_once() {
    let server = Server::untrusted();
    let output = plan(&format!("https://{}", server.address()), &[]);
    expect_told_once(&output, "the server isn't trusted", "an untrusted certificate");
    assert_eq!(server.connections(), 1, "{output}");
}

#[test]
fn a_host_that_is_unknown_is_looked_up_once() {
    let output = plan("https://no-such-host.invalid", &[("ZENDESK_MAX_RETRIES", "1")]);
    expect_told_once(&output, "no-such-host.invalid", "an unknown host");
    output.does_not_say("attempts)");
}

#[test]
fn a_proxy_that_refuses_is_asked_once_and_named() {
    let server = Server::sending(PROXY);
    let proxy = format!("http://{}", server.address());
    let output = plan("https://acme.zendesk.com", &[("HTTPS_PROXY", &proxy)]);
    expect_told_once(&output, "407", "a proxy's refusal");
    output.says(&format!("through the proxy {} of HTTPS_PROXY", server.address())).says("check HTTPS_PROXY");
    assert_eq!(server.connections(), 1, "{output}");
}

fn utf_16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

const EMPTY: &str = r#"{"ivrs": [], "next_page": null, "count": 0}"#;

/// Answers that aren't the API's, each with what the error says.
fn foreign() -> Vec<(&'static str, Answer, &'static str)> {
    let json = "application/json";
    let coded = |coding: &str| {
        Answer::bytes(200, json, vec![0x0b, 0x02, 0x80, 0x03]).header("content-encoding", coding)
    };
    vec![
        ("a redirect", Answer::redirect("https://elsewhere.example/"), "redirects"),
        ("an HTML page", Answer::not_json(), "200 OK"),
        ("an HTML page with 404", Answer::html_not_found(), "404 Not Found"),
        ("a BOM before JSON", Answer::text(200, json, &format!("\u{feff}{EMPTY}")), "byte order mark"),
        ("UTF-16", Answer::bytes(200, json, utf_16(EMPTY)), "200 OK"),
        ("no JSON", Answer::text(200, json, "maintenance"), "200 OK"),
        ("another document", Answer::json(200, &serde_json::json!({"users": []})), "200 OK"),
        ("an empty answer", Answer::empty(200), "200 OK"),
        ("no content", Answer::empty(204), "204 No Content"),
        ("a part of the list", Answer::text(206, json, EMPTY), "206 Partial Content"),
        ("what a proxy made of it", Answer::text(203, json, EMPTY), "203 Non Authoritative Information"),
        ("brotli", coded("br"), "br"),
        ("deflate", coded("deflate"), "deflate"),
        ("zstd", coded("zstd"), "zstd"),
    ]
}

#[test]
fn content_that_is_not_the_apis_is_read_once() {
    for (case, answer, says) in foreign() {
        let managed = Managed::new(&[2], 3);
        managed.acc.fake().fault(Fault::answer(answer).at(Fault::API).always());
        let output = managed.acc.terraform(&["plan", "-json"]);
        expect_told_once(&output, says, case);
        assert_eq!(managed.acc.fake().requests().len(), 1, "{case}: {output}");
    }
}

#[test]
fn a_coding_that_is_not_spoken_is_named() {
    for coding in ["br", "deflate", "zstd"] {
        let managed = Managed::new(&[1], 1);
        let answer = Answer::text(200, "application/json", EMPTY).header("content-encoding", coding);
        managed.acc.fake().fault(Fault::answer(answer).at(Fault::API).always());
        let output = managed.acc.terraform(&["plan"]);
        assert_eq!(output.status.code(), Some(1), "{output}");
        output.says("content-encoding").says(coding).does_not_say("expected value at line 1");
    }
}

#[test]
fn gzip_is_read_under_all_its_names() {
    for coding in ["gzip", "GZIP", "x-gzip", "X-GZip"] {
        let managed = Managed::new(&[2], 3);
        managed.acc.fake().fault(Fault::new(crate::fake::Action::Gzip(coding)).on("GET", Fault::IVRS));
        managed.acc.replan().expect_empty();
        assert_eq!(managed.acc.fake().requests().len(), 1, "{coding}");
    }
}
