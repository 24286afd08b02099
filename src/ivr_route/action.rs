//! What a route does, and which options that takes.

use super::options;

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

    /// Gives the action's name in the configuration and in the API.
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

    /// Tells whether the action can't do without the option of that name.
    #[must_use]
    pub fn needs(self, option: &str) -> bool {
        options::ALL.iter().any(|spec| spec.name == option && spec.needed_by.contains(&self))
    }

    /// Tells whether the action takes the option of that name.
    #[must_use]
    pub fn takes(self, option: &str) -> bool {
        options::ALL.iter().any(|spec| spec.name == option && spec.is_taken_by(self))
    }

    /// Lists the names of the options that the action takes, for a message.
    #[must_use]
    pub fn options(self) -> String {
        let names = options::ALL.iter().filter(|spec| spec.is_taken_by(self)).map(|spec| spec.name);
        let names: Vec<_> = names.collect();
        match &names[..] {
            [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
            names => names.concat(),
        }
    }

    /// Lists the names of all actions for a message.
    #[must_use]
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}
