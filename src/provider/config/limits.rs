//! The numbers of the provider block: how often, how long, how fast.

use std::ops::RangeInclusive;

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::environment;
use super::state::ProviderConfig;
use crate::environment::Environment;
use crate::plugin::{Number, diagnostic};

/// A whole number within bounds.
pub(super) struct Limit {
    name: &'static str,
    allowed: RangeInclusive<u32>,
    variables: &'static [&'static str],
    of: fn(&ProviderConfig) -> &Value<Number>,
}

/// Attempts after the first for a request that may be retried.
pub(super) const MAX_RETRIES: Limit = Limit {
    name: "max_retries",
    allowed: 0..=100,
    variables: environment::MAX_RETRIES,
    of: |config| &config.max_retries,
};

/// Seconds for one HTTP attempt.
pub(super) const REQUEST_TIMEOUT: Limit = Limit {
    name: "request_timeout",
    allowed: 1..=600,
    variables: environment::REQUEST_TIMEOUT,
    of: |config| &config.request_timeout,
};

/// Requests a minute that the provider sends at most.
pub(super) const MAX_REQUESTS_PER_MINUTE: Limit = Limit {
    name: "max_requests_per_minute",
    allowed: 1..=100_000,
    variables: environment::MAX_REQUESTS_PER_MINUTE,
    of: |config| &config.max_requests_per_minute,
};

impl Limit {
    /// Reads the limit from the provider block, else from the environment.
    pub(super) fn read(
        &self,
        config: &ProviderConfig,
        env: &Environment<'_>,
    ) -> Result<Option<u32>, Diagnostic> {
        if let Value::Value(number) = (self.of)(config) {
            return self.check(self.name, &number.to_string()).map(Some);
        }
        match env.first(self.variables) {
            Some((variable, text)) => {
                self.check(&format!("The environment variable {variable}"), &text).map(Some)
            }
            None => Ok(None),
        }
    }

    fn check(&self, origin: &str, text: &str) -> Result<u32, Diagnostic> {
        text.parse().ok().filter(|number| self.allowed.contains(number)).ok_or_else(|| {
            let (from, to) = (self.allowed.start(), self.allowed.end());
            diagnostic(
                format!("Invalid {}", self.name),
                format!("{origin} is {text}. Allowed is a whole number from {from} to {to}."),
                AttributePath::new(self.name),
            )
        })
    }
}
