//! What the plan marks sensitive doesn't show, wherever else it is.

use super::{comment, graph, office, planned};
use crate::fake::Fake;
use crate::harness::Acceptance;

const CONFIG: &str = r#"
variable "name" {
  default   = "Hidden menu"
  sensitive = true
}

data "zendesk_group" "sales" {
  name = "Sales"
}

data "zendesk_groups" "all" {}

resource "zendesk_ivr" "line" {
  name         = "Line"
  default_menu = { name = "Main menu" }
}

resource "zendesk_ivr_menu" "hidden" {
  ivr_id = zendesk_ivr.line.ivr_id
  name   = var.name
}

resource "zendesk_ivr_route" "group" {
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr.line.default_menu_id
  keypress = "1"
  action   = "group"
  options  = { group_ids = [sensitive(data.zendesk_group.sales.group_id)] }
}

resource "zendesk_ivr_route" "number" {
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr.line.default_menu_id
  keypress = "2"
  action   = "phone_number"
  options  = sensitive({ phone_number = "+15551234567" })
}

resource "zendesk_ivr_route" "default" {
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr.line.default_menu_id
  keypress = "default"
  action   = "menu"
  options  = { menu_id = zendesk_ivr_menu.hidden.menu_id }
}

resource "zendesk_ivr_route" "hidden" {
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr_menu.hidden.menu_id
  keypress = "default"
  action   = "group"
  options  = { group_ids = [data.zendesk_groups.all.ids["Billing"]] }
}
"#;

/// What must not show in any format: the name, the group's id and name, the number.
const HIDDEN: [&str; 4] = ["Hidden", "360001381413", "Sales", "5551234567"];

#[track_caller]
fn expect_hidden(acc: &Acceptance) {
    for format in ["markdown", "mermaid", "dot"] {
        let ran = graph(&acc.dir().join("plan.json"), &["--format", format]);
        for hidden in HIDDEN {
            let shows = ran.stdout.contains(hidden) || ran.stderr.contains(hidden);
            assert!(!shows, "{hidden} shows in {format}: {ran:#?}");
        }
    }
}

#[test]
fn what_is_sensitive_does_not_show_before_nor_after() {
    let acc = office();
    let rows: &[&[&str]] = &[
        &["Main menu", "1", "the menu is new", "(sensitive)"],
        &["Main menu", "2", "the menu is new", "number (sensitive)"],
        &["Main menu", "none, or a wrong one", "the menu is new", "menu (sensitive)"],
        &["(sensitive)", "none, or a wrong one", "the menu is new", "Billing"],
    ];
    comment(&acc, CONFIG).expect("4 changes for callers in Line.", rows).expect_items(0, &[]);
    expect_hidden(&acc);
    acc.apply(CONFIG);
    comment(&acc, CONFIG).expect("No changes for callers.", &[]);
    expect_hidden(&acc);
    // A changed secret is a change, and stays one.
    let changed = CONFIG.replace("+15551234567", "+15559999999").replace("Hidden menu", "Hidden one");
    let rows: &[&[&str]] = &[&["Main menu", "2", "number (sensitive)", "number (sensitive), changed"]];
    comment(&acc, &changed).expect("1 change for callers in Line.", rows);
    expect_hidden(&acc);
    comment(
        &acc,
        &CONFIG.replace("sensitive(data.zendesk_group.sales.group_id)", "data.zendesk_group.sales.group_id"),
    )
    .expect("No changes for callers.", &[]);
    planned(&acc, CONFIG, &["-destroy"]);
    expect_hidden(&acc);
}

#[test]
fn ids_that_are_sensitive_do_not_show_in_pictures() {
    let fake = Fake::start();
    let (ivr, menu, group) = (77_001, 77_385, 360_001_381_413_i64);
    fake.account(|account| {
        account.seed_office();
        account.set_next_id(ivr);
        account.add_ivr("Line");
        assert_eq!(account.default_menu(ivr), menu);
    });
    let acc = Acceptance::with(fake);
    let config = format!(
        "resource \"zendesk_ivr_route\" \"a\" {{\n  ivr_id = sensitive({ivr})\n  menu_id = sensitive({menu})\n  keypress = \"default\"\n  \
         action = \"group\"\n  options = {{ group_ids = [{group}] }}\n}}\n"
    );
    let created = comment(&acc, &config);
    let row = ["(sensitive)", "none, or a wrong one", "disconnected", "360001381413 [zendesk_ivr_route.a]"];
    created.expect("1 change for callers in (sensitive).", &[&row]);
    for format in ["markdown", "mermaid", "dot"] {
        let ran = graph(&acc.dir().join("plan.json"), &["--format", format]);
        for hidden in [ivr, menu].map(|id| id.to_string()) {
            assert!(
                !ran.stdout.contains(&hidden) && !ran.stderr.contains(&hidden),
                "{hidden} shows in {format}: {ran:#?}"
            );
        }
    }
}
