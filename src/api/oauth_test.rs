//! How the client gets access tokens.

use futures::future::join_all;
use serde_json::{Value, json};

use super::client_test::{MENU, ROUTES, request, route};
use super::test_server::{Act, Seen, Server, json, patient, settings, text};
use super::{Client, Credentials, IvrRoute, Kind, Settings, Status};

pub(super) fn client(server: &Server, max_retries: u32) -> Client {
    let credentials = Credentials::OauthClient {
        id: "terraform".into(),
        secret: "s3cret".into(),
        scopes: vec!["read".into(), "write".into()],
    };
    let settings = Settings { credentials, max_retries, ..settings(server.url.clone()) };
    patient(settings)
}

pub(super) fn token(value: &str, expires_in: impl Into<Value>) -> Act {
    let expires_in = expires_in.into();
    json(
        200,
        json!({"access_token": value, "expires_in": expires_in, "token_type": "bearer", "scope": "read write"}),
    )
}

fn tokens(seen: &[Seen]) -> Vec<String> {
    let value = |seen: &Seen| {
        seen.headers.get("authorization").map_or("", |value| value.to_str().unwrap()).to_owned()
    };
    seen.iter().map(value).collect()
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_used() {
    let server = Server::start([token("t1", 1800), route(), route()]).await;
    let client = client(&server, 0);
    client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    client.clone().show::<IvrRoute>(MENU, &10003).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].line, "POST /oauth/tokens");
    assert_eq!(seen[0].headers["content-type"], "application/json");
    assert_eq!(
        seen[0].body,
        r#"{"grant_type":"client_credentials","client_id":"terraform","client_secret":"s3cret","scope":"read write"}"#
    );
    assert_eq!(tokens(&seen), ["", "Bearer t1", "Bearer t1"]);
}

#[tokio::test]
async fn operations_under_way_share_one_request_for_a_token() {
    let server = Server::start([token("t1", 1800)]).await;
    server.then((0..20).map(|_| route()));
    let client = client(&server, 0);
    for result in join_all((0..20).map(|_| client.show::<IvrRoute>(MENU, &10003))).await {
        result.unwrap();
    }
    let count = server.lines().iter().filter(|line| *line == "POST /oauth/tokens").count();
    assert_eq!((count, server.lines().len()), (1, 21));
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    let server = Server::start([token("t1", 0), route(), token("t2", 1800), route(), route()]).await;
    let client = client(&server, 0);
    for _ in 0..3 {
        client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    }
    assert_eq!(tokens(&server.seen()), ["", "Bearer t1", "", "Bearer t2", "Bearer t2"]);
}

#[tokio::test]
async fn a_token_without_an_end_is_kept() {
    for expires_in in [Value::Null, json!("soon"), json!(-1)] {
        let server = Server::start([token("t1", expires_in), route(), route()]).await;
        let client = client(&server, 0);
        client.show::<IvrRoute>(MENU, &10003).await.unwrap();
        client.show::<IvrRoute>(MENU, &10003).await.unwrap();
        assert_eq!(server.lines().len(), 3);
    }
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_renewed_once() {
    let refused = || json(401, json!({"error": "invalid_token", "error_description": "expired"}));
    let server = Server::start([token("t1", 1800), refused(), token("t2", 1800), route()]).await;
    client(&server, 0).update::<IvrRoute>(MENU, &10003, &request()).await.unwrap();
    assert_eq!(tokens(&server.seen()), ["", "Bearer t1", "", "Bearer t2"]);

    let server = Server::start([token("t1", 1800), refused(), token("t2", 1800), refused()]).await;
    let error = client(&server, 8).show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(error.status() == Some(Status::Unauthorized), "{error}");
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn a_refused_client_is_told_and_not_asked_for_again() {
    let cases = [
        (
            401,
            "invalid_client",
            "can't get an access token: Zendesk answered POST /oauth/tokens with 401 Unauthorized: invalid_client; \
             check oauth_client_id and oauth_client_secret",
        ),
        (
            400,
            "invalid_scope",
            "can't get an access token: Zendesk answered POST /oauth/tokens with 400 Bad Request: invalid_scope; \
             check oauth_scopes: the OAuth client may not have them all",
        ),
    ];
    for (status, code, words) in cases {
        let server = Server::start([json(status, json!({"error": code}))]).await;
        let client = client(&server, 8);
        for _ in 0..2 {
            let error = client.show::<IvrRoute>(MENU, &10003).await.unwrap_err();
            assert_eq!(error.to_string(), words);
            assert_eq!(error.request().path, format!("{ROUTES}/10003"));
            assert!(!error.is_ambiguous());
        }
        assert_eq!(server.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_passing_failure_is_tried_again() {
    for act in [text(503, ""), text(429, ""), text(200, "{\"access_token\":")] {
        let server = Server::start([act, token("t1", 1800), route()]).await;
        client(&server, 1).show::<IvrRoute>(MENU, &10003).await.unwrap();
    }
    let server = Server::start([text(503, ""), token("t1", 1800), route()]).await;
    let client = client(&server, 0);
    assert!(matches!(client.show::<IvrRoute>(MENU, &10003).await.unwrap_err().kind(), Kind::Token(_)));
    client.show::<IvrRoute>(MENU, &10003).await.unwrap();
}

#[tokio::test]
async fn a_failure_is_shared_by_those_who_wait() {
    let server = Server::start([text(503, "")]).await;
    let client = client(&server, 0);
    let results = join_all((0..5).map(|_| client.show::<IvrRoute>(MENU, &10003))).await;
    assert!(results.iter().all(|result| matches!(result.as_ref().unwrap_err().kind(), Kind::Token(_))));
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn no_error_and_no_debug_shows_a_secret() {
    let bodies = [json!({"access_token": ["t0ken"]}), json!({"access_token": "t0ken\n"}), json!("t0ken")];
    for body in bodies {
        let server = Server::start([json(200, body)]).await;
        let client = client(&server, 0);
        let error = client.show::<IvrRoute>(MENU, &10003).await.unwrap_err();
        let shown = format!("{error} {error:?} {client:?}");
        assert!(error.to_string().contains("access_token"), "{error}");
        assert!(!shown.contains("t0ken") && !shown.contains("s3cret"), "{shown}");
    }
    let server = Server::start([token("t0ken", 1800), route()]).await;
    let client = client(&server, 0);
    client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    let shown = format!("{client:?}");
    assert!(!shown.contains("t0ken") && !shown.contains("s3cret"), "{shown}");
}
