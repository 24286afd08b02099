//! By which of its attributes a data source finds one object: exactly one of them is set.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::named::capitalised;
use crate::plain_text::joined;
use crate::plugin::diagnostic;

/// An attribute that an object can be found by, and whether it is set.
#[derive(Clone, Copy, Debug)]
pub struct FoundBy {
    attribute: &'static str,
    is_set: bool,
    is_unknown: bool,
}

impl FoundBy {
    /// Takes an attribute of a configuration.
    #[must_use]
    pub fn new<T>(attribute: &'static str, value: &Value<T>) -> Self {
        Self { attribute, is_set: matches!(value, Value::Value(_)), is_unknown: value.is_unknown() }
    }
}

/// Returns the error of a configuration that sets none or several of the attributes that an object can be found by.
///
/// It stands on the attribute `at`, or on one that is set where that one isn't. What is known only after apply may still turn out to be null.
pub fn not_determined(noun: &str, at: &'static str, attributes: &[FoundBy]) -> Option<Diagnostic> {
    let set: Vec<_> = attributes.iter().filter(|by| by.is_set).map(|by| by.attribute).collect();
    let all: Vec<_> = attributes.iter().map(|by| by.attribute).collect();
    let detail = match (&set[..], &all[..]) {
        ([_], _) => return None,
        ([], _) if attributes.iter().any(|by| by.is_unknown) => return None,
        ([], [one, other]) => {
            format!("Neither {one} nor {other} is set. Set the one to find the {noun} by.")
        }
        ([], _) => format!("None of {} is set. Set the one to find the {noun} by.", joined(&all)),
        ([one, other], [_, _]) => format!("Both {one} and {other} are set. Leave one of them out."),
        _ => format!("{} are set. Set only one of them.", joined(&set)),
    };
    let at = if set.contains(&at) { at } else { set.first().copied().unwrap_or(at) };
    let summary = format!("{} not determined", capitalised(noun));
    Some(diagnostic(summary, detail, AttributePath::new(at)))
}

#[cfg(test)]
mod tests {
    use tf_provider::value::Value;

    use super::{FoundBy, not_determined};

    fn detail(values: &[(&'static str, Value<i64>)]) -> Option<String> {
        let attributes: Vec<_> = values.iter().map(|(name, value)| FoundBy::new(name, value)).collect();
        not_determined("menu", "name", &attributes).map(|error| error.detail.into_owned())
    }

    #[test]
    fn exactly_one_attribute_is_set() {
        use Value::{Null, Unknown};
        let set = || Value::Value(1);
        let cases = [
            (vec![("a", set()), ("b", Null)], None),
            (vec![("a", Unknown), ("b", Null)], None),
            (vec![("a", set()), ("b", Unknown)], None),
            (
                vec![("a", Null), ("b", Null)],
                Some("Neither a nor b is set. Set the one to find the menu by."),
            ),
            (vec![("a", set()), ("b", set())], Some("Both a and b are set. Leave one of them out.")),
            (
                vec![("a", Null), ("b", Null), ("c", Null)],
                Some("None of a, b and c is set. Set the one to find the menu by."),
            ),
            (vec![("a", set()), ("b", Null), ("c", set())], Some("a and c are set. Set only one of them.")),
        ];
        for (values, expected) in cases {
            assert_eq!(detail(&values).as_deref(), expected, "{values:?}");
        }
    }
}
