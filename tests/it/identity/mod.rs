//! The identity of a route in Terraform's state, and the ways to import a route: by identity and by key.

mod by_identity;
mod by_key;
mod stored;

use serde_json::{Value, json};

use crate::harness::Acceptance;

const TEST: &str = "zendesk_ivr_route.test";

/// IVR 10001 with the menus 10002 and 10003, and in the first one routes for 1 (30001), default (30002), * (30003) and
/// # (30004).
fn account() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.add_group(7, "Sales");
        account.set_next_id(10001);
        account.add_ivr("Main line");
        let own = account.default_menu(10001);
        account.menu_mut(10001, own).unwrap().id = 10002;
        account.set_next_id(10003);
        account.add_menu(10001, "Night");
        for (id, key) in [(30001, "1"), (30002, "default"), (30003, "*"), (30004, "#")] {
            account.set_next_id(id);
            account.add_route(10001, 10002, key, "group", json!({"group_ids": [7]}));
        }
        account.set_next_id(50001);
    });
    acc
}

/// The configuration of a route to group 7.
fn route(name: &str, menu_id: i64, key: &str) -> String {
    format!(
        r#"
resource "zendesk_ivr_route" "{name}" {{
  ivr_id   = 10001
  menu_id  = {menu_id}
  keypress = "{key}"
  action   = "group"
  options  = {{ group_ids = [7] }}
}}
"#
    )
}

fn import_block(name: &str, argument: &str) -> String {
    format!("import {{\n  to = zendesk_ivr_route.{name}\n  {argument}\n}}\n")
}

/// What the state holds of a route, with its identity.
fn stored(acc: &Acceptance, name: &str) -> Value {
    let text = std::fs::read_to_string(acc.dir().join("terraform.tfstate")).unwrap();
    let state: Value = serde_json::from_str(&text).unwrap();
    let resources = state["resources"].as_array().unwrap();
    let found = resources.iter().find(|resource| resource["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {text}"))["instances"][0].clone()
}

fn identity(menu_id: i64, route_id: i64) -> Value {
    json!({"ivr_id": "10001", "menu_id": menu_id.to_string(), "route_id": route_id.to_string()})
}
