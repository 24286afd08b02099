//! Which options a configuration sets.

use tf_provider::value::Value;

use super::IvrRouteOptions;

/// How far an option is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Not written, or written as null.
    Null,
    /// An empty collection.
    Empty,
    /// Something.
    Filled,
    /// Not known yet; it may turn out to be null.
    Unknown,
}

impl IvrRouteOptions {
    /// Tells of each option, by its name, how far it is set.
    pub(super) fn presences(&self) -> [(&'static str, Presence); 6] {
        let Self { group_ids, phone_number, sms_text, textback_phone_number_id, menu_id, tags } = self;
        [
            ("group_ids", collection(group_ids)),
            ("phone_number", scalar(phone_number)),
            ("sms_text", scalar(sms_text)),
            ("textback_phone_number_id", scalar(textback_phone_number_id)),
            ("menu_id", scalar(menu_id)),
            ("tags", collection(tags)),
        ]
    }
}

fn scalar<T>(value: &Value<T>) -> Presence {
    match value {
        Value::Value(_) => Presence::Filled,
        Value::Null => Presence::Null,
        Value::Unknown => Presence::Unknown,
    }
}

fn collection<T>(value: &Value<Vec<T>>) -> Presence {
    match value {
        Value::Value(values) if values.is_empty() => Presence::Empty,
        other => scalar(other),
    }
}
