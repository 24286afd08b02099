//! Greetings: what callers hear in a menu.

mod data_source;
mod list_data_source;

pub use data_source::Greeting;
pub use list_data_source::Greetings;

use crate::account::{Named, Referenced};
use crate::api;

/// The category of greetings for phone menus.
///
/// Source: [greeting categories](https://developer.zendesk.com/api-reference/voice/talk-api/greeting_categories/).
const FOR_MENUS: i64 = 5;

/// One of the account's own greetings for phone menus: what a menu's `greeting_id` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custom {
    /// The id, unique in the account.
    pub id: i64,
    /// The name, which several greetings may share.
    pub name: Option<String>,
    /// Whether phone numbers or menus use it.
    pub active: bool,
    /// Whether it still waits for its sound.
    pub pending: bool,
}

impl Named for Custom {
    const NOUN: &'static str = "greeting";
    const ID: &'static str = "greeting_id";

    fn own_id(&self) -> i64 {
        self.id
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Referenced for Custom {
    type Wire = api::Greeting;

    const LIST: &'static str = "list greetings";
    const DATA_SOURCE: &'static str = "zendesk_greeting";
    const WHAT: &'static str = "custom greeting of the category IVR";

    /// Leaves out greetings of other categories, and those that Zendesk brings along, whose ids are names.
    fn from_wire(greeting: api::Greeting) -> Option<Self> {
        let api::Greeting { id, name, category_id, default, active, pending } = greeting;
        let id = id.parse().ok().filter(|_| category_id == Some(FOR_MENUS) && !default)?;
        Some(Self { id, name, active, pending })
    }
}
