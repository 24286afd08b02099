//! The environment variables that fill in what the provider block leaves out.

use std::ffi::OsString;

/// Looks environment variables up; tests put a table in its place.
pub struct Environment<'a>(pub(super) &'a dyn Fn(&str) -> Option<OsString>);

impl<'a> Environment<'a> {
    /// Looks variables up with that function.
    #[must_use]
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<OsString>) -> Self {
        Self(lookup)
    }

    /// Returns the first of the variables that is set and not blank, with its name; white space around it is cut.
    pub(super) fn first(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        names.iter().find_map(|name| {
            let value = (self.0)(name)?.to_string_lossy().trim().to_owned();
            (!value.is_empty()).then_some((*name, value))
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
