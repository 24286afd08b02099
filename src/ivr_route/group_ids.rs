//! The groups of a route.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use crate::attributes::checks::error;
use crate::attributes::ids;
use crate::plugin::Number;

/// Checks that each id is one, and named once; lets 0 pass, also several times, which Terraform's mocks give.
pub(super) fn check(diags: &mut Diagnostics, ids: &[Value<Number>], path: AttributePath) {
    for (index, id) in ids.iter().enumerate() {
        let path = path.clone().index(i64::try_from(index).unwrap_or(i64::MAX));
        if id.is_null() {
            error(diags, "Invalid id", format!("{path} is null. Allowed is {}.", ids::ALLOWED), path);
        } else if is_named_before(id, &ids[..index]) {
            error(diags, "Group named twice", format!("{path} names a group that is named before."), path);
        } else {
            ids::check(diags, id, path);
        }
    }
}

fn is_named_before(id: &Value<Number>, before: &[Value<Number>]) -> bool {
    matches!(id, Value::Value(number) if !ids::is_zero(number)) && before.contains(id)
}

/// Checks before a request that each id that is known is one: 0 is none.
pub(super) fn check_planned(diags: &mut Diagnostics, ids: &[Value<Number>], path: &AttributePath) {
    for (index, id) in (0_i64..).zip(ids) {
        ids::check_strictly(diags, id, path.clone().index(index));
    }
}
