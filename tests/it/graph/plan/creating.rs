//! Plans that create: ids are known only after apply, and the configuration says what they are of.

use super::{comment, example, graph, office, planned};

/// What the demo's plan makes for callers, in an account without a phone menu.
fn demo_comment() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/graph/plan/demo.md"))
        .expect("the comment")
}

const IVR: &str = r#"
resource "zendesk_ivr" "line" {
  name         = "Line"
  default_menu = { name = "Main menu" }
}
"#;

/// A menu below the main one, and a default route for both, so that nothing is a problem.
const MENUS: &str = r#"
resource "zendesk_ivr_menu" "below" {
  for_each = { sales = "Sales", billing = "Billing" }
  ivr_id   = zendesk_ivr.line.ivr_id
  name     = each.value
}
"#;

#[track_caller]
fn leads(config: &str, expected: &[&[&str]]) {
    let acc = office();
    let created = comment(&acc, &format!("{IVR}{MENUS}{config}"));
    let leads: Vec<_> =
        created.rows.iter().map(|row| [&row[0], &row[1], &row[3]].map(String::as_str)).collect();
    assert_eq!(leads, expected, "{}\n{}", created.markdown, created.stderr);
    acc.fake().account(|account| assert!(account.ivrs().is_empty(), "nothing is applied"));
}

#[test]
fn the_demo_s_plan_is_a_whole_comment() {
    let acc = office();
    let comment = comment(&acc, &example());
    assert_eq!(comment.markdown, demo_comment());
    comment.expect_items(0, &[]);
    assert_eq!(comment.stderr, "10 changes for callers in Acme on holidays and Acme.\n");
    let dot = graph(&acc.dir().join("plan.json"), &["--format", "dot"]).ok().stdout;
    assert!(dot.contains("menu_new4:k1:e -> menu_new5:head:w [penwidth=2.5]"), "{dot}");
}

#[test]
fn an_id_goes_by_the_reference_of_its_configuration() {
    let config = r#"
resource "zendesk_ivr_route" "fixed" {
  ivr_id   = zendesk_ivr_menu.below["sales"].ivr_id
  menu_id  = zendesk_ivr_menu.below["sales"].menu_id
  keypress = "1"
  action   = "menu"
  options  = { menu_id = zendesk_ivr_menu.below["billing"].menu_id, tags = local.tags }
}

locals {
  tags = ["a"]
}
"#;
    leads(config, &[&["Sales", "1", "menu Billing"]]);
}

#[test]
fn an_instance_goes_by_the_key_of_its_own_and_by_each_value() {
    let config = r#"
resource "zendesk_ivr_route" "down" {
  for_each = { sales = "1", billing = "2" }
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr_menu.below[each.key].menu_id
  keypress = "default"
  action   = "menu"
  options  = { menu_id = zendesk_ivr.line.default_menu_id }
}

resource "zendesk_ivr_route" "back" {
  for_each = zendesk_ivr_menu.below
  ivr_id   = each.value.ivr_id
  menu_id  = each.value.menu_id
  keypress = "*"
  action   = "menu"
  options  = { menu_id = each.value.menu_id }
}
"#;
    let expected: &[&[&str]] = &[
        &["Billing", "*", "menu Billing"],
        &["Billing", "none, or a wrong one", "menu Main menu"],
        &["Sales", "*", "menu Sales"],
        &["Sales", "none, or a wrong one", "menu Main menu"],
    ];
    leads(config, expected);
}

#[test]
fn ids_go_through_inputs_and_outputs_of_modules() {
    let acc = office();
    acc.write(
        "modules/menu/main.tf",
        r#"
terraform {
  required_providers {
    zendesk = { source = "zendesk-tf/zendesk" }
  }
}

variable "ivr" {}
variable "name" {}
variable "back" {}

resource "zendesk_ivr_menu" "this" {
  ivr_id = var.ivr
  name   = var.name
}

resource "zendesk_ivr_route" "back" {
  ivr_id   = var.ivr
  menu_id  = zendesk_ivr_menu.this.menu_id
  keypress = "default"
  action   = "menu"
  options  = { menu_id = var.back }
}

output "id" {
  value = zendesk_ivr_menu.this.menu_id
}
"#,
    );
    let config = format!(
        r#"{IVR}
module "menu" {{
  source   = "./modules/menu"
  for_each = {{ "a.b]" = "Sales", c = "Billing" }}
  ivr      = zendesk_ivr.line.ivr_id
  name     = each.value
  back     = zendesk_ivr.line.default_menu_id
}}

resource "zendesk_ivr_route" "fixed" {{
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr.line.default_menu_id
  keypress = "default"
  action   = "menu"
  options  = {{ menu_id = module.menu["a.b]"].id }}
}}
"#
    );
    let created = comment(&acc, &config);
    let rows: &[&[&str]] = &[
        &["Main menu", "none, or a wrong one", "the menu is new", "menu Sales"],
        &["Sales", "none, or a wrong one", "the menu is new", "menu Main menu"],
        &["Billing", "none, or a wrong one", "the menu is new", "menu Main menu"],
    ];
    assert_eq!(created.rows, super::owned(rows), "{}", created.markdown);
    // Nobody gets to the other menu, and nobody is ever reached.
    let problem = |menu, what| format!("IVR \"Line\", menu \"{menu}\": {what}");
    let no_way_out = "no key ever leads to anybody, here or in the menus that it leads to";
    let expected = [
        problem("Main menu", no_way_out),
        problem("Sales", no_way_out),
        problem("Billing", "no caller reaches it from the first menu"),
        problem("Billing", no_way_out),
    ];
    created.expect_items(2, &expected.each_ref().map(String::as_str));
}

#[test]
fn what_the_configuration_does_not_tell_is_told_as_unknown_and_never_guessed() {
    let acc = office();
    let config = format!(
        r#"{IVR}{MENUS}
locals {{
  ids = {{ for name, menu in zendesk_ivr_menu.below : name => menu.menu_id }}
}}

resource "zendesk_ivr_route" "by_local" {{
  for_each = {{ sales = "1", billing = "2" }}
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = local.ids[each.key]
  keypress = each.value
  action   = "menu"
  options  = {{ menu_id = local.ids["sales"] }}
}}
"#
    );
    let created = comment(&acc, &config);
    let unknown = "a menu known after apply";
    let row = |key, instance| {
        [unknown, key, "the menu is new"]
            .map(String::from)
            .into_iter()
            .chain([format!("{unknown} [zendesk_ivr_route.by_local[\"{instance}\"]]")])
    };
    let rows: Vec<Vec<String>> = vec![row("1", "sales").collect(), row("2", "billing").collect()];
    assert_eq!(created.rows, rows, "{}", created.markdown);
    assert_eq!(created.code, Some(0), "no problem is claimed: {}", created.markdown);
    let note = "zendesk_ivr_route.by_local[\"billing\"], zendesk_ivr_route.by_local[\"sales\"].";
    assert!(created.stderr.contains(note), "{}", created.stderr);
    assert!(created.items.iter().any(|item| item.ends_with(note)), "{:?}", created.items);
}

#[test]
fn an_id_that_can_be_of_one_menu_alone_is_of_that_one() {
    let acc = office();
    let config = format!(
        r#"{IVR}
locals {{
  menu = zendesk_ivr.line.default_menu_id
}}

resource "zendesk_ivr_route" "by_local" {{
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = local.menu
  keypress = "default"
  action   = "phone_number"
  options  = {{ phone_number = "+15551234567" }}
}}
"#
    );
    let rows: &[&[&str]] =
        &[&["Main menu", "none, or a wrong one", "the menu is new", "number +15551234567"]];
    comment(&acc, &config).expect("1 change for callers in Line.", rows).expect_items(0, &[]);
}

#[test]
fn values_that_are_known_only_after_apply_are_told_as_such() {
    let acc = office();
    let config = format!(
        r#"{IVR}
resource "terraform_data" "later" {{
  input = 5
}}

resource "zendesk_ivr_route" "group" {{
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr.line.default_menu_id
  keypress = "1"
  action   = "group"
  options  = {{ group_ids = [terraform_data.later.output] }}
}}

resource "zendesk_ivr_route" "default" {{
  ivr_id   = zendesk_ivr.line.ivr_id
  menu_id  = zendesk_ivr.line.default_menu_id
  keypress = "default"
  action   = "phone_number"
  options  = {{ phone_number = "+1555123456${{terraform_data.later.output}}" }}
}}
"#
    );
    let rows: &[&[&str]] = &[
        &["Main menu", "1", "the menu is new", "a group known after apply"],
        &["Main menu", "none, or a wrong one", "the menu is new", "number known after apply"],
    ];
    comment(&acc, &config).expect("2 changes for callers in Line.", rows).expect_items(0, &[]);
}

#[test]
fn standard_input_is_read() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let acc = office();
    let json = std::fs::read(planned(&acc, &example(), &[])).expect("the plan");
    let mut child = Command::new(env!("CARGO_BIN_EXE_terraform-provider-zendesk"))
        .args(["graph", "--plan", "-", "--format", "markdown"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the executable runs");
    child.stdin.take().expect("a pipe").write_all(&json).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), demo_comment());
}
