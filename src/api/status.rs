//! From the status of an answer to what the caller does about it, and from a body to a structure.

use reqwest::StatusCode;
use reqwest::header::{LOCATION, RETRY_AFTER};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::call::Call;
use super::error::{Answer, Failure, Kind, Status, Undecodable};
use super::error_body::explain;
use super::http::Reply;
use super::memory::{Weight, weigh};
use super::oauth;
use super::outages::Subject;
use super::text;
use crate::plain_text::short_line;

/// What to look at after a 403; an OAuth token's missing scopes are named by the API.
const FORBIDDEN: &str = "phone menus need an administrator or Talk administrator, an OAuth token with the scopes read \
    and write, and a plan with IVR (Talk Professional or Enterprise, Suite Professional or higher)";

/// What to look at after a 404 that isn't about a record.
const NO_SUCH_PLACE: &str = "check subdomain or base_url";

/// The length at which a reason is cut, in characters; it may quote a value of the body.
const MAX_REASON_CHARS: usize = 200;

/// How much memory a record may take, in bytes.
const MAX_RECORD_MEMORY: usize = 4 << 20;

/// How much memory the menus of an IVR, or the routes of a menu, may take, in bytes: some 1,500 of them.
///
/// That is what one answer to Terraform holds, several times while it is made, and Terraform asks for ten at once.
pub(super) const MAX_NESTED_MEMORY: usize = 3 << 19;

/// The longest text that is read, in bytes; those of Zendesk have some hundred characters.
const MAX_TEXT_BYTES: usize = 64 << 10;

/// The beginning of a foreign body in which its words are looked for, in bytes.
const FOREIGN_BYTES: usize = 64 << 10;

/// Passes a success on, and turns anything else into the failure that it is.
pub(super) fn check(reply: Reply, call: &Call, credentials_advice: &'static str) -> Result<Reply, Failure> {
    match reply.status {
        StatusCode::OK | StatusCode::CREATED | StatusCode::NO_CONTENT => Ok(reply),
        code if code.is_redirection() => Err(redirect(&reply, call).into()),
        _ => Err(Kind::Answer(Box::new(answer(&reply, call, credentials_advice))).into()),
    }
}

fn answer(reply: &Reply, call: &Call, credentials_advice: &'static str) -> Answer {
    let explanation = explain(reply.text().as_bytes());
    let status = status(reply.status, explanation.code.as_deref());
    Answer {
        status,
        code: reply.status,
        message: explanation.message,
        fields: explanation.fields,
        more_fields: explanation.more_fields,
        request_id: reply.request_id(),
        retry_after: reply.header(RETRY_AFTER.as_str()).map(|when| text::short(&when)),
        advice: match status {
            Status::NotFound => Some(NO_SUCH_PLACE),
            _ if call.subject == Subject::Token => oauth::advice(explanation.code.as_deref(), status),
            Status::Unauthorized => Some(credentials_advice),
            Status::Forbidden => Some(FORBIDDEN),
            _ => None,
        },
        name: explanation.code,
    }
}

fn status(code: StatusCode, name: Option<&str>) -> Status {
    match code {
        StatusCode::NOT_FOUND if name == Some("RecordNotFound") => Status::RecordNotFound,
        StatusCode::NOT_FOUND => Status::NotFound,
        StatusCode::UNAUTHORIZED => Status::Unauthorized,
        StatusCode::FORBIDDEN => Status::Forbidden,
        StatusCode::TOO_MANY_REQUESTS => Status::RateLimited,
        StatusCode::CONFLICT => Status::Conflict,
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Status::Invalid,
        StatusCode::REQUEST_TIMEOUT => Status::Server,
        code if code.is_server_error() => Status::Server,
        _ => Status::Refused,
    }
}

fn redirect(reply: &Reply, call: &Call) -> Kind {
    let location = reply.header(LOCATION.as_str()).and_then(|location| call.url.join(&location).ok());
    let target = location.map_or_else(
        || "an address that it doesn't give".to_owned(),
        |location| text::short(&format!("{}{}", location.origin().ascii_serialization(), location.path())),
    );
    Kind::Redirect { target }
}

/// Reads the body of a success that holds one thing: a record, a token.
pub(super) fn decode<T: DeserializeOwned>(reply: Reply) -> Result<T, Failure> {
    decode_within(reply, MAX_RECORD_MEMORY, MAX_RECORD_MEMORY).map(|(value, _)| value)
}

/// Reads the body of a success whose values take no more memory than `most` bytes, or `most_outer` without the records
/// in its records, and tells how much they take.
pub(super) fn decode_within<T: DeserializeOwned>(
    reply: Reply,
    most: usize,
    most_outer: usize,
) -> Result<(T, Weight), Failure> {
    let weight = weigh(&reply.body);
    let Weight { bytes, outer, nested, longest_text } = weight;
    // Before it is decoded: a message about an odd text would hold it several times.
    let limits = [
        (longest_text, "a text", MAX_TEXT_BYTES),
        (nested, "a list in a record that takes", MAX_NESTED_MEMORY),
        (outer, "values that take", most_outer),
        (bytes, "values that take", most),
    ];
    match limits.into_iter().find(|(found, _, limit)| found > limit) {
        Some((_, what, limit)) => Err(Kind::TooLarge { what, limit }.into()),
        None => Ok((decoded(reply)?, weight)),
    }
}

fn decoded<T: DeserializeOwned>(reply: Reply) -> Result<T, Failure> {
    read(&reply.body).map_err(|(path, error)| {
        let foreign = foreign(&reply.body);
        let reason = foreign.clone().unwrap_or_else(|| error.to_string());
        Failure::from(Kind::Undecodable(Box::new(Undecodable {
            code: reply.status,
            request_id: reply.request_id(),
            path: short_line(&reply.mask.apply(&path), MAX_REASON_CHARS),
            reason: short_line(&reply.mask.apply(&reason), MAX_REASON_CHARS),
            is_cut_short: foreign.is_none() && error.is_eof(),
            is_foreign: foreign.is_some(),
        })))
    })
}

/// Tells a deletion from a page that something else than the API answers, such as a proxy's.
pub(super) fn deleted(reply: Reply) -> Result<(), Failure> {
    if reply.body.trim_ascii().is_empty() { Ok(()) } else { decode::<IgnoredAny>(reply).map(|_| ()) }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, (String, serde_json::Error)> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| (error.path().to_string(), error.into_inner()))?;
    deserializer.end().map_err(|error| (".".to_owned(), error))?;
    Ok(value)
}

/// Says what a body is, if it isn't the API's: its answers are JSON objects in UTF-8, without a byte order mark.
fn foreign(body: &[u8]) -> Option<String> {
    let is_utf16 = |body: &[u8]| body.starts_with(&[0xFF, 0xFE]) || body.starts_with(&[0xFE, 0xFF]);
    match body {
        [] => Some("it is empty".to_owned()),
        [0xEF, 0xBB, 0xBF, ..] => Some("it begins with a byte order mark, so it isn't the API's".to_owned()),
        body if is_utf16(body) || body.iter().take(4).any(|byte| *byte == 0) => {
            Some("it isn't UTF-8, so it isn't the API's".to_owned())
        }
        body if body.trim_ascii_start().starts_with(b"{") => None,
        body => {
            let words = explain(body.get(..FOREIGN_BYTES).unwrap_or(body)).message;
            Some(format!("it isn't JSON, so it isn't the API's: {}", text::short(&words)))
        }
    }
}
