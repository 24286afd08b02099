//! The identity beside the state.

use serde_json::{Value, json};

use super::{TEST, account, identity, import_block, route, stored};
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Action, Feature};

#[test]
fn a_route_has_its_identity_from_creation_to_replacement() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    acc.apply(&route("test", 10002, "5"));
    assert_eq!(stored(&acc, "test")["identity"], identity(10002, 50001));
    assert_eq!(stored(&acc, "test")["identity_schema_version"], 1);
    let updated = acc.apply(&route("test", 10002, "6"));
    updated.plan.expect_action(TEST, Action::Update);
    assert_eq!(stored(&acc, "test")["identity"], identity(10002, 50001));
    let replaced = acc.apply(&route("test", 10003, "6"));
    replaced.plan.expect_action(TEST, Action::Replace);
    assert_eq!(stored(&acc, "test")["identity"], identity(10003, 50385));
    acc.destroy().says("Destroy complete! Resources: 1 destroyed.");
}

#[test]
fn a_failed_update_keeps_the_identity() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    acc.apply(&route("test", 10002, "5"));
    acc.fake().fault(Fault::answer(Answer::localized_invalid()).on("PUT", Fault::ROUTE));
    acc.apply_fails(&route("test", 10002, "6")).error("Failed to update IVR route");
    assert_eq!(stored(&acc, "test")["identity"], identity(10002, 50001));
    acc.apply(&route("test", 10002, "6"));
}

#[test]
fn a_state_of_an_older_provider_gets_its_identity_by_the_next_read() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    let config = route("test", 10002, "5");
    acc.apply(&config);
    let path = "terraform.tfstate";
    let mut state: Value =
        serde_json::from_str(&std::fs::read_to_string(acc.dir().join(path)).unwrap()).unwrap();
    let instance = state["resources"][0]["instances"][0].as_object_mut().unwrap();
    assert_eq!(instance.remove("identity"), Some(identity(10002, 50001)));
    instance.remove("identity_schema_version");
    state["serial"] = json!(99);
    acc.write(path, &state.to_string());
    assert_eq!(stored(&acc, "test").get("identity"), None);

    acc.replan().expect_empty();
    acc.refresh();
    assert_eq!(stored(&acc, "test")["identity"], identity(10002, 50001));
}

#[test]
fn every_kind_of_import_gives_the_identity() {
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    let imports = [
        ("id", "1", r#"id = "10001/10002/30001""#, 30001),
        ("key", "default", r#"id = "10001/10002/key=default""#, 30002),
        ("identity", "*", "identity = { ivr_id = 10001, menu_id = 10002, route_id = 30003 }", 30003),
    ];
    let blocks =
        imports.map(|(name, key, argument, _)| route(name, 10002, key) + &import_block(name, argument));
    acc.configure(&(blocks.concat() + &route("command", 10002, "#")));
    let command = acc.terraform(&["import", "zendesk_ivr_route.command", "10001/10002/key=#"]);
    assert!(command.status.success(), "{command}");
    assert_eq!(stored(&acc, "command")["identity"], identity(10002, 30004));
    let applied = acc.apply(&(blocks.concat() + &route("command", 10002, "#")));
    applied.output.says("3 imported, 0 added, 0 changed, 0 destroyed");
    for (name, _, _, route_id) in imports {
        assert_eq!(stored(&acc, name)["identity"], identity(10002, route_id), "{name}");
    }
}

/// Gives the stored route the identity of version 0 that is written so in JSON.
fn store_version_0(acc: &Acceptance, identity: &str) {
    let path = "terraform.tfstate";
    let text = std::fs::read_to_string(acc.dir().join(path)).unwrap();
    let mut state: Value = serde_json::from_str(&text).unwrap();
    let serial = state["serial"].as_i64().unwrap();
    state["serial"] = json!(serial + 1);
    let instance = &mut state["resources"][0]["instances"][0];
    instance["identity_schema_version"] = json!(0);
    instance["identity"] = json!("IDENTITY");
    // As text, since JSON values would change the form of the numbers.
    acc.write(path, &state.to_string().replace("\"IDENTITY\"", identity));
}

#[test]
fn an_identity_that_0_1_stored_is_upgraded_without_a_change() {
    const ROUTE: i64 = 21_973_195_680_000;
    let acc = account();
    if acc.lacks(Feature::Identity) {
        return;
    }
    acc.fake().account(|account| account.set_next_id(ROUTE));
    let config = route("test", 10002, "5");
    acc.apply(&config);
    for route_id in ["21973195680000", "2.197319568e+13", "21973195680000.0", "\"2.197319568e+13\""] {
        let numbers = format!("{{\"ivr_id\":10001,\"menu_id\":1.0002e+4,\"route_id\":{route_id}}}");
        store_version_0(&acc, &numbers);
        acc.replan().expect_empty();
        acc.refresh();
        assert_eq!(stored(&acc, "test")["identity"], identity(10002, ROUTE), "{route_id}");
        assert_eq!(stored(&acc, "test")["identity_schema_version"], 1);
    }
}
