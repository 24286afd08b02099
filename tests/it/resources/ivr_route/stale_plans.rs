//! Plans that are applied after somebody has changed the account by hand: what isn't configured stays as it is now.

use serde_json::{Map, Value, json};

use super::account::{TO_SALES, account, address, requests, route};
use crate::fake::Put;
use crate::harness::{Acceptance, Output};

/// Plans the configuration, has somebody change the route 30001, and applies the plan; the service has double keys.
fn apply_late(acc: &Acceptance, config: &str, change: impl FnOnce(&Acceptance)) -> Output {
    acc.plan(config);
    change(acc);
    requests(acc);
    acc.terraform(&["apply", "tfplan"])
}

/// Sets a field of a route by hand.
fn set(acc: &Acceptance, id: i64, key: Option<&str>, does: Option<(&str, Value)>) {
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, id).unwrap();
        route.keypress = key.map(Into::into).or_else(|| route.keypress.take());
        if let Some((action, options)) = does {
            route.action = Some(action.into());
            route.options = serde_json::from_value::<Map<_, _>>(options).unwrap().into_iter().collect();
        }
    });
}

/// The routes of the main menu: key, action, options.
fn stored(acc: &Acceptance) -> Value {
    acc.fake().account(|account| {
        let routes = &account.menu(10001, 10002).unwrap().routes;
        routes.iter().map(|route| json!([route.keypress, route.action, route.options])).collect()
    })
}

fn writes(acc: &Acceptance) -> Vec<String> {
    requests(acc).into_iter().filter(|request| !request.starts_with("GET")).collect()
}

#[test]
fn an_update_writes_onto_a_key_that_is_free_also_where_it_keeps_its_own() {
    for unique in [true, false] {
        let acc = account();
        acc.fake().account(|account| account.knobs.unique_keypress = unique);
        let b = route("b", &format!("keypress = \"2\", {TO_SALES}"));
        let a = |group| {
            route(
                "a",
                &format!("keypress = \"1\", action = \"group\", options = {{ group_ids = [{group}] }}"),
            )
        };
        acc.apply(&(a(360_001_381_413_i64) + &b));
        let state = acc.state();
        let [a_id, b_id] = ["a", "b"].map(|name| state.attr(&address(name), "route_id").as_i64().unwrap());
        let output = apply_late(&acc, &(a(360_001_381_433) + &b), |acc| {
            set(acc, a_id, Some("3"), None);
            set(acc, b_id, Some("1"), None);
        });
        assert!(!output.status.success(), "{output}");
        output
            .error("Failed to update IVR route")
            .says(&format!("key 1 of menu 10002 (IVR 10001) is taken by route {b_id}"));
        assert_eq!(writes(&acc), [] as [String; 0]);
        // A new plan sees what happened, and brings both back.
        acc.apply(&(a(360_001_381_433) + &b));
    }
}

#[test]
fn a_key_that_is_not_configured_is_not_reverted() {
    let acc = account();
    acc.apply(&route("a", &format!("keypress = \"1\", {TO_SALES}")));
    let support = "action = \"group\", options = { group_ids = [360001381433] }";
    let output = apply_late(&acc, &route("a", support), |acc| set(acc, 30001, Some("3"), None));
    assert!(!output.status.success(), "{output}");
    let error = output.error("Failed to update IVR route");
    error
        .at("zendesk_ivr_route.a", "")
        .says("keypress changed since the plan, and the configuration doesn't set it.");
    error.says("Plan again, without -refresh=false, and apply that plan.");
    assert_eq!(writes(&acc), [] as [String; 0]);
    // As the error says.
    acc.apply(&route("a", support));
    assert_eq!(stored(&acc), json!([["3", "group", {"group_ids": [360_001_381_433_i64]}]]));
}

#[test]
fn what_a_route_does_is_not_reverted_where_only_its_key_is_configured() {
    let changes = [
        ("menu", json!({"menu_id": 10003}), "action, options changed since the plan"),
        ("group", json!({"group_ids": [360_001_381_433_i64]}), "options changed since the plan"),
        (
            "group",
            json!({"group_ids": [360_001_381_413_i64], "tags": ["vip"]}),
            "options changed since the plan",
        ),
    ];
    for (action, options, words) in changes {
        for put in [Put::Merge, Put::Replace] {
            let acc = account();
            acc.fake().account(|account| account.knobs.put = put);
            acc.apply(&route("a", &format!("keypress = \"1\", {TO_SALES}")));
            let change = |acc: &Acceptance| set(acc, 30001, None, Some((action, options.clone())));
            let output = apply_late(&acc, &route("a", "keypress = \"2\""), change);
            output.error("Failed to update IVR route").says(words);
            assert_eq!(writes(&acc), [] as [String; 0]);
            // The same without a saved plan, from a state that is old.
            acc.configure(&route("a", "keypress = \"2\""));
            let output = acc.terraform(&["apply", "-auto-approve", "-refresh=false"]);
            output.error("Failed to update IVR route").says(words);
            acc.apply(&route("a", "keypress = \"2\""));
            assert_eq!(stored(&acc), json!([["2", action, options]]));
        }
    }
}

#[test]
fn what_is_ignored_is_not_reverted() {
    let config = |key: &str, ignored: &str| {
        let lifecycle = format!("lifecycle {{ ignore_changes = [{ignored}] }}");
        let does = "action = \"group\", options = { group_ids = [360001381413], tags = [\"a\"] }";
        route("a", &format!("keypress = \"{key}\", {does}, overflow_options = \"[1]\", {lifecycle}"))
    };
    let group = |group: i64, tags: Value| ("group", json!({"group_ids": [group], "tags": tags}));
    for (ignored, words) in [
        ("options", "options.group_ids, options.tags changed since the plan"),
        ("options.tags", "options.tags changed since the plan"),
    ] {
        let acc = account();
        acc.apply(&config("1", ignored));
        // It differs from the configuration already when it is planned.
        set(&acc, 30001, None, Some(group(360_001_381_433, json!(["old"]))));
        let by_hand = group(360_001_381_443, json!(["new"]));
        let change = |acc: &Acceptance| set(acc, 30001, None, Some(by_hand));
        let output = apply_late(&acc, &config("2", ignored), change);
        output.error("Failed to update IVR route").says(words);
        assert_eq!(writes(&acc), [] as [String; 0]);
    }
}

#[test]
fn overflow_options_that_are_ignored_are_not_sent() {
    let config = |key: &str, overflow: &str| {
        let lifecycle = "lifecycle { ignore_changes = [overflow_options] }";
        route(
            "a",
            &format!("keypress = \"{key}\", {TO_SALES}, overflow_options = \"{overflow}\", {lifecycle}"),
        )
    };
    let acc = account();
    acc.apply(&config("1", "[1]"));
    acc.fake().clear_requests();
    acc.apply(&config("2", "[2]"));
    let put = acc.fake().requests().into_iter().find(|request| request.method == "PUT").unwrap();
    assert_eq!(put.body["ivr_route"]["overflow_options"], Value::Null);
}

#[test]
fn what_is_configured_is_written_whatever_happened_since() {
    let acc = account();
    let config = |group: i64| {
        route("a", &format!("keypress = \"1\", action = \"group\", options = {{ group_ids = [{group}] }}"))
    };
    acc.apply(&config(360_001_381_413));
    let output = apply_late(&acc, &config(360_001_381_433), |acc| {
        set(acc, 30001, Some("3"), Some(("menu", json!({"menu_id": 10003}))));
    });
    assert!(output.status.success(), "{output}");
    assert_eq!(stored(&acc), json!([["1", "group", {"group_ids": [360_001_381_433_i64]}]]));
    acc.replan().expect_empty();
}

#[test]
fn an_option_that_the_provider_does_not_know_is_not_reverted() {
    let acc = account();
    let options =
        |language: &str| json!({"sms_text": "Hi", "textback_phone_number_id": 7, "language": language});
    acc.fake().account(|account| {
        account.knobs.put = Put::Replace;
        account.add_route(10001, 10002, "1", "textback", options("de"));
    });
    let import = "import {\n  to = zendesk_ivr_route.a\n  id = \"10001/10002/30001\"\n}\n";
    let config = |key: &str, text: &str| {
        let options = format!("options = {{ sms_text = \"{text}\", textback_phone_number_id = 7 }}");
        route("a", &format!("keypress = \"{key}\", action = \"textback\", {options}"))
    };
    acc.apply(&(config("1", "Hi") + import));
    let change = |acc: &Acceptance| set(acc, 30001, None, Some(("textback", options("fr"))));
    let output = apply_late(&acc, &config("1", "Hello"), change);
    assert!(output.status.success(), "{output}");
    let expected = json!({"sms_text": "Hello", "textback_phone_number_id": 7, "language": "fr"});
    assert_eq!(stored(&acc), json!([["1", "textback", expected]]));
}
