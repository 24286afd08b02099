//! What the service makes of values before it stores them, as the knobs say.

use serde_json::{Map, Value, json};

use super::Knobs;

/// Rewrites options the way the service stores them.
pub(crate) fn normalize(options: &mut Map<String, Value>, knobs: &Knobs) {
    if knobs.normalize_phone_numbers
        && let Some(Value::String(number)) = options.get_mut("phone_number")
    {
        *number = digits(number);
    }
    if knobs.always_tags {
        options.entry("tags").or_insert_with(|| json!([]));
    }
    if knobs.normalize_tags
        && let Some(Value::Array(tags)) = options.get_mut("tags")
    {
        *tags = lower_sorted(tags);
    }
}

fn digits(number: &str) -> String {
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    plus.chars().chain(number.chars().filter(char::is_ascii_digit)).collect()
}

fn lower_sorted(tags: &[Value]) -> Vec<Value> {
    let mut tags: Vec<String> = tags.iter().filter_map(Value::as_str).map(str::to_lowercase).collect();
    tags.sort();
    tags.dedup();
    tags.into_iter().map(Value::from).collect()
}
