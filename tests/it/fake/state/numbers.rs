//! Phone numbers, and which IVRs have them.

use std::collections::BTreeMap;

use super::credentials::secret;
use super::{Account, Refusal, TakenNumber};

/// A phone number of the account.
#[derive(Clone, Debug)]
pub(crate) struct PhoneNumber {
    /// In E.164.
    pub(crate) number: Option<String>,
    pub(crate) nickname: Option<String>,
    /// Whether it only shows who calls.
    pub(crate) external: bool,
    pub(crate) sms_enabled: bool,
    pub(crate) voice_enabled: bool,
    /// A secret, random, so that a test can search for it.
    pub(crate) token: String,
}

impl PhoneNumber {
    /// The nickname, else the number as people write it.
    pub(crate) fn name(&self) -> Option<String> {
        self.nickname.clone().or_else(|| self.display_number())
    }

    /// The number as people write it, one of North America in its parts.
    pub(crate) fn display_number(&self) -> Option<String> {
        let number = self.number.clone()?;
        match number.strip_prefix("+1") {
            Some(rest) if rest.len() == 10 => {
                Some(format!("+1 ({}) {}-{}", &rest[..3], &rest[3..6], &rest[6..]))
            }
            _ => Some(number),
        }
    }
}

impl Account {
    /// Adds a phone number that takes calls and text messages; IVRs that have it then show its name.
    pub(crate) fn add_phone_number(&mut self, id: i64, number: &str, nickname: Option<&str>) {
        let number = PhoneNumber {
            number: Some(number.into()),
            nickname: nickname.map(Into::into),
            external: false,
            sms_enabled: true,
            voice_enabled: true,
            token: secret("fake-line-token"),
        };
        self.phone_numbers.insert(id, number);
    }

    /// A phone number, to change it.
    pub(crate) fn phone_number_mut(&mut self, id: i64) -> &mut PhoneNumber {
        self.phone_numbers.get_mut(&id).unwrap_or_else(|| panic!("no phone number {id}"))
    }

    /// All phone numbers that were added, by id.
    pub(crate) fn phone_numbers(&self) -> &BTreeMap<i64, PhoneNumber> {
        &self.phone_numbers
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
