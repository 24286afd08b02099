//! A small realistic account, with a phone menu or without one.

use super::Account;

/// The ids of the demo account's objects.
#[derive(Debug)]
pub(crate) struct Demo {
    /// IVR "Main line".
    pub(crate) ivr_id: i64,
    /// Its menus "Main menu" (default), "Billing" and "Support".
    pub(crate) main_menu_id: i64,
    pub(crate) billing_menu_id: i64,
    pub(crate) support_menu_id: i64,
}

impl Demo {
    /// Groups "Sales", "Support" and "Billing".
    pub(crate) const GROUPS: [(i64, &'static str); 3] =
        [(360_001_381_413, "Sales"), (360_001_381_433, "Support"), (360_001_381_453, "Billing")];

    /// Phone number "Main line", which can send text messages.
    pub(crate) const PHONE_NUMBER: (i64, &'static str) = (360_000_112_233, "Main line");

    /// Greetings "Welcome" and "Closed", for menus.
    pub(crate) const GREETINGS: [(i64, &'static str); 2] =
        [(360_000_224_455, "Welcome"), (360_000_224_475, "Closed")];
}

impl Account {
    /// Fills the account with what phone menus name: three groups, a phone number and two greetings.
    pub(crate) fn seed_office(&mut self) {
        Demo::GROUPS.iter().for_each(|(id, name)| self.add_group(*id, name));
        Demo::GREETINGS.iter().for_each(|(id, name)| self.add_greeting(*id, name));
        let (number, name) = Demo::PHONE_NUMBER;
        self.add_phone_number(number, "+12025550100", Some(name));
    }

    /// Fills the account with the same, and with IVR "Main line" and three menus without routes.
    pub(crate) fn seed_demo(&mut self) -> Demo {
        self.seed_office();
        let ivr_id = self.add_ivr("Main line");
        self.set_numbers(ivr_id, &[Demo::PHONE_NUMBER.0]);
        Demo {
            ivr_id,
            main_menu_id: self.default_menu(ivr_id),
            billing_menu_id: self.add_menu(ivr_id, "Billing"),
            support_menu_id: self.add_menu(ivr_id, "Support"),
        }
    }
}
