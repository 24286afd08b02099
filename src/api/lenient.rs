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
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        other => Err(unexpected(&other, "a string")),
    }
}

/// Reads an integer; what is none is no id of a record of the account, and is left out.
///
/// Zendesk's own greetings have names for ids, such as `voicemail_en`.
pub(super) fn integer_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(to_integer::<D::Error>(Value::deserialize(deserializer)?).ok())
}

/// Reads a value; `null` is the default one.
pub(super) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
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
