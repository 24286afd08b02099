//! The numbers by which the API knows its objects.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::conversion::element;
use crate::plugin::{Number, diagnostic};

/// The largest id: JSON numbers beyond 2^53 - 1 lose digits in many clients, Terraform's own output among them.
pub const MAX: i64 = (1 << 53) - 1;

/// What an id is, for a message.
pub const ALLOWED: &str = "a whole number from 1 to 9007199254740991";

/// Where a 0 comes from, for a message.
const MOCKED: &str = " A mocked data source gives 0 unless the test says otherwise: give it defaults with mock_data, or values with override_data.";

/// Returns the id that a number is, if it is one.
#[must_use]
pub fn parse(number: &Number) -> Option<i64> {
    number.as_int().filter(|id| (1..=MAX).contains(id))
}

/// Checks a configured id where it is known; lets 0 pass, which Terraform's mocks give for every computed number.
pub fn check(diags: &mut Diagnostics, value: &Value<Number>, path: AttributePath) {
    if let Value::Value(number) = value {
        check_known(diags, number, path);
    }
}

/// Checks a configured id; lets 0 pass, as [`check`] does.
pub fn check_known(diags: &mut Diagnostics, number: &Number, path: AttributePath) {
    if !is_zero(number) {
        diags.errors.extend(known(number, path).err());
    }
}

/// Checks an id where it is known, and before anything is done with it: 0 is none.
pub fn check_strictly(diags: &mut Diagnostics, value: &Value<Number>, path: AttributePath) {
    if let Value::Value(number) = value {
        diags.errors.extend(known(number, path).err());
    }
}

/// Reports whether a number is the 0 of Terraform's mocks.
#[must_use]
pub fn is_zero(number: &Number) -> bool {
    number.as_int() == Some(0)
}

/// Returns the id that a number is.
///
/// # Errors
///
/// That it is no id.
pub fn known(number: &Number, path: AttributePath) -> Result<i64, Diagnostic> {
    parse(number).ok_or_else(|| invalid(number, path))
}

/// Returns the id that a value is.
///
/// # Errors
///
/// That it is missing, unknown, or no id.
pub fn required(value: &Value<Number>, path: AttributePath) -> Result<i64, Diagnostic> {
    known(element(value, path.clone())?, path)
}

fn invalid(number: &Number, path: AttributePath) -> Diagnostic {
    let hint = if is_zero(number) { MOCKED } else { "" };
    diagnostic("Invalid id", format!("{path} is {number}. Allowed is {ALLOWED}.{hint}"), path)
}
