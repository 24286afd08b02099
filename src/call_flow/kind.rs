//! What a key does, by its kind.

use crate::api::IvrRoute;

/// What a key does; a picture has a sign for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// It leads to a menu.
    Menu,
    /// It calls groups.
    Group,
    /// It takes a message.
    Voicemail,
    /// It calls a number outside.
    PhoneNumber,
    /// It sends a text message.
    Textback,
    /// It does nothing, or what isn't known here.
    #[default]
    Other,
}

impl Kind {
    /// Returns what a route does.
    pub(super) fn of(route: &IvrRoute) -> Self {
        match route.action.as_deref() {
            Some("menu") => Self::Menu,
            Some("group") => Self::Group,
            Some("voicemail") => Self::Voicemail,
            Some("phone_number") => Self::PhoneNumber,
            Some("textback") => Self::Textback,
            _ => Self::Other,
        }
    }
}
