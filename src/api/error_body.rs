//! What the service says in the body of an error.
//!
//! There is no one form: an object with `error` as a string or an object, OAuth's `error_description`, `details` by
//! field, plain text, an HTML page, nothing.

use serde_json::{Map, Value};

use super::error::FieldError;
use super::text;

/// How many fields are told of; the others are counted.
const MAX_FIELDS: usize = 10;

/// How many pieces of text are put together; a message has no room for more.
const MAX_PARTS: usize = 50;

/// How deep a document that breaks off may be.
const MAX_DEPTH: usize = 100;

/// What the body of an error says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Explanation {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) fields: Vec<FieldError>,
    /// How many more fields there are.
    pub(super) more_fields: usize,
}

/// Reads the body of an error, or its beginning where it is cut off.
pub(super) fn explain(body: &[u8]) -> Explanation {
    let value = serde_json::from_slice(body).or_else(|error: serde_json::Error| match closed(body) {
        Some(closed) if error.is_eof() => serde_json::from_slice(&closed),
        _ => Err(error),
    });
    match value {
        Ok(Value::Object(object)) => explain_object(&object),
        Ok(other) => plain(words(&other)),
        Err(_) => explain_text(&String::from_utf8_lossy(body)),
    }
}

/// Ends a JSON document that breaks off behind the last of its values that is whole.
fn closed(body: &[u8]) -> Option<Vec<u8>> {
    let (mut open, mut last) = (Vec::new(), None);
    let mut bytes = body.iter().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => drop(open.pop()),
            b',' => last = Some((index, open.clone())),
            b'"' => {
                while let Some((_, byte)) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => drop(bytes.next()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        if open.len() > MAX_DEPTH {
            return None;
        }
    }
    let (index, open) = last?;
    Some(body.get(..index)?.iter().chain(open.iter().rev()).copied().collect())
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
    let (mut fields, mut count) = (Vec::new(), 0);
    for key in ["errors", "details"] {
        match object.get(key) {
            Some(Value::Object(by_field)) => {
                count += by_field.len();
                fields.extend(by_field.iter().take(MAX_FIELDS - fields.len()).map(field_error));
            }
            Some(value) => collect(value, &mut parts),
            None => {}
        }
    }
    if parts.is_empty() && fields.is_empty() && !object.is_empty() {
        parts.push(Value::Object(object.clone()).to_string());
    }
    let code = object.get("error").and_then(Value::as_str).map(text::short);
    Explanation { code, message: text::short(&parts.join(": ")), more_fields: count - fields.len(), fields }
}

fn field_error((field, value): (&String, &Value)) -> FieldError {
    FieldError { field: text::short(field.trim().trim_end_matches([':', '：'])), message: words(value) }
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
    if parts.len() < MAX_PARTS && !words.is_empty() && !parts.iter().any(|part| part == words) {
        parts.push(words.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

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
            more_fields: 0,
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
    fn the_first_fields_are_told_and_the_others_are_counted() {
        let details: Map<_, _> = (0..20_000).map(|n| (format!("f{n:05}"), json!(["is odd"]))).collect();
        let body = format!(r#"{{"error":"RecordInvalid","details":{}}}"#, json!(details));
        let said = explain(body.as_bytes());
        assert_eq!((said.fields.len(), said.more_fields), (10, 19_990));
        assert_eq!(said.fields[9].field, "f00009");
        // So much of it is read.
        let said = explain(&body.as_bytes()[..64 << 10]);
        assert_eq!((said.code.as_deref(), said.fields.len()), (Some("RecordInvalid"), 10));
        assert!(said.more_fields > 1000, "{}", said.more_fields);
    }

    #[test]
    fn what_breaks_off_is_closed_where_it_was_whole() {
        let cases = [
            (r#"{"error":"a","details":{"f":["x"],"g":["y\"#, r#"{"error":"a","details":{"f":["x"]}}"#),
            (r#"{"a":"\",{","b":[1,[2,"#, r#"{"a":"\",{","b":[1,[2]]}"#),
        ];
        for (body, closed) in cases {
            assert_eq!(super::closed(body.as_bytes()).as_deref(), Some(closed.as_bytes()), "{body}");
        }
        assert_eq!(super::closed(b"{\"error\":\"Trunc"), None);
        assert_eq!(super::closed(&b"[1,".repeat(1000)), None);
    }

    #[test]
    fn overlong_text_is_cut() {
        let body = format!(r#"{{"error":"{}"}}"#, "é".repeat(2000));
        assert_eq!(explain(body.as_bytes()).message, format!("{}…", "é".repeat(500)));
        assert_eq!(explain("é".repeat(2000).as_bytes()).message, format!("{}…", "é".repeat(500)));
    }
}
