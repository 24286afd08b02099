//! Imports, queries and generated configuration.

use serde_json::json;

use super::account::{TEST, account, ivr};
use crate::harness::Feature;

#[test]
fn ids_that_are_none_say_what_is_allowed() {
    let acc = account();
    for id in ["x", "0", "10001/10002", "-1"] {
        let output = acc.import_fails(&ivr("test", "Main line", ""), TEST, id);
        output.error("Invalid import id").says("Use {ivr_id}, for example 10001");
    }
    let output = acc.import_fails(&ivr("test", "Main line", ""), TEST, "99999");
    assert!(output.stderr.contains("Cannot import non-existent remote object"), "{output}");
}

#[test]
fn an_imported_one_is_as_it_is() {
    let acc = account();
    acc.fake().account(|account| {
        account.ivr_mut(10001).unwrap().phone_numbers.push((701, "Hotline".into()));
    });
    let config = ivr("test", "Main line", "") + &format!("import {{\n  to = {TEST}\n  id = \"10001\"\n}}\n");
    let applied = acc.apply(&config);
    let expected = json!({
        "id": "10001", "ivr_id": 10001, "name": "Main line", "phone_number_ids": [701],
        "phone_number_names": ["Hotline"], "default_menu": {"name": "Main menu", "greeting_id": null},
        "default_menu_id": 10002, "force_destroy": false,
    });
    assert_eq!(*applied.state.resource(TEST), expected);
    let forgotten = acc.terraform(&["state", "rm", TEST]);
    assert!(forgotten.status.success(), "{forgotten}");
}

#[test]
fn a_query_finds_them_and_generates_configuration_that_plans_imports_alone() {
    let acc = account();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| {
        account.set_next_id(20001);
        account.add_ivr("Späti \"Nacht\"");
        account.ivr_mut(10001).unwrap().phone_numbers.push((701, "Hotline".into()));
    });
    let list = "list \"zendesk_ivr\" \"all\" {\n  provider = zendesk\n  include_resource = true\n}\n";
    let (query, generated) = acc.query_generating(list, "ivrs.tf");
    assert_eq!(query.names(), ["Main line", "Späti \"Nacht\""]);
    assert_eq!(query.of("Main line", "identity"), &json!({"ivr_id": "10001"}));
    assert_eq!(query.of("Main line", "resource_object.phone_number_ids"), &json!([701]));
    assert!(
        generated.contains("default_menu = {") || generated.contains("default_menu     = {"),
        "{generated}"
    );
    for computed in ["default_menu_id", "phone_number_names"] {
        assert!(!generated.contains(computed), "{computed} in {generated}");
    }
    acc.write("test.tfquery.hcl", "");
    std::fs::remove_file(acc.dir().join("test.tfquery.hcl")).unwrap();
    let output = acc.terraform(&["plan"]);
    assert!(output.status.success(), "{output}");
    output.says("2 to import, 0 to add, 0 to change, 0 to destroy");
}
