//! What a plan does to a part of a call flow.

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
