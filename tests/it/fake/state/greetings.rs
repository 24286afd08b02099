//! Greetings, and which menus have them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Account;

/// Greetings that every account has: id, name and category. Names repeat, since categories and languages share them.
pub(crate) const ZENDESK_GREETINGS: [(&str, &str, i64); 4] = [
    ("ivr_none", "None", 5),
    ("voicemail_en", "Default", 1),
    ("wait_en", "Default", 3),
    ("hold_de", "Default", 4),
];

/// The category of greetings for menus.
const FOR_MENUS: i64 = 5;

/// One of the account's own greetings.
#[derive(Clone, Debug)]
pub(crate) struct Greeting {
    pub(crate) name: Option<String>,
    pub(crate) category: i64,
    /// Whether it waits for its sound.
    pub(crate) pending: bool,
}

impl Account {
    /// Adds a greeting for menus, with its sound.
    pub(crate) fn add_greeting(&mut self, id: i64, name: &str) {
        self.greetings.insert(id, Greeting { name: Some(name.into()), category: FOR_MENUS, pending: false });
    }

    /// A greeting, to change it.
    pub(crate) fn greeting_mut(&mut self, id: i64) -> &mut Greeting {
        self.greetings.get_mut(&id).unwrap_or_else(|| panic!("no greeting {id}"))
    }

    /// All greetings that were added, by id.
    pub(crate) fn greetings(&self) -> &BTreeMap<i64, Greeting> {
        &self.greetings
    }

    /// Gives a menu a greeting: a number, or a string for one of Zendesk's own.
    pub(crate) fn set_greeting(&mut self, ivr_id: i64, menu_id: i64, greeting: impl Into<Value>) {
        let menu = self.menu_mut(ivr_id, menu_id).unwrap_or_else(|| panic!("no menu {ivr_id}/{menu_id}"));
        menu.greeting_id = Some(greeting.into());
    }

    /// The IVRs with a menu that has this greeting.
    pub(crate) fn ivrs_of_greeting(&self, greeting: &Value) -> Vec<i64> {
        let ivrs = self.ivrs.iter();
        let has = |ivr: &super::Ivr| ivr.menus.iter().any(|menu| menu.greeting_id.as_ref() == Some(greeting));
        ivrs.filter(|ivr| has(ivr)).map(|ivr| ivr.id).collect()
    }
}
