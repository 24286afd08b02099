//! The `Authorization` header of every request.

use std::sync::Arc;

use reqwest::header::HeaderValue;
use url::Url;

use super::call::Call;
use super::credentials::{Credentials, basic, bearer};
use super::error::Error;
use super::line::Line;
use super::oauth::TokenSource;

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
    pub(super) fn new(credentials: Credentials, line: &Arc<Line>, tokens_url: Url) -> Result<Self, Error> {
        let unfit =
            |name: &str| Error::Setup(format!("{name} holds characters that no HTTP header can hold"));
        match credentials {
            Credentials::ApiToken { email, token } => {
                basic(&email, &token).map(Self::Fixed).map_err(|_| unfit("api_token"))
            }
            Credentials::OauthToken(token) => {
                bearer(&token).map(Self::Fixed).map_err(|_| unfit("oauth_token"))
            }
            Credentials::OauthClient { id, secret, scopes } => {
                let source = TokenSource::new(Arc::clone(line), tokens_url, id, secret, &scopes);
                Ok(Self::Tokens(Box::new(source)))
            }
        }
    }

    /// Gives the value for a call.
    pub(super) async fn value(&self, call: &Call) -> Result<HeaderValue, Error> {
        match self {
            Self::Fixed(value) => Ok(value.clone()),
            Self::Tokens(source) => {
                let value = source.value().await;
                value.map_err(|cause| Error::Token { request: call.request(), cause })
            }
        }
    }

    /// Makes the next value another than this one, which wasn't accepted; reports whether there can be another.
    pub(super) async fn renew(&self, value: &HeaderValue) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Tokens(source) => {
                source.forget(value).await;
                true
            }
        }
    }
}
