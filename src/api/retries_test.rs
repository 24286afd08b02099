//! The attempts of one call: when they follow, when they end, and over which connection they go.

use std::num::NonZeroU32;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::call::Call;
use super::client_test::{MENU, create, request, route};
use super::error::{Answer, Error, Failure, Kind, Status};
use super::oauth_test::token;
use super::outages::{Admission, Subject};
use super::send::Attempts;
use super::status::decode;
use super::test_server::{
    Act, Raw, Server, heard, json, patient, read_head, settings, text, with, write_json,
};
use super::{Client, Credentials, IvrRoute, Settings};

const SECOND: Duration = Duration::from_secs(1);

/// Makes a client that is never asked to send anything.
fn client(max_retries: u32, stop: CancellationToken) -> Client {
    let settings = Settings { max_retries, stop, ..settings("http://127.0.0.1:1".parse().unwrap()) };
    Client::with_first_delay(settings, SECOND).unwrap()
}

fn limited(retry_after: Option<&str>) -> Failure {
    Failure::from(Kind::Answer(Box::new(Answer {
        status: Status::RateLimited,
        code: StatusCode::TOO_MANY_REQUESTS,
        name: None,
        message: "slow down".into(),
        fields: vec![],
        more_fields: 0,
        request_id: None,
        retry_after: retry_after.map(Into::into),
        advice: None,
    })))
}

fn lost() -> Failure {
    Kind::Transport { reached: true, reason: "closed".into() }.into()
}

fn attempts(client: &Client, method: Method) -> Attempts<'_> {
    let url = "http://127.0.0.1:1/x".parse().unwrap();
    Attempts::new(client.service(), Call::new(method, url, Subject::Reading("ivrs")))
}

/// Lets the attempts fail like this; returns the time that the waits took.
async fn run(
    attempts: &mut Attempts<'_>,
    failures: impl IntoIterator<Item = Failure>,
) -> Result<Duration, Error> {
    let start = Instant::now();
    for failure in failures {
        let error = attempts.failed(failure, Admission::default());
        attempts.wait_after(error, true).await?;
    }
    Ok(start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn the_wait_that_the_service_asks_for_is_kept() {
    let client = client(8, CancellationToken::new());
    let failures = [limited(Some("7")), limited(Some("30"))];
    assert_eq!(run(&mut attempts(&client, Method::POST), failures).await.unwrap(), 37 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn without_one_the_waits_double() {
    for retry_after in [None, Some("0"), Some("soon"), Some("Sun, 06 Nov 1994 08:49:37 GMT")] {
        let client = client(8, CancellationToken::new());
        let failures = std::iter::repeat_with(|| limited(retry_after)).take(3);
        let took = run(&mut attempts(&client, Method::GET), failures).await.unwrap();
        // 1 s, 2 s and 4 s, each with as much jitter on top at most.
        assert!(took >= 7 * SECOND && took <= 14 * SECOND, "{took:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_outlasts_the_operation_is_not_begun() {
    for (retry_after, seconds) in [("86400", "86400"), ("99999999999999999999", "18446744073709551615")] {
        let client = client(8, CancellationToken::new());
        let start = Instant::now();
        let error = run(&mut attempts(&client, Method::GET), [limited(Some(retry_after))]).await.unwrap_err();
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert!(matches!(error.kind(), Kind::OutOfTime { .. }), "{error:?}");
        assert_eq!(
            error.to_string(),
            format!(
                "the next attempt would have to wait {seconds} s, which is too long: \
                 Zendesk answered GET /x with 429 Too Many Requests: slow down; retry after {retry_after}"
            )
        );
    }
}

#[tokio::test(start_paused = true)]
async fn all_waits_of_an_operation_count() {
    let client = client(100, CancellationToken::new());
    let start = Instant::now();
    let failures = std::iter::repeat_with(|| limited(Some("90")));
    let error = run(&mut attempts(&client, Method::GET), failures.take(100)).await.unwrap_err();
    // Six waits fit into ten minutes, a seventh doesn't.
    assert_eq!(start.elapsed(), 540 * SECOND);
    assert!(error.to_string().contains("GET /x (7 attempts)"), "{error}");
    assert_eq!(error.request().attempts, 7);
}

#[tokio::test(start_paused = true)]
async fn attempts_end_with_the_number_that_is_set() {
    for (max_retries, attempts) in
        [(0, "GET /x with"), (1, "GET /x (2 attempts)"), (4, "GET /x (5 attempts)")]
    {
        let client = client(max_retries, CancellationToken::new());
        let failures = std::iter::repeat_with(|| limited(Some("1")));
        let error = run(&mut self::attempts(&client, Method::GET), failures.take(10)).await.unwrap_err();
        assert_eq!(error.status(), Some(Status::RateLimited), "{error}");
        assert!(error.to_string().contains(attempts), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stop_ends_the_wait_and_names_the_failure() {
    let stop = CancellationToken::new();
    let client = client(8, stop.clone());
    let start = Instant::now();
    let stops = async {
        sleep(10 * SECOND).await;
        stop.cancel();
    };
    let mut attempts = attempts(&client, Method::PUT);
    let (error, ()) = tokio::join!(run(&mut attempts, [lost(), limited(Some("60"))]), stops);
    assert_eq!(start.elapsed(), 10 * SECOND);
    let error = error.unwrap_err();
    assert!(matches!(error.kind(), Kind::Stopped { .. }), "{error:?}");
    assert!(error.is_ambiguous());
    assert_eq!(
        error.to_string(),
        "stopped before another attempt: \
         Zendesk answered PUT /x (2 attempts) with 429 Too Many Requests: slow down; retry after 60"
    );
}

#[tokio::test(start_paused = true)]
async fn doubt_is_kept_over_later_attempts() {
    for (first, is_ambiguous) in [(lost(), true), (limited(None), false)] {
        let client = client(1, CancellationToken::new());
        let error = run(&mut attempts(&client, Method::PUT), [first, limited(None)]).await.unwrap_err();
        assert_eq!(error.is_ambiguous(), is_ambiguous, "{error}");
    }
    let client = client(1, CancellationToken::new());
    let error = run(&mut attempts(&client, Method::GET), [lost(), lost()]).await.unwrap_err();
    assert!(!error.is_ambiguous(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_the_first_one_ends_in_time() {
    let client = client(100, CancellationToken::new());
    let service = client.service();
    let subject = Subject::Reading("ivrs");
    let mut first = service.outages.admit(subject).await.unwrap();
    let start = Instant::now();
    let error = client.show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::OutOfTime { last: None, .. }), "{error:?}");
    assert_eq!(start.elapsed(), 600 * SECOND);
    service.outages.succeeded(subject, &mut first);
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_turn_comes_too_late_is_not_sent() {
    let settings = settings("http://127.0.0.1:1".parse().unwrap());
    let client = Client::new(settings).unwrap();
    let service = client.service();
    service.rate_limit.pause_until(Instant::now() + 601 * SECOND);
    let error = client.show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::OutOfTime { .. }), "{error:?}");
    assert_eq!(error.request().attempts, 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_time_is_over_is_not_sent() {
    let client = client(8, CancellationToken::new());
    for is_look in [false, true] {
        let url = "http://127.0.0.1:1/x".parse().unwrap();
        let call = Call::new(Method::GET, url, Subject::Reading("ivrs"));
        let call = Call { is_look, deadline: Instant::now(), ..call };
        let error = Attempts::new(client.service(), call).attempt(decode::<Value>).await.unwrap_err();
        assert!(matches!(error.kind(), Kind::OutOfTime { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn after_a_stop_nothing_is_sent_but_a_look() {
    let server = Server::start([]).await;
    server.and_then_always(|| json(200, json!({"ivr_routes": []})));
    let settings = settings(server.url.clone());
    let (stop, client) = (settings.stop.clone(), Client::new(settings).unwrap());
    client.list::<IvrRoute>(MENU).await.unwrap();
    stop.cancel();
    let errors = [
        client.list::<IvrRoute>(MENU).await.unwrap_err(),
        client.show::<IvrRoute>(MENU, &10003).await.unwrap_err(),
        client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err(),
        client.delete::<IvrRoute>(MENU, &10003).await.unwrap_err(),
        create(&client).await.unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error.kind(), Kind::Stopped { .. }), "{error:?}");
        assert!(!error.is_ambiguous());
    }
    client.look::<IvrRoute>(MENU).await.unwrap();
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn a_stop_ends_a_read_under_way_and_no_write() {
    let server = Server::start([Act::Hang]).await;
    let settings = settings(server.url.clone());
    let (stop, client) = (settings.stop.clone(), Client::new(settings).unwrap());
    let stops = async {
        server.has_seen(1).await;
        stop.cancel();
    };
    let (error, ()) = tokio::join!(client.list::<IvrRoute>(MENU), stops);
    assert!(matches!(error.unwrap_err().kind(), Kind::Stopped { .. }));

    let stop = CancellationToken::new();
    let server = Raw::start({
        let stop = stop.clone();
        move |_, mut stream| {
            let stop = stop.clone();
            async move {
                read_head(&mut stream).await.unwrap();
                stop.cancel();
                write_json(&mut stream, r#"{"ivr_route":{"id":10003}}"#).await;
            }
        }
    })
    .await;
    let client = Client::new(Settings { stop, ..self::settings(server.url("http")) }).unwrap();
    assert_eq!(create(&client).await.unwrap().id, 10003);
}

#[tokio::test]
async fn a_write_under_way_at_a_stop_is_not_sent_again() {
    let stop = CancellationToken::new();
    let server = Raw::start({
        let stop = stop.clone();
        move |_, mut stream| {
            let stop = stop.clone();
            async move {
                read_head(&mut stream).await.unwrap();
                stop.cancel();
                stream.write_all(b"HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            }
        }
    })
    .await;
    let client = patient(Settings { stop, max_retries: 8, ..settings(server.url("http")) });
    let error = client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::Stopped { .. }), "{error:?}");
    assert!(error.is_ambiguous());
    assert!(error.to_string().contains("503 Service Unavailable"), "{error}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_stop_ends_the_wait_for_a_token_too() {
    let server = Server::start([Act::Hang, token("t1", 1800), json(200, json!({"ivr_routes": []}))]).await;
    let credentials = Credentials::OauthClient { id: "tf".into(), secret: "s3cret".into(), scopes: vec![] };
    let settings = Settings { credentials, ..settings(server.url.clone()) };
    let (stop, client) = (settings.stop.clone(), Client::new(settings).unwrap());
    let stops = async {
        server.has_seen(1).await;
        stop.cancel();
    };
    let (error, ()) = tokio::join!(create(&client), stops);
    let error = error.unwrap_err();
    assert!(matches!(error.kind(), Kind::Stopped { .. }), "{error:?}");
    assert!(!error.is_ambiguous());
    // A look gets the token that it needs.
    client.look::<IvrRoute>(MENU).await.unwrap();
}

#[tokio::test]
async fn a_request_for_a_token_has_a_turn_of_its_own_before_the_call() {
    let server = Server::start([token("t1", 1800), route()]).await;
    let credentials = Credentials::OauthClient { id: "tf".into(), secret: "s3cret".into(), scopes: vec![] };
    let (on_wait, mut heard) = heard();
    let max_requests_per_minute = NonZeroU32::new(1);
    let settings = Settings { credentials, on_wait, max_requests_per_minute, ..settings(server.url.clone()) };
    let client = Client::new(settings).unwrap();
    let body = request();
    tokio::select! {
        result = client.update::<IvrRoute>(MENU, &10003, &body) => panic!("{result:?}"),
        wait = heard.recv() => assert_eq!(wait.unwrap().reason, "max_requests_per_minute is reached"),
    }
    assert_eq!(server.lines(), ["POST /oauth/tokens"]);
}

#[tokio::test]
async fn a_server_that_ends_each_connection_at_its_second_request_is_no_obstacle() {
    let server = Raw::start(|_, mut stream| async move {
        if let Some(line) = read_head(&mut stream).await {
            let body =
                if line.starts_with("GET") { r#"{"ivr_routes":[]}"# } else { r#"{"ivr_route":{"id":1}}"# };
            write_json(&mut stream, body).await;
        }
        // The second one is taken, and the connection closed without an answer.
        drop(stream.read_u8().await);
    })
    .await;
    let client = patient(Settings { max_retries: 1, ..settings(server.url("http")) });
    let body = request();
    client.list::<IvrRoute>(MENU).await.unwrap();
    let mut creation = client.creation::<IvrRoute>(MENU, &body);
    let error = creation.attempt().await.unwrap_err();
    assert!(error.is_ambiguous(), "{error:?}");
    creation.wait_after(error).await.unwrap();
    // This look leaves a connection that the next attempt must not take.
    client.look::<IvrRoute>(MENU).await.unwrap();
    creation.attempt().await.unwrap();
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn calls_share_a_connection_until_an_attempt_fails() {
    let server = Raw::start(|connection, mut stream| async move {
        let mut is_first = true;
        while read_head(&mut stream).await.is_some() {
            if connection == 0 && !is_first {
                std::future::pending::<()>().await;
            }
            is_first = false;
            write_json(&mut stream, r#"{"ivr_routes":[]}"#).await;
        }
    })
    .await;
    let request_timeout = Duration::from_millis(500);
    let client = patient(Settings { max_retries: 1, request_timeout, ..settings(server.url("http")) });
    client.list::<IvrRoute>(MENU).await.unwrap();
    // The connection that was kept is silent.
    client.list::<IvrRoute>(MENU).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn what_can_not_pass_is_not_retried() {
    let plain = Raw::start(|_, mut stream| async move {
        drop(stream.read_u8().await);
        drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await);
        drop(stream.read_to_end(&mut Vec::new()).await);
    })
    .await;
    // A fatal alert: protocol_version.
    let old = Raw::start(|_, mut stream| async move {
        drop(stream.read_u8().await);
        drop(stream.write_all(&[21, 3, 2, 0, 2, 2, 70]).await);
        drop(stream.read_to_end(&mut Vec::new()).await);
    })
    .await;
    let cases =
        [(&plain, "; it may not speak TLS on this port"), (&old, "; it has to speak TLS 1.2 or later")];
    for (server, hint) in cases {
        let client = patient(Settings { max_retries: 8, ..settings(server.url("https")) });
        for _ in 0..2 {
            let error = create(&client).await.unwrap_err();
            assert!(matches!(error.kind(), Kind::Unusable { .. }), "{error:?}");
            assert!(error.to_string().ends_with(&format!("{hint} (it was not sent)")), "{error}");
            assert!(!error.is_ambiguous());
        }
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn a_redirect_is_not_retried_and_briefly_told() {
    let location = format!("/s3cret/{}", "x".repeat(200));
    let server = Server::start([with(text(302, ""), "location", &location), route()]).await;
    let error = server.patient(8).show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    let brief = error.brief();
    assert!(brief.starts_with(&format!("Zendesk redirects to {}(sensitive)/xxx", server.url)), "{brief}");
    assert_eq!(brief.chars().count(), 80);
    assert_eq!(server.lines().len(), 1);
}
