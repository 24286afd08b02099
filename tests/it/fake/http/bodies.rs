//! Answers as they have been recorded or are documented, by name.

use serde_json::json;

use super::Answer;

const NO_ACCESS: &str = "You do not have access to this page. Please contact the account owner of this help desk for further help.";

/// Text of a 404 page for browsers.
const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Not found</title></head>\
    <body><h1>The page you were looking for doesn't exist</h1></body></html>\n";

impl Answer {
    /// 401 for a wrong user or API token.
    pub(crate) fn not_authenticated() -> Self {
        Self::json(401, &json!({ "error": "Couldn't authenticate you" }))
    }

    /// 401 for a wrong or expired access token.
    pub(crate) fn invalid_token() -> Self {
        let text = "The access token provided is expired, revoked, malformed or invalid for other reasons.";
        let realm = "Bearer realm=\"Zendesk::OAuth Bearer Token Authentication\", error=\"invalid_token\"";
        Self::json(401, &json!({ "error": "invalid_token", "error_description": text }))
            .header("www-authenticate", realm)
    }

    /// 403 with an object as `error`.
    pub(crate) fn forbidden_object() -> Self {
        Self::json(403, &json!({ "error": { "title": "Forbidden", "message": NO_ACCESS } }))
    }

    /// 403 with a string as `error`, for missing scopes.
    pub(crate) fn missing_scopes(scopes: &str) -> Self {
        let text = format!("You are missing the following required scopes: {scopes}");
        Self::error(403, "Forbidden", &text)
    }

    /// 403 as bare text, as the voice service may answer.
    pub(crate) fn forbidden_text() -> Self {
        Self::text(403, "text/plain", NO_ACCESS)
    }

    /// 404 for a record that isn't there.
    pub(crate) fn record_not_found() -> Self {
        Self::error(404, "RecordNotFound", "Not found").header("cache-control", "no-cache")
    }

    /// 404 for a path that isn't there.
    pub(crate) fn invalid_endpoint() -> Self {
        Self::error(404, "InvalidEndpoint", "Not found")
    }

    /// 404 for a wrong subdomain.
    pub(crate) fn no_help_desk(host: &str) -> Self {
        let message = "There is no help desk configured at this address. This means that the address is \
            available and that you can claim it at http://www.zendesk.com/signup";
        let title = format!("No help desk at {host}");
        Self::json(404, &json!({ "error": { "title": title, "message": message } }))
    }

    /// 404 as a page for browsers.
    pub(crate) fn html_not_found() -> Self {
        Self::text(404, "text/html; charset=utf-8", HTML)
    }

    /// 409 that means "try again".
    pub(crate) fn database_conflict() -> Self {
        Self::error(409, "DatabaseConflict", "Database collision")
    }

    /// 422 with keys and descriptions in the account's language.
    pub(crate) fn localized_invalid() -> Self {
        Self::record_invalid(json!({ "标题：": [{ "description": "标题： 已被使用" }] }))
    }

    /// 422 as bare text.
    pub(crate) fn unprocessable_text() -> Self {
        Self::text(422, "text/plain", "Unprocessable Entity")
    }

    /// 429 as bare text; add `retry-after` by [`Answer::header`].
    pub(crate) fn too_many_requests() -> Self {
        Self::text(429, "text/plain", "Number of allowed API requests per minute exceeded")
    }

    /// 503 for a database deadlock; add `retry-after` by [`Answer::header`].
    pub(crate) fn database_deadlock() -> Self {
        Self::error(503, "DatabaseDeadlock", "Database deadlock found; please retry your transaction")
    }

    /// 200 whose body isn't JSON.
    pub(crate) fn not_json() -> Self {
        Self::text(200, "text/html", "<html><body>Maintenance in progress</body></html>")
    }

    /// 302 to another place.
    pub(crate) fn redirect(location: &str) -> Self {
        Self::empty(302).header("location", location)
    }
}
