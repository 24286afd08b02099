//! `terraform plan -generate-config-out`: a file that applies with no change.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::harness::Acceptance;

/// A route of each kind: name, key, action, options.
fn routes() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    let text = "Say \"hi\" to ${name}:\n%{ if x } 100% — ünï";
    vec![
        ("group", "0", "group", json!({"group_ids": [9, 7]})),
        ("voicemail", "1", "voicemail", json!({"group_ids": [7], "tags": ["vip", "night-line"]})),
        ("phone_number", "2", "phone_number", json!({"phone_number": "+1 (205) 953-1462"})),
        (
            "textback",
            "3",
            "textback",
            json!({"sms_text": text, "textback_phone_number_id": 360_000_112_233_i64}),
        ),
        ("menu", "*", "menu", json!({"menu_id": 10003, "tags": ["a", "\"${b}\""]})),
        ("empty_tags", "#", "menu", json!({"menu_id": 10002, "tags": []})),
        ("unknown_option", "default", "group", json!({"group_ids": [7], "language": "de"})),
        ("overflow", "4", "group", json!({"group_ids": [9_007_199_254_740_991_i64]})),
        ("nothing", "5", "", json!({})),
    ]
}

/// An account with these routes, the first one being 30001, and the blocks that import them.
fn account() -> (Acceptance, String) {
    let acc = Acceptance::new();
    let mut imports = String::new();
    acc.fake().account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Main line");
        let own = account.default_menu(10001);
        account.menu_mut(10001, own).unwrap().id = 10002;
        account.set_next_id(10003);
        account.add_menu(10001, "Night");
        for ((name, key, action, options), id) in routes().into_iter().zip(30001..) {
            account.set_next_id(id);
            account.add_route(10001, 10002, key, action, options);
            let route = account.route_mut(10001, 10002, id).unwrap();
            match name {
                "overflow" => {
                    route.overflow_options = vec![json!({"b": [1, null, "<&>"], "a": true}), json!("x")]
                }
                "nothing" => route.action = None,
                _ => {}
            }
            writeln!(imports, "import {{\n  to = zendesk_ivr_route.{name}\n  id = \"10001/10002/{id}\"\n}}")
                .unwrap();
        }
        account.set_next_id(50001);
    });
    (acc, imports)
}

/// The lines of one resource in a file.
fn block<'a>(file: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("resource \"zendesk_ivr_route\" \"{name}\" {{");
    file.lines().skip_while(|line| *line != start).take_while(|line| *line != "}").collect()
}

#[test]
fn the_generated_file_applies_with_no_change() {
    let (acc, imports) = account();
    acc.configure(&imports);
    let plan = acc.terraform(&["plan", "-generate-config-out=generated.tf"]);
    assert!(plan.status.success(), "{plan}");
    plan.says("Plan: 9 to import, 0 to add, 0 to change, 0 to destroy.");

    let file = std::fs::read_to_string(acc.dir().join("generated.tf")).unwrap();
    let computed = ["id", "route_id", "option_text", "greeting"];
    for (name, ..) in routes() {
        let lines = block(&file, name);
        assert!(lines.len() > 3, "{name} is in {file}");
        let attributes: Vec<_> = lines.iter().filter_map(|line| line.split_once('=')).collect();
        assert!(attributes.iter().all(|(name, _)| !computed.contains(&name.trim())), "{lines:#?}");
    }
    let group: Vec<_> =
        block(&file, "group").iter().map(|line| line.split_whitespace().collect::<String>()).collect();
    assert!(
        group.contains(&"group_ids=[9,7]".to_owned()) && group.contains(&"tags=null".to_owned()),
        "{group:#?}"
    );

    let applied = acc.apply(&imports);
    applied.output.says("Apply complete! Resources: 9 imported, 0 added, 0 changed, 0 destroyed.");
    assert!(acc.fake().requests().iter().all(|request| request.method == "GET"));
    assert_eq!(applied.attr("zendesk_ivr_route.textback", "options.sms_text"), &routes()[3].3["sms_text"]);
}
