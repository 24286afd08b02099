//! What is true of the account is found out once, and told once.

use std::time::Duration;

use futures::FutureExt as _;
use futures::future::join_all;
use serde_json::json;

use super::client_test::{MENU, create, request, route};
use super::logs_test;
use super::oauth_test::{client as oauth_client, token};
use super::test_server::{Act, Server, heard, json, patient, refused, settings, text, with};
use super::{Client, Credentials, Error, Group, Ivr, IvrRoute, Kind, Settings, Status};

fn routes() -> Act {
    json(200, json!({"ivr_routes": []}))
}

fn groups() -> Act {
    json(200, json!({"groups": []}))
}

fn page() -> Act {
    text(200, "<html><title>Sign in</title></html>")
}

/// Lists the routes of a menu so many times at once; returns the failures.
async fn failures(client: &Client, calls: usize) -> Vec<Error> {
    let results = join_all((0..calls).map(|_| client.list::<IvrRoute>(MENU))).await;
    results.into_iter().map(Result::unwrap_err).collect()
}

fn first_tellings(errors: &[Error]) -> usize {
    errors.iter().filter(|error| error.is_first_telling()).count()
}

#[tokio::test]
async fn a_host_that_refuses_connections_is_found_out_once() {
    logs_test::start();
    let client = patient(Settings { max_retries: 8, ..settings(refused().await) });
    let errors = failures(&client, 300).await;
    for error in &errors {
        assert!(matches!(error.kind(), Kind::Transport { reached: false, .. }), "{error:?}");
        assert_eq!(error.request().attempts, 3, "{error}");
        assert!(error.brief().chars().count() <= 80, "{}", error.brief());
    }
    assert_eq!(first_tellings(&errors), 1);
    let others = [client.list::<Group>(()).await.unwrap_err(), create(&client).await.unwrap_err()];
    assert_eq!(first_tellings(&others), 0);
    assert!(!others[1].is_ambiguous());
    assert_eq!(logs_test::logs().matches("request not answered").count(), 3);
}

#[tokio::test]
async fn a_refusal_at_the_first_call_is_found_out_once() {
    let acts: [fn() -> Act; 4] = [
        || text(401, ""),
        || with(text(302, ""), "location", "/login"),
        || text(404, "<html>no</html>"),
        page,
    ];
    for act in acts {
        let server = Server::always(act).await;
        let client = server.patient(8);
        let reads = async { failures(&client, 50).await };
        let (mut errors, groups, route) = tokio::join!(reads, client.list::<Group>(()), create(&client));
        errors.extend([groups.unwrap_err(), route.unwrap_err()]);
        // One call about each of the three goes first; they don't wait for each other.
        assert!(server.lines().len() <= 3, "{:?}", server.lines());
        assert_eq!(first_tellings(&errors), 1, "{}", errors[0]);
    }
}

#[tokio::test]
async fn a_refused_certificate_or_an_unknown_host_is_found_out_once() {
    logs_test::start();
    let client =
        patient(Settings { max_retries: 8, ..settings("https://no-such-host.invalid".parse().unwrap()) });
    let errors = failures(&client, 50).await;
    let error = &errors[0];
    assert!(matches!(error.kind(), Kind::Unusable { .. }), "{error:?}");
    assert!(
        error.to_string().contains("can't connect to https://no-such-host.invalid: failed to lookup address"),
        "{error}"
    );
    assert_eq!(first_tellings(&errors), 1);
    assert_eq!(logs_test::logs().matches("request not answered").count(), 1);
}

#[tokio::test]
async fn a_write_that_was_never_sent_is_in_no_doubt_though_the_failure_was_anothers() {
    let server = Server::always(|| Act::Hang).await;
    let request_timeout = Duration::from_millis(200);
    let client = patient(Settings { max_retries: 8, request_timeout, ..settings(server.url.clone()) });
    let error = client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err();
    assert!(error.is_ambiguous() && error.is_first_telling(), "{error:?}");
    let other = client.update::<IvrRoute>(MENU, &10004, &request()).await.unwrap_err();
    assert!(!other.is_ambiguous() && !other.is_first_telling(), "{other:?}");
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn a_403_holds_for_its_kind_of_request_only() {
    let server = Server::start([text(403, ""), groups(), route(), text(403, ""), route()]).await;
    let client = server.patient(8);
    let errors = failures(&client, 50).await;
    assert_eq!((server.lines().len(), first_tellings(&errors)), (1, 1));
    assert_eq!(errors[7].status(), Some(Status::Forbidden));
    // All reads below `/ivr` need the same rights.
    assert_eq!(client.list::<Ivr>(()).await.unwrap_err().status(), Some(Status::Forbidden));
    client.list::<Group>(()).await.unwrap();
    create(&client).await.unwrap();

    let (server, body) = (Server::start([text(403, ""), route(), text(403, ""), routes()]).await, request());
    let client = server.patient(8);
    let writes = join_all((0..50).map(|_| client.update::<IvrRoute>(MENU, &10003, &body))).await;
    assert!(writes.iter().all(Result::is_err));
    client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    client.list::<Group>(()).await.unwrap_err();
    client.list::<IvrRoute>(MENU).await.unwrap();
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn what_is_wrong_with_one_record_holds_for_no_other() {
    let gone = || json(404, json!({"error": "RecordNotFound"}));
    for act in [text(422, ""), gone(), text(409, ""), text(405, ""), json(200, json!({"ivr_route": 1}))] {
        let server = Server::start([act, route()]).await;
        let client = server.client();
        client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err();
        client.update::<IvrRoute>(MENU, &10004, &request()).await.unwrap();
    }
}

#[tokio::test]
async fn a_404_that_is_not_the_apis_holds_for_nothing_once_the_api_has_answered() {
    for act in [|| text(404, ""), || text(404, "<html>no</html>")] {
        let server = Server::start([routes(), act(), act(), act(), route()]).await;
        let client = server.client();
        client.list::<IvrRoute>(MENU).await.unwrap();
        client.show::<IvrRoute>(MENU, &10003).await.unwrap_err();
        client.delete::<IvrRoute>(MENU, &10003).await.unwrap_err();
        client.delete::<IvrRoute>(MENU, &10004).await.unwrap_err();
        client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap();
    }
}

#[tokio::test]
async fn a_page_in_the_place_of_each_write_does_not_stop_reads() {
    let server = Server::start([routes(), page(), page(), routes()]).await;
    let client = server.client();
    client.list::<IvrRoute>(MENU).await.unwrap();
    for _ in 0..20 {
        client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err();
    }
    client.list::<IvrRoute>(MENU).await.unwrap();
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn a_page_in_the_place_of_one_write_is_its_own() {
    let server = Server::start([routes(), page(), route(), page(), route()]).await;
    let client = server.client();
    client.list::<IvrRoute>(MENU).await.unwrap();
    for _ in 0..2 {
        client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err();
        client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap();
    }
}

#[tokio::test]
async fn an_outage_costs_the_retries_of_one_call_and_one_attempt_of_each_other() {
    let server = Server::always(|| text(503, "busy")).await;
    let client = server.patient(4);
    let mut errors = vec![];
    for requests in [5, 6, 7] {
        errors.extend(failures(&client, 1).await);
        assert_eq!(server.lines().len(), requests);
    }
    errors.extend(failures(&client, 20).await);
    assert_eq!((server.lines().len(), first_tellings(&errors)), (27, 1));
    assert_eq!(errors[9].brief(), "503 Service Unavailable");
    // Each subject has an outage of its own.
    client.list::<Group>(()).await.unwrap_err();
    assert_eq!(server.lines().len(), 32);

    server.then([routes(), text(503, ""), text(503, ""), routes()]);
    client.list::<IvrRoute>(MENU).await.unwrap();
    client.list::<IvrRoute>(MENU).await.unwrap();
    assert_eq!(server.lines().len(), 36);
}

#[tokio::test]
async fn calls_that_begin_together_share_an_outage() {
    let server = Server::always(|| text(503, "")).await;
    let errors = failures(&server.patient(4), 50).await;
    assert_eq!((server.lines().len(), first_tellings(&errors)), (5 + 49, 1));
}

#[tokio::test]
async fn a_pause_that_is_too_long_is_told_once() {
    let server = Server::always(|| with(text(429, ""), "retry-after", "86400")).await;
    let errors = failures(&server.patient(8), 20).await;
    assert!(matches!(errors[0].kind(), Kind::OutOfTime { .. }), "{errors:?}");
    assert!(errors[1..].iter().all(|error| error.status() == Some(Status::RateLimited)), "{errors:?}");
    assert_eq!((server.lines().len(), first_tellings(&errors)), (20, 1));
}

#[tokio::test]
async fn a_refusal_of_a_token_is_found_out_once() {
    let acts: [fn() -> Act; 5] = [
        || json(401, json!({"error": "invalid_client"})),
        || text(403, ""),
        || text(404, ""),
        || text(302, ""),
        page,
    ];
    for act in acts {
        let server = Server::always(act).await;
        let client = oauth_client(&server, 8);
        let mut errors = failures(&client, 50).await;
        errors.push(create(&client).await.unwrap_err());
        assert!(errors.iter().all(|error| matches!(error.kind(), Kind::Token(_))), "{errors:?}");
        assert_eq!((server.lines().len(), first_tellings(&errors)), (1, 1), "{}", errors[0]);
        assert!(!errors[50].is_ambiguous());
    }
}

#[tokio::test]
async fn an_outage_of_tokens_costs_the_retries_of_one_call() {
    let server = Server::always(|| text(503, "")).await;
    let client = oauth_client(&server, 3);
    let mut errors = failures(&client, 50).await;
    assert_eq!(server.lines().len(), 4);
    errors.extend(failures(&client, 1).await);
    assert_eq!((server.lines().len(), first_tellings(&errors)), (5, 1));
}

#[tokio::test]
async fn access_tokens_that_the_api_refuses_are_asked_for_twice() {
    let refused = || text(401, "");
    let server = Server::start([token("t1", 1800), refused(), token("t2", 1800), refused()]).await;
    let errors = failures(&oauth_client(&server, 8), 50).await;
    assert!(errors.iter().all(|error| error.status() == Some(Status::Unauthorized)), "{errors:?}");
    assert_eq!((server.lines().len(), first_tellings(&errors)), (4, 1));
}

#[tokio::test]
async fn a_dead_host_is_asked_three_times_for_a_token() {
    logs_test::start();
    let credentials = Credentials::OauthClient { id: "tf".into(), secret: "s3cret".into(), scopes: vec![] };
    let client = patient(Settings { credentials, max_retries: 8, ..settings(refused().await) });
    let mut errors = failures(&client, 50).await;
    errors.extend(failures(&client, 1).await);
    assert_eq!(first_tellings(&errors), 1);
    assert_eq!(logs_test::logs().matches("request not answered").count(), 3);
}

#[tokio::test]
async fn calls_go_together_once_one_has_been_answered() {
    let server = Server::start([routes(), Act::Hang, Act::Hang, route()]).await;
    let client = server.client();
    client.list::<IvrRoute>(MENU).await.unwrap();
    let hanging = join_all((0..2).map(|_| client.list::<IvrRoute>(MENU)));
    let third = async {
        server.has_seen(3).await;
        client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    };
    tokio::select! {
        _ = hanging => panic!("answered"),
        () = third => {}
    }
}

#[tokio::test]
async fn writes_go_together_once_the_api_has_answered_a_read() {
    let server = Server::start([routes(), Act::Hang, Act::Hang]).await;
    let client = server.client();
    client.list::<IvrRoute>(MENU).await.unwrap();
    tokio::select! {
        _ = join_all((0..2).map(|_| create(&client))) => panic!("answered"),
        () = server.has_seen(3) => {}
    }
}

#[tokio::test]
async fn a_first_call_that_is_dropped_lets_the_next_one_go() {
    let server = Server::start([Act::Hang, routes()]).await;
    let client = server.client();
    let (first, second) = (client.list::<IvrRoute>(MENU), client.list::<IvrRoute>(MENU));
    let mut second = Box::pin(second);
    tokio::select! {
        _ = first => panic!("answered"),
        () = server.has_seen(1) => assert!(second.as_mut().now_or_never().is_none()),
    }
    second.await.unwrap();
}

#[tokio::test]
async fn a_look_does_not_wait_for_the_first_call() {
    let server = Server::start([Act::Hang, routes()]).await;
    let client = server.client();
    tokio::select! {
        _ = client.list::<IvrRoute>(MENU) => panic!("answered"),
        look = async {
            server.has_seen(1).await;
            client.look::<IvrRoute>(MENU).await
        } => assert!(look.unwrap().is_empty()),
    }
}

#[tokio::test]
async fn what_is_sent_between_the_attempts_at_a_create_does_not_wait_for_it() {
    let server = Server::start([text(503, ""), routes(), text(204, ""), route()]).await;
    let (client, body) = (server.patient(8), request());
    let mut creation = client.creation::<IvrRoute>(MENU, &body);
    let error = creation.attempt().await.unwrap_err();
    assert!(error.is_ambiguous());
    creation.wait_after(error).await.unwrap();
    client.list::<IvrRoute>(MENU).await.unwrap();
    client.delete::<IvrRoute>(MENU, &10004).await.unwrap();
    creation.attempt().await.unwrap();
}

#[tokio::test]
async fn a_create_that_others_are_refused_with_keeps_its_doubt() {
    let server = Server::start([text(503, ""), text(401, "")]).await;
    let (client, body) = (server.patient(8), request());
    let mut creation = client.creation::<IvrRoute>(MENU, &body);
    let error = creation.attempt().await.unwrap_err();
    creation.wait_after(error).await.unwrap();
    assert_eq!(client.look::<IvrRoute>(MENU).await.unwrap_err().status(), Some(Status::Unauthorized));
    let error = creation.attempt().await.unwrap_err();
    assert!(error.is_ambiguous() && error.status() == Some(Status::Unauthorized), "{error:?}");
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn those_who_hear_of_waits_hear_of_each() {
    let (on_wait, mut heard) = heard();
    let client = patient(Settings { on_wait, max_retries: 8, ..settings(refused().await) });
    failures(&client, 10).await;
    for attempt in 1..=2 {
        let wait = heard.recv().await.unwrap();
        assert_eq!((wait.attempt, wait.attempts), (attempt, 3));
        assert!(wait.reason.contains("can't connect to http://127.0.0.1:"), "{wait:?}");
    }
    assert!(heard.try_recv().is_err());
    let server = Server::start([with(text(503, "busy"), "retry-after", "1"), routes()]).await;
    let (on_wait, mut heard) = self::heard();
    let client = patient(Settings { on_wait, max_retries: 8, ..settings(server.url.clone()) });
    client.list::<IvrRoute>(MENU).await.unwrap();
    let wait = heard.recv().await.unwrap();
    assert_eq!((wait.duration, wait.attempt, wait.attempts), (Duration::from_secs(1), 1, 9));
    assert!(wait.reason.contains("503 Service Unavailable: busy"), "{wait:?}");
}

/// Lists groups for one who can do without, which fails after so many requests.
async fn optional_failure(client: &Client, server: &Server, requests: usize) -> Error {
    let before = server.lines().len();
    let error = client.list_if_possible::<Group>(()).await.unwrap_err();
    assert_eq!(server.lines().len() - before, requests, "{error}");
    error
}

#[tokio::test]
async fn a_list_that_is_optional_is_asked_for_three_times_at_most_and_ends_no_other_call() {
    for (max_retries, requests) in [(8, 3), (2, 3), (1, 2), (0, 1)] {
        let server = Server::always(|| text(503, "")).await;
        let client = server.patient(max_retries);
        optional_failure(&client, &server, requests).await;
        let error = client.list::<Group>(()).await.unwrap_err();
        assert_eq!(server.lines().len() - requests, usize::try_from(max_retries).unwrap() + 1);
        assert!(error.is_first_telling());
    }
}

#[tokio::test]
async fn a_list_that_is_optional_waits_for_no_long_time() {
    let server = Server::start([]).await;
    server.and_then_always(|| with(text(429, ""), "retry-after", "11"));
    optional_failure(&server.patient(8), &server, 1).await;
}

#[tokio::test]
async fn what_is_refused_to_a_list_that_is_optional_is_refused_to_nothing_else() {
    let acts: [fn() -> Act; 4] = [
        || text(401, ""),
        || with(text(302, ""), "location", "/login"),
        || text(404, "<html>no</html>"),
        page,
    ];
    for act in acts {
        let server = Server::start([act(), routes(), groups()]).await;
        let client = server.patient(8);
        let error = optional_failure(&client, &server, 1).await;
        client.list::<IvrRoute>(MENU).await.unwrap_or_else(|other| panic!("{other} after {error}"));
        client.list::<Group>(()).await.unwrap_or_else(|other| panic!("{other} after {error}"));
    }
}

#[tokio::test]
async fn what_is_forbidden_to_a_list_that_is_optional_is_told_to_the_one_that_is_not() {
    let server = Server::start([text(403, ""), routes()]).await;
    let client = server.patient(8);
    optional_failure(&client, &server, 1).await;
    client.list::<IvrRoute>(MENU).await.unwrap();
    let errors = [client.list::<Group>(()).await.unwrap_err(), client.list::<Group>(()).await.unwrap_err()];
    assert!(errors.iter().all(|error| error.status() == Some(Status::Forbidden)));
    assert_eq!((first_tellings(&errors), server.lines().len()), (1, 2));
    optional_failure(&client, &server, 0).await;
}
