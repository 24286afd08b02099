//! What the service makes of values before it stores them, as the knobs say.

use serde_json::{Map, Value, json};

use super::{GroupIds, Knobs};

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
    if knobs.lower_tags
        && let Some(Value::Array(tags)) = options.get_mut("tags")
    {
        *tags = tags.iter().filter_map(Value::as_str).map(|tag| tag.to_lowercase().into()).collect();
    }
    if knobs.trim_texts
        && let Some(Value::String(text)) = options.get_mut("sms_text")
    {
        *text = text.trim().into();
    }
    if let Some(Value::Array(ids)) = options.get_mut("group_ids") {
        match knobs.group_ids {
            GroupIds::AsSent => {}
            GroupIds::Sorted => ids.sort_by_key(Value::as_i64),
            GroupIds::First => ids.truncate(1),
        }
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
