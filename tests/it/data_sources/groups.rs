//! `data.zendesk_group` and `data.zendesk_groups`: groups of agents by their names, without those that were deleted.

use serde_json::json;

use crate::harness::Acceptance;

const ALL: &str = "data \"zendesk_groups\" \"all\" {}\n";

fn named(name: &str) -> String {
    format!("data \"zendesk_group\" \"test\" {{\n  name = \"{name}\"\n}}\n")
}

/// An account with groups of these names, whose ids are 1, 2 and so on; those with a `-` before it are deleted.
fn account(names: &[&str]) -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        for (id, name) in (1..).zip(names) {
            account.add_group(id, name.trim_start_matches('-'));
            account.group_mut(id).deleted = name.starts_with('-');
        }
    });
    acc
}

#[test]
fn a_route_leads_to_a_group_by_its_name() {
    let acc = account(&["Support", "Sales"]);
    acc.fake().account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Main line");
    });
    let config = named("Sales")
        + r#"
resource "zendesk_ivr_route" "sales" {
  ivr_id   = 10001
  menu_id  = 10385
  keypress = "1"
  action   = "group"
  options  = { group_ids = [data.zendesk_group.test.group_id] }
}
"#;
    let applied = acc.apply(&config);
    assert_eq!(applied.attr("zendesk_ivr_route.sales", "options.group_ids"), &json!([2]));
    assert_eq!(applied.attr("zendesk_ivr_route.sales", "option_text"), "Sales");
    let whole = json!({"group_id": 2, "name": "Sales"});
    assert_eq!(applied.state.resource("data.zendesk_group.test"), &whole);
}

#[test]
fn names_lead_to_ids() {
    let acc = account(&["Support", "Sales", "Zu\u{308}rich"]);
    let applied = acc.apply(ALL);
    let ids = json!({"Sales": 2, "Support": 1, "Z\u{fc}rich": 3});
    assert_eq!(applied.attr("data.zendesk_groups.all", "ids"), &ids);
    assert_eq!(applied.plan.output.diagnostics(), []);
}

#[test]
fn a_name_that_several_have_and_none_are_left_out_with_a_warning() {
    let acc = account(&["Sales", "Sales", "", "Support", "Nameless"]);
    acc.fake().account(|account| account.group_mut(5).name = None);
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr("data.zendesk_groups.all", "ids"), &json!({"Support": 4}));
    let warned = &applied.plan.output;
    assert_eq!(warned.diagnostics().len(), 2, "{warned}");
    let several = warned.warning("Several groups are named \"Sales\"");
    several.says("ids leaves them out, since one name has one id: 1, 2.");
    warned.warning("Some groups have no name").says("ids leaves them out: 5, 3.");
}

#[test]
fn deleted_groups_are_left_out() {
    let acc = account(&["-Night", "Sales"]);
    for arguments in ["name = \"Night\"", "group_id = 1"] {
        let output = acc.plan_fails(&named("x").replace("name = \"x\"", arguments));
        output.error("Group not found").says("There are: 2 \"Sales\".");
    }
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr("data.zendesk_groups.all", "ids"), &json!({"Sales": 2}));
}

#[test]
fn a_deleted_namesake_makes_no_difference() {
    for names in [["-Sales", "Sales"], ["Sales", "-Sales"]] {
        let acc = account(&names);
        let living = if names[0] == "Sales" { 1 } else { 2 };
        let applied = acc.apply(&(named("Sales") + ALL));
        assert_eq!(applied.attr("data.zendesk_group.test", "group_id"), living);
        assert_eq!(applied.attr("data.zendesk_groups.all", "ids"), &json!({"Sales": living}));
        assert_eq!(applied.plan.output.diagnostics(), []);
    }
}

#[test]
fn deleted_groups_on_every_page_are_left_out() {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        for id in 1..=250 {
            account.add_group(id, &format!("Group {}", (id + 1) / 2));
            account.group_mut(id).deleted = id % 2 == 0;
        }
    });
    let applied = acc.apply(&(named("Group 125") + ALL));
    assert_eq!(applied.attr("data.zendesk_group.test", "group_id"), 249);
    let ids = applied.attr("data.zendesk_groups.all", "ids").as_object().unwrap();
    assert_eq!(ids.len(), 125);
    assert!(ids.values().all(|id| id.as_i64().unwrap() % 2 == 1));
}

#[test]
fn pages_are_asked_for_by_cursor() {
    let acc = Acceptance::new();
    acc.fake().account(|account| (1..=101).for_each(|id| account.add_group(id, &format!("Group {id}"))));
    acc.plan(ALL);
    let asked: Vec<_> = acc.fake().requests().into_iter().map(|request| request.path).collect();
    assert_eq!(asked[0], "/api/v2/groups?page[size]=100");
    assert!(asked[1].starts_with("/api/v2/groups.json?page%5Bafter%5D="), "{asked:?}");
    assert_eq!(asked.len(), 2);
}
