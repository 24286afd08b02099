//! From attributes to what is sent: the strict end, where nothing unknown passes. And from answers to attributes: the
//! lenient end, which never makes an unknown value.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use crate::plugin::{Number, diagnostic};

/// Returns the value, if it is known.
pub fn known<T>(value: &Value<T>) -> Option<&T> {
    match value {
        Value::Value(value) => Some(value),
        Value::Null | Value::Unknown => None,
    }
}

/// Returns the value, which has to be known.
///
/// # Errors
///
/// That it is missing or unknown.
pub fn element<T>(value: &Value<T>, path: AttributePath) -> Result<&T, Diagnostic> {
    known(value).ok_or_else(|| {
        let what = if value.is_null() { "missing" } else { "still unknown" };
        diagnostic(
            "Value not known",
            format!("The value of {path} is {what}, but Zendesk has to be told."),
            path,
        )
    })
}

/// Returns the value, which may be null, but not unknown.
///
/// # Errors
///
/// That it is unknown.
pub fn scalar<T>(value: &Value<T>, path: AttributePath) -> Result<Option<&T>, Diagnostic> {
    if value.is_null() { Ok(None) } else { element(value, path).map(Some) }
}

/// Converts the elements of a collection.
///
/// # Errors
///
/// What `convert` says of an element, on its path.
pub fn elements<T, U>(
    values: &[Value<T>],
    path: AttributePath,
    convert: impl Fn(&Value<T>, AttributePath) -> Result<U, Diagnostic>,
) -> Result<Vec<U>, Diagnostic> {
    let values = values.iter().zip(0_i64..).map(|(value, index)| convert(value, path.clone().index(index)));
    values.collect()
}

/// Returns the attribute of an id in an answer.
#[must_use]
pub fn number(id: i64) -> Value<Number> {
    Value::Value(Number::Int(id))
}

/// Returns the attribute of an id that an answer may lack.
#[must_use]
pub fn optional_number(id: Option<i64>) -> Value<Number> {
    id.map_or(Value::Null, number)
}

/// Returns the attribute of a text that an answer may lack.
#[must_use]
pub fn text(text: &Option<String>) -> Value<String> {
    text.clone().map_or(Value::Null, Value::Value)
}

/// Returns the attribute of something that an answer may lack; what `convert` returns nothing for is none as well.
pub fn filled<T, U>(value: Option<&T>, convert: impl Fn(&T) -> Option<U>) -> Value<U> {
    value.and_then(convert).map_or(Value::Null, Value::Value)
}

/// Returns the configured value of a new object; what isn't configured is known after apply.
#[must_use]
pub fn known_after_apply<T>(configured: Value<T>) -> Value<T> {
    if configured.is_null() { Value::Unknown } else { configured }
}

/// Returns the planned value if it is known and the configured one: `ignore_changes` plans that of the state.
pub fn configured<'a, T: PartialEq>(planned: &'a Value<T>, config: &Value<T>) -> Option<&'a T> {
    known(planned).filter(|_| planned == config)
}

/// Returns the planned value, or the stored one where the plan didn't know.
pub fn as_planned<T: Clone>(planned: &Value<T>, stored: Value<T>) -> Value<T> {
    if planned.is_unknown() { stored } else { planned.clone() }
}

/// Keeps an empty collection of the prior state where an answer has none.
pub fn keep_empty<T: Clone>(prior: &Value<T>, fresh: Value<T>, is_empty: impl Fn(&T) -> bool) -> Value<T> {
    match prior {
        Value::Value(values) if is_empty(values) && fresh.is_null() => prior.clone(),
        _ => fresh,
    }
}
