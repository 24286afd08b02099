//! Where the `Authorization` header of a call comes from.

use reqwest::header::HeaderValue;
use tokio::time::Instant;
use url::Url;

use super::call::Call;
use super::credentials::{Credentials, basic, bearer};
use super::error::{Error, Failure, Kind};
use super::oauth::{Granted, TokenSource};
use super::outages::Subject;
use super::settings::SetupError;

/// Where the `Authorization` header comes from.
#[derive(Debug)]
pub(super) enum Authorization {
    /// Always the same value, marked as sensitive.
    Fixed(HeaderValue),
    /// Access tokens that end and are renewed.
    Tokens(Box<TokenSource>),
}

impl Authorization {
    /// Prepares the header; asks for no token yet.
    pub(super) fn new(credentials: &Credentials, tokens_url: Url) -> Result<Self, SetupError> {
        let unfit =
            |name: &str| SetupError::Client(format!("{name} holds characters that no HTTP header can hold"));
        match credentials {
            Credentials::ApiToken { email, token } => {
                basic(email, token).map(Self::Fixed).map_err(|_| unfit("api_token"))
            }
            Credentials::OauthToken(token) => {
                bearer(token).map(Self::Fixed).map_err(|_| unfit("oauth_token"))
            }
            Credentials::OauthClient { id, secret, scopes } => {
                let source = TokenSource::new(tokens_url, id.clone(), secret.clone(), scopes);
                Ok(Self::Tokens(Box::new(source)))
            }
        }
    }

    /// Returns the value for a call; a call for a token has none. `grant` sends a call for a token.
    pub(super) async fn value(
        &self,
        call: &Call,
        began: Instant,
        grant: impl AsyncFnOnce(Call) -> Result<Granted, Error>,
    ) -> Result<Option<HeaderValue>, Failure> {
        match self {
            _ if call.subject == Subject::Token => Ok(None),
            Self::Fixed(value) => Ok(Some(value.clone())),
            Self::Tokens(source) => match source.value(call, began, grant).await {
                Ok(value) => Ok(Some(value)),
                Err(cause) => Err(Kind::Token(cause).into()),
            },
        }
    }

    /// Makes the next value another than this one, which wasn't accepted; reports whether there can be another.
    pub(super) async fn renew(&self, value: Option<&HeaderValue>) -> bool {
        match (self, value) {
            (Self::Tokens(source), Some(value)) => {
                source.forget(value).await;
                true
            }
            _ => false,
        }
    }
}
