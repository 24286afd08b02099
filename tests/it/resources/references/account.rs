//! The account that these tests work on, and configurations that name what it has, and what it lacks.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fake::{Fake, Fault};
use crate::harness::{Acceptance, Output};

/// Path of the list of groups.
pub(super) const GROUPS: &str = "/api/v2/groups";
/// Path of the list of phone numbers.
pub(super) const NUMBERS: &str = "/api/v2/channels/voice/phone_numbers";
/// Path of the list of greetings.
pub(super) const GREETINGS: &str = "/api/v2/channels/voice/greetings";
/// All three.
pub(super) const LISTS: [&str; 3] = [GROUPS, NUMBERS, GREETINGS];

/// A place in a configuration that holds an id.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The address of the resource.
    pub(super) address: &'static str,
    /// The attribute whose line is shown.
    pub(super) attribute: &'static str,
    /// The resource, with `ID` for the id.
    pub(super) config: &'static str,
    /// The list that holds such ids, and an id that is in it.
    pub(super) list: &'static str,
    pub(super) there: i64,
    /// What the warning says first, with `ID` for the id.
    pub(super) summary: &'static str,
}

/// Every place that holds such an id.
pub(super) const PLACES: [Place; 5] = [
    Place {
        address: "zendesk_ivr_route.group",
        attribute: "options",
        config: r#"
resource "zendesk_ivr_route" "group" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options  = { group_ids = [360001381413, ID] }
}
"#,
        list: GROUPS,
        there: 360_001_381_433,
        summary: "Route for key 1 of menu 10002 (IVR 10001) refers to a missing group: ID",
    },
    Place {
        address: "zendesk_ivr_route.textback",
        attribute: "options",
        config: r#"
resource "zendesk_ivr_route" "textback" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "2"
  action   = "textback"
  options  = { sms_text = "Hello", textback_phone_number_id = ID }
}
"#,
        list: NUMBERS,
        there: 702,
        summary: "Route for key 2 of menu 10002 (IVR 10001) refers to a missing phone number: ID",
    },
    Place {
        address: "zendesk_ivr.numbers",
        attribute: "phone_number_ids",
        config: r#"
resource "zendesk_ivr" "numbers" {
  name             = "Hotline"
  phone_number_ids = [701, ID]
  force_destroy    = true
}
"#,
        list: NUMBERS,
        there: 702,
        summary: "IVR \"Hotline\" refers to a missing phone number: ID",
    },
    Place {
        address: "zendesk_ivr.greeting",
        attribute: "default_menu",
        config: r#"
resource "zendesk_ivr" "greeting" {
  name         = "Night line"
  default_menu = { name = "Welcome", greeting_id = ID }
}
"#,
        list: GREETINGS,
        there: 801,
        summary: "IVR \"Night line\" refers to a missing greeting: ID",
    },
    Place {
        address: "zendesk_ivr_menu.greeting",
        attribute: "greeting_id",
        config: r#"
resource "zendesk_ivr_menu" "greeting" {
  ivr_id      = 10001
  name        = "Billing"
  greeting_id = ID
}
"#,
        list: GREETINGS,
        there: 801,
        summary: "Menu \"Billing\" (IVR 10001) refers to a missing greeting: ID",
    },
];

impl Place {
    /// The resource with that id.
    pub(super) fn with(&self, id: i64) -> String {
        self.config.replace("ID", &id.to_string())
    }

    /// The resource with an id that the account has.
    pub(super) fn sound(&self) -> String {
        self.with(self.there)
    }

    /// The summary of the warning of that id.
    pub(super) fn summary(&self, id: i64) -> String {
        self.summary.replace("ID", &id.to_string())
    }
}

/// Resources with an id that the account has, in every place.
pub(super) fn sound() -> String {
    PLACES.iter().map(Place::sound).collect()
}

/// An account with IVR 10001 and its menu 10002, groups 360001381413 "Sales" and 360001381433 "Support", phone numbers 701 to
/// 702, and greetings 801 "Welcome" and 802 "Closed". References are checked.
pub(super) fn account() -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Main line");
        account.ivr_mut(10001).unwrap().menus[0].id = 10002;
        account.add_group(360_001_381_413, "Sales");
        account.add_group(360_001_381_433, "Support");
        account.add_phone_number(701, "+12025550101", Some("Hotline"));
        account.add_phone_number(702, "+12025550102", Some("Sales"));
        account.add_greeting(801, "Welcome");
        account.add_greeting(802, "Closed");
        account.set_next_id(30001);
    });
    let mut acc = Acceptance::with(fake);
    acc.check_references();
    acc
}

/// Plans, which succeeds.
#[track_caller]
pub(super) fn planned(acc: &Acceptance, args: &[&str]) -> Output {
    let output = acc.terraform(&[&["plan"], args].concat());
    assert!(output.status.success(), "{output}");
    output
}

/// The summaries of the warnings of a run that succeeded, in the order of the letters.
pub(super) fn warnings(output: &Output) -> Vec<String> {
    let mut warnings: Vec<_> = output.diagnostics().into_iter().map(|warning| warning.summary).collect();
    warnings.sort();
    warnings
}

/// How often each list was asked for since the last look, by its path; forgets the requests.
pub(super) fn asked(acc: &Acceptance) -> BTreeMap<&'static str, usize> {
    let requests = acc.fake().requests();
    acc.fake().clear_requests();
    let count = |list: &&'static str| (*list, requests.iter().filter(|one| one.is("GET", list)).count());
    LISTS.iter().map(count).filter(|(_, count)| *count > 0).collect()
}

/// Takes what has these ids out of each answer that lists them, as if the account lacked it.
pub(super) fn without(list: &str, ids: &'static [i64]) -> Fault {
    let edit = |body: &mut Value| {
        let left = ["groups", "phone_numbers", "greetings"].iter().find_map(|name| {
            let listed = body.get_mut(*name)?.as_array_mut()?;
            listed.retain(|one| one["id"].as_i64().is_none_or(|id| !ids.contains(&id)));
            Some(listed.len())
        });
        if let (Some(count), Some(left)) = (body.get_mut("count"), left) {
            *count = left.into();
        }
    };
    Fault::edit(edit).on("GET", list).always()
}
