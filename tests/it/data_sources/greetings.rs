//! `data.zendesk_greeting` and `data.zendesk_greetings`: the account's own greetings for menus, and no others.

use serde_json::json;

use crate::harness::Acceptance;

const ALL: &str = "data \"zendesk_greetings\" \"all\" {}\n";

fn test(arguments: &str) -> String {
    format!("data \"zendesk_greeting\" \"test\" {{\n  {arguments}\n}}\n")
}

/// An account with greetings of these names and categories; their ids are 1, 2 and so on.
fn account(greetings: &[(&str, i64)]) -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        for (id, (name, category)) in (1..).zip(greetings) {
            account.add_greeting(id, name);
            account.greeting_mut(id).category = *category;
        }
    });
    acc
}

#[test]
fn a_menu_has_a_greeting_by_its_name() {
    let acc = account(&[("Closed", 5), ("Welcome", 5)]);
    let config = test("name = \"Welcome\"")
        + r#"
resource "zendesk_ivr" "main" {
  name         = "Main line"
  default_menu = { name = "Main menu", greeting_id = data.zendesk_greeting.test.greeting_id }
}
"#;
    let applied = acc.apply(&config);
    assert_eq!(applied.attr("zendesk_ivr.main", "default_menu.greeting_id"), 2);
}

#[test]
fn it_tells_whether_it_is_in_use_and_has_its_sound() {
    let acc = account(&[("Welcome", 5), ("Unused", 5), ("New", 5)]);
    acc.fake().account(|account| {
        account.greeting_mut(3).pending = true;
        account.set_next_id(10001);
        account.add_ivr("Main line");
        account.set_greeting(10001, 10385, 1);
    });
    for (id, name, active, pending) in
        [(1, "Welcome", true, false), (2, "Unused", false, false), (3, "New", false, true)]
    {
        let applied = acc.apply(&test(&format!("name = \"{name}\"")));
        let whole = json!({"greeting_id": id, "name": name, "active": active, "pending": pending});
        assert_eq!(applied.state.resource("data.zendesk_greeting.test"), &whole);
    }
}

#[test]
fn greetings_of_other_categories_are_left_out() {
    let acc = account(&[("Welcome", 1), ("Welcome", 5), ("Hold", 4), ("Welcome", 9), ("Wait", 3)]);
    let applied = acc.apply(&(test("name = \"Welcome\"") + ALL));
    assert_eq!(applied.attr("data.zendesk_greeting.test", "greeting_id"), 2);
    assert_eq!(applied.attr("data.zendesk_greetings.all", "ids"), &json!({"Welcome": 2}));
    assert_eq!(applied.plan.output.diagnostics(), []);
    for arguments in ["name = \"Hold\"", "greeting_id = 5"] {
        let error = acc.plan_fails(&test(arguments)).error("Greeting not found");
        error.says("There are: 2 \"Welcome\".");
    }
}

#[test]
fn zendesks_own_greetings_are_left_out() {
    // "None" is one of Zendesk's own for menus, "Default" several of other categories.
    let acc = account(&[("Welcome", 5)]);
    for name in ["None", "Default"] {
        let error = acc.plan_fails(&test(&format!("name = \"{name}\""))).error("Greeting not found");
        error.says("There are: 1 \"Welcome\".");
    }
    assert_eq!(acc.apply(ALL).attr("data.zendesk_greetings.all", "ids"), &json!({"Welcome": 1}));
    let acc = account(&[("None", 5), ("Default", 5)]);
    let applied = acc.apply(&(test("name = \"None\"") + ALL));
    assert_eq!(applied.attr("data.zendesk_greeting.test", "greeting_id"), 1);
    assert_eq!(applied.attr("data.zendesk_greetings.all", "ids"), &json!({"None": 1, "Default": 2}));
    assert_eq!(applied.plan.output.diagnostics(), []);
}

#[test]
fn a_name_that_several_have_and_none_are_left_out_with_a_warning() {
    let acc = account(&[("Welcome", 5), ("Welcome", 5), (" ", 5), ("Closed", 5), ("Nameless", 5)]);
    acc.fake().account(|account| account.greeting_mut(5).name = None);
    let applied = acc.apply(ALL);
    assert_eq!(applied.attr("data.zendesk_greetings.all", "ids"), &json!({"Closed": 4}));
    let warned = &applied.plan.output;
    assert_eq!(warned.diagnostics().len(), 2, "{warned}");
    let several = warned.warning("Several greetings are named \"Welcome\"");
    several.says("ids leaves them out, since one name has one id: 1, 2.");
    warned.warning("Some greetings have no name").says("ids leaves them out: 3, 5.");
}
