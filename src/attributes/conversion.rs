//! From attributes to what is sent: the strict end, where nothing unknown passes.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use crate::plugin::diagnostic;

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

/// Converts the elements of a collection, which may be null, but not unknown.
///
/// # Errors
///
/// That it is unknown, or what `convert` says of an element.
pub fn collection<T, U>(
    values: &Value<Vec<Value<T>>>,
    path: AttributePath,
    convert: impl Fn(&Value<T>, AttributePath) -> Result<U, Diagnostic>,
) -> Result<Option<Vec<U>>, Diagnostic> {
    let Some(values) = scalar(values, path.clone())? else { return Ok(None) };
    let values = values.iter().zip(0_i64..).map(|(value, index)| convert(value, path.clone().index(index)));
    values.collect::<Result<_, _>>().map(Some)
}
