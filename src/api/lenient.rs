//! Fields whose JSON type the reference leaves open.

use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde_json::Value;

/// Reads an integer, or one written as a string; `null` is none.
pub(super) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Option::<Value>::deserialize(deserializer)?.map(to_integer).transpose()
}

/// Reads a list of integers, or of integers written as strings; `null` is none.
pub(super) fn integers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<i64>>, D::Error> {
    let values = Option::<Vec<Value>>::deserialize(deserializer)?;
    values.map(|values| values.into_iter().map(to_integer).collect()).transpose()
}

/// Reads a string, or a number as its digits; `null` is none.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        other => to_text(other).map(Some).map_err(|other| unexpected(&other, "a string")),
    }
}

/// Reads an integer; what is none is no id of a record of the account, and is left out.
///
/// Zendesk's own greetings have names for ids, such as `voicemail_en`.
pub(super) fn integer_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(to_integer::<D::Error>(Value::deserialize(deserializer)?).ok())
}

/// Reads a string, or a number as its digits; anything else tells nothing, and is left out.
///
/// For what only informs: an odd greeting must not make a menu unreadable.
pub(super) fn text_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(to_text(Value::deserialize(deserializer)?).ok())
}

/// Reads a list of strings; what is none is left out.
pub(super) fn texts_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts = match Value::deserialize(deserializer)? {
        Value::Array(items) => items.into_iter().filter_map(|item| to_text(item).ok()).collect(),
        _ => Vec::new(),
    };
    Ok(texts)
}

/// Reads a string, or an integer as its digits.
pub(super) fn digits_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    to_text(Value::deserialize(deserializer)?).map_err(|other| unexpected(&other, "a string or an integer"))
}

/// Reads a list of strings, or one string; `null` is none.
pub(super) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        // Zendesk's forms write tags with spaces between them.
        Value::String(text) => Ok(Some(text.split_whitespace().map(str::to_owned).collect())),
        Value::Array(items) => {
            let texts =
                items.into_iter().map(|item| to_text(item).map_err(|item| unexpected(&item, "a string")));
            texts.collect::<Result<_, _>>().map(Some)
        }
        other => Err(unexpected(&other, "a list of strings")),
    }
}

/// Reads a value; `null` is the default one.
pub(super) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Returns the text that a value is; the value itself if it is none.
fn to_text(value: Value) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        other => Err(other),
    }
}

fn to_integer<E: Error>(value: Value) -> Result<i64, E> {
    let integer = match &value {
        Value::Number(number) => number.as_i64(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    };
    integer.ok_or_else(|| unexpected(&value, "an integer"))
}

fn unexpected<E: Error>(value: &Value, expected: &str) -> E {
    let unexpected = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(bool) => Unexpected::Bool(*bool),
        Value::Number(number) => number.as_f64().map_or(Unexpected::Other("number"), Unexpected::Float),
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    };
    E::invalid_type(unexpected, &expected)
}
