//! Access tokens by the OAuth client-credentials grant.
//!
//! Source: [API tokens to OAuth](https://developer.zendesk.com/documentation/api-basics/authentication/api-tokens-to-oauth/).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::call::Call;
use super::credentials::bearer;
use super::decode::Undecodable;
use super::error::Error;
use super::lenient;
use super::line::Line;
use super::status;
use super::transport::Reply;

/// The longest time before its end that a token is renewed; a tenth of its life if that is shorter.
const MARGIN: Duration = Duration::from_secs(60);

/// Gets access tokens and keeps them; `Debug` shows no secret.
pub(super) struct TokenSource {
    line: Arc<Line>,
    url: Url,
    id: String,
    secret: SecretString,
    scope: String,
    // Held while a token is asked for, so that all who need one wait for the same.
    last: Mutex<Option<Outcome>>,
}

/// How the last request for a token ended, and when.
struct Outcome {
    ended: Instant,
    result: Result<Token, Arc<Error>>,
}

struct Token {
    value: HeaderValue,
    renew_at: Option<Instant>,
}

#[derive(Serialize)]
struct Grant<'a> {
    grant_type: &'static str,
    client_id: &'a str,
    client_secret: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    scope: &'a str,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    #[serde(default, deserialize_with = "lenient::integer_if_any")]
    expires_in: Option<i64>,
}

impl TokenSource {
    /// Makes a source of tokens for one OAuth client; asks for nothing yet.
    pub(super) fn new(
        line: Arc<Line>,
        url: Url,
        id: String,
        secret: SecretString,
        scopes: &[String],
    ) -> Self {
        Self { line, url, id, secret, scope: scopes.join(" "), last: Mutex::default() }
    }

    /// Gives the `Authorization` value of a token that is good for a while.
    ///
    /// A refusal is kept, because asking again wouldn't mend it; any other failure is shared by those who waited.
    pub(super) async fn value(&self) -> Result<HeaderValue, Arc<Error>> {
        let asked_at = Instant::now();
        let mut last = self.last.lock().await;
        if let Some(value) = last.as_ref().and_then(|outcome| outcome.value(asked_at)) {
            return value;
        }
        let result = self.request().await.map_err(Arc::new);
        let value = result.as_ref().map(|token| token.value.clone()).map_err(Arc::clone);
        *last = Some(Outcome { ended: Instant::now(), result });
        value
    }

    /// Forgets a token that the service doesn't accept, unless another has taken its place.
    pub(super) async fn forget(&self, value: &HeaderValue) {
        let mut last = self.last.lock().await;
        if matches!(&*last, Some(Outcome { result: Ok(token), .. }) if token.value == value) {
            *last = None;
        }
    }

    async fn request(&self) -> Result<Token, Error> {
        let grant = Grant {
            grant_type: "client_credentials",
            client_id: &self.id,
            client_secret: self.secret.expose_secret(),
            scope: &self.scope,
        };
        let mut call = Call::new(Method::POST, self.url.clone()).with_json(&grant)?;
        // A token too many does no harm.
        call.repeatable = true;
        self.line.repeat(&call, || self.attempt(&call)).await
    }

    async fn attempt(&self, call: &Call) -> Result<Token, Error> {
        let start = Instant::now();
        let reply = self.line.exchange(call, None).await?;
        read(status::check(reply, &call.url, CHECK_CLIENT).map_err(advise)?, start)
    }
}

impl Outcome {
    /// Gives the value or the failure that someone who asked at that time should get; `None` is to ask anew.
    fn value(&self, asked_at: Instant) -> Option<Result<HeaderValue, Arc<Error>>> {
        match &self.result {
            Ok(token) => token.is_good().then(|| Ok(token.value.clone())),
            Err(error) => (self.ended >= asked_at || error.is_refusal()).then(|| Err(Arc::clone(error))),
        }
    }
}

impl Token {
    fn is_good(&self) -> bool {
        self.renew_at.is_none_or(|renew_at| Instant::now() < renew_at)
    }
}

/// Reads a token; what is wrong with the body is told without quoting it.
fn read(reply: Reply, start: Instant) -> Result<Token, Error> {
    let granted: Granted = serde_json::from_slice(&reply.body)
        .map_err(|error| undecodable(&reply, "no access_token in the body", !error.is_data()))?;
    let Granted { access_token, expires_in } = granted;
    let value = bearer(&access_token.into())
        .map_err(|_| undecodable(&reply, "the access_token doesn't fit into a header", false))?;
    Ok(Token { value, renew_at: expires_in.and_then(|seconds| renew_at(start, seconds)) })
}

fn renew_at(start: Instant, expires_in: i64) -> Option<Instant> {
    let life = Duration::from_secs(u64::try_from(expires_in).ok()?);
    start.checked_add(life - MARGIN.min(life / 10))
}

fn undecodable(reply: &Reply, reason: &str, unreadable: bool) -> Error {
    Error::Decode(Box::new(Undecodable {
        request: reply.request.clone(),
        status: reply.status,
        request_id: reply.request_id(),
        path: ".".to_owned(),
        reason: reason.to_owned(),
        unreadable,
    }))
}

const CHECK_CLIENT: &str = "check oauth_client_id and oauth_client_secret";

/// Says which setting an OAuth error is about.
///
/// Source: [RFC 6749, 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2).
fn advise(mut error: Error) -> Error {
    if let Some(answer) = error.answer_mut() {
        answer.advice = match answer.code.as_deref() {
            Some("invalid_client") => Some(CHECK_CLIENT),
            Some("invalid_scope") => Some("check oauth_scopes: the OAuth client may not have them all"),
            Some("unauthorized_client" | "unsupported_grant_type" | "invalid_grant") => {
                Some("the OAuth client must be confidential, which allows the client-credentials grant")
            }
            _ => answer.advice,
        };
    }
    error
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource")
            .field("id", &self.id)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}
