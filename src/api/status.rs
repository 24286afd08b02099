//! From the status of an answer to what the caller does about it.

use reqwest::StatusCode;
use reqwest::header::{LOCATION, RETRY_AFTER};
use url::Url;

use super::answer::Answer;
use super::error::Error;
use super::error_body::explain;
use super::text;
use super::transport::Reply;

/// What to look at after a 403; an OAuth token's missing scopes are named by the API.
const FORBIDDEN: &str = "phone menus need an administrator or Talk administrator, an OAuth token with the scopes read \
    and write, and a plan with IVR (Talk Professional or Enterprise, Suite Professional or higher)";

/// What to look at after a 404 that isn't about a record.
const NO_SUCH_PLACE: &str = "check subdomain or base_url";

/// Passes a success on, and turns anything else into the error that it is.
pub(super) fn check(reply: Reply, url: &Url, credentials_advice: &'static str) -> Result<Reply, Error> {
    let status = reply.status;
    if status.is_success() {
        return Ok(reply);
    }
    if status.is_redirection() {
        return Err(redirect(reply, url));
    }
    let answer = Box::new(answer(reply));
    let advised = |advice| Box::new(Answer { advice: Some(advice), ..(*answer).clone() });
    Err(match status {
        StatusCode::NOT_FOUND if answer.code.as_deref() == Some("RecordNotFound") => {
            Error::RecordNotFound(answer)
        }
        StatusCode::NOT_FOUND => Error::NotFound(advised(NO_SUCH_PLACE)),
        StatusCode::UNAUTHORIZED => Error::Unauthorized(advised(credentials_advice)),
        StatusCode::FORBIDDEN => Error::Forbidden(advised(FORBIDDEN)),
        StatusCode::TOO_MANY_REQUESTS => Error::RateLimited(answer),
        StatusCode::CONFLICT => Error::Conflict(answer),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Error::Invalid(answer),
        StatusCode::REQUEST_TIMEOUT => Error::Server(answer),
        _ if status.is_server_error() => Error::Server(answer),
        _ => Error::Refused(answer),
    })
}

fn answer(reply: Reply) -> Answer {
    let explanation = explain(reply.text().as_bytes());
    let request_id = reply.request_id();
    let retry_after = reply.header(RETRY_AFTER.as_str()).map(|when| text::short(&when));
    let Reply { request, status, headers: _, body: _, mask: _ } = reply;
    Answer {
        request,
        status,
        code: explanation.code,
        message: explanation.message,
        fields: explanation.fields,
        request_id,
        retry_after,
        advice: None,
    }
}

fn redirect(reply: Reply, url: &Url) -> Error {
    let location = reply.header(LOCATION.as_str()).and_then(|location| url.join(&location).ok());
    let target = location.map_or_else(
        || "an address that it doesn't give".to_owned(),
        |location| format!("{}{}", location.origin().ascii_serialization(), location.path()),
    );
    Error::Redirect { request: reply.request, target }
}
