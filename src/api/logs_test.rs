//! What the client logs, and what it doesn't.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;
use std::time::Duration;

use serde_json::json;
use tracing::Level;

use super::client_test::{MENU, ROUTES, create, route};
use super::test_server::{Server, heard, json, patient, settings, text, with};
use super::{Credentials, IvrRoute, Settings};

thread_local! {
    /// The logs of the current test, at every level and from every crate; a test runs on one thread.
    static LOGS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Logs;

impl Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGS.with_borrow_mut(|logs| logs.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Starts to log. One subscriber serves all tests: what one thread's subscriber doesn't want, tracing may take to be
/// wanted by none.
pub(super) fn start() {
    static SUBSCRIBER: Once = Once::new();
    let subscriber =
        || tracing_subscriber::fmt().with_max_level(Level::TRACE).with_ansi(false).with_writer(|| Logs);
    SUBSCRIBER.call_once(|| subscriber().init());
}

pub(super) fn logs() -> String {
    LOGS.with_borrow(|logs| String::from_utf8(logs.clone()).unwrap())
}

#[tokio::test]
async fn a_request_is_logged_by_what_it_was_and_what_came_of_it() {
    start();
    let server = Server::start([with(route(), "x-request-id", "r1")]).await;
    server.client().show::<IvrRoute>(MENU, &10003).await.unwrap();
    let logs = logs();
    let line = logs.lines().find(|line| line.contains("request answered")).unwrap();
    assert!(line.contains("DEBUG"), "{line}");
    assert!(line.contains(&format!(r#"method=GET path="{ROUTES}/10003" status=200 duration_ms="#)), "{line}");
    assert!(line.contains(r#"request_id="r1""#), "{line}");
}

#[tokio::test]
async fn no_log_holds_a_secret() {
    start();
    let granted = || json(200, json!({"access_token": "t0ken", "expires_in": 1800}));
    let acts = [granted(), text(401, ""), granted(), text(503, ""), route(), text(422, "no"), route()];
    let server = Server::start(acts).await;
    let credentials = Credentials::OauthClient { id: "tf".into(), secret: "s3cret".into(), scopes: vec![] };
    let oauth = Settings { credentials, max_retries: 1, ..settings(server.url.clone()) };
    let oauth = patient(oauth);
    drop(oauth.show::<IvrRoute>(MENU, &10003).await);
    drop(create(&oauth).await);
    drop(server.client().show::<IvrRoute>(MENU, &10003).await);
    assert_eq!(server.lines().len(), 7);
    let logs = logs();
    assert!(logs.contains("POST") && logs.contains("/oauth/tokens"), "{logs}");
    // printf 'ann@example.com/token:s3cret' | base64
    for secret in ["t0ken", "s3cret", "YW5uQGV4YW1wbGUuY29tL3Rva2VuOnMzY3JldA"] {
        assert!(!logs.contains(secret), "{logs}");
    }
}

#[tokio::test]
async fn the_first_long_wait_is_a_warning_with_its_reason() {
    start();
    let busy = |seconds| with(text(503, "busy"), "retry-after", seconds);
    let server = Server::start([text(503, "short"), busy("10"), busy("20")]).await;
    let (on_wait, mut heard) = heard();
    let client = patient(Settings { max_retries: 8, on_wait, ..settings(server.url.clone()) });
    for _ in 0..2 {
        // Nobody waits for the end of a long wait.
        let is_long = async { while heard.recv().await.unwrap().duration < Duration::from_secs(10) {} };
        tokio::select! {
            result = client.show::<IvrRoute>(MENU, &10003) => panic!("{result:?}"),
            () = is_long => {}
        }
    }
    let logs = logs();
    let waits: Vec<_> =
        logs.lines().filter(|line| line.contains("waiting before the next request")).collect();
    assert!(waits[0].contains("DEBUG") && waits[0].contains("503 Service Unavailable: short"), "{logs}");
    assert!(waits[1].contains(" WARN ") && waits[1].contains("wait_ms=10000"), "{logs}");
    assert!(waits[1].contains("503 Service Unavailable: busy; retry after 10"), "{logs}");
    assert!(waits[2].contains("DEBUG") && waits[2].contains("wait_ms=20000"), "{logs}");
}
