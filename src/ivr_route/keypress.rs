//! The key that a caller presses.

/// Every key that a route can have.
///
/// Source: `keypress` in [IVR Routes](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
pub const KEYS: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "default"];

/// The keys as a message shows them.
pub const ALLOWED: &str = "0 to 9, *, # and default";

/// Tells whether a route can have that key.
#[must_use]
pub fn is_valid(key: &str) -> bool {
    KEYS.contains(&key)
}
