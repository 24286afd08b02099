//! From bytes to structures, with the place of what doesn't fit.

use std::fmt;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::answer::Request;
use super::error::Error;
use super::text;
use super::transport::Reply;

/// A success whose body isn't what the API documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// What was asked.
    pub request: Request,
    /// The HTTP status.
    pub status: StatusCode,
    /// The id by which Zendesk's support finds the request.
    pub request_id: Option<String>,
    /// Where in the JSON document, such as `ivr_routes[3].id`; `.` is the whole.
    pub path: String,
    /// What is wrong there.
    pub reason: String,
    /// Whether the body is no JSON at all, or was cut short; another attempt may give a whole one.
    pub unreadable: bool,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { request, status, request_id, path, reason, unreadable: _ } = self;
        write!(
            f,
            "Zendesk answered {request} with {status} and a body that can't be read: at {path}: {reason}"
        )?;
        request_id.as_ref().map_or(Ok(()), |id| write!(f, " (request id {id})"))
    }
}

/// The length at which a reason is cut, in characters; it may quote a value of the body.
const MAX_REASON_CHARS: usize = 200;

/// Reads the body of a success.
pub(super) fn decode<T: DeserializeOwned>(reply: Reply) -> Result<T, Error> {
    let request_id = reply.request_id();
    let Reply { request, status, headers: _, body, mask } = reply;
    read(&body).map_err(|(path, error)| {
        Error::Decode(Box::new(Undecodable {
            request,
            status,
            request_id,
            path: text::cut(&mask.apply(&path), MAX_REASON_CHARS),
            reason: text::cut(&mask.apply(&error.to_string()), MAX_REASON_CHARS),
            unreadable: !error.is_data(),
        }))
    })
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, (String, serde_json::Error)> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| (error.path().to_string(), error.into_inner()))?;
    deserializer.end().map_err(|error| (".".to_owned(), error))?;
    Ok(value)
}
