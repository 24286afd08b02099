//! Two spellings of one value: which of them stays.
//!
//! The service writes some values in its own way (no separators in a phone number, tags in lower case). Terraform
//! would show each as a change, so the spelling that is already there stays where the meaning is the same.

use tf_provider::value::Value;

use super::overflow_options;
use super::{IvrRoute, IvrRouteOptions};
use crate::attributes::semantic_equality::respell;

impl IvrRoute {
    /// Takes `old`'s spelling of every value that means the same as this one.
    pub(super) fn respelled(self, old: &Self) -> Self {
        Self {
            options: options(&old.options, self.options),
            overflow_options: respell(&old.overflow_options, self.overflow_options, |one, other| {
                overflow_options::same(one, other)
            }),
            ..self
        }
    }
}

fn options(old: &Value<IvrRouteOptions>, new: Value<IvrRouteOptions>) -> Value<IvrRouteOptions> {
    match (old, new) {
        (Value::Value(old), Value::Value(new)) => Value::Value(new.respelled(old)),
        (_, new) => new,
    }
}
