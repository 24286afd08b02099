//! The numbers by which the API knows its objects.

use crate::plugin::Number;

/// The largest id: JSON numbers beyond 2^53 - 1 lose digits in many clients, Terraform's own output among them.
pub const MAX: i64 = (1 << 53) - 1;

/// What an id is, for a message.
pub const ALLOWED: &str = "a whole number from 1 to 9007199254740991";

/// Gives the id that a number is, if it is one.
#[must_use]
pub fn parse(number: &Number) -> Option<i64> {
    number.as_int().filter(|id| (1..=MAX).contains(id))
}
