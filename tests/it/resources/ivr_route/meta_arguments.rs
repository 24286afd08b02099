//! Terraform's own arguments, blocks and addresses around the resource.

use serde_json::json;

use super::account::{TEST, TO_SALES, account, requests, route};
use crate::harness::{Action, Feature};

/// A module that takes a map of routes.
const MODULE: &str = r#"
terraform {
  required_providers {
    zendesk = { source = "zendesk-tf/zendesk" }
  }
}

variable "menu_id" { type = number }

variable "groups" { type = map(list(number)) }

resource "zendesk_ivr_route" "key" {
  for_each = var.groups
  ivr_id   = 10001
  menu_id  = var.menu_id
  keypress = each.key
  action   = "group"
  options  = { group_ids = each.value }
}

output "ids" { value = { for key, route in zendesk_ivr_route.key : key => route.id } }
"#;

#[test]
fn zendesk_ivr_route_for_each_in_a_module() {
    let acc = account();
    acc.write("modules/menu/main.tf", MODULE);
    // The provider stands in the root as well: OpenTofu and Terraform 1.6 look for it there when they import.
    let config = |groups: &str| {
        format!(
            r#"
            provider "zendesk" {{}}
            module "menu" {{
              source   = "./modules/menu"
              for_each = toset(["10002", "10003"])
              menu_id  = tonumber(each.key)
              groups   = {groups}
            }}
            output "ids" {{ value = module.menu["10003"].ids }}
            "#
        )
    };
    let applied = acc.apply(&config(r##"{ "1" = [1], "#" = [2], default = [1, 2] }"##));
    assert_eq!(applied.state.addresses().len(), 6);
    let address = r##"module.menu["10003"].zendesk_ivr_route.key["#"]"##;
    assert_eq!(applied.attr(address, "menu_id"), 10003);
    assert_eq!(applied.state.output("ids")["#"], *applied.attr(address, "id"));
    acc.import_block(address, &format!("id = {}", applied.attr(address, "id")));

    // One goes, one comes on its key's neighbour, the others stay untouched.
    requests(&acc);
    acc.apply(&config(r#"{ "1" = [1], "*" = [2], default = [1, 2] }"#));
    let writes = requests(&acc).iter().filter(|request| !request.starts_with("GET")).count();
    assert_eq!(writes, 4);
}

#[test]
fn zendesk_ivr_route_count_and_moved() {
    let acc = account();
    let config = route("old", &format!("keypress = tostring(count.index), count = 2, {TO_SALES}"));
    acc.apply(&config);
    requests(&acc);
    let renamed = config.replace("\"old\"", "\"test\"")
        + "moved {\n  from = zendesk_ivr_route.old\n  to = zendesk_ivr_route.test\n}\n";
    let applied = acc.apply(&renamed);
    applied.plan.expect_action("zendesk_ivr_route.test[1]", Action::NoOp);
    assert_eq!(applied.plan.change("zendesk_ivr_route.test[1]")["before"]["keypress"], "1");
    assert!(requests(&acc).iter().all(|request| request.starts_with("GET")));
}

/// Terraform refuses it by itself.
#[test]
fn zendesk_ivr_route_moved_from_another_type_is_an_error_that_says_what_to_do() {
    let acc = account();
    acc.apply("resource \"terraform_data\" \"old\" {\n}\n");
    requests(&acc);
    let moved = "moved {\n  from = terraform_data.old\n  to = zendesk_ivr_route.test\n}\n";
    acc.configure(&(route("test", TO_SALES) + moved));
    let output = acc.terraform(&["plan"]);
    assert!(!output.status.success(), "{output}");
    assert_eq!(output.diagnostics().len(), 1, "{output}");
    if acc.has(Feature::ForeignMoves) {
        let error = output.error("Move across types not supported");
        error.says(
            "terraform_data can't become zendesk_ivr_route by a moved block. Have the old resource forgotten",
        );
    }
    assert_eq!(requests(&acc), [""; 0]);
}

#[test]
fn zendesk_ivr_route_removed_is_forgotten() {
    let acc = account();
    if acc.lacks(Feature::Removed) {
        return;
    }
    acc.apply(&route("test", &format!("keypress = tostring(count.index), count = 2, {TO_SALES}")));
    let forgotten = "removed {\n  from = zendesk_ivr_route.test\n  lifecycle { destroy = false }\n}\n";
    let applied = acc.apply(forgotten);
    applied.plan.expect_action("zendesk_ivr_route.test[0]", Action::Forget);
    assert!(applied.state.addresses().is_empty());
    // Forgotten, not deleted; this test is the one to clear up.
    let left = acc.fake().account(|account| account.menu_mut(10001, 10002).unwrap().routes.split_off(0));
    assert_eq!(left.len(), 2);
}

#[test]
fn zendesk_ivr_route_ignore_changes() {
    let acc = account();
    let config = |arguments: &str| {
        route("test", &format!("{arguments}, lifecycle {{ ignore_changes = [keypress, options] }}"))
    };
    acc.apply(&config(r#"keypress = "1", action = "group", options = { group_ids = [1] }"#));
    acc.fake().account(|account| {
        let route = account.route_mut(10001, 10002, 30001).unwrap();
        route.keypress = Some("7".into());
        route.options.insert("group_ids".into(), json!([3, 4]));
    });
    acc.plan(&config(r#"keypress = "2", action = "group", options = { group_ids = [2] }"#)).expect_empty();
    // The action goes with the options as they are, not as they are written.
    let applied =
        acc.apply(&config(r#"keypress = "2", action = "voicemail", options = { group_ids = [2] }"#));
    assert_eq!(*applied.attr(TEST, "options.group_ids"), json!([3, 4]));
    assert_eq!(applied.attr(TEST, "keypress"), "7");
    assert_eq!(applied.attr(TEST, "action"), "voicemail");
}

#[test]
fn zendesk_ivr_route_depends_on_another() {
    let acc = account();
    let second = format!(r#"keypress = "2", {TO_SALES}, depends_on = [zendesk_ivr_route.test]"#);
    let config =
        [route("second", &second), route("test", &format!(r#"keypress = "1", {TO_SALES}"#))].concat();
    let applied = acc.apply(&config);
    assert_eq!(applied.attr(TEST, "route_id"), 30001);
    assert_eq!(applied.attr("zendesk_ivr_route.second", "route_id"), 30385);
    requests(&acc);
    acc.destroy();
    let deletes: Vec<_> =
        requests(&acc).into_iter().filter(|request| request.starts_with("DELETE")).collect();
    assert_eq!(deletes, ["DELETE 10001/menus/10002/routes/30385", "DELETE 10001/menus/10002/routes/30001"]);
}
