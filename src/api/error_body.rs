//! What the service says in the body of an error.
//!
//! There is no one form: an object with `error` as a string or an object, OAuth's `error_description`, `details` by
//! field, plain text, an HTML page, nothing.

use serde_json::{Map, Value};

use super::error::FieldError;
use super::text;

/// What the body of an error says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Explanation {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) fields: Vec<FieldError>,
}

/// Reads the body of an error.
pub(super) fn explain(body: &[u8]) -> Explanation {
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => explain_object(&object),
        Ok(other) => plain(words(&other)),
        Err(_) => explain_text(&String::from_utf8_lossy(body)),
    }
}

fn plain(message: String) -> Explanation {
    Explanation { message, ..Explanation::default() }
}

fn explain_text(body: &str) -> Explanation {
    let body = body.trim();
    if body.starts_with('<') {
        return plain(html_title(body).map_or_else(
            || "an HTML page".to_owned(),
            |title| format!("an HTML page, \"{}\"", text::short(title)),
        ));
    }
    plain(text::short(body))
}

fn html_title(page: &str) -> Option<&str> {
    // ASCII lower case keeps the byte positions.
    let lower = page.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(page[start..end].trim()).filter(|title| !title.is_empty())
}

fn explain_object(object: &Map<String, Value>) -> Explanation {
    let mut parts = Vec::new();
    for key in ["error", "title", "description", "message", "error_description"] {
        if let Some(value) = object.get(key) {
            collect(value, &mut parts);
        }
    }
    let mut fields = Vec::new();
    for key in ["errors", "details"] {
        match object.get(key) {
            Some(Value::Object(by_field)) => fields.extend(field_errors(by_field)),
            Some(value) => collect(value, &mut parts),
            None => {}
        }
    }
    if parts.is_empty() && fields.is_empty() && !object.is_empty() {
        parts.push(Value::Object(object.clone()).to_string());
    }
    let code = object.get("error").and_then(Value::as_str).map(text::short);
    Explanation { code, message: text::short(&parts.join(": ")), fields }
}

fn field_errors(by_field: &Map<String, Value>) -> Vec<FieldError> {
    let field_error = |(field, value): (&String, &Value)| FieldError {
        field: text::short(field.trim().trim_end_matches([':', '：'])),
        message: words(value),
    };
    by_field.iter().map(field_error).collect()
}

/// Gives the words in a value, on one line.
fn words(value: &Value) -> String {
    let mut parts = Vec::new();
    collect(value, &mut parts);
    text::short(&parts.join("; "))
}

/// Adds the words in a value, each once.
fn collect(value: &Value, parts: &mut Vec<String>) {
    match value {
        Value::String(words) => push(words, parts),
        Value::Array(values) => values.iter().for_each(|value| collect(value, parts)),
        Value::Object(object) => collect_object(object, parts),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn collect_object(object: &Map<String, Value>, parts: &mut Vec<String>) {
    for key in ["title", "description", "message", "detail", "error", "code"] {
        if let Some(value) = object.get(key) {
            collect(value, parts);
        }
    }
}

fn push(words: &str, parts: &mut Vec<String>) {
    let words = words.trim();
    if !words.is_empty() && !parts.iter().any(|part| part == words) {
        parts.push(words.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::{Explanation, FieldError, explain};

    fn said(code: Option<&str>, message: &str, fields: &[(&str, &str)]) -> Explanation {
        let field = |(field, message): &(&str, &str)| FieldError {
            field: (*field).into(),
            message: (*message).into(),
        };
        Explanation {
            code: code.map(Into::into),
            message: message.into(),
            fields: fields.iter().map(field).collect(),
        }
    }

    #[test]
    fn objects() {
        let cases = [
            (
                r#"{"error":"Couldn't authenticate you"}"#,
                said(Some("Couldn't authenticate you"), "Couldn't authenticate you", &[]),
            ),
            (
                r#"{"error":"invalid_token","error_description":"The access token provided is expired."}"#,
                said(Some("invalid_token"), "invalid_token: The access token provided is expired.", &[]),
            ),
            (
                r#"{"error":{"title":"Forbidden","message":"You do not have access to this page."}}"#,
                said(None, "Forbidden: You do not have access to this page.", &[]),
            ),
            (
                r#"{"error":"Forbidden","description":"You are missing the following required scopes: read"}"#,
                said(
                    Some("Forbidden"),
                    "Forbidden: You are missing the following required scopes: read",
                    &[],
                ),
            ),
            (
                r#"{"error":"RecordNotFound","description":"Not found"}"#,
                said(Some("RecordNotFound"), "RecordNotFound: Not found", &[]),
            ),
            (
                r#"{"description":"Database deadlock found; please retry your transaction","error":"DatabaseDeadlock"}"#,
                said(
                    Some("DatabaseDeadlock"),
                    "DatabaseDeadlock: Database deadlock found; please retry your transaction",
                    &[],
                ),
            ),
            (r#"{"message":"busy"}"#, said(None, "busy", &[])),
            (
                r#"{"errors":["first",{"title":"second","detail":"more"}]}"#,
                said(None, "first: second: more", &[]),
            ),
            (r#"{"errors":[{"code":"TooMany","description":"x"}]}"#, said(None, "x: TooMany", &[])),
            (r#"{"what":1}"#, said(None, r#"{"what":1}"#, &[])),
            ("{}", said(None, "", &[])),
        ];
        for (body, explanation) in cases {
            assert_eq!(explain(body.as_bytes()), explanation, "{body}");
        }
    }

    #[test]
    fn details_by_field() {
        let cases = [
            (
                r#"{"error":"RecordInvalid","description":"Record validation errors","details":{"name":[{"description":"Name: is too short (minimum is 1 characters)"}]}}"#,
                said(
                    Some("RecordInvalid"),
                    "RecordInvalid: Record validation errors",
                    &[("name", "Name: is too short (minimum is 1 characters)")],
                ),
            ),
            (
                r#"{"error":"RecordInvalid","details":{"base":[{"description":"Requester: required","error":"BlankValue","ticket_field_id":1},{"description":"x"}]}}"#,
                said(
                    Some("RecordInvalid"),
                    "RecordInvalid",
                    &[("base", "Requester: required; BlankValue; x")],
                ),
            ),
            (
                r#"{"error":"RecordInvalid","details":{"标题：":[{"description":"标题： 已被使用"}]}}"#,
                said(Some("RecordInvalid"), "RecordInvalid", &[("标题", "标题： 已被使用")]),
            ),
            (
                r#"{"errors":{"keypress":["has already been taken"]}}"#,
                said(None, "", &[("keypress", "has already been taken")]),
            ),
            (r#"{"error":"x","details":["y"]}"#, said(Some("x"), "x: y", &[])),
        ];
        for (body, explanation) in cases {
            assert_eq!(explain(body.as_bytes()), explanation, "{body}");
        }
    }

    #[test]
    fn anything_else() {
        let cases = [
            ("", ""),
            ("  \n", ""),
            (
                "Number of allowed API requests per minute exceeded\n",
                "Number of allowed API requests per minute exceeded",
            ),
            (r#""text""#, "text"),
            (r#"["a","b"]"#, "a; b"),
            ("null", ""),
            ("{\"error\":\"Trunc", "{\"error\":\"Trunc"),
            (
                "<!DOCTYPE html>\n<HTML><head><Title lang=\"en\">\n Page not found </TITLE></head>",
                "an HTML page, \"Page not found\"",
            ),
            ("<html><body>Bad gateway</body></html>", "an HTML page"),
            ("<html><title>broken", "an HTML page"),
        ];
        for (body, message) in cases {
            assert_eq!(explain(body.as_bytes()), said(None, message, &[]), "{body}");
        }
        assert_eq!(explain(b"caf\xe9").message, "caf\u{fffd}");
    }

    #[test]
    fn overlong_text_is_cut() {
        let body = format!(r#"{{"error":"{}"}}"#, "é".repeat(2000));
        assert_eq!(explain(body.as_bytes()).message, format!("{}…", "é".repeat(500)));
        assert_eq!(explain("é".repeat(2000).as_bytes()).message, format!("{}…", "é".repeat(500)));
    }
}
