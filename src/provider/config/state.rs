//! The arguments of the provider block.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use crate::plugin::Number;

/// The provider block, each argument known, null or unknown.
///
/// What each argument means stands in the provider's schema. There is no `Debug`: some arguments are secret.
#[derive(Clone, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the provider documents each argument")]
pub struct ProviderConfig {
    pub subdomain: Value<String>,
    pub base_url: Value<String>,
    pub oauth_client_id: Value<String>,
    pub oauth_client_secret: Value<String>,
    pub oauth_scopes: Value<Vec<Value<String>>>,
    pub oauth_token: Value<String>,
    pub email: Value<String>,
    pub api_token: Value<String>,
    pub max_retries: Value<Number>,
    pub request_timeout: Value<Number>,
    pub max_requests_per_minute: Value<Number>,
    pub check_references: Value<bool>,
}

impl ProviderConfig {
    /// Tells whether any argument is known only after apply.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        let Self {
            subdomain,
            base_url,
            oauth_client_id,
            oauth_client_secret,
            oauth_scopes,
            oauth_token,
            email,
            api_token,
            max_retries,
            request_timeout,
            max_requests_per_minute,
            check_references,
        } = self;
        let texts =
            [subdomain, base_url, oauth_client_id, oauth_client_secret, oauth_token, email, api_token];
        let numbers = [max_retries, request_timeout, max_requests_per_minute];
        texts.into_iter().any(Value::is_unknown)
            || numbers.into_iter().any(Value::is_unknown)
            || check_references.is_unknown()
            || match oauth_scopes {
                Value::Value(scopes) => scopes.iter().any(Value::is_unknown),
                scopes => scopes.is_unknown(),
            }
    }
}
