//! Imports, queries and generated configuration.

use serde_json::json;

use super::account::{TEST, account, menu};
use crate::harness::Feature;

#[test]
fn the_default_menu_belongs_to_its_ivr() {
    let acc = account();
    let output = acc.import_fails(&menu("test", "Main menu", ""), TEST, "10001/10002");
    output
        .error("Default menu is part of its IVR")
        .says("Menu 10002 is the menu that callers of IVR 10001 get to first")
        .says("default_menu of zendesk_ivr")
        .says("import { to = zendesk_ivr.NAME id = \"10001\" }");
    let block =
        menu("test", "Main menu", "") + &format!("import {{\n  to = {TEST}\n  id = \"10001/10002\"\n}}\n");
    acc.plan_fails(&block).error("Default menu is part of its IVR");
}

#[test]
fn ids_that_are_none_say_what_is_allowed() {
    let acc = account();
    for id in ["10001", "10001/x", "10001/10003/1", "0/10003"] {
        let output = acc.import_fails(&menu("test", "Billing", ""), TEST, id);
        output.error("Invalid import id").says("Use {ivr_id}/{menu_id}, for example 10001/10002");
    }
    let output = acc.import_fails(&menu("test", "Billing", ""), TEST, "10001/99999");
    assert!(output.stderr.contains("Cannot import non-existent remote object"), "{output}");
}

#[test]
fn a_query_finds_all_but_the_default_menus() {
    let acc = account();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| account.add_menu(20001, "Night"));
    let list = |body: &str| {
        format!(
            "list \"zendesk_ivr_menu\" \"all\" {{\n  provider = zendesk\n  include_resource = true\n  {body}\n}}\n"
        )
    };
    let query = acc.query(&list(""));
    assert_eq!(query.names(), ["Billing (Main line)", "Night (Acme)"]);
    let expected = json!({
        "id": "10001/10003", "ivr_id": 10001, "menu_id": 10003, "name": "Billing", "greeting_id": null, "default": false,
    });
    assert_eq!(query.of("Billing (Main line)", "resource_object"), &expected);
    let one = acc.query(&list("config {\n    ivr_id = 20001\n  }"));
    assert_eq!(one.names(), ["Night (Acme)"]);
    assert_eq!(one.of("Night (Acme)", "identity"), &json!({"ivr_id": "20001", "menu_id": "30001"}));
    let (_, generated) = acc.query_generating(&list("config {\n    ivr_id = 10001\n  }"), "menus.tf");
    for line in ["name     = \"Billing\"", "ivr_id   = 10001", "identity = {"] {
        assert!(generated.contains(line), "{line} isn't in {generated}");
    }
    assert!(!generated.contains("default "), "{generated}");
}

#[test]
fn one_at_two_addresses_is_an_error() {
    let acc = account();
    let both = menu("test", "Billing", "") + &menu("other", "Billing", "");
    acc.configure(&both);
    for address in [TEST, "zendesk_ivr_menu.other"] {
        let output = acc.terraform(&["import", address, "10001/10003"]);
        assert!(output.status.success(), "{output}");
    }
    let output = acc.plan_fails(&both);
    output.error("Menu at two addresses").says("Menu 10001/10003 is at two addresses");
    for address in [TEST, "zendesk_ivr_menu.other"] {
        let output = acc.terraform(&["state", "rm", address]);
        assert!(output.status.success(), "{output}");
    }
}
