//! The `Authorization` header of every request.

use reqwest::header::HeaderValue;

use super::credentials::{Credentials, basic, bearer};
use super::error::Error;

/// Where the `Authorization` header comes from.
#[derive(Debug)]
pub(super) enum Authorization {
    /// Always the same value, marked as sensitive.
    Fixed(HeaderValue),
}

impl Authorization {
    /// Prepares the header; asks for no token yet.
    pub(super) fn new(credentials: Credentials) -> Result<Self, Error> {
        let unfit =
            |name: &str| Error::Setup(format!("{name} holds characters that no HTTP header can hold"));
        match credentials {
            Credentials::ApiToken { email, token } => {
                basic(&email, &token).map(Self::Fixed).map_err(|_| unfit("api_token"))
            }
            Credentials::OauthToken(token) => {
                bearer(&token).map(Self::Fixed).map_err(|_| unfit("oauth_token"))
            }
            Credentials::OauthClient { .. } => {
                Err(Error::Setup("OAuth client credentials are not supported yet".to_owned()))
            }
        }
    }

    /// Gives the value for a call.
    pub(super) fn value(&self) -> HeaderValue {
        let Self::Fixed(value) = self;
        value.clone()
    }
}
