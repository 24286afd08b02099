//! The key of a menu that a planned route will hold.

use tf_provider::value::Value;

use super::{IvrRoute, request};
use crate::api::MenuId;

/// Gives the menu and the key that a planned route claims, if both are known.
#[must_use]
pub fn claimed_key(planned: &IvrRoute) -> Option<(MenuId, &str)> {
    let menu = request::menu_id(planned).ok()?;
    match &planned.keypress {
        Value::Value(key) => Some((menu, key)),
        Value::Null | Value::Unknown => None,
    }
}
