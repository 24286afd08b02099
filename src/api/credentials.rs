//! Who asks, and the values of the `Authorization` header that say so.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{HeaderValue, InvalidHeaderValue};
use secrecy::{ExposeSecret, SecretString};

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
    /// Reports whether others are the same, secrets included.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let same = |own: &SecretString, other: &SecretString| own.expose_secret() == other.expose_secret();
        match (self, other) {
            (Self::ApiToken { email, token }, Self::ApiToken { email: other, token: others }) => {
                email == other && same(token, others)
            }
            (Self::OauthToken(token), Self::OauthToken(other)) => same(token, other),
            (
                Self::OauthClient { id, secret, scopes },
                Self::OauthClient { id: other, secret: others, scopes: asked },
            ) => id == other && same(secret, others) && scopes == asked,
            _ => false,
        }
    }

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
