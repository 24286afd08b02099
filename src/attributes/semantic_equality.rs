//! Two forms of one value: which of them stays.

use tf_provider::value::Value;
use unicode_normalization::UnicodeNormalization;

/// Returns the old value where the new one means the same.
pub fn respell<T: Clone>(old: &Value<T>, new: Value<T>, same: impl Fn(&T, &T) -> bool) -> Value<T> {
    match (old, &new) {
        (Value::Value(written), Value::Value(read)) if same(written, read) => old.clone(),
        _ => new,
    }
}

/// Reports whether two texts are the same, as [`same_text`] has it, or both are missing.
#[must_use]
pub fn same_text_if_any(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_text(one, other),
        (one, other) => one == other,
    }
}

/// Reports whether two texts are the same, in whatever Unicode form and without the white space around them.
#[must_use]
pub fn same_text(one: &str, other: &str) -> bool {
    one.trim().nfc().eq(other.trim().nfc())
}
