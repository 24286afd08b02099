//! What a plan refuses, and what it says.

use super::account::{LIST, account, add_by_hand, address, ids, list, list_in, on_key, others, route_in};
use crate::harness::Action;

const TWICE: &str = "Routes of a menu listed by two resources";

#[test]
fn two_lists_for_one_menu_are_an_error_in_any_order() {
    let acc = account();
    let two = |first: &str, second: &str| list_in("main", 10002, first) + &list_in("other", 10002, second);
    let configs = [
        two("{}", "{}"),
        two("{}", "{ \"1\" = 30001 }"),
        list("{}") + &list_in("other", 10002, "{}\n  depends_on = [zendesk_ivr_routes_exclusive.main]"),
        list_in("many", 10002, "{}\n  count = 2"),
    ];
    for exists in [false, true] {
        if exists {
            acc.apply(&list("{}"));
        }
        for config in &configs {
            acc.configure(config);
            for parallelism in ["-parallelism=1", "-parallelism=10"] {
                let output = acc.terraform(&["plan", parallelism]);
                assert!(!output.status.success(), "{output}");
                output
                    .error(TWICE)
                    .says("Menu 10002 (IVR 10001) has more than one zendesk_ivr_routes_exclusive");
            }
        }
    }
    // A list for each menu is none too many, and a list may get another name.
    acc.apply(&(list("{}") + &list_in("other", 10003, "{}")));
    let moved =
        "moved {\n  from = zendesk_ivr_routes_exclusive.main\n  to = zendesk_ivr_routes_exclusive.new\n}\n";
    acc.apply(&(list_in("new", 10002, "{}") + &list_in("other", 10003, "{}") + moved));
}

#[test]
fn a_key_that_is_not_the_routes_own_is_an_error() {
    let acc = account();
    let config =
        |key: &str| on_key("a", "1") + &list(&format!("{{ \"{key}\" = zendesk_ivr_route.a.route_id }}"));
    acc.apply(&config("1"));
    let error = acc.plan_fails(&config("2")).error("Listed key differs from the key of the route");
    error.says(
        "lists route 30001 for the key \"2\", but its own resource plans it for the key \"1\" of menu 10002",
    );
    // It may move, and the list with it.
    let moved = on_key("a", "2") + &list("{ \"2\" = zendesk_ivr_route.a.route_id }");
    acc.apply(&moved).plan.expect_action(LIST, Action::Update);
    // A route of another menu.
    let elsewhere = route_in(10001, 10003, "b", &format!("keypress = \"1\", {}", super::account::TO_SALES));
    acc.apply(&(moved.clone() + &elsewhere));
    let listed = on_key("a", "2")
        + &elsewhere
        + &list("{ \"2\" = zendesk_ivr_route.a.route_id, \"1\" = zendesk_ivr_route.b.route_id }");
    acc.plan_fails(&listed).error("Listed key differs from the key of the route").says("of menu 10003");
}

#[test]
fn a_menu_that_is_not_there_is_an_error_on_its_attribute() {
    let acc = account();
    acc.plan_fails(&list_in("main", 4, "{}")).error("Menu not found").at(LIST, "menu_id");
    let config = list("{}").replace("10001", "5");
    acc.plan_fails(&config).error("IVR not found").at(LIST, "ivr_id");
}

#[test]
fn a_listed_route_that_is_not_there_is_a_warning() {
    let acc = account();
    let plan = acc.plan(&list("{ \"1\" = 4711 }"));
    plan.output.warning("Listed routes missing in menu 10002").says("- \"1\" = 4711");
}

#[test]
fn keys_that_are_not_known_at_plan_are_refused_once_there_is_something_to_remove() {
    let acc = account();
    let made = |version: u8| {
        format!(
            "resource \"terraform_data\" \"keys\" {{\n  input = {{ version = {version}, keys = {{}} }}\n}}\n"
        ) + &list(
            "terraform_data.keys.output.version > 1 ? { \"1\" = 4711 } : terraform_data.keys.output.keys",
        )
    };
    // A new list removes nothing then.
    let created = acc.terraform(&["version"]);
    assert!(created.status.success());
    acc.apply(&list("{}"));
    let stray = add_by_hand(&acc, "7");
    let output = acc.plan_fails(&made(1));
    output.error("Keys of routes not known at plan").at(LIST, "routes");
    assert_eq!(ids(&acc), [stray]);
    assert!(others(&acc).is_empty());
}

#[test]
fn a_route_on_the_key_of_a_stray_takes_two_applies_and_the_error_says_so() {
    let acc = account();
    acc.apply(&list("{}"));
    let stray = add_by_hand(&acc, "1");
    let config = on_key("a", "1") + &list("{ \"1\" = zendesk_ivr_route.a.route_id }");
    let output = acc.apply_fails(&config);
    let error = output.error("Failed to create IVR route");
    error.says("if a zendesk_ivr_routes_exclusive is to remove it, that needs two applies");
    assert_eq!(ids(&acc), [stray]);
    // As the error says.
    acc.apply(&list("{}"));
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(&address("a"), "keypress"), "1");
}
