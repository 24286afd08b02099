//! What configurations name: groups and greetings, which come and go by hand, and phone numbers.
//!
//! A configuration holds names alone. Where the object of a name gives way to another one, the next plan has the new id.

use std::fmt::Write as _;

use fastrand::Rng;

use crate::fake::Account;

/// The groups that routes call.
pub(super) const GROUPS: [&str; 3] = ["Sales", "Support", "Bu\u{308}ro"];

/// The greetings that menus play.
pub(super) const GREETINGS: [&str; 4] = ["Welcome", "Closed", "Holiday", "Sales"];

/// The phone numbers, by their ids.
pub(super) const NUMBERS: std::ops::Range<i64> = 701..706;

/// The id of the first group and greeting; later ones count on.
const FIRST: i64 = 5001;

/// The groups and greetings of an account: each name belongs to one that is there.
#[derive(Debug)]
pub(super) struct Names {
    next_id: i64,
    groups: [i64; GROUPS.len()],
    greetings: [i64; GREETINGS.len()],
}

impl Names {
    /// Fills an account.
    pub(super) fn seed(account: &mut Account) -> Self {
        let mut names = Self { next_id: FIRST, groups: [0; GROUPS.len()], greetings: [0; GREETINGS.len()] };
        (0..GROUPS.len()).for_each(|index| names.add_group(account, index));
        (0..GREETINGS.len()).for_each(|index| names.add_greeting(account, index));
        NUMBERS.for_each(|id| account.add_phone_number(id, &e164(id), None));
        names
    }

    /// The id of the group that has a name now.
    pub(super) fn group(&self, index: usize) -> i64 {
        self.groups[index]
    }

    /// Deletes some, and makes others of the same names; says which.
    pub(super) fn come_and_go(&mut self, random: &mut Rng, account: &mut Account) -> Vec<String> {
        let mut done = Vec::new();
        for (index, name) in GROUPS.iter().enumerate() {
            if random.u8(..6) == 0 {
                account.delete_group(self.groups[index]);
                self.add_group(account, index);
                done.push(format!("another group {name}"));
            }
        }
        for (index, name) in GREETINGS.iter().enumerate() {
            if random.u8(..6) == 0 {
                account.greeting_mut(self.greetings[index]).name = Some(format!("Old {name}"));
                self.add_greeting(account, index);
                done.push(format!("another greeting {name}"));
            }
        }
        done
    }

    fn add_group(&mut self, account: &mut Account, index: usize) {
        self.groups[index] = self.take_id();
        account.add_group(self.groups[index], GROUPS[index]);
    }

    fn add_greeting(&mut self, account: &mut Account, index: usize) {
        self.greetings[index] = self.take_id();
        account.add_greeting(self.greetings[index], GREETINGS[index]);
    }

    fn take_id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }
}

/// The data sources that find all of it.
pub(super) fn hcl() -> String {
    let mut hcl = "data \"zendesk_phone_numbers\" \"all\" {}\n".to_owned();
    for (kind, names) in [("group", &GROUPS[..]), ("greeting", &GREETINGS[..])] {
        for (index, name) in names.iter().enumerate() {
            let _ = write!(hcl, "data \"zendesk_{kind}\" \"n{index}\" {{\n  name = \"{name}\"\n}}\n");
        }
    }
    hcl
}

/// The reference to a group's id.
pub(super) fn group(index: usize) -> String {
    format!("data.zendesk_group.n{index}.group_id")
}

/// The reference to a greeting's id.
pub(super) fn greeting(index: usize) -> String {
    format!("data.zendesk_greeting.n{index}.greeting_id")
}

/// The reference to a phone number's id.
pub(super) fn number(id: i64) -> String {
    format!("data.zendesk_phone_numbers.all.ids[\"{}\"]", e164(id))
}

fn e164(id: i64) -> String {
    format!("+1202555{id}0")
}
