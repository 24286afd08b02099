//! What can be checked of the provider block alone; silent where a value is unknown.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::state::ProviderConfig;
use super::{base_url, credentials, limits, scopes};
use crate::environment::Environment;
use crate::plugin::diagnostic;

/// Checks the arguments that are set; each finding is on the argument at fault.
pub fn validate(diags: &mut Diagnostics, config: &ProviderConfig) {
    check_account(diags, "subdomain", &config.subdomain, |text| base_url::parse_subdomain(text).err());
    check_account(diags, "base_url", &config.base_url, |text| base_url::parse_base_url(text).err());
    if let Value::Value(email) = &config.email
        && !email.trim().is_empty()
        && let Err(error) = credentials::check_email("email", email.trim())
    {
        diags.add_error(error);
    }
    for (name, value) in [
        ("oauth_client_id", &config.oauth_client_id),
        ("oauth_client_secret", &config.oauth_client_secret),
        ("oauth_token", &config.oauth_token),
        ("email", &config.email),
        ("api_token", &config.api_token),
    ] {
        check_filled(diags, name, value);
    }
    let nowhere = Environment::new(&|_| None);
    for limit in [limits::MAX_RETRIES, limits::REQUEST_TIMEOUT, limits::MAX_REQUESTS_PER_MINUTE] {
        if let Err(error) = limit.read(config, &nowhere) {
            diags.add_error(error);
        }
    }
    if let Err(error) = scopes::scopes(config, &nowhere) {
        diags.add_error(error);
    }
    if let Err(error) = credentials::check_methods(config) {
        diags.add_error(error);
    }
}

fn check_account(
    diags: &mut Diagnostics,
    name: &'static str,
    value: &Value<String>,
    check: impl Fn(&str) -> Option<String>,
) {
    if let Value::Value(text) = value
        && let Some(why) = check(text.trim())
    {
        let detail = format!("{name} is \"{}\". {why}", base_url::without_user_info(text));
        diags.add_error(diagnostic(format!("Invalid {name}"), detail, AttributePath::new(name)));
    }
}

/// Secrets aren't shown, so there is nothing to say of them but that they hold nothing.
fn check_filled(diags: &mut Diagnostics, name: &'static str, value: &Value<String>) {
    if let Value::Value(text) = value
        && text.trim().is_empty()
    {
        let what = if text.is_empty() { "is set but empty" } else { "holds white space alone" };
        let detail = format!("{name} {what}. Leave it out, or give it its value.");
        diags.add_error(diagnostic(format!("Invalid {name}"), detail, AttributePath::new(name)));
    }
}
