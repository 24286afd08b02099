//! What the client does when the service or the network fails.

use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use futures::stream;
use serde_json::json;

use super::client_test::{MENU, ROUTES, create, request, route};
use super::test_server::{Act, Server, json, patient, settings, text, with};
use super::{IvrRoute, Kind, Settings, Status};

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
    acts.push(text(200, "{\"ivr_route\":{\"id\":1"));
    acts.push(broken());
    acts
}

#[tokio::test]
async fn reads_and_updates_are_sent_again_after_each_passing_failure() {
    for act in lost().into_iter().chain([text(429, ""), collision()]) {
        let server = Server::start([act, route()]).await;
        assert_eq!(server.patient(1).show::<IvrRoute>(MENU, &10003).await.unwrap().id, 10003);
        assert_eq!(server.lines().len(), 2);
    }
    for act in lost().into_iter().chain([text(429, ""), collision()]) {
        let server = Server::start([act, route()]).await;
        assert_eq!(server.patient(1).update::<IvrRoute>(MENU, &10003, &request()).await.unwrap().id, 10003);
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test]
async fn a_create_is_not_sent_again_when_it_may_have_been_done() {
    for act in lost() {
        let server = Server::start([act, route()]).await;
        let error = create(&server.patient(8)).await.unwrap_err();
        assert!(error.is_ambiguous(), "{error}");
        assert_eq!(server.lines(), [format!("POST {ROUTES}")]);
    }
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_lost() {
    let server = Server::start([Act::Hang, route(), Act::Hang]).await;
    let request_timeout = Duration::from_secs(1);
    let settings = Settings { max_retries: 1, request_timeout, ..settings(server.url.clone()) };
    let client = patient(settings);
    client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap();
    assert!(create(&client).await.unwrap_err().is_ambiguous());
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn a_create_is_sent_again_when_it_was_not_done() {
    for act in [text(429, "limit"), with(text(429, ""), "retry-after", "0"), collision()] {
        let server = Server::start([act, route()]).await;
        let client = server.patient(1);
        let body = request();
        let mut creation = client.creation::<IvrRoute>(MENU, &body);
        let error = creation.attempt().await.unwrap_err();
        assert!(!error.is_ambiguous(), "{error}");
        creation.wait_after(error).await.unwrap();
        assert_eq!(creation.attempt().await.unwrap().id, 10003);
        assert_eq!(server.lines().len(), 2);
    }
}

#[tokio::test]
async fn a_refusal_is_final() {
    let conflict = json(409, json!({"error": "Conflict"}));
    for act in [400, 401, 403, 404, 405, 422].map(|status| text(status, "")).into_iter().chain([conflict]) {
        let server = Server::start([act]).await;
        let error = server.patient(8).update::<IvrRoute>(MENU, &10003, &request()).await.unwrap_err();
        assert!(!error.is_ambiguous(), "{error}");
        assert_eq!(server.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_success_that_is_not_the_documented_one_is_final() {
    let server = Server::start([json(200, json!({"ivr_route": {"id": "x"}}))]).await;
    let error = server.patient(8).show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::Undecodable(_)), "{error}");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn the_last_failure_says_how_many_attempts_there_were() {
    let server = Server::start([text(503, ""), text(502, ""), text(503, "busy")]).await;
    let error = server.patient(2).show::<IvrRoute>(MENU, &10003).await.unwrap_err();
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
    assert_eq!(server.patient(1).list::<IvrRoute>(MENU).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_delete_that_was_done_by_a_lost_attempt_is_done() {
    let gone = || json(404, json!({"error": "RecordNotFound", "description": "Not found"}));
    for act in [text(502, ""), text(200, "{\"ivr_route\":"), broken()] {
        let server = Server::start([act, gone()]).await;
        server.patient(1).delete::<IvrRoute>(MENU, &10003).await.unwrap();
    }
    for acts in [vec![gone()], vec![text(429, ""), gone()]] {
        let server = Server::start(acts).await;
        let error = server.patient(1).delete::<IvrRoute>(MENU, &10003).await.unwrap_err();
        assert!(error.status() == Some(Status::RecordNotFound), "{error}");
    }
    let server = Server::start([text(502, ""), text(404, "")]).await;
    let error = server.patient(1).delete::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(error.status() == Some(Status::NotFound), "{error}");
}
