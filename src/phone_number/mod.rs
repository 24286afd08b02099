//! Phone numbers of Talk.

mod data_source;
mod list_data_source;

pub use data_source::PhoneNumber;
pub use list_data_source::PhoneNumbers;

use crate::account::{Named, Referenced};
use crate::api;

impl Named for api::PhoneNumber {
    const NOUN: &'static str = "phone number";
    const ID: &'static str = "phone_number_id";

    fn own_id(&self) -> i64 {
        self.id
    }

    /// Returns the nickname, else the number, as Zendesk does.
    fn name(&self) -> Option<&str> {
        let nickname = self.nickname.as_deref().filter(|nickname| !nickname.trim().is_empty());
        nickname.or(self.display_number.as_deref()).or(self.number.as_deref())
    }

    fn other_name(&self) -> Option<&str> {
        self.number.as_deref()
    }
}

impl Referenced for api::PhoneNumber {
    type Wire = Self;

    const LIST: &'static str = "list phone numbers";
    const DATA_SOURCE: &'static str = "zendesk_phone_number";

    fn from_wire(phone_number: Self) -> Option<Self> {
        Some(phone_number)
    }
}
