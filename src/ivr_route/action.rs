//! What a route does.

/// What a route does when its key is pressed.
///
/// Source: [Valid IVR Route Actions](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sends the call to the agents of one or more groups.
    Group,
    /// Takes a voicemail for one or more groups.
    Voicemail,
    /// Forwards the call to another number.
    PhoneNumber,
    /// Ends the call and answers by text message.
    Textback,
    /// Goes on to another menu of the same IVR.
    Menu,
}

impl Action {
    /// Every action, in the order of the API's page.
    pub const ALL: [Self; 5] = [Self::Group, Self::Voicemail, Self::PhoneNumber, Self::Textback, Self::Menu];

    /// Finds the action of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// Returns the action's name in the configuration and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Voicemail => "voicemail",
            Self::PhoneNumber => "phone_number",
            Self::Textback => "textback",
            Self::Menu => "menu",
        }
    }

    /// Lists the names of all actions for a message.
    #[must_use]
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}
