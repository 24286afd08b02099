//! The environment variables that fill in what the provider block leaves out.

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
pub(super) const CHECK_REFERENCES: &[&str] = &["ZENDESK_CHECK_REFERENCES"];
pub(super) const MAX_REQUESTS_PER_MINUTE: &[&str] = &["ZENDESK_MAX_REQUESTS_PER_MINUTE"];
