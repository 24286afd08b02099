//! Looking up values in JSON documents.

use serde_json::Value;

/// The value at a path such as `options.group_ids.0`; none if it isn't there.
pub(crate) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, step| match value {
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        Value::Object(fields) => fields.get(step),
        _ => None,
    })
}

/// The items of an array; none if it is anything else, as a part that Terraform leaves out is.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
