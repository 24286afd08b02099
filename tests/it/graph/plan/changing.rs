//! Plans that change, move and remove what is there.

use serde_json::json;

use super::{Comment, comment, comment_with, demo, graph, office, planned, replaced, without};
use crate::harness::{Acceptance, Feature};

const SALES: &str = "resource \"zendesk_ivr_route\" \"sales\"";
const NO_DEFAULT: &str = "it has no default route: callers who press no key are disconnected";

#[track_caller]
fn applied() -> Acceptance {
    let acc = office();
    acc.apply(&demo());
    acc
}

#[test]
fn an_unchanged_phone_menu_is_no_change_for_callers() {
    let acc = applied();
    let comment = comment(&acc, &demo());
    comment.expect("No changes for callers.", &[]).expect_items(0, &[]);
    assert_eq!(comment.markdown, "No changes for callers.\n\n");
    // Neither do tags or names of resources change anything for callers.
    let config = replaced(&demo(), "tags      = [\"sales\"]", "tags      = [\"new\"]");
    super::comment(&acc, &config).expect("No changes for callers.", &[]);
}

#[test]
fn a_route_that_moves_to_another_key_is_told_as_callers_see_it() {
    let acc = applied();
    let config = replaced(
        &demo(),
        "keypress = \"1\"\n  action   = \"group\"\n  options = {\n    group_ids = [data.zendesk_group.sales",
        "keypress = \"7\"\n  action   = \"group\"\n  options = {\n    group_ids = [data.zendesk_group.sales",
    );
    let rows: &[&[&str]] = &[
        &["Main menu", "1", "Sales, then Support", "Support, as for a wrong key"],
        &["Main menu", "7", "Support, as for a wrong key", "Sales, then Support"],
    ];
    comment(&acc, &config).expect("2 changes for callers in Acme.", rows).expect_items(0, &[]);
    let picture = graph(&acc.dir().join("plan.json"), &[]).ok();
    assert!(
        picture.stdout.contains("<b>1</b> <s>group: Sales, then Support</s> (- removed)"),
        "{}",
        picture.stdout
    );
    assert!(picture.stdout.contains("<b>7</b> group: Sales, then Support (+ added)"), "{}", picture.stdout);
    assert_eq!(picture.stderr, "2 changes for callers in Acme.\n");
}

#[test]
fn routes_that_exchange_keys_are_two_changes() {
    let acc = applied();
    let config = replaced(&demo(), "keypress = \"2\"", "keypress = \"x\"");
    let config = replaced(
        &config,
        "keypress = \"1\"\n  action   = \"group\"\n  options = {\n    group_ids = [data.zendesk_group.sales",
        "keypress = \"2\"\n  action   = \"group\"\n  options = {\n    group_ids = [data.zendesk_group.sales",
    );
    let config = replaced(&config, "keypress = \"x\"", "keypress = \"1\"");
    let rows: &[&[&str]] = &[
        &["Main menu", "1", "Sales, then Support", "menu Billing"],
        &["Main menu", "2", "menu Billing", "Sales, then Support"],
    ];
    comment(&acc, &config).expect("2 changes for callers in Acme.", rows);
    let picture = graph(&acc.dir().join("plan.json"), &[]).ok().stdout;
    assert!(picture.contains("==>|\"1 (#126; changed, before: Sales, then Support)\"|"), "{picture}");
    let dot = graph(&acc.dir().join("plan.json"), &["--format", "dot"]).ok().stdout;
    assert!(dot.contains("<b> (~ changed, before: menu Billing)</b>"), "{dot}");
}

#[test]
fn a_default_route_that_goes_is_a_new_problem_and_one_that_comes_solves_it() {
    let acc = applied();
    let config = without(&demo(), "resource \"zendesk_ivr_route\" \"billing_default\"");
    let rows: &[&[&str]] = &[&["Billing", "none, or a wrong one", "voicemail, Billing", "disconnected"]];
    let problem = format!("IVR \"Acme\", menu \"Billing\": {NO_DEFAULT}");
    let worse = comment(&acc, &config);
    worse.expect("1 change for callers in Acme, 1 new problem.", rows).expect_items(2, &[&problem]);
    assert_eq!(worse.stderr, format!("1 change for callers in Acme, 1 new problem.\n- {problem}\n"));
    acc.apply(&config);
    comment(&acc, &config).expect("No changes for callers.", &[]).expect_items(0, &[]);
    let rows: &[&[&str]] = &[&["Billing", "none, or a wrong one", "disconnected", "voicemail, Billing"]];
    let better = comment(&acc, &demo());
    better.expect("1 change for callers in Acme, 1 problem solved.", rows).expect_items(0, &[&problem]);
    assert!(better.markdown.contains("**Solved problems:**"), "{}", better.markdown);
}

#[test]
fn a_menu_that_is_deleted_is_told_with_its_keys_and_a_route_to_it_leads_nowhere() {
    let acc = applied();
    let mut config = demo();
    for route in ["billing\"", "billing_agents\"", "billing_back\"", "billing_default\""] {
        config = without(&config, &format!("resource \"zendesk_ivr_route\" \"{route}"));
    }
    config = without(&config, "resource \"zendesk_ivr_menu\" \"billing\"");
    let rows: &[&[&str]] = &[
        &["Main menu", "2", "menu Billing", "Support, as for a wrong key"],
        &["Billing", "1", "Billing", "the menu is deleted"],
        &["Billing", "*", "menu Main menu", "the menu is deleted"],
        &["Billing", "none, or a wrong one", "voicemail, Billing", "the menu is deleted"],
    ];
    comment(&acc, &config).expect("4 changes for callers in Acme.", rows).expect_items(0, &[]);
    let picture = graph(&acc.dir().join("plan.json"), &[]).ok().stdout;
    assert!(picture.contains("<b>Billing (- removed)</b>"), "{picture}");
    assert!(picture.contains("-.->|\"2 (- removed)\"|"), "{picture}");
    // The same with a route that still leads there, by its id.
    let menu = acc.state().attr("zendesk_ivr_menu.billing", "menu_id").to_string();
    let route = format!(
        "resource \"zendesk_ivr_route\" \"billing\" {{\n  ivr_id = zendesk_ivr.office.ivr_id\n  menu_id = zendesk_ivr.office.default_menu_id\n  \
         keypress = \"2\"\n  action = \"menu\"\n  options = {{ menu_id = {menu} }}\n}}\n"
    );
    let comment = comment(&acc, &format!("{config}{route}"));
    let nowhere = ["Main menu", "2", "menu Billing", "nowhere: menu Billing doesn't exist in this IVR"];
    assert_eq!(comment.rows[0], nowhere, "{}", comment.markdown);
    let problem = "IVR \"Acme\", menu \"Main menu\": key 2 leads to a menu that this IVR doesn't have: callers who press it get nowhere";
    comment.expect_items(2, &[problem]);
}

#[test]
fn a_menu_that_nobody_reaches_any_more_is_a_new_problem() {
    let acc = applied();
    let config = without(&demo(), "resource \"zendesk_ivr_route\" \"billing\"");
    let rows: &[&[&str]] = &[&["Main menu", "2", "menu Billing", "Support, as for a wrong key"]];
    let problem = "IVR \"Acme\", menu \"Billing\": no caller reaches it from the first menu";
    comment(&acc, &config)
        .expect("1 change for callers in Acme, 1 new problem.", rows)
        .expect_items(2, &[problem]);
}

#[test]
fn a_text_that_changes_beyond_what_is_shown_is_a_change() {
    let acc = applied();
    let text = "Hello from Acme! Tell us here what you need.";
    let long = |end| replaced(&demo(), text, &format!("{}{end}", "x".repeat(90)));
    acc.apply(&long("one"));
    let shown = format!("text message: {}…", "x".repeat(80));
    let rows: &[&[&str]] = &[&["Main menu", "3", &shown, &format!("{shown}, changed")]];
    comment(&acc, &long("two")).expect("1 change for callers in Acme.", rows);
}

#[test]
fn a_phone_number_that_moves_is_told() {
    let acc = applied();
    let comment = comment_with(&acc, &demo(), &["-var", "holiday=true"]);
    let rows: &[&[&str]] = &[&["phone number Main line", "", "IVR Acme", "IVR Acme on holidays"]];
    comment.expect("1 change for callers in Acme on holidays.", rows);
    let picture = graph(&acc.dir().join("plan.json"), &[]).ok().stdout;
    assert!(
        picture.contains("([\"Main line (- removed)\"])") && picture.contains("([\"Main line (+ added)\"])"),
        "{picture}"
    );
}

#[test]
fn names_and_greetings_change_the_picture_and_greetings_alone_are_told() {
    let acc = applied();
    let config = replaced(
        &demo(),
        "    name        = \"Main menu\"\n    greeting_id = data.zendesk_greeting.welcome",
        "    name        = \"Start\"\n    greeting_id = data.zendesk_greeting.closed",
    );
    let rows: &[&[&str]] = &[&["Start", "greeting", "Welcome", "Closed"]];
    comment(&acc, &config).expect("1 change for callers in Acme.", rows);
    let picture = graph(&acc.dir().join("plan.json"), &[]).ok().stdout;
    assert!(picture.contains("<b>Start, before: Main menu (#126; changed)</b>"), "{picture}");
}

#[test]
fn what_is_replaced_stays_the_same_for_callers() {
    let acc = applied();
    comment_with(&acc, &demo(), &["-replace=zendesk_ivr_menu.billing"])
        .expect("No changes for callers.", &[])
        .expect_items(0, &[]);
    comment_with(&acc, &demo(), &["-replace=zendesk_ivr_route.sales"]).expect("No changes for callers.", &[]);
}

#[test]
fn addresses_that_move_are_no_change_and_a_removed_block_takes_nothing_away() {
    let acc = applied();
    let config = demo().replace(SALES, "resource \"zendesk_ivr_route\" \"talk_to_sales\"");
    let moved = "moved {\n  from = zendesk_ivr_route.sales\n  to = zendesk_ivr_route.talk_to_sales\n}\n";
    comment(&acc, &format!("{config}{moved}")).expect("No changes for callers.", &[]);
    if acc.lacks(Feature::Removed) {
        return;
    }
    let removed = "removed {\n  from = zendesk_ivr_route.sales\n  lifecycle {\n    destroy = false\n  }\n}\n";
    comment(&acc, &format!("{}{removed}", without(&demo(), SALES)))
        .expect("No changes for callers.", &[])
        .expect_items(0, &[]);
}

#[test]
fn what_is_imported_was_there_before() {
    let acc = applied();
    let state = acc.state();
    let menu = state.attr("zendesk_ivr_menu.billing", "menu_id").as_i64().expect("an id");
    let ivr = state.attr("zendesk_ivr.office", "ivr_id").as_i64().expect("an id");
    let group = state.attr("data.zendesk_group.support", "group_id").clone();
    let id = acc
        .fake()
        .account(|account| account.add_route(ivr, menu, "0", "group", json!({"group_ids": [group]})));
    let imported = format!(
        "import {{\n  to = zendesk_ivr_route.adopted\n  id = \"{ivr}/{menu}/{id}\"\n}}\nresource \"zendesk_ivr_route\" \"adopted\" {{\n  \
         ivr_id = zendesk_ivr.office.ivr_id\n  menu_id = zendesk_ivr_menu.billing.menu_id\n  keypress = \"0\"\n  action = \"group\"\n  \
         options = {{ group_ids = [data.zendesk_group.GROUP.group_id] }}\n}}\n"
    );
    let with = |group| format!("{}{}", demo(), imported.replace("GROUP", group));
    comment(&acc, &with("support")).expect("No changes for callers.", &[]);
    let rows: &[&[&str]] = &[&["Billing", "0", "Support", "Sales"]];
    comment(&acc, &with("sales")).expect("1 change for callers in Acme.", rows);
    acc.fake().account(|account| account.remove_route(ivr, menu, id));
}

#[test]
fn a_destroy_tells_all_that_goes() {
    let acc = applied();
    let destroyed = comment_with(&acc, &demo(), &["-destroy"]);
    assert!(destroyed.sentence.starts_with("10 changes for callers in Acme"), "{}", destroyed.sentence);
    let last =
        ["Acme on holidays", "Closed", "none, or a wrong one", "voicemail, Support", "the menu is deleted"];
    let number = ["Acme", "phone number Main line", "", "IVR Acme", "no IVR"];
    for row in [last, number] {
        assert!(destroyed.rows.iter().any(|found| *found == row), "{}", destroyed.markdown);
    }
    destroyed.expect_items(0, &[]);
}

#[test]
fn what_is_not_targeted_stays_and_a_note_says_that_more_may_come() {
    let acc = applied();
    let config = without(&demo(), SALES);
    let comment = comment_with(&acc, &config, &["-target=zendesk_ivr_route.sales"]);
    let rows: &[&[&str]] = &[&["Main menu", "1", "Sales, then Support", "Support, as for a wrong key"]];
    comment.expect("1 change for callers in Acme.", rows);
    let nothing = comment_with(&acc, &config, &["-target=zendesk_ivr_menu.billing"]);
    nothing.expect("No changes for callers.", &[]);
}

#[test]
fn what_was_changed_by_hand_is_what_the_plan_changes_back() {
    let acc = applied();
    let state = acc.state();
    let id = |address: &str, name: &str| state.attr(address, name).as_i64().expect("an id");
    let (ivr, menu) = (id("zendesk_ivr.office", "ivr_id"), id("zendesk_ivr.office", "default_menu_id"));
    let night = id("zendesk_ivr_route.night", "route_id");
    acc.fake().account(|account| account.remove_route(ivr, menu, night));
    let rows: &[&[&str]] = &[&["Main menu", "9", "Support, as for a wrong key", "number +15551234567"]];
    comment(&acc, &demo()).expect("1 change for callers in Acme.", rows);
}

#[test]
fn one_ivr_can_be_chosen() {
    let acc = applied();
    let config = without(&demo(), "resource \"zendesk_ivr_route\" \"holiday_default\"");
    let file = planned(&acc, &config, &[]);
    let state = acc.state();
    let ivr = |name: &str| state.attr(name, "ivr_id").to_string();
    let only = |ivr: &str| graph(&file, &["--format", "markdown", "--strict", "--ivr", ivr]);
    let office = Comment::of(only(&ivr("zendesk_ivr.office")));
    office.expect("No changes for callers.", &[]).expect_items(0, &[]);
    let holiday = Comment::of(only(&ivr("zendesk_ivr.holiday")));
    assert_eq!((holiday.rows.len(), holiday.code), (1, Some(2)), "{}", holiday.markdown);
    only("5").fails_with("plan.json has no IVR 5.");
}
