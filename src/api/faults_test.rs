//! What the client does when the service or the network fails.

use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use futures::stream;
use serde_json::json;

use super::client_test::{MENU, ROUTE, ROUTES, request, route};
use super::test_server::{Act, Server, json, settings, text, with};
use super::{Client, Error, Settings};

fn patient(server: &Server, max_retries: u32) -> Client {
    let settings = Settings { max_retries, ..settings(server.url.clone()) };
    Client::with_first_delay(settings, Duration::from_millis(1)).unwrap()
}

fn broken() -> Act {
    let parts = [Ok("{\"ivr_route\""), Err(std::io::Error::other("broken"))];
    Act::Answer(Response::new(Body::from_stream(stream::iter(parts))))
}

fn collision() -> Act {
    json(409, json!({"error": "DatabaseConflict", "description": "Database collision"}))
}

/// Failures after which nobody knows what the service did.
fn lost() -> Vec<Act> {
    let mut acts: Vec<_> = [408, 500, 502, 503, 504, 520].map(|status| text(status, "")).into();
    acts.push(with(text(503, ""), "retry-after", "0"));
    acts.push(text(200, "<html>maintenance</html>"));
    acts.push(text(200, "{\"ivr_route\":{\"id\":1"));
    acts.push(broken());
    acts
}

#[tokio::test]
async fn reads_and_updates_are_sent_again_after_each_passing_failure() {
    for act in lost().into_iter().chain([text(429, ""), collision()]) {
        let server = Server::start([act, route()]).await;
        assert_eq!(patient(&server, 1).get_ivr_route(ROUTE).await.unwrap().id, 10003);
        assert_eq!(server.lines().len(), 2);
    }
    for act in lost().into_iter().chain([text(429, ""), collision()]) {
        let server = Server::start([act, route()]).await;
        assert_eq!(patient(&server, 1).update_ivr_route(ROUTE, &request()).await.unwrap().id, 10003);
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test]
async fn a_create_is_not_sent_again_when_it_may_have_been_done() {
    for act in lost() {
        let server = Server::start([act, route()]).await;
        let error = patient(&server, 8).create_ivr_route(MENU, &request()).await.unwrap_err();
        assert!(error.is_ambiguous(), "{error}");
        assert_eq!(server.lines(), [format!("POST {ROUTES}")]);
    }
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_lost() {
    let server = Server::start([Act::Hang, route(), Act::Hang]).await;
    let request_timeout = Duration::from_secs(1);
    let settings = Settings { max_retries: 1, request_timeout, ..settings(server.url.clone()) };
    let client = Client::with_first_delay(settings, Duration::from_millis(1)).unwrap();
    client.update_ivr_route(ROUTE, &request()).await.unwrap();
    assert!(client.create_ivr_route(MENU, &request()).await.unwrap_err().is_ambiguous());
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn a_create_is_sent_again_when_it_was_not_done() {
    for act in [text(429, "limit"), with(text(429, ""), "retry-after", "0"), collision()] {
        let server = Server::start([act, route()]).await;
        assert_eq!(patient(&server, 1).create_ivr_route(MENU, &request()).await.unwrap().id, 10003);
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test]
async fn a_refusal_is_final() {
    let conflict = json(409, json!({"error": "Conflict"}));
    for act in [400, 401, 403, 404, 405, 422].map(|status| text(status, "")).into_iter().chain([conflict]) {
        let server = Server::start([act]).await;
        let error = patient(&server, 8).update_ivr_route(ROUTE, &request()).await.unwrap_err();
        assert!(!error.is_ambiguous(), "{error}");
        assert_eq!(server.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_success_that_is_not_the_documented_one_is_final() {
    let server = Server::start([json(200, json!({"ivr_route": {"id": "x"}}))]).await;
    let error = patient(&server, 8).get_ivr_route(ROUTE).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn the_last_failure_says_how_many_attempts_there_were() {
    let server = Server::start([text(503, ""), text(502, ""), text(503, "busy")]).await;
    let error = patient(&server, 2).get_ivr_route(ROUTE).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("Zendesk answered GET {ROUTES}/10003 (3 attempts) with 503 Service Unavailable: busy")
    );
}

#[tokio::test]
async fn each_page_has_attempts_of_its_own() {
    let next = format!("{ROUTES}?page=2");
    let server = Server::start([
        text(500, ""),
        json(200, json!({"ivr_routes": [{"id": 1}], "next_page": next})),
        text(500, ""),
        json(200, json!({"ivr_routes": [{"id": 2}], "next_page": null})),
    ])
    .await;
    assert_eq!(patient(&server, 1).list_ivr_routes(MENU).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_delete_that_was_done_by_a_lost_attempt_is_done() {
    let gone = || json(404, json!({"error": "RecordNotFound", "description": "Not found"}));
    for act in [text(502, ""), text(200, "<html>maintenance</html>"), broken()] {
        let server = Server::start([act, gone()]).await;
        patient(&server, 1).delete_ivr_route(ROUTE).await.unwrap();
    }
    for acts in [vec![gone()], vec![text(429, ""), gone()]] {
        let server = Server::start(acts).await;
        let error = patient(&server, 1).delete_ivr_route(ROUTE).await.unwrap_err();
        assert!(matches!(error, Error::RecordNotFound(_)), "{error}");
    }
    let server = Server::start([text(502, ""), text(404, "")]).await;
    let error = patient(&server, 1).delete_ivr_route(ROUTE).await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error}");
}

#[tokio::test]
async fn a_request_under_way_is_awaited_after_a_stop() {
    let server = Server::start([text(503, ""), route()]).await;
    let settings = settings(server.url.clone());
    settings.stop.cancel();
    let client = Client::new(Settings { max_retries: 8, ..settings }).unwrap();
    let error = client.update_ivr_route(ROUTE, &request()).await.unwrap_err();
    assert!(matches!(error, Error::Stopped { .. }), "{error}");
    assert!(error.is_ambiguous());
    assert!(error.to_string().contains("503 Service Unavailable"), "{error}");
    assert_eq!(client.get_ivr_route(ROUTE).await.unwrap().id, 10003);
}
