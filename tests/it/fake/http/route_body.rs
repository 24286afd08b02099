//! What a client may send for a route.

use axum::body::Bytes;
use serde_json::{Map, Value};

use super::Answer;
use super::body::{string, unwrap};
use crate::fake::state::Change;

const FIELDS: [&str; 4] = ["keypress", "action", "options", "overflow_options"];
const KEYPRESSES: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "default"];
const ACTIONS: [&str; 5] = ["group", "voicemail", "phone_number", "textback", "menu"];

/// Reads and checks the body of a create or an update.
pub(super) fn change(body: &Bytes, strict: bool) -> Result<Change, Answer> {
    let mut fields = unwrap(body, "ivr_route", &FIELDS, strict)?;
    Ok(Change {
        keypress: one_of(&fields, "keypress", &KEYPRESSES)?,
        action: one_of(&fields, "action", &ACTIONS)?,
        options: fields.remove("options").map(options).transpose()?,
        overflow_options: fields.remove("overflow_options").map(overflow).transpose()?,
    })
}

fn one_of(fields: &Map<String, Value>, key: &str, values: &[&str]) -> Result<Option<String>, Answer> {
    match string(fields, key)? {
        Some(text) if !values.contains(&text.as_str()) => {
            Err(Answer::invalid(key, "InvalidValue", "is not included in the list"))
        }
        value => Ok(value),
    }
}

fn options(value: Value) -> Result<Map<String, Value>, Answer> {
    let Value::Object(options) = value else {
        return Err(Answer::invalid("options", "InvalidValue", "must be an object"));
    };
    for (key, value) in &options {
        if let Some(reason) = wrong_option(key, value) {
            return Err(Answer::invalid(key, "InvalidValue", reason));
        }
    }
    Ok(options)
}

/// Why an option can't have this value; options that the reference doesn't name may have any.
fn wrong_option(key: &str, value: &Value) -> Option<&'static str> {
    let (good, reason) = match key {
        _ if value.is_null() => return None,
        "group_ids" => (all(value, is_id), "must be an array of ids"),
        "phone_number" => (value.as_str().is_some_and(is_phone_number), "must be a valid phone number"),
        "sms_text" => (value.is_string(), "must be a string"),
        "textback_phone_number_id" | "menu_id" => (is_id(value), "must be an id"),
        "tags" => (all(value, Value::is_string), "must be an array of strings"),
        _ => return None,
    };
    (!good).then_some(reason)
}

fn all(value: &Value, check: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(check))
}

fn is_id(value: &Value) -> bool {
    value.as_i64().is_some_and(|id| id > 0)
}

fn is_phone_number(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    rest.contains(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || " ().-/".contains(c))
}

fn overflow(value: Value) -> Result<Vec<Value>, Answer> {
    match value {
        Value::Array(items) => Ok(items),
        _ => Err(Answer::invalid("overflow_options", "InvalidValue", "must be an array")),
    }
}
