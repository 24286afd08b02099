//! Phone numbers and greetings, and which IVRs and menus have them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::credentials::secret;
use super::{Account, Refusal, TakenNumber};

/// Greetings that every account has: id, name and category.
pub(crate) const ZENDESK_GREETINGS: [(&str, &str, i64); 3] =
    [("ivr_none", "None", 5), ("voicemail_en", "Default", 1), ("wait_en", "Default", 3)];

/// A phone number of the account.
#[derive(Clone, Debug)]
pub(crate) struct PhoneNumber {
    pub(crate) number: String,
    pub(crate) nickname: Option<String>,
    /// A secret, random, so that a test can search for it.
    pub(crate) token: String,
}

impl PhoneNumber {
    /// The nickname, else the number.
    pub(crate) fn name(&self) -> &str {
        self.nickname.as_deref().unwrap_or(&self.number)
    }
}

impl Account {
    /// Adds a phone number; IVRs that have it then show its name.
    pub(crate) fn add_phone_number(&mut self, id: i64, number: &str, nickname: Option<&str>) {
        let nickname = nickname.map(Into::into);
        let token = secret("fake-line-token");
        self.phone_numbers.insert(id, PhoneNumber { number: number.into(), nickname, token });
    }

    /// All phone numbers that were added, by id.
    pub(crate) fn phone_numbers(&self) -> &BTreeMap<i64, PhoneNumber> {
        &self.phone_numbers
    }

    /// Adds a greeting of category 5, for menus.
    pub(crate) fn add_greeting(&mut self, id: i64, name: &str) {
        self.greetings.insert(id, name.into());
    }

    /// All greetings that were added, by id.
    pub(crate) fn greetings(&self) -> &BTreeMap<i64, String> {
        &self.greetings
    }

    /// Gives a menu a greeting: a number, or a string for one of Zendesk's own.
    pub(crate) fn set_greeting(&mut self, ivr_id: i64, menu_id: i64, greeting: impl Into<Value>) {
        let menu = self.menu_mut(ivr_id, menu_id).unwrap_or_else(|| panic!("no menu {ivr_id}/{menu_id}"));
        menu.greeting_id = Some(greeting.into());
    }

    /// The IVR that has a phone number.
    pub(crate) fn ivr_of_number(&self, number: i64) -> Option<i64> {
        let has = |numbers: &[(i64, String)]| numbers.iter().any(|(id, _)| *id == number);
        self.ivrs.iter().find(|ivr| has(&ivr.phone_numbers)).map(|ivr| ivr.id)
    }

    /// Refuses phone numbers of another IVR, if the account does that; without an IVR, all that are taken.
    pub(crate) fn check_numbers(&self, ivr_id: Option<i64>, numbers: &[i64]) -> Result<(), Refusal> {
        let elsewhere = |number: &i64| self.ivr_of_number(*number).is_some_and(|id| Some(id) != ivr_id);
        let refuse = self.knobs.taken_number == TakenNumber::Refuse && numbers.iter().any(elsewhere);
        if refuse { Err(Refusal::NumberTaken) } else { Ok(()) }
    }

    /// Gives an IVR these phone numbers and no others; they leave the IVRs that had them.
    pub(crate) fn set_numbers(&mut self, ivr_id: i64, numbers: &[i64]) {
        for ivr in &mut self.ivrs {
            ivr.phone_numbers.retain(|(id, _)| ivr.id != ivr_id && !numbers.contains(id));
        }
        let named = numbers.iter().map(|id| (*id, format!("Line {id}"))).collect();
        if let Some(ivr) = self.ivr_mut(ivr_id) {
            ivr.phone_numbers = named;
        }
    }
}
