//! The client-credentials grant.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ROUTES, answer, bare, call, fake};
use crate::fake::{Fake, Fault};

fn grant(fake: &Fake, changes: Value) -> (u16, Value) {
    let mut body = fake.account(|a| {
        json!({
            "grant_type": "client_credentials",
            "client_id": a.credentials.oauth_client_id,
            "client_secret": a.credentials.oauth_client_secret,
            "scope": "read write",
        })
    });
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    answer(bare(fake, "POST", Fault::TOKENS).json(&body).send().unwrap())
}

fn token(granted: (u16, Value)) -> String {
    assert_eq!(granted.0, 200, "{}", granted.1);
    granted.1["access_token"].as_str().unwrap().to_owned()
}

fn status(fake: &Fake, method: &str, token: &str) -> u16 {
    let request = bare(fake, method, ROUTES).bearer_auth(token).header("accept", "application/json");
    let request = request.header("content-type", "application/json").body(super::group("1").to_string());
    request.send().unwrap().status().as_u16()
}

#[test]
fn issues_a_token_that_works_until_it_expires() {
    let fake = fake();
    let granted = grant(&fake, json!({}));
    let token = token(granted.clone());
    assert!(token.starts_with("fake-access-token-"));
    assert!(fake.account(|a| a.credentials.issued_tokens() == [token.as_str()]));
    let expected = json!({
        "access_token": token, "token_type": "bearer", "scope": "read write", "expires_in": 1800,
    });
    assert_eq!(granted.1, expected);

    assert_eq!(status(&fake, "GET", &token), 200);
    fake.account(|account| account.advance(Duration::from_secs(1799)));
    assert_eq!(status(&fake, "GET", &token), 200);
    fake.account(|account| account.advance(Duration::from_secs(1)));
    assert_eq!(status(&fake, "GET", &token), 401);
}

#[test]
fn takes_a_form_as_well() {
    let fake = fake();
    let (id, secret) =
        fake.account(|a| (a.credentials.oauth_client_id.clone(), a.credentials.oauth_client_secret.clone()));
    let form =
        format!("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=read+write");
    let request = bare(&fake, "POST", Fault::TOKENS).body(form);
    let response = request.header("content-type", "application/x-www-form-urlencoded").send().unwrap();
    assert_eq!(status(&fake, "GET", &token(answer(response))), 200);
    assert_eq!(fake.requests()[0].body["scope"], "read write");
}

#[test]
fn lifetime_is_the_accounts_else_the_clients() {
    let fake = fake();
    assert_eq!(grant(&fake, json!({ "expires_in": 600 })).1["expires_in"], 600);
    assert_eq!(grant(&fake, json!({ "expires_in": 300 })), (400, json!({ "error": "invalid_request" })));
    fake.account(|account| account.credentials.token_lifetime = Some(Duration::from_secs(5)));
    assert_eq!(grant(&fake, json!({ "expires_in": 600 })).1["expires_in"], 5);
}

#[test]
fn refuses_wrong_clients_scopes_and_grants() {
    let fake = fake();
    let refused = |changes| {
        let (status, body) = grant(&fake, changes);
        (status, body["error"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(refused(json!({ "client_secret": "wrong" })), (401, "invalid_client".into()));
    assert_eq!(refused(json!({ "client_id": "wrong" })), (401, "invalid_client".into()));
    assert_eq!(refused(json!({ "scope": "read voice" })), (400, "invalid_scope".into()));
    assert_eq!(refused(json!({ "grant_type": "password" })), (400, "unsupported_grant_type".into()));
    assert_eq!(fake.account(|a| a.credentials.issued_tokens().len()), 0);
}

#[test]
fn tokens_can_be_revoked() {
    let fake = fake();
    let token = token(grant(&fake, json!({})));
    fake.account(|account| account.credentials.revoke_issued());
    assert_eq!(status(&fake, "GET", &token), 401);
}

#[test]
fn scopes_bind() {
    let fake = fake();
    let reader = token(grant(&fake, json!({ "scope": "read" })));
    assert_eq!(status(&fake, "GET", &reader), 200);
    assert_eq!(status(&fake, "POST", &reader), 403);
    let writer = token(grant(&fake, json!({ "scope": "write" })));
    let response = bare(&fake, "GET", ROUTES).bearer_auth(&writer).send().unwrap();
    let text = "You are missing the following required scopes: read";
    assert_eq!(answer(response), (403, json!({ "error": "Forbidden", "description": text })));
    assert_eq!(status(&fake, "POST", &writer), 201);
    assert_eq!(call(&fake, "GET", ROUTES, Value::Null).1["count"], 1);
}
