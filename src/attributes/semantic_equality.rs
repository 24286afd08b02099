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

/// Reports whether two texts are the same, in whatever Unicode form and without the white space around them.
#[must_use]
pub fn same_text(one: &str, other: &str) -> bool {
    one.trim().nfc().eq(other.trim().nfc())
}
