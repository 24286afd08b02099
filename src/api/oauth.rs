//! Access tokens by the OAuth client-credentials grant.
//!
//! Source: [API tokens to OAuth](https://developer.zendesk.com/documentation/api-basics/authentication/api-tokens-to-oauth/).

use std::fmt;
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
use super::error::{Error, Failure, Status};
use super::http::Reply;
use super::lenient;
use super::outages::Subject;

/// The longest time before its end that a token is renewed; a tenth of its life if that is shorter.
const MARGIN: Duration = Duration::from_secs(60);

/// The largest answer that is read, in bytes.
const MAX_BYTES: usize = 64 << 10;

/// Gets access tokens and keeps them; `Debug` shows no secret.
pub(super) struct TokenSource {
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
    result: Result<Token, Error>,
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

/// What the service granted; has no `Debug`, because it is a secret.
pub(super) struct Granted {
    value: HeaderValue,
    expires_in: Option<i64>,
}

#[derive(Deserialize)]
struct GrantAnswer {
    access_token: String,
    #[serde(default, deserialize_with = "lenient::integer_if_any")]
    expires_in: Option<i64>,
}

impl TokenSource {
    /// Makes a source of tokens for one OAuth client; asks for nothing yet.
    pub(super) fn new(url: Url, id: String, secret: SecretString, scopes: &[String]) -> Self {
        Self { url, id, secret, scope: scopes.join(" "), last: Mutex::default() }
    }

    /// Returns the `Authorization` value of a token that is good for a while.
    ///
    /// `grant` sends the call for one. A failure is shared by those whose call had begun when it came: they waited for it.
    pub(super) async fn value(
        &self,
        call: &Call,
        began: Instant,
        grant: impl AsyncFnOnce(Call) -> Result<Granted, Error>,
    ) -> Result<HeaderValue, Error> {
        let mut last = self.last.lock().await;
        if let Some(value) = last.as_ref().and_then(|outcome| outcome.value(began)) {
            return value;
        }
        let started = Instant::now();
        let result = grant(self.call(call.is_look)).await.map(|granted| Token::new(granted, started));
        let value = result.as_ref().map(|token| token.value.clone()).map_err(Clone::clone);
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

    /// Makes the call for a token. The token for a look is asked for even after a stop.
    fn call(&self, is_look: bool) -> Call {
        let grant = Grant {
            grant_type: "client_credentials",
            client_id: &self.id,
            client_secret: self.secret.expose_secret(),
            scope: &self.scope,
        };
        let mut call = Call::new(Method::POST, self.url.clone(), Subject::Token).with_json(&grant);
        // A token too many does no harm.
        call.is_repeatable = true;
        call.is_look = is_look;
        call.max_bytes = MAX_BYTES;
        call
    }
}

impl Outcome {
    /// Returns the value or the failure that a call which began then should get; `None` is to ask again.
    fn value(&self, began: Instant) -> Option<Result<HeaderValue, Error>> {
        match &self.result {
            Ok(token) => token.is_good().then(|| Ok(token.value.clone())),
            Err(error) => (self.ended >= began).then(|| Err(error.clone())),
        }
    }
}

impl Token {
    fn new(granted: Granted, started: Instant) -> Self {
        let Granted { value, expires_in } = granted;
        Self { value, renew_at: expires_in.and_then(|seconds| renew_at(started, seconds)) }
    }

    fn is_good(&self) -> bool {
        self.renew_at.is_none_or(|renew_at| Instant::now() < renew_at)
    }
}

/// Reads a token; what is wrong with the body is told without quoting it.
pub(super) fn read(reply: Reply) -> Result<Granted, Failure> {
    let is_cut_short = |error: &serde_json::Error| error.is_eof() && !reply.body.trim_ascii().is_empty();
    let answer: GrantAnswer = serde_json::from_slice(&reply.body)
        .map_err(|error| reply.undecodable("no access_token in the body".to_owned(), is_cut_short(&error)))?;
    let GrantAnswer { access_token, expires_in } = answer;
    let value = bearer(&access_token.into())
        .map_err(|_| reply.undecodable("the access_token doesn't fit into a header".to_owned(), false))?;
    Ok(Granted { value, expires_in })
}

fn renew_at(started: Instant, expires_in: i64) -> Option<Instant> {
    let life = Duration::from_secs(u64::try_from(expires_in).ok()?);
    started.checked_add(life - MARGIN.min(life / 10))
}

/// What to look at when the client isn't accepted.
const CHECK_CLIENT: &str = "check oauth_client_id and oauth_client_secret";

/// Says which setting an OAuth error is about.
///
/// Source: [RFC 6749, 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2).
pub(super) fn advice(error: Option<&str>, status: Status) -> Option<&'static str> {
    match error {
        Some("invalid_client") => Some(CHECK_CLIENT),
        Some("invalid_scope") => Some("check oauth_scopes: the OAuth client may not have them all"),
        Some("unauthorized_client" | "unsupported_grant_type" | "invalid_grant") => {
            Some("the OAuth client must be confidential, which allows the client-credentials grant")
        }
        _ if status == Status::Unauthorized => Some(CHECK_CLIENT),
        _ => None,
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource")
            .field("id", &self.id)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{CHECK_CLIENT, advice, renew_at};
    use crate::api::Status;

    #[test]
    fn a_token_is_renewed_a_tenth_of_its_life_before_its_end_and_a_minute_at_most() {
        let started = Instant::now();
        for (life, renewed) in
            [(7200, Some(7140)), (600, Some(540)), (100, Some(90)), (0, Some(0)), (-1, None)]
        {
            assert_eq!(renew_at(started, life), renewed.map(|s| started + Duration::from_secs(s)), "{life}");
        }
    }

    #[test]
    fn each_refusal_of_a_client_names_its_setting() {
        let public = advice(Some("unauthorized_client"), Status::Invalid);
        assert!(public.is_some_and(|text| text.contains("must be confidential")));
        for error in ["unsupported_grant_type", "invalid_grant"] {
            assert_eq!(advice(Some(error), Status::Invalid), public);
        }
        assert!(
            advice(Some("invalid_scope"), Status::Invalid).is_some_and(|text| text.contains("oauth_scopes"))
        );
        assert_eq!(advice(Some("invalid_client"), Status::Invalid), Some(CHECK_CLIENT));
        assert_eq!(advice(None, Status::Unauthorized), Some(CHECK_CLIENT));
        assert_eq!(advice(None, Status::Invalid), None);
        assert_eq!(advice(Some("other"), Status::Server), None);
    }
}
