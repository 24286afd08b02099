//! The account's phone numbers, and the greetings of its menus.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Account, Ivr, Refusal, TakenNumber};

/// A phone number; which IVR it leads to, the IVR knows.
#[derive(Clone, Debug)]
pub(crate) struct PhoneNumber {
    /// In E.164.
    pub(crate) number: String,
    pub(crate) nickname: Option<String>,
}

/// Numbers by their ids.
pub(super) type PhoneNumbers = BTreeMap<i64, PhoneNumber>;

impl Account {
    /// Adds a phone number that leads nowhere.
    pub(crate) fn add_phone_number(&mut self, id: i64, number: &str, nickname: Option<&str>) {
        let number = PhoneNumber { number: number.into(), nickname: nickname.map(Into::into) };
        self.phone_numbers.insert(id, number);
    }

    /// Gives a menu a greeting: by a number, or by the name of one of Zendesk's own.
    pub(crate) fn set_greeting(&mut self, ivr_id: i64, menu_id: i64, greeting: &Value) {
        let menu = self.menu_mut(ivr_id, menu_id).unwrap_or_else(|| panic!("no menu {ivr_id}/{menu_id}"));
        menu.greeting_id = Some(greeting.clone());
    }

    /// Lets these numbers lead to an IVR, and no others; a number leads to one IVR.
    pub(crate) fn set_numbers(&mut self, ivr_id: i64, ids: &[i64]) -> Result<(), Refusal> {
        let has_other =
            |ivr: &Ivr| ivr.id != ivr_id && ivr.phone_numbers.iter().any(|(id, _)| ids.contains(id));
        if self.knobs.taken_number == TakenNumber::Refuse && self.ivrs.iter().any(has_other) {
            return Err(Refusal::NumberTaken);
        }
        self.ivrs.iter_mut().for_each(|ivr| ivr.phone_numbers.retain(|(id, _)| !ids.contains(id)));
        let named = ids.iter().map(|id| (*id, self.number_name(*id))).collect();
        self.ivr_mut(ivr_id).ok_or(Refusal::NotFound)?.phone_numbers = named;
        Ok(())
    }

    /// What a number is called: its nickname, or else the number itself.
    fn number_name(&self, id: i64) -> String {
        let number = self.phone_numbers.get(&id);
        let name = number.map(|number| number.nickname.clone().unwrap_or_else(|| number.number.clone()));
        name.unwrap_or_else(|| format!("Line {id}"))
    }
}
