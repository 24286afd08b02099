//! `POST /oauth/tokens`: the client-credentials grant.

use std::time::Duration;

use axum::Form;
use axum::Json;
use axum::Router;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Answer;
use crate::fake::state::Account;
use crate::fake::world::Shared;

/// Lifetime of a token if neither the account nor the client chooses one: 30 minutes.
const LIFETIME: Duration = Duration::from_secs(30 * 60);

#[derive(Deserialize)]
struct Grant {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    scope: Option<String>,
    expires_in: Option<u64>,
}

#[derive(Serialize)]
struct Token {
    access_token: String,
    token_type: &'static str,
    scope: String,
    expires_in: u64,
}

/// The token endpoint; it isn't part of the API and asks for no credentials but the client's.
pub(super) fn router() -> Router<Shared> {
    Router::new().route("/oauth/tokens", post(token))
}

async fn token(State(world): State<Shared>, request: Request) -> Result<Answer, Answer> {
    let grant = grant(request).await.ok_or_else(|| refused(400, "invalid_request"))?;
    issue(&mut world.account(), &grant)
}

async fn grant(request: Request) -> Option<Grant> {
    let json = request.headers().get(CONTENT_TYPE)?.to_str().ok()?.starts_with("application/json");
    if json {
        Json::from_request(request, &()).await.ok().map(|Json(grant)| grant)
    } else {
        Form::from_request(request, &()).await.ok().map(|Form(grant)| grant)
    }
}

fn issue(account: &mut Account, grant: &Grant) -> Result<Answer, Answer> {
    if grant.grant_type.as_deref() != Some("client_credentials") {
        return Err(refused(400, "unsupported_grant_type"));
    }
    let now = account.now();
    let own = &mut account.credentials;
    let client = (grant.client_id.as_ref(), grant.client_secret.as_ref());
    if client != (Some(&own.oauth_client_id), Some(&own.oauth_client_secret)) {
        return Err(refused(401, "invalid_client"));
    }
    let scope = grant.scope.clone().unwrap_or_else(|| "read".into());
    let scopes: Vec<String> = scope.split_whitespace().map(str::to_owned).collect();
    if scopes.iter().any(|scope| !own.allowed_scopes.contains(scope)) {
        return Err(refused(400, "invalid_scope"));
    }
    if grant.expires_in.is_some_and(|seconds| seconds <= 300 || seconds > 172_800) {
        return Err(refused(400, "invalid_request"));
    }
    let lifetime = own.token_lifetime.or(grant.expires_in.map(Duration::from_secs)).unwrap_or(LIFETIME);
    let access_token = own.issue(scopes, now + lifetime);
    Ok(Answer::json(
        200,
        &Token { access_token, token_type: "bearer", scope, expires_in: lifetime.as_secs() },
    ))
}

fn refused(status: u16, error: &str) -> Answer {
    Answer::json(status, &json!({ "error": error }))
}
