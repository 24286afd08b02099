//! Secrets that the service sends back: an error page may quote the request that it answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use url::form_urlencoded;

use super::credentials::Credentials;

/// What stands in a secret's place.
const MASKED: &str = "(sensitive)";

/// A shorter word is no secret, and would be found in the middle of others.
const SHORTEST: usize = 4;

/// The secrets of a client, in the forms in which an answer may hold them; `Debug` shows none.
#[derive(Clone, Debug, Default)]
pub(super) struct Mask(Vec<SecretString>);

impl Mask {
    /// Makes a mask for the secrets that are configured.
    pub(super) fn new(credentials: &Credentials) -> Self {
        let mut mask = Self::default();
        match credentials {
            Credentials::ApiToken { email, token } => {
                let pair = format!("{email}/token:{}", token.expose_secret());
                mask.add(&STANDARD.encode(pair));
                mask.add(token.expose_secret());
            }
            Credentials::OauthToken(secret) | Credentials::OauthClient { id: _, secret, scopes: _ } => {
                mask.add(secret.expose_secret())
            }
        }
        mask
    }

    /// Adds what a request carried as authorization.
    pub(super) fn and(&self, authorization: Option<&HeaderValue>) -> Self {
        let mut mask = self.clone();
        let value = authorization.and_then(|value| value.to_str().ok());
        if let Some((_scheme, secret)) = value.and_then(|value| value.split_once(' ')) {
            mask.add(secret);
        }
        mask
    }

    /// Puts something else in the place of each secret in a text.
    pub(super) fn apply(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret.expose_secret(), MASKED))
    }

    /// Adds a secret as it is, as in JSON and as in a URL.
    fn add(&mut self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let json = serde_json::Value::from(secret).to_string();
        let json = json.trim_matches('"');
        let forms = [
            secret.to_owned(),
            json.to_owned(),
            json.replace('/', "\\/"),
            form_urlencoded::byte_serialize(secret.as_bytes()).collect(),
        ];
        self.0.extend(forms.map(SecretString::from));
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;
    use crate::api::Credentials;

    #[test]
    fn a_secret_is_masked_in_each_form() {
        let mask = Mask::new(&Credentials::OauthToken("a/b+\"c".into()));
        assert_eq!(
            mask.apply(r#"a/b+"c, a/b+\"c, a\/b+\"c, a%2Fb%2B%22c; a/b"#),
            "(sensitive), (sensitive), (sensitive), (sensitive); a/b"
        );
    }

    #[test]
    fn an_api_token_is_masked_as_it_is_sent_too() {
        let mask =
            Mask::new(&Credentials::ApiToken { email: "ann@example.com".into(), token: "s3cret".into() });
        // printf 'ann@example.com/token:s3cret' | base64
        assert_eq!(
            mask.apply("Basic YW5uQGV4YW1wbGUuY29tL3Rva2VuOnMzY3JldA== of ann@example.com/token:s3cret"),
            "Basic (sensitive) of ann@example.com/token:(sensitive)"
        );
    }

    #[test]
    fn an_issued_token_is_masked() {
        let client =
            Credentials::OauthClient { id: "terraform".into(), secret: "s3cret".into(), scopes: vec![] };
        let mask = Mask::new(&client).and(Some(&"Bearer t0ken".parse().unwrap()));
        assert_eq!(mask.apply("terraform: s3cret, t0ken"), "terraform: (sensitive), (sensitive)");
        assert!(!format!("{mask:?}").contains("t0ken"), "{mask:?}");
    }

    #[test]
    fn nothing_is_masked_where_there_is_no_secret() {
        let mask = Mask::new(&Credentials::OauthToken("".into()));
        assert_eq!(mask.apply("as it is"), "as it is");
    }
}
