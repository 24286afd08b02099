//! One route at two addresses: each apply would undo what the other address says.

use serde_json::json;

use super::account::{TO_SALES, account, address, requests, route};
use crate::harness::{Acceptance, Feature};

/// An account with a route on key 1, made by hand.
fn seeded() -> Acceptance {
    let acc = account();
    acc.fake().account(|account| {
        let options = json!({"group_ids": [360_001_381_413_i64], "tags": []});
        assert_eq!(account.add_route(10001, 10002, "1", "group", options), 30001);
    });
    acc
}

fn import(name: &str, id: &str) -> String {
    format!("import {{\n  to = {}\n  id = \"10001/10002/{id}\"\n}}\n", address(name))
}

fn on_key(name: &str, key: &str, does: &str) -> String {
    route(name, &format!("keypress = \"{key}\", {does}"))
}

const TO_SUPPORT: &str = r#"action = "group", options = { group_ids = [360001381433] }"#;

#[test]
fn two_import_blocks_of_one_route_are_an_error_at_plan() {
    let acc = seeded();
    for (id, key, does) in [
        ("30001", "1", TO_SALES),
        ("30001", "1", TO_SUPPORT),
        ("key=1", "1", TO_SUPPORT),
        ("30001", "7", TO_SALES),
    ] {
        let config =
            [on_key("a", "1", TO_SALES), on_key("b", key, does), import("a", "30001"), import("b", id)];
        acc.configure(&config.concat());
        for parallelism in ["-parallelism=1", "-parallelism=10"] {
            let output = acc.terraform(&["plan", parallelism]);
            let errors = output.diagnostics();
            assert_eq!(errors.len(), 1, "{output}");
            let error = output.error("Route at two addresses");
            error.says("Route 30001 is at two addresses");
            error.says("removed { from = zendesk_ivr_route.OLD lifecycle { destroy = false } }");
            error.says("To destroy everything all the same, run terraform destroy -refresh=false.");
        }
    }
    assert!(requests(&acc).iter().all(|request| request.starts_with("GET")));
}

#[test]
fn an_import_beside_a_resource_that_has_the_route_is_an_error_at_plan() {
    let acc = seeded();
    let first = on_key("a", "1", TO_SALES) + &import("a", "30001");
    acc.apply(&first);
    let second = on_key("b", "1", TO_SALES) + &import("b", "30001");
    acc.plan_fails(&(first.clone() + &second)).error("Route at two addresses");
    // As the error says: one is forgotten.
    if acc.has(Feature::Removed) {
        let removed = "removed {\n  from = zendesk_ivr_route.a\n  lifecycle {\n    destroy = false\n  }\n}\n";
        acc.apply(&(second + removed)).plan.expect_import(&address("b"));
    }
    let renamed = "moved {\n  from = zendesk_ivr_route.b\n  to = zendesk_ivr_route.c\n}\n";
    if acc.has(Feature::Removed) {
        acc.apply(&(on_key("c", "2", TO_SALES) + renamed));
    }
}

#[test]
fn a_route_that_the_state_has_at_two_addresses_is_an_error_at_plan() {
    let acc = seeded();
    acc.apply(&(on_key("a", "1", TO_SALES) + &import("a", "30001")));
    // As 0.1 let it happen: the same object once more, without the private data that tell the two apart.
    let file = acc.dir().join("terraform.tfstate");
    let mut state: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let resources = state["resources"].as_array_mut().unwrap();
    resources[0]["instances"][0].as_object_mut().unwrap().remove("private");
    let mut copy = resources[0].clone();
    copy["name"] = json!("b");
    resources.push(copy);
    state["serial"] = json!(100);
    std::fs::write(&file, state.to_string()).unwrap();
    acc.configure(&(on_key("a", "1", TO_SALES) + &on_key("b", "2", TO_SUPPORT)));
    for arguments in [&["plan"][..], &["plan", "-refresh=false"]] {
        acc.terraform(arguments).error("Route at two addresses");
    }
    assert!(requests(&acc).iter().all(|request| request.starts_with("GET")));
    // The state is the way out, as the error says.
    let forgotten = acc.terraform(&["state", "rm", &address("b")]);
    assert!(forgotten.status.success(), "{forgotten}");
    acc.apply(&on_key("a", "1", TO_SALES));
}
