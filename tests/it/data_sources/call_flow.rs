//! `data.zendesk_ivr_call_flow`: the problems of an IVR, for `check` blocks, and its picture.

use serde_json::{Value, json};

use crate::fake::{Account, Answer, Fault};
use crate::harness::Acceptance;

const CONFIG: &str = "data \"zendesk_ivr_call_flow\" \"main\" {\n  ivr_id = 10001\n}\n";
const ADDRESS: &str = "data.zendesk_ivr_call_flow.main";

/// IVR 10001 with the default menu 10385, group 7, and what `fill` adds.
fn account(fill: impl FnOnce(&mut Account)) -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.add_group(7, "Sales");
        account.set_next_id(10001);
        account.add_ivr("Main line");
        account.set_next_id(10003);
        fill(account);
    });
    acc
}

fn findings(acc: &Acceptance) -> Value {
    acc.apply(CONFIG).attr(ADDRESS, "findings").clone()
}

/// The kinds of problems, each with its menu and its key.
fn kinds(findings: &Value) -> Vec<String> {
    let part = |finding: &Value, name: &str| finding[name].as_str().unwrap_or("-").to_owned();
    let kind = |finding: &Value| ["problem", "menu", "keypress"].map(|name| part(finding, name)).join(" ");
    findings.as_array().into_iter().flatten().map(kind).collect()
}

#[test]
fn a_sound_ivr_has_a_picture_and_no_findings() {
    let acc = account(|account| {
        account.add_route(10001, 10385, "default", "group", json!({"group_ids": [7]}));
    });
    let applied = acc.apply(CONFIG);
    assert_eq!(applied.attr(ADDRESS, "findings"), &json!([]));
    let picture = applied.attr(ADDRESS, "mermaid").as_str().unwrap_or_default();
    assert!(picture.starts_with("---\nconfig:") && picture.contains("group: Sales"), "{picture}");
}

#[test]
fn each_kind_of_problem_is_found() {
    let acc = account(|account| {
        let (lost, ring) = (account.add_menu(10001, "Lost"), account.add_menu(10001, "Ring"));
        let menu = |menu_id: i64| json!({"menu_id": menu_id});
        for (menu_id, key, action, options) in [
            (10385, "1", "group", json!({"group_ids": [7, 8]})),
            (10385, "2", "voicemail", json!({"group_ids": [9]})),
            (10385, "3", "menu", menu(99)),
            (10385, "4", "menu", menu(ring)),
            (ring, "default", "menu", menu(ring)),
            (lost, "default", "group", json!({"group_ids": [7]})),
        ] {
            account.add_route(10001, menu_id, key, action, options);
        }
    });
    let found = findings(&acc);
    let expected = [
        "group_not_found Main menu 1",
        "group_not_found Main menu 2",
        "menu_not_found Main menu 3",
        "no_default_route Main menu -",
        "menu_unreachable Lost -",
        "no_way_out Ring -",
    ];
    assert_eq!(kinds(&found), expected);
    assert_eq!(found[2]["menu_id"], 10385);
    assert_eq!(
        found[1]["text"],
        "IVR \"Main line\", menu \"Main menu\" [10385]: key 2 calls group 9, which this account doesn't have: nobody takes \
         these calls"
    );
    assert!(found[0]["text"].as_str().is_some_and(|text| text.contains("the other groups")), "{found}");
}

#[test]
fn an_ivr_without_a_menu_and_a_number_that_leads_to_an_empty_one_are_found() {
    let acc = account(|account| account.set_numbers(10001, &[5]));
    assert_eq!(kinds(&findings(&acc)), ["first_menu_empty Main menu -", "no_default_route Main menu -"]);
    acc.fake().account(|account| drop(account.remove_menu(10001, 10385)));
    let found = findings(&acc);
    assert_eq!(kinds(&found), ["no_menu - -"]);
    assert_eq!(found[0]["menu_id"], Value::Null);
}

#[test]
fn where_every_route_leads_to_a_group_that_is_not_there_nothing_is_cleared() {
    let acc = account(|account| {
        account.add_route(10001, 10385, "default", "group", json!({"group_ids": [8, 9]}));
    });
    assert_eq!(
        kinds(&findings(&acc)),
        ["group_not_found Main menu default", "group_not_found Main menu default", "no_way_out Main menu -"]
    );
}

#[test]
fn any_number_of_them_is_one_list_of_ivrs_and_one_of_groups() {
    let acc = account(|account| {
        account.add_route(10001, 10385, "default", "group", json!({"group_ids": [7]}));
    });
    let each = "data \"zendesk_ivr_call_flow\" \"each\" {\n  count  = 20\n  ivr_id = 10001\n}\n";
    acc.plan(each);
    let paths: Vec<_> = acc.fake().requests().into_iter().map(|request| request.path).collect();
    let mut sorted = paths.clone();
    sorted.sort();
    assert_eq!(sorted, ["/api/v2/channels/voice/ivr", "/api/v2/groups?page[size]=100"], "{paths:?}");
}

#[test]
fn groups_that_cannot_be_listed_are_not_called_missing() {
    let acc = account(|account| {
        account.add_route(10001, 10385, "default", "group", json!({"group_ids": [8]}));
    });
    acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("GET", "/api/v2/groups").always());
    let applied = acc.apply(CONFIG);
    assert_eq!(applied.attr(ADDRESS, "findings"), &json!([]));
    applied
        .plan
        .output
        .warning("Groups of the call flow not checked")
        .says("You do not have access to this page.");
}

#[test]
fn no_such_ivr_lists_those_there_are() {
    let acc = account(|_| {});
    let error = acc.plan_fails(&CONFIG.replace("10001", "10002")).error("IVR not found");
    error.says("No IVR has the id 10002. There are: 10001 \"Main line\".");
}

#[test]
fn a_check_warns_of_what_an_apply_makes() {
    let acc = account(|_| {});
    let config = r#"
        resource "zendesk_ivr_route" "one" {
          ivr_id   = 10001
          menu_id  = 10385
          keypress = "1"
          action   = "group"
          options  = { group_ids = [7] }
        }
        check "callers" {
          data "zendesk_ivr_call_flow" "main" {
            ivr_id     = 10001
            depends_on = [zendesk_ivr_route.one]
          }
          assert {
            condition     = length(data.zendesk_ivr_call_flow.main.findings) == 0
            error_message = join("; ", [for finding in data.zendesk_ivr_call_flow.main.findings : finding.text])
          }
        }
    "#;
    acc.configure(config);
    // A data source in a check is read again at each plan, which Terraform counts as a change.
    let applied = acc.terraform(&["apply", "-auto-approve"]);
    assert!(applied.status.success(), "{applied}");
    applied.warning("Check block assertion failed").says("it has no default route");
    acc.destroy();
}
