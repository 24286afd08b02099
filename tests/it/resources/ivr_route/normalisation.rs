//! What the service stores in its own way makes no difference to Terraform.

use serde_json::{Value, json};

use super::account::{TEST, account, address, route};
use crate::fake::{Delete, Overflow, Put};
use crate::harness::{Acceptance, Action};

/// Routes whose values a service may spell otherwise.
fn config(key: &str) -> String {
    let phone = "action = \"phone_number\", options = { phone_number = \"+1 (205) 953-1462\" }";
    let tags = r#"action = "group", options = { group_ids = [2, 1], tags = ["VIP", "b", "a"] }"#;
    [
        route("phone", &format!(r#"keypress = "1", {phone}"#)),
        route("tags", &format!(r#"keypress = "2", {tags}"#)),
        route(
            "no_tags",
            &format!(r#"keypress = "{key}", action = "group", options = {{ group_ids = [1], tags = [] }}"#),
        ),
        route("none", r#"keypress = "4", action = "menu", options = { menu_id = 10003, group_ids = [] }"#),
        route(
            "overflow",
            r#"keypress = "5", action = "menu", options = { menu_id = 10003 }, overflow_options = "[]""#,
        ),
    ]
    .concat()
}

/// Creates, updates, imports and deletes; the harness checks that every plan in between is empty.
fn lives(acc: &Acceptance) {
    let created = acc.apply(&config("3"));
    let is = |name: &str, path: &str, value: Value| assert_eq!(*created.attr(&address(name), path), value);
    is("phone", "options.phone_number", json!("+1 (205) 953-1462"));
    is("tags", "options.tags", json!(["VIP", "a", "b"]));
    is("no_tags", "options.tags", json!([]));
    is("none", "options.group_ids", json!([]));
    is("overflow", "overflow_options", json!("[]"));
    acc.fake().account(|account| {
        account
            .menu_mut(10001, 10002)
            .unwrap()
            .routes
            .iter_mut()
            .for_each(|r| r.greeting = Some("Hello".into()));
    });
    acc.refresh();
    let updated = acc.apply(&config("default"));
    assert_eq!(updated.attr(&address("no_tags"), "greeting"), "Hello");
    acc.destroy();
    acc.fake().account(|account| assert_eq!(account.route_count(), 0));
}

#[test]
fn zendesk_ivr_route_on_a_service_that_rewrites_what_it_stores() {
    let acc = account();
    acc.fake().account(|account| {
        let knobs = &mut account.knobs;
        (knobs.normalize_phone_numbers, knobs.normalize_tags, knobs.always_tags) = (true, true, true);
        (knobs.reverse_keys, knobs.put) = (true, Put::Merge);
        (knobs.delete, knobs.overflow) = (Delete::NoContent, Overflow::Null);
    });
    lives(&acc);
}

#[test]
fn zendesk_ivr_route_on_a_service_that_leaves_things_out() {
    let acc = account();
    acc.fake().account(|account| {
        let knobs = &mut account.knobs;
        (knobs.envelope, knobs.overflow, knobs.put) = (false, Overflow::Missing, Put::Replace);
        knobs.delete = Delete::WithBody;
    });
    lives(&acc);
}

#[test]
fn a_greeting_that_a_write_clears_is_no_change() {
    let acc = account();
    acc.fake().account(|account| {
        (account.knobs.clear_greeting_on_put, account.knobs.overflow) = (true, Overflow::AlwaysEmpty);
    });
    let config = |key: &str| {
        route("test", &format!(r#"keypress = "{key}", action = "group", options = {{ group_ids = [1] }}"#))
    };
    acc.apply(&config("1"));
    acc.fake().account(|account| {
        account.route_mut(10001, 10002, 30001).unwrap().greeting = Some("Hello".into());
    });
    let applied = acc.apply(&config("2"));
    assert_eq!(applied.plan.after(TEST, "greeting"), Some(&json!("Hello")));
    assert_eq!(acc.refresh().attr(TEST, "greeting"), &Value::Null);
}

#[test]
fn another_spelling_in_the_configuration_is_no_change() {
    let acc = account();
    let with = |phone: &str, tags: &str, overflow: &str| {
        route(
            "test",
            &format!(
                r#"keypress = "1", action = "phone_number", options = {{ phone_number = "{phone}", tags = [{tags}] }}, overflow_options = "{overflow}""#
            ),
        )
    };
    acc.apply(&with("+1 (205) 953-1462", r#""VIP", "a""#, r#"[{\"a\":1,\"b\":[]}]"#));
    acc.plan(&with("+12059531462", r#""A", "vip""#, r#"[ {\"b\": [], \"a\": 1} ]"#)).expect_empty();
    // Somebody writes it otherwise in the admin center.
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, 30001).unwrap();
        route.options.insert("phone_number".into(), json!("+1 205-953-1462"));
        route.options.insert("tags".into(), json!(["a", "vip"]));
    });
    acc.replan().expect_empty();
}

#[test]
fn overflow_options_are_compared_as_json() {
    let acc = account();
    let with = |overflow: &str| {
        let arguments = r#"action = "group", options = { group_ids = [1] }"#;
        route("test", &format!(r#"keypress = "1", {arguments}, overflow_options = "{overflow}""#))
    };
    // The harness checks that the plan after each apply is empty, also where the service stores nothing.
    acc.fake().account(|account| account.knobs.overflow = Overflow::Null);
    assert_eq!(acc.apply(&with(r"[ ]\n")).attr(TEST, "overflow_options"), "[ ]\n");
    acc.plan(&with("[]")).expect_empty();

    acc.fake().account(|account| account.knobs.overflow = Overflow::Echo);
    acc.apply(&with(r#"[1.0, {\"a\": [2.50, 1e2]}]"#));
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, 30001).unwrap();
        route.overflow_options = vec![json!(1), json!({"a": [2.5, 100]})];
    });
    acc.replan().expect_empty();
    acc.plan(&with(r#"[1, {\"a\": [2.5, 100.0]}]"#)).expect_empty();
    acc.plan(&with(r#"[1, {\"a\": [2.5, 101]}]"#)).expect_action(TEST, Action::Update);
}
