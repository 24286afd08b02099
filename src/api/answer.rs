//! What was asked, and what the service said to it when it didn't do it.

use std::fmt;

use reqwest::{Method, StatusCode};

/// What was asked, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path of the URL, without the query.
    pub path: String,
    /// How many times the request was sent; 0 if it never was.
    pub attempts: u32,
    /// Whether an attempt may have changed something on the server though no usable answer came.
    pub in_doubt: bool,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, attempts, in_doubt: _ } = self;
        write!(f, "{method} {path}")?;
        if *attempts > 1 { write!(f, " ({attempts} attempts)") } else { Ok(()) }
    }
}

/// An answer that isn't a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub request: Request,
    /// The HTTP status.
    pub status: StatusCode,
    /// The API's name for the kind of error, such as `RecordInvalid`, if it gave one.
    pub code: Option<String>,
    /// The API's words on one line; empty if it gave none.
    pub message: String,
    /// The API's words about single fields, by name.
    pub fields: Vec<FieldError>,
    /// The id by which Zendesk's support finds the request.
    pub request_id: Option<String>,
    /// The `Retry-After` header as it came.
    pub retry_after: Option<String>,
    /// What the user may do about it.
    pub advice: Option<&'static str>,
}

/// The API's words about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name as the API gives it, which may be in the account's language; `base` is the whole record.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { request, status, code: _, message, fields, request_id, retry_after, advice } = self;
        write!(f, "Zendesk answered {request} with {}", status.as_u16())?;
        if let Some(name) = status.canonical_reason() {
            write!(f, " {name}")?;
        }
        if !message.is_empty() {
            write!(f, ": {message}")?;
        }
        for field in fields {
            write!(f, "; {field}")?;
        }
        if let Some(when) = retry_after {
            write!(f, "; retry after {when}")?;
        }
        if let Some(id) = request_id {
            write!(f, " (request id {id})")?;
        }
        advice.map_or(Ok(()), |advice| write!(f, "; {advice}"))
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, message } = self;
        // The API often repeats the name in the text: "Name: is too short".
        if message.to_lowercase().starts_with(&field.to_lowercase()) {
            f.write_str(message)
        } else {
            write!(f, "{field}: {message}")
        }
    }
}
