//! What a plan does to a part of a call flow.

use super::flow::Key;

/// What a plan does to an IVR, a menu or a key; without a plan, nothing changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It stays as it is.
    #[default]
    Unchanged,
    /// It wasn't there before.
    Added,
    /// It does something else than before.
    Changed,
    /// It is there no more.
    Removed,
}

impl Mark {
    /// Returns the sign and the word that a picture shows beside it; nothing where it stays as it is.
    ///
    /// Signs, so that colours are never needed to tell what changes.
    #[must_use]
    pub const fn label(self) -> Option<&'static str> {
        match self {
            Self::Unchanged => None,
            Self::Added => Some("+ added"),
            Self::Changed => Some("~ changed"),
            Self::Removed => Some("- removed"),
        }
    }
}

/// Returns what follows a text that a plan changes, with a space before it.
pub(super) fn suffix(mark: Mark) -> String {
    mark.label().map(|label| format!(" ({label})")).unwrap_or_default()
}

/// Returns what follows the text of a key, in a menu that has that mark: nothing that the menu says already.
pub(super) fn key_suffix(key: &Key, menu: Mark) -> String {
    match (key.mark, &key.led_to) {
        (mark, _) if mark == menu => String::new(),
        (Mark::Changed, Some(led_to)) => format!(" (~ changed, before: {led_to})"),
        (mark, _) => suffix(mark),
    }
}

/// Returns an id as part of a name in a picture, where a minus sign would begin an arrow.
pub(super) fn part(id: i64) -> String {
    if id < 0 { format!("new{}", id.unsigned_abs()) } else { id.to_string() }
}
