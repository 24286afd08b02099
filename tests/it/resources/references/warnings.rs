//! What is warned of, where, and in which words.

use super::account::{
    GREETINGS, GROUPS, LISTS, NUMBERS, PLACES, Place, account, asked, planned, sound, warnings, without,
};
use crate::fake::Fault;

/// An id that no list has.
const LACKING: i64 = 360_001_381_431;

/// What is said of those that are there.
fn nearest(place: &Place) -> &'static str {
    match place.list {
        GROUPS => "the ones there are: 360001381413 \"Sales\", 360001381433 \"Support\".",
        NUMBERS => "the ones there are: 701 \"Hotline\" (+12025550101), 702 \"Sales\" (+12025550102).",
        GREETINGS => "the ones there are: 801 \"Welcome\", 802 \"Closed\".",
        list => panic!("{list}"),
    }
}

#[test]
fn a_plan_warns_of_each_id_that_the_account_lacks() {
    let acc = account();
    let config: String = PLACES.iter().map(|place| place.with(LACKING)).collect();
    acc.configure(&config);
    let output = planned(&acc, &[]);
    for place in PLACES {
        let warning = output.warning(&place.summary(LACKING));
        warning.at(place.address, place.attribute).says(nearest(&place));
        warning.says(&format!("with the id {LACKING}.")).says("check_references = false");
    }
    assert_eq!(warnings(&output).len(), PLACES.len(), "{output}");
}

#[test]
fn a_plan_says_nothing_of_ids_that_the_account_has() {
    let acc = account();
    let applied = acc.apply(&sound());
    assert_eq!(warnings(&applied.plan.output), [""; 0]);
    assert_eq!(warnings(&applied.output), [""; 0]);
}

#[test]
fn an_id_that_the_account_has_lost_is_a_warning_though_nothing_changes() {
    let acc = account();
    acc.apply(&sound());
    for (list, ids) in [(GROUPS, &[360_001_381_433][..]), (NUMBERS, &[702]), (GREETINGS, &[801])] {
        acc.fake().fault(without(list, ids));
    }
    for args in [&["-detailed-exitcode"][..], &["-detailed-exitcode", "-refresh=false"]] {
        let output = planned(&acc, args);
        for place in PLACES {
            output.warning(&place.summary(place.there)).at(place.address, place.attribute);
        }
    }
}

#[test]
fn a_deleted_group_and_a_greeting_of_another_category_are_as_good_as_none() {
    let acc = account();
    let deleted = |body: &mut serde_json::Value| body["groups"][1]["deleted"] = true.into();
    acc.fake().fault(Fault::edit(deleted).on("GET", GROUPS));
    let other = |body: &mut serde_json::Value| {
        for greeting in body["greetings"].as_array_mut().unwrap() {
            if greeting["id"] == 801 {
                greeting["category_id"] = 1.into();
            }
        }
    };
    acc.fake().fault(Fault::edit(other).on("GET", GREETINGS));
    let [group, _, _, default_menu, menu] = PLACES;
    acc.configure(&(group.sound() + &default_menu.sound() + &menu.sound()));
    let output = planned(&acc, &[]);
    output.warning(&group.summary(group.there)).says("The account has no group with the id 360001381433.");
    for place in [default_menu, menu] {
        output
            .warning(&place.summary(801))
            .says("has no custom greeting of the category IVR with the id 801.");
    }
}

#[test]
fn routes_that_name_the_same_group_have_a_warning_each() {
    let acc = account();
    let [group, ..] = PLACES;
    let one = group.with(LACKING);
    let other = one.replace("\"group\" {", "\"other\" {").replace("\"1\"", "\"3\"");
    acc.configure(&(one + &other));
    let output = planned(&acc, &[]);
    output.warning(&group.summary(LACKING)).at("zendesk_ivr_route.group", "options");
    let summary = group.summary(LACKING).replace("key 1", "key 3");
    output.warning(&summary).at("zendesk_ivr_route.other", "options");
}

#[test]
fn the_nearest_of_many_groups_are_named() {
    let acc = account();
    acc.fake().account(|account| (0..250).for_each(|id| account.add_group(id + 1000, &format!("Team {id}"))));
    let [group, ..] = PLACES;
    acc.configure(&group.with(LACKING));
    let output = planned(&acc, &[]);
    let warning = output.warning(&group.summary(LACKING));
    warning.says("the nearest of 252: 360001381413 \"Sales\", 360001381433 \"Support\", ");
    assert_eq!(warning.detail.matches("Team").count(), 3, "{warning:?}");
}

#[test]
fn an_account_without_any_says_so() {
    let acc = account();
    acc.fake().fault(without(GROUPS, &[360_001_381_413, 360_001_381_433]));
    let [group, ..] = PLACES;
    acc.configure(&group.sound());
    let output = planned(&acc, &[]);
    output.warning(&group.summary(group.there)).says("It has no group at all: make one in the admin center.");
}

#[test]
fn what_is_not_known_yet_or_not_configured_is_not_looked_up() {
    let acc = account();
    acc.configure(
        r#"
resource "terraform_data" "id" {
  input = 4711
}
resource "zendesk_ivr_route" "unknown" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options  = { group_ids = [terraform_data.id.output] }
}
resource "zendesk_ivr" "unknown" {
  name             = "Hotline"
  phone_number_ids = [terraform_data.id.output]
  default_menu     = { name = "Welcome", greeting_id = terraform_data.id.output }
}
resource "zendesk_ivr_menu" "unknown" {
  ivr_id      = zendesk_ivr.unknown.ivr_id
  name        = "Billing"
  greeting_id = terraform_data.id.output
}
resource "zendesk_ivr_menu" "bare" {
  ivr_id = 10001
  name   = "Sales"
}
"#,
    );
    assert_eq!(warnings(&planned(&acc, &[])), [""; 0]);
    assert_eq!(asked(&acc), [].into());
}

#[test]
fn what_is_ignored_of_a_configuration_is_not_looked_up() {
    let acc = account();
    for place in PLACES {
        let ignoring = |id| {
            let ignored = format!("  lifecycle {{\n    ignore_changes = [{}]\n  }}\n}}\n", place.attribute);
            place.with(id).replace("\n}\n", &format!("\n{ignored}"))
        };
        acc.apply(&ignoring(place.there));
        acc.configure(&ignoring(LACKING));
        assert_eq!(warnings(&planned(&acc, &["-detailed-exitcode"])), [""; 0], "{}", place.address);
    }
}

#[test]
fn a_zero_is_refused_and_not_looked_up() {
    let acc = account();
    for place in PLACES {
        let output = acc.plan_fails(&place.with(0));
        output.error("Invalid id").at(place.address, place.attribute);
        assert_eq!(output.diagnostics().len(), 1, "{output}");
    }
    assert_eq!(asked(&acc), [].into());
}

#[test]
fn what_is_destroyed_is_not_looked_up() {
    let acc = account();
    acc.apply(&sound());
    for list in LISTS {
        acc.fake().fault(without(list, &[360_001_381_433, 702, 801]).optional());
    }
    asked(&acc);
    let output = planned(&acc, &["-destroy", "-refresh=false"]);
    assert_eq!(warnings(&output), [""; 0]);
    acc.configure("");
    assert_eq!(warnings(&planned(&acc, &["-refresh=false"])), [""; 0]);
    assert_eq!(asked(&acc), [].into());
}

#[test]
fn a_route_that_is_replaced_has_one_warning() {
    let acc = account();
    acc.fake().account(|account| {
        account.set_next_id(10003);
        account.add_menu(10001, "Billing");
        account.set_next_id(30001);
    });
    let [group, ..] = PLACES;
    acc.apply(&group.sound());
    acc.configure(&group.with(LACKING).replace("10002", "10003"));
    let summary = group.summary(LACKING).replace("10002", "10003");
    assert_eq!(warnings(&planned(&acc, &[])), [summary]);
}
