//! The groups of a route.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use crate::attributes::checks::error;
use crate::attributes::ids;
use crate::plugin::Number;

/// Checks that each id is one, and named once.
pub(super) fn check(diags: &mut Diagnostics, ids: &[Value<Number>], path: AttributePath) {
    for (index, id) in ids.iter().enumerate() {
        let path = path.clone().index(i64::try_from(index).unwrap_or(i64::MAX));
        if id.is_null() {
            error(diags, "Invalid id", format!("{path} is null. Allowed is {}.", ids::ALLOWED), path);
        } else if id.is_value() && ids[..index].contains(id) {
            error(diags, "Group named twice", format!("{path} names a group that is named before."), path);
        } else {
            ids::check(diags, id, path);
        }
    }
}
