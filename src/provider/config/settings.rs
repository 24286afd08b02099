//! From the provider's configuration to the settings of the API client.

use std::num::NonZeroU32;
use std::time::Duration;

use tf_provider::{AttributePath, Diagnostic, Diagnostics};
use tokio_util::sync::CancellationToken;

use super::state::ProviderConfig;
use super::{base_url, credentials, limits};
use crate::api::{Proxy, Roots, Settings, SetupError};
use crate::environment::Environment;
use crate::plugin::diagnostic;

/// Attempts after the first, if nothing else is configured.
const DEFAULT_MAX_RETRIES: u32 = 8;
/// Seconds for one HTTP attempt, if nothing else is configured.
const DEFAULT_REQUEST_TIMEOUT: u32 = 30;

/// Makes the settings of the API client from a wholly known configuration; HCL beats the environment.
///
/// # Errors
///
/// A diagnostic for each of account, authentication and limits that is missing, incomplete or not allowed.
pub fn to_settings(
    config: &ProviderConfig,
    env: &Environment<'_>,
    user_agent: String,
    stop: CancellationToken,
) -> Result<Settings, Diagnostics> {
    let mut diags = Diagnostics::default();
    let mut note = |error| diags.add_error(error);
    let base_url = base_url::base_url(config, env).map_err(&mut note).ok();
    let proxy = base_url
        .as_ref()
        .and_then(|base_url| Proxy::find(base_url, env).map_err(|error| note(cannot_set_up(&error))).ok());
    let credentials = credentials::credentials(config, env).map_err(&mut note).ok();
    let max_retries = limits::MAX_RETRIES.read(config, env).map_err(&mut note).ok();
    let request_timeout = limits::REQUEST_TIMEOUT.read(config, env).map_err(&mut note).ok();
    let per_minute = limits::MAX_REQUESTS_PER_MINUTE.read(config, env).map_err(&mut note).ok();
    match (base_url.zip(proxy), credentials, max_retries, request_timeout, per_minute) {
        (
            Some((base_url, proxy)),
            Some(credentials),
            Some(max_retries),
            Some(request_timeout),
            Some(per_minute),
        ) => Ok(Settings {
            base_url,
            proxy,
            roots: Roots::from_environment(env),
            credentials,
            user_agent,
            request_timeout: Duration::from_secs(request_timeout.unwrap_or(DEFAULT_REQUEST_TIMEOUT).into()),
            max_retries: max_retries.unwrap_or(DEFAULT_MAX_RETRIES),
            max_requests_per_minute: per_minute.and_then(NonZeroU32::new),
            stop,
            on_wait: None,
        }),
        _ => Err(diags),
    }
}

/// Makes the error of a client that can't be made as its surroundings are.
pub fn cannot_set_up(error: &SetupError) -> Diagnostic {
    match error {
        SetupError::Variable { variable, reason } => {
            diagnostic(format!("Invalid {variable}"), reason.clone(), AttributePath::root())
        }
        SetupError::NoRoots => diagnostic("No root certificates", error.to_string(), AttributePath::root()),
        SetupError::Client(_) => {
            let detail = format!("The client for the Zendesk API can't be made: {error}");
            diagnostic("Failed to configure provider", detail, AttributePath::root())
        }
    }
}
