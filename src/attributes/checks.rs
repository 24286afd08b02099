//! Checks of values that need no request; silent where a value is unknown.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use crate::plain_text::quoted;
use crate::plugin::diagnostic;

/// Adds an error on an attribute.
pub fn error(diags: &mut Diagnostics, summary: impl Into<String>, detail: String, path: AttributePath) {
    diags.add_error(diagnostic(summary.into(), detail, path));
}

/// Checks that a text is one of those that are `allowed`, as a message lists them.
pub fn one_of(
    diags: &mut Diagnostics,
    value: &Value<String>,
    name: &'static str,
    is_valid: impl Fn(&str) -> bool,
    allowed: &str,
) {
    if let Value::Value(text) = value
        && !is_valid(text)
    {
        let detail = format!("{name} is {}. Allowed are {allowed}.", quoted(text));
        error(diags, format!("Invalid {name}"), detail, AttributePath::new(name));
    }
}

/// Checks that a name is one: a text with anything in it but white space.
pub fn name(diags: &mut Diagnostics, value: &Value<String>, path: AttributePath) {
    if let Value::Value(text) = value
        && text.trim().is_empty()
    {
        let detail = format!("{path} is {}. Allowed is a text that is more than white space.", quoted(text));
        error(diags, "Invalid name", detail, path);
    }
}
