//! What the service makes of values before it stores them, as the knobs say.

use serde_json::{Map, Value, json};

use super::{Account, Groups, Knobs};

impl Account {
    /// Rewrites options the way the service stores them.
    pub(super) fn normalize(&self, options: &mut Map<String, Value>) {
        if let (Some(default), Some(Value::Array(ids))) =
            (self.knobs.default_group, options.get_mut("group_ids"))
        {
            let unknown = |id: &&mut Value| id.as_i64().is_some_and(|id| self.group(id).is_none());
            ids.iter_mut().filter(unknown).for_each(|id| *id = default.into());
        }
        normalize(options, &self.knobs);
    }
}

/// Rewrites options without a look at what else the account has.
fn normalize(options: &mut Map<String, Value>, knobs: &Knobs) {
    if let Some(Value::Array(ids)) = options.get_mut("group_ids") {
        match knobs.groups {
            Groups::AsSent => {}
            Groups::Sorted => ids.sort_by_key(Value::as_i64),
            Groups::First => ids.truncate(1),
        }
    }
    if knobs.trim_texts
        && let Some(Value::String(text)) = options.get_mut("sms_text")
    {
        *text = text.trim().to_owned();
    }
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
