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
