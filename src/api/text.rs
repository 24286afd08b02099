//! Text from outside, made fit for a message.

use crate::plain_text::short_line;

/// The length at which text from outside is cut, in characters.
const MAX_CHARS: usize = 500;

/// Puts text on one line, escapes control characters and cuts it to the length of a message.
pub(super) fn short(text: &str) -> String {
    short_line(text, MAX_CHARS)
}
