//! The services' ways of changing what they are sent: an apply never ends in "inconsistent result", and the next plan is empty
//! or shows just what the service made another value of.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::fake::state::Knobs;
use crate::fake::state::{GroupIds, NoGreeting};
use crate::fake::{Fake, Put, TakenNumber};
use crate::harness::Acceptance;

/// A way of a service, and the attributes that the next plan may show because of it.
type Mode = (&'static str, fn(&mut Knobs), &'static [&'static str]);

const MODES: [Mode; 22] = [
    ("as documented", |_| {}, &[]),
    ("a PUT merges", |knobs| knobs.put = Put::Merge, &[]),
    ("a PUT replaces", |knobs| knobs.put = Put::Replace, &[]),
    ("a taken number is refused", |knobs| knobs.taken_number = TakenNumber::Refuse, &[]),
    ("menus are nested without routes", |knobs| knobs.nested_routes = false, &[]),
    ("nothing is nested", |knobs| knobs.nested_menus = false, &[]),
    ("routes are nested without all options", |knobs| knobs.nested_options = false, &[]),
    ("no greeting has a name", |knobs| knobs.no_greeting = NoGreeting::Named, &[]),
    ("tags are in lower case", |knobs| knobs.lower_tags = true, &[]),
    ("tags are always there", |knobs| knobs.always_tags = true, &[]),
    ("texts are trimmed", |knobs| knobs.trim_texts = true, &["options"]),
    ("groups are sorted", |knobs| knobs.group_ids = GroupIds::Sorted, &["options"]),
    ("groups are cut to the first", |knobs| knobs.group_ids = GroupIds::First, &["options"]),
    ("an unknown group is replaced", |knobs| knobs.default_group = Some(1), &["options"]),
    ("answers to writes lack names", |knobs| knobs.omitted = &["name"], &[]),
    ("answers to writes lack menus", |knobs| knobs.omitted = &["menus"], &[]),
    ("answers to writes lack the default mark", |knobs| knobs.omitted = &["default"], &[]),
    (
        "answers to writes lack numbers",
        |knobs| knobs.omitted = &["phone_number_ids", "phone_number_names"],
        &[],
    ),
    ("answers to writes lack greetings", |knobs| knobs.omitted = &["greeting_id", "greeting"], &[]),
    ("answers to writes lack options", |knobs| knobs.omitted = &["options", "option_text"], &[]),
    ("answers to writes lack the key and the action", |knobs| knobs.omitted = &["keypress", "action"], &[]),
    (
        "answers to writes lack all that is nested",
        |knobs| knobs.omitted = &["menus", "routes", "default"],
        &[],
    ),
];

fn account(set: fn(&mut Knobs)) -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| {
        set(&mut account.knobs);
        [(1, "Default"), (7, "Sales"), (5, "Support")]
            .iter()
            .for_each(|(id, name)| account.add_group(*id, name));
        account.add_phone_number(701, "+12025550101", Some("Hotline"));
        account.add_phone_number(702, "+12025550102", None);
    });
    Acceptance::with(fake)
}

/// Two IVRs with everything that can be set; `step` changes all of it.
fn config(step: i64) -> String {
    let (a, b) = if step == 1 { (701, 702) } else { (702, 701) };
    format!(
        r#"
resource "zendesk_ivr" "a" {{
  name             = " Support {step} "
  phone_number_ids = [{a}]
  force_destroy    = true
  default_menu     = {{
    name        = " Welcome {step} "
    greeting_id = {}
  }}
}}
resource "zendesk_ivr" "b" {{
  name             = "Sales {step}"
  phone_number_ids = [{b}]
  force_destroy    = true
}}
resource "zendesk_ivr_menu" "a" {{
  ivr_id = zendesk_ivr.a.ivr_id
  name   = " Billing {step} "
}}
resource "zendesk_ivr_menu" "b" {{
  ivr_id      = zendesk_ivr.a.ivr_id
  name        = "Night {step}"
  greeting_id = {}
}}
resource "zendesk_ivr_route" "group" {{
  ivr_id   = zendesk_ivr.a.ivr_id
  menu_id  = zendesk_ivr.a.default_menu_id
  keypress = "{step}"
  action   = "group"
  options  = {{
    group_ids = [7, 5, 99]
    tags      = ["VIP", "Berlin_{step}"]
  }}
}}
resource "zendesk_ivr_route" "text" {{
  ivr_id   = zendesk_ivr.a.ivr_id
  menu_id  = zendesk_ivr_menu.a.menu_id
  keypress = "0"
  action   = "textback"
  options  = {{
    sms_text                 = " Hello {step} "
    textback_phone_number_id = 701
  }}
}}
resource "zendesk_ivr_route" "menu" {{
  ivr_id   = zendesk_ivr.a.ivr_id
  menu_id  = zendesk_ivr_menu.b.menu_id
  keypress = "default"
  action   = "menu"
  options  = {{ menu_id = zendesk_ivr_menu.a.menu_id }}
}}
"#,
        500 + step,
        600 + step
    )
}

/// The attributes that a plan is to change, whatever the object.
fn changed(plan: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for change in plan["resource_changes"].as_array().into_iter().flatten() {
        let change = &change["change"];
        if change["actions"][0] == "no-op" {
            continue;
        }
        let (before, after) = (&change["before"], &change["after"]);
        let names = before.as_object().into_iter().flat_map(|before| before.keys());
        // What is known after apply alone follows from the change.
        let known = |name: &&String| change["after_unknown"][name.as_str()] != Value::Bool(true);
        found.extend(
            names.filter(known).filter(|name| before[name.as_str()] != after[name.as_str()]).cloned(),
        );
    }
    found
}

fn apply_in(modes: &[Mode]) {
    for (mode, set, may_show) in modes {
        let acc = account(*set);
        for step in [1, 2] {
            acc.configure(&config(step));
            let output = acc.terraform(&["apply", "-auto-approve"]);
            assert!(output.status.success(), "{mode}, step {step}: {output}");
            output.does_not_say("inconsistent");
            let plan = acc.plan(&config(step));
            let changed = changed(&plan.json);
            assert!(
                changed.iter().all(|name| may_show.contains(&name.as_str())),
                "{mode}, step {step}: {changed:?} {}",
                plan.output
            );
        }
        let output = acc.terraform(&["destroy", "-auto-approve"]);
        assert!(output.status.success(), "{mode}: {output}");
    }
}

#[test]
fn services_that_write_in_their_own_way() {
    apply_in(&MODES[..8]);
}

#[test]
fn services_that_change_values() {
    apply_in(&MODES[8..14]);
}

#[test]
fn services_whose_answers_lack_something() {
    apply_in(&MODES[14..]);
}
