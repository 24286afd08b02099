//! A value of a plan, with what Terraform says of it: that it is known only after apply, or sensitive.

use serde_json::Value;

/// What is shown in the place of a sensitive value.
pub(super) const SENSITIVE: &str = "(sensitive)";

static NULL: Value = Value::Null;
static TRUE: Value = Value::Bool(true);

/// A value, and beside it the marks of its parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) value: &'a Value,
    unknown: &'a Value,
    sensitive: &'a Value,
}

impl<'a> View<'a> {
    /// Puts a value and its marks together.
    pub(super) fn new(value: &'a Value, unknown: &'a Value, sensitive: &'a Value) -> Self {
        Self { value, unknown, sensitive }
    }

    /// Takes a value that is wholly known.
    pub(super) fn known(value: &'a Value, sensitive: &'a Value) -> Self {
        Self::new(value, &NULL, sensitive)
    }

    /// Returns an attribute; a mark of the whole is one of each part.
    pub(super) fn get(self, name: &str) -> Self {
        let value = self.value.get(name).unwrap_or(&NULL);
        Self { value, unknown: part(self.unknown, name), sensitive: part(self.sensitive, name) }
    }

    /// Returns the items of a list or a set.
    pub(super) fn items(self) -> impl Iterator<Item = Self> {
        let at = |marks: &'a Value, index: usize| match marks {
            Value::Bool(true) => &TRUE,
            marks => marks.get(index).unwrap_or(&NULL),
        };
        let items = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        items.iter().enumerate().map(move |(index, value)| Self {
            value,
            unknown: at(self.unknown, index),
            sensitive: at(self.sensitive, index),
        })
    }

    /// Reports whether the value is known only after apply.
    pub(super) fn is_unknown(self) -> bool {
        *self.unknown == TRUE
    }

    /// Reports whether the value, or a part of it, is known only after apply.
    pub(super) fn has_unknown(self) -> bool {
        holds_true(self.unknown)
    }

    /// Reports whether the value, or a part of it, is sensitive.
    pub(super) fn is_sensitive(self) -> bool {
        holds_true(self.sensitive)
    }

    /// Returns the text, where it is known.
    pub(super) fn text(self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// Returns the id, where it is known.
    pub(super) fn id(self) -> Option<i64> {
        id(self.value)
    }

    /// Lists the texts and numbers that are sensitive.
    pub(super) fn secrets(self, found: &mut Vec<String>) {
        if *self.sensitive == TRUE {
            leaves(self.value, found);
            return;
        }
        match (self.value, self.sensitive) {
            (Value::Object(parts), Value::Object(_)) => {
                parts.keys().for_each(|name| self.get(name).secrets(found));
            }
            (Value::Array(items), Value::Array(marks)) => {
                let pairs = items.iter().zip(marks);
                pairs.for_each(|(item, mark)| View::known(item, mark).secrets(found));
            }
            _ => {}
        }
    }
}

/// Reads an id: a number, or its digits.
pub(super) fn id(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    }
}

/// Lists the texts and numbers of a value.
pub(super) fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.is_empty() => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Object(parts) => parts.values().for_each(|part| leaves(part, found)),
        _ => {}
    }
}

fn part<'a>(marks: &'a Value, name: &str) -> &'a Value {
    if *marks == TRUE { &TRUE } else { marks.get(name).unwrap_or(&NULL) }
}

fn holds_true(marks: &Value) -> bool {
    match marks {
        Value::Bool(mark) => *mark,
        Value::Array(items) => items.iter().any(holds_true),
        Value::Object(parts) => parts.values().any(holds_true),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::View;

    #[test]
    fn a_mark_of_the_whole_is_one_of_each_part() {
        let (value, marks) = (json!({"a": {"b": 1}, "c": "d"}), json!({"a": true}));
        let view = View::new(&value, &marks, &marks);
        assert!(view.get("a").get("b").is_unknown() && view.get("a").get("b").is_sensitive());
        assert!(!view.get("c").is_unknown() && !view.get("c").is_sensitive());
        assert!(view.is_sensitive() && !view.is_unknown() && view.has_unknown());
        let mut secrets = Vec::new();
        view.secrets(&mut secrets);
        assert_eq!(secrets, ["1"]);
    }

    #[test]
    fn items_of_lists_are_sensitive_each_for_itself() {
        let (value, marks) = (json!({"a": [1, "x", {"y": "z"}]}), json!({"a": [false, true, {"y": true}]}));
        let mut secrets = Vec::new();
        View::known(&value, &marks).secrets(&mut secrets);
        assert_eq!(secrets, ["x", "z"]);
    }
}
