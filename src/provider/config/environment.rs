//! The environment variables that fill in what the provider block leaves out.

/// Looks environment variables up; tests put a table in its place.
pub struct Environment<'a>(&'a dyn Fn(&str) -> Option<String>);

impl<'a> Environment<'a> {
    /// Looks variables up with that function.
    #[must_use]
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self(lookup)
    }

    /// Gives the first of the variables that is set and not empty, with its name.
    pub(super) fn first(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        names.iter().find_map(|name| {
            let value = (self.0)(name).filter(|value| !value.is_empty())?;
            Some((*name, value))
        })
    }
}

pub(super) const SUBDOMAIN: &[&str] = &["ZENDESK_SUBDOMAIN", "ZENDESK_ACCOUNT"];
pub(super) const BASE_URL: &[&str] = &["ZENDESK_BASE_URL"];
pub(super) const OAUTH_CLIENT_ID: &[&str] = &["ZENDESK_OAUTH_CLIENT_ID"];
pub(super) const OAUTH_CLIENT_SECRET: &[&str] = &["ZENDESK_OAUTH_CLIENT_SECRET"];
pub(super) const OAUTH_SCOPES: &[&str] = &["ZENDESK_OAUTH_SCOPES"];
pub(super) const OAUTH_TOKEN: &[&str] = &["ZENDESK_OAUTH_TOKEN"];
pub(super) const EMAIL: &[&str] = &["ZENDESK_EMAIL", "ZENDESK_USERNAME"];
pub(super) const API_TOKEN: &[&str] = &["ZENDESK_API_TOKEN", "ZENDESK_TOKEN"];
pub(super) const MAX_RETRIES: &[&str] = &["ZENDESK_MAX_RETRIES"];
pub(super) const REQUEST_TIMEOUT: &[&str] = &["ZENDESK_REQUEST_TIMEOUT"];
pub(super) const MAX_REQUESTS_PER_MINUTE: &[&str] = &["ZENDESK_MAX_REQUESTS_PER_MINUTE"];
