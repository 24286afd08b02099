//! Who asks, and the `Authorization` header that says so.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{HeaderValue, InvalidHeaderValue};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;
use url::Url;

use super::call::Call;
use super::client::SetupError;
use super::error::{Failure, Kind};
use super::oauth::TokenSource;
use super::outages::Subject;
use super::send::Service;

/// One way of authentication; `Debug` shows no secret.
///
/// Source: [security and authentication](https://developer.zendesk.com/api-reference/introduction/security-and-auth/).
#[derive(Clone)]
pub enum Credentials {
    /// An API token, used on behalf of the agent with this e-mail address. Zendesk ends these on 2027-04-30.
    ApiToken {
        /// The agent's address.
        email: String,
        /// The token.
        token: SecretString,
    },
    /// A ready OAuth access token.
    OauthToken(SecretString),
    /// An OAuth client that gets access tokens by the client-credentials grant.
    OauthClient {
        /// The client's unique identifier.
        id: String,
        /// The client's secret.
        secret: SecretString,
        /// The scopes to ask for, such as `read` and `write`.
        scopes: Vec<String>,
    },
}

/// Returns the `Authorization` value of an API token.
pub(super) fn basic(email: &str, token: &SecretString) -> Result<HeaderValue, InvalidHeaderValue> {
    let pair = format!("{email}/token:{}", token.expose_secret());
    sensitive(&format!("Basic {}", STANDARD.encode(pair)))
}

/// Returns the `Authorization` value of an access token.
pub(super) fn bearer(token: &SecretString) -> Result<HeaderValue, InvalidHeaderValue> {
    sensitive(&format!("Bearer {}", token.expose_secret()))
}

fn sensitive(value: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(value)?;
    value.set_sensitive(true);
    Ok(value)
}

impl Credentials {
    /// Says what a user should look at when the service doesn't accept these credentials.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::ApiToken { .. } => {
                "check email and api_token: the token must be active (unused ones are switched off after 30 days) \
                 and API token access must be on in the account"
            }
            Self::OauthToken(_) => "check oauth_token: it may be expired or revoked",
            Self::OauthClient { .. } => {
                "check the OAuth client: it may be switched off or its scopes too narrow"
            }
        }
    }
}

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
        let unfit = |name: &str| SetupError(format!("{name} holds characters that no HTTP header can hold"));
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

    /// Returns the value for a call; a call for a token has none.
    pub(super) async fn value(
        &self,
        service: &Service,
        call: &Call,
        began: Instant,
    ) -> Result<Option<HeaderValue>, Failure> {
        match self {
            _ if call.subject == Subject::Token => Ok(None),
            Self::Fixed(value) => Ok(Some(value.clone())),
            Self::Tokens(source) => match source.value(service, call, began).await {
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

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApiToken { email, token: _ } => {
                f.debug_struct("ApiToken").field("email", email).finish_non_exhaustive()
            }
            Self::OauthToken(_) => f.debug_struct("OauthToken").finish_non_exhaustive(),
            Self::OauthClient { id, secret: _, scopes } => {
                f.debug_struct("OauthClient").field("id", id).field("scopes", scopes).finish_non_exhaustive()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, basic, bearer};

    #[test]
    fn an_api_token_is_sent_as_basic() {
        let value = basic("ann@example.com", &"s3cret".into()).unwrap();
        // printf 'ann@example.com/token:s3cret' | base64
        assert_eq!(value.to_str().unwrap(), "Basic YW5uQGV4YW1wbGUuY29tL3Rva2VuOnMzY3JldA==");
        assert_eq!(format!("{value:?}"), "Sensitive");
    }

    #[test]
    fn an_access_token_is_sent_as_bearer() {
        let value = bearer(&"s3cret".into()).unwrap();
        assert_eq!(value.to_str().unwrap(), "Bearer s3cret");
        assert_eq!(format!("{value:?}"), "Sensitive");
    }

    #[test]
    fn a_token_that_no_header_can_hold_is_refused_without_showing_it() {
        let error = bearer(&"s3cret\n".into()).unwrap_err();
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }

    #[test]
    fn debug_shows_no_secret() {
        let all = [
            Credentials::ApiToken { email: "ann@example.com".into(), token: "s3cret".into() },
            Credentials::OauthToken("s3cret".into()),
            Credentials::OauthClient {
                id: "tf".into(),
                secret: "s3cret".into(),
                scopes: vec!["read".into()],
            },
        ];
        for credentials in all {
            let shown = format!("{credentials:?}");
            assert!(!shown.contains("s3cret"), "{shown}");
        }
    }
}
