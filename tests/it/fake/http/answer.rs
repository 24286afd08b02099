//! An answer as status, headers and body.

use std::fmt;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use crate::fake::state::Refusal;

const JSON: &str = "application/json; charset=utf-8";

/// An answer: what a handler refuses with, and what a fault answers instead of the service.
#[derive(Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// An answer with a JSON body.
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("wire structures are JSON");
        Self { status, headers: vec![("content-type", JSON.into())], body }
    }

    /// An answer with a body of another type, such as `text/html`.
    pub(crate) fn text(status: u16, content_type: &str, body: &str) -> Self {
        Self { status, headers: vec![("content-type", content_type.into())], body: body.into() }
    }

    /// An answer whose body isn't text in UTF-8.
    pub(crate) fn bytes(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("content-type", content_type.into())], body }
    }

    /// An answer without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// The API's usual error body.
    pub(crate) fn error(status: u16, error: &str, description: &str) -> Self {
        Self::json(status, &json!({ "error": error, "description": description }))
    }

    /// 422 for one field of a record.
    pub(crate) fn invalid(field: &str, code: &str, reason: &str) -> Self {
        let mut title = field.replace('_', " ");
        title[..1].make_ascii_uppercase();
        Self::record_invalid(
            json!({ field: [{ "description": format!("{title}: {reason}"), "error": code }] }),
        )
    }

    /// 422 with these details.
    pub(crate) fn record_invalid(details: Value) -> Self {
        let description = "Record validation errors";
        Self::json(422, &json!({ "error": "RecordInvalid", "description": description, "details": details }))
    }

    /// Leaves keys out of the object in the body, of its options, and of what is nested in it.
    pub(crate) fn without(self, keys: &[&str]) -> Self {
        fn leave_out(value: &mut Value, keys: &[&str]) {
            match value {
                Value::Object(fields) => {
                    fields.retain(|key, _| !keys.contains(&key.as_str()));
                    fields.values_mut().for_each(|value| leave_out(value, keys));
                }
                Value::Array(items) => items.iter_mut().for_each(|item| leave_out(item, keys)),
                _ => {}
            }
        }
        if keys.is_empty() {
            return self;
        }
        let mut body = serde_json::from_slice(&self.body).expect("answers to writes are JSON");
        leave_out(&mut body, keys);
        Self { body: body.to_string().into(), ..self }
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {:?}", self.status, self.headers, String::from_utf8_lossy(&self.body))
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::record_not_found(),
            Refusal::KeypressTaken => Self::invalid("keypress", "DuplicateValue", "has already been taken"),
            Refusal::NumberTaken => {
                Self::invalid("phone_number_ids", "DuplicateValue", "has already been taken")
            }
            Refusal::DefaultMenu => Self::record_invalid(json!({
                "base": [{ "description": "The default menu cannot be deleted", "error": "InvalidValue" }]
            })),
            Refusal::OptionsNeedAction => {
                Self::invalid("action", "BlankValue", "must be included when updating options")
            }
            Refusal::OptionMissing(name) => Self::invalid(name, "BlankValue", "cannot be blank"),
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        response.body(Body::from(self.body)).expect("headers of the fake are valid")
    }
}
