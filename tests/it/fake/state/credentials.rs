//! Who may use the account.

use std::iter::repeat_with;
use std::time::{Duration, Instant};

/// What a credential may do: `read`, `write`.
pub(crate) type Scopes = Vec<String>;

/// The account's credentials: random, so that a test can search for them in whatever the provider leaves behind.
pub(crate) struct Credentials {
    /// User of the API token.
    pub(crate) email: String,
    /// API token, `fake-api-token-…`.
    pub(crate) api_token: String,
    /// Access token that never expires, `fake-oauth-token-…`.
    pub(crate) oauth_token: String,
    /// Identifier of the OAuth client.
    pub(crate) oauth_client_id: String,
    /// Secret of the OAuth client, `fake-client-secret-…`.
    pub(crate) oauth_client_secret: String,
    /// Scopes that the OAuth client may ask for.
    pub(crate) allowed_scopes: Scopes,
    /// Lifetime of issued tokens; none: what the client asks for, 30 minutes if it doesn't.
    pub(crate) token_lifetime: Option<Duration>,
    issued: Vec<Issued>,
}

struct Issued {
    token: String,
    scopes: Scopes,
    expires: Instant,
}

impl Credentials {
    /// Makes new random credentials.
    pub(crate) fn random() -> Self {
        Self {
            email: "agent@example.com".into(),
            api_token: secret("fake-api-token"),
            oauth_token: secret("fake-oauth-token"),
            oauth_client_id: "fake_client".into(),
            oauth_client_secret: secret("fake-client-secret"),
            allowed_scopes: full(),
            token_lifetime: None,
            issued: Vec::new(),
        }
    }

    /// Issues an access token, `fake-access-token-…`.
    pub(crate) fn issue(&mut self, scopes: Scopes, expires: Instant) -> String {
        let token = secret("fake-access-token");
        self.issued.push(Issued { token: token.clone(), scopes, expires });
        token
    }

    /// What a bearer token may do now, if anything.
    pub(crate) fn bearer(&self, token: &str, now: Instant) -> Option<Scopes> {
        if token == self.oauth_token {
            return Some(full());
        }
        self.issued.iter().find(|i| i.token == token && now < i.expires).map(|i| i.scopes.clone())
    }

    /// What a user name and password of Basic authentication may do, if anything.
    pub(crate) fn basic(&self, user: &str, password: &str) -> Option<Scopes> {
        (user == format!("{}/token", self.email) && password == self.api_token).then(full)
    }

    /// The access tokens issued so far, expired or not.
    pub(crate) fn issued_tokens(&self) -> Vec<&str> {
        self.issued.iter().map(|i| i.token.as_str()).collect()
    }

    /// Ends every issued token before its time.
    pub(crate) fn revoke_issued(&mut self) {
        let now = Instant::now();
        self.issued.iter_mut().for_each(|i| i.expires = now);
    }
}

fn full() -> Scopes {
    vec!["read".into(), "write".into()]
}

pub(super) fn secret(prefix: &str) -> String {
    format!("{prefix}-{}", repeat_with(fastrand::alphanumeric).take(32).collect::<String>())
}
