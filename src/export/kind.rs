//! The kinds of what a configuration refers to by id.

/// A kind of object that a configuration refers to by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A greeting of the account's own.
    Greeting,
    /// A group of agents.
    Group,
    /// An IVR.
    Ivr,
    /// A menu.
    Menu,
    /// A phone number.
    PhoneNumber,
}

impl Kind {
    /// Returns what names of such objects begin with.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Group => "group",
            Self::Ivr => "ivr",
            Self::Menu => "menu",
            Self::PhoneNumber => "phone_number",
        }
    }

    /// Returns what people call one.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Group => "group",
            Self::Ivr => "IVR",
            Self::Menu => "menu",
            Self::PhoneNumber => "phone number",
        }
    }

    /// Returns the type of the data source that finds one.
    pub(super) fn data_source(self) -> &'static str {
        match self {
            Self::Greeting => "zendesk_greeting",
            Self::Group => "zendesk_group",
            Self::Ivr => "zendesk_ivr",
            Self::Menu => "zendesk_ivr_menu",
            Self::PhoneNumber => "zendesk_phone_number",
        }
    }

    /// Returns the attribute that a data source finds one by.
    pub(super) fn found_by(self) -> &'static str {
        match self {
            Self::Greeting | Self::Group | Self::Ivr | Self::Menu => "name",
            Self::PhoneNumber => "nickname",
        }
    }

    /// Returns the attribute that holds the id.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Greeting => "greeting_id",
            Self::Group => "group_id",
            Self::Ivr => "ivr_id",
            Self::Menu => "menu_id",
            Self::PhoneNumber => "phone_number_id",
        }
    }
}
