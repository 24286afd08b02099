//! What each API request must bring: credentials with the right scope, and headers.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Answer;
use crate::fake::state::{Account, Scopes};
use crate::fake::world::Shared;

/// Lets a request pass, or answers 401, 403, 406 or 415.
pub(super) async fn admit(State(world): State<Shared>, request: Request, next: Next) -> Response {
    let checked = {
        let account = world.account();
        check(&account, request.method(), request.headers())
    };
    match checked {
        Ok(()) => next.run(request).await,
        Err(answer) => answer.into_response(),
    }
}

fn check(account: &Account, method: &Method, headers: &HeaderMap) -> Result<(), Answer> {
    let scopes = scopes(account, headers)?;
    let needed = if method == Method::GET { "read" } else { "write" };
    if !scopes.iter().any(|scope| scope == needed) {
        return Err(Answer::missing_scopes(needed));
    }
    if account.knobs.strict_headers { check_headers(method, headers) } else { Ok(()) }
}

fn scopes(account: &Account, headers: &HeaderMap) -> Result<Scopes, Answer> {
    let value = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    match value.split_once(' ') {
        Some(("Bearer", token)) => {
            account.credentials.bearer(token, account.now()).ok_or_else(Answer::invalid_token)
        }
        Some(("Basic", encoded)) => basic(account, encoded).ok_or_else(Answer::not_authenticated),
        _ => Err(Answer::not_authenticated()),
    }
}

fn basic(account: &Account, encoded: &str) -> Option<Scopes> {
    let decoded = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (user, password) = decoded.split_once(':')?;
    account.credentials.basic(user, password)
}

/// `Accept` on every request, `Content-Type` on POST, PUT and DELETE, as Zendesk's general page asks.
fn check_headers(method: &Method, headers: &HeaderMap) -> Result<(), Answer> {
    let json =
        |name| headers.get(name).is_some_and(|v| v.to_str().unwrap_or("").contains("application/json"));
    if !json(header::ACCEPT) {
        return Err(Answer::error(406, "NotAcceptable", "Accept must include application/json"));
    }
    if method != Method::GET && !json(header::CONTENT_TYPE) {
        return Err(Answer::error(415, "UnsupportedMediaType", "Content-Type must be application/json"));
    }
    Ok(())
}
