//! How the configuration reads.

use serde_json::json;

use super::program::run;
use crate::fake::Fake;
use crate::harness::Acceptance;

/// An IVR with two menus and three routes.
fn small() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(360_001_381_413, "Sales");
        account.add_phone_number(21, "+12059531462", Some("Toll-free"));
        account.add_phone_number(22, "+4930111111", Some("Berlin"));
        account.add_greeting(360_000_555_001, "Welcome");
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        account
            .ivr_mut(ivr)
            .expect("there")
            .phone_numbers
            .extend([(22, "Berlin".into()), (21, "Toll-free".into())]);
        account.set_next_id(10002);
        account.add_menu(ivr, "Opening hours");
        account.set_next_id(10100);
        let menu = account.default_menu(ivr);
        account.menu_mut(ivr, menu).expect("there").greeting_id = Some(360_000_555_001_i64.into());
        account.add_route(ivr, menu, "default", "voicemail", json!({"group_ids": [360_001_381_413_i64]}));
        account.set_next_id(10101);
        account.add_route(
            ivr,
            menu,
            "1",
            "group",
            json!({"group_ids": [360_001_381_413_i64], "tags": ["sales"]}),
        );
        account.set_next_id(10102);
        account.add_route(ivr, menu, "*", "menu", json!({"menu_id": 10002}));
    });
    let menu = fake.account(|account| account.default_menu(10001));
    assert_eq!(menu, 10385);
    fake
}

#[test]
fn a_small_account_reads_well() {
    let expected = r#"terraform {
  required_version = ">= 1.6"

  required_providers {
    zendesk = {
      source  = "zendesk-tf/zendesk"
      version = ">= 0.1.0"
    }
  }
}

# What has no resource here; these are the ids in this account.
locals {
  greeting_welcome       = 360000555001
  group_sales            = 360001381413
  phone_number_berlin    = 22
  phone_number_toll_free = 21
}

# IVR "Main line"
# Phone numbers: Toll-free, Berlin
resource "zendesk_ivr" "main_line" {
  name             = "Main line"
  phone_number_ids = [local.phone_number_berlin, local.phone_number_toll_free]
  default_menu = {
    name        = "Main menu"
    greeting_id = local.greeting_welcome
  }
}

# Menu "Main menu" of IVR "Main line": callers reach it first

# Key 1: group "Sales"
resource "zendesk_ivr_route" "main_line_main_menu_sales" {
  ivr_id   = zendesk_ivr.main_line.ivr_id
  menu_id  = zendesk_ivr.main_line.default_menu_id
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [local.group_sales]
    tags      = ["sales"]
  }
}

# Key *: menu "Opening hours"
resource "zendesk_ivr_route" "main_line_main_menu_to_opening_hours" {
  ivr_id   = zendesk_ivr.main_line.ivr_id
  menu_id  = zendesk_ivr.main_line.default_menu_id
  keypress = "*"
  action   = "menu"
  options = {
    menu_id = zendesk_ivr_menu.main_line_opening_hours.menu_id
  }
}

# No key pressed: voicemail "Sales"
resource "zendesk_ivr_route" "main_line_main_menu_voicemail_sales" {
  ivr_id   = zendesk_ivr.main_line.ivr_id
  menu_id  = zendesk_ivr.main_line.default_menu_id
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [local.group_sales]
  }
}

# Menu "Opening hours" of IVR "Main line"
resource "zendesk_ivr_menu" "main_line_opening_hours" {
  ivr_id = zendesk_ivr.main_line.ivr_id
  name   = "Opening hours"
}

import {
  to = zendesk_ivr.main_line
  id = "10001"
}

import {
  to = zendesk_ivr_route.main_line_main_menu_sales
  id = "10001/10385/10101"
}

import {
  to = zendesk_ivr_route.main_line_main_menu_to_opening_hours
  id = "10001/10385/10102"
}

import {
  to = zendesk_ivr_route.main_line_main_menu_voicemail_sales
  id = "10001/10385/10100"
}

import {
  to = zendesk_ivr_menu.main_line_opening_hours
  id = "10001/10002"
}
"#;
    let ran = run(&small(), &["export"]).ok();
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "Exported 1 IVR with its default menu, 1 other menu and 3 routes.\n");
}

#[test]
fn routes_alone_read_well() {
    let expected = r#"terraform {
  required_version = ">= 1.6"

  required_providers {
    zendesk = {
      source  = "zendesk-tf/zendesk"
      version = ">= 0.1.0"
    }
  }
}

# IVRs and menus are made in the admin center; these are their ids.
locals {
  ivr_ids = {
    main_line = 10001
  }
  menu_ids = {
    main_line_main_menu     = 10385
    main_line_opening_hours = 10002
  }
}

# Menu "Main menu" of IVR "Main line": callers reach it first

# Key 1: group "Sales"
resource "zendesk_ivr_route" "main_line_main_menu_1" {
  ivr_id   = local.ivr_ids.main_line
  menu_id  = local.menu_ids.main_line_main_menu
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [360001381413]
    tags      = ["sales"]
  }
}

# Key *: menu "Opening hours"
resource "zendesk_ivr_route" "main_line_main_menu_star" {
  ivr_id   = local.ivr_ids.main_line
  menu_id  = local.menu_ids.main_line_main_menu
  keypress = "*"
  action   = "menu"
  options = {
    menu_id = local.menu_ids.main_line_opening_hours
  }
}

# No key pressed: voicemail "Sales"
resource "zendesk_ivr_route" "main_line_main_menu_default" {
  ivr_id   = local.ivr_ids.main_line
  menu_id  = local.menu_ids.main_line_main_menu
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [360001381413]
  }
}

import {
  to = zendesk_ivr_route.main_line_main_menu_1
  id = "10001/10385/10101"
}

import {
  to = zendesk_ivr_route.main_line_main_menu_star
  id = "10001/10385/10102"
}

import {
  to = zendesk_ivr_route.main_line_main_menu_default
  id = "10001/10385/10100"
}
"#;
    let ran = run(&small(), &["export", "--routes-only"]).ok();
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "Exported 3 routes of 2 menus in 1 IVR.\n");
}

#[test]
fn a_portable_export_reads_well() {
    let fake = small();
    fake.account(|account| {
        account.add_route(10001, 10002, "1", "group", json!({"group_ids": [7, 360_001_381_413_i64]}));
    });
    let ran = run(&fake, &["export", "--portable"]).ok();
    let (head, rest) =
        ran.stdout.split_once("\n}\n\n").expect("the block that says where the provider comes from");
    assert!(head.starts_with("terraform {"), "{head}");
    let (references, rest) = rest.split_once("# IVR \"Main line\"\n").expect("an IVR");
    let expected = r#"data "zendesk_greeting" "welcome" {
  name = "Welcome"
}

data "zendesk_group" "sales" {
  name = "Sales"
}

data "zendesk_phone_number" "berlin" {
  nickname = "Berlin"
}

data "zendesk_phone_number" "toll_free" {
  nickname = "Toll-free"
}

# What has no resource here; the ids are those of the account that this is applied to.
locals {
  greeting_welcome       = data.zendesk_greeting.welcome.greeting_id
  group_sales            = data.zendesk_group.sales.group_id
  phone_number_berlin    = data.zendesk_phone_number.berlin.phone_number_id
  phone_number_toll_free = data.zendesk_phone_number.toll_free.phone_number_id
}

variable "group_1" {
  type        = number
  description = "The id of the group in Main line / Opening hours / 1. It can't be looked up: there is no such group in the account that was exported."
}

"#;
    assert_eq!(references, expected);
    for part in [
        "# Phone numbers: Berlin, Toll-free\nresource \"zendesk_ivr\" \"main_line\" {\n",
        "  phone_number_ids = [local.phone_number_berlin, local.phone_number_toll_free]\n",
        "    greeting_id = local.greeting_welcome\n",
        "resource \"zendesk_ivr_route\" \"main_line_opening_hours_group\" {\n",
        "    group_ids = [var.group_1, local.group_sales]\n",
    ] {
        assert!(rest.contains(part), "{part:?} isn't in {rest}");
    }
    assert!(!rest.contains("import {"), "{rest}");
    let warning = "Warning: 1 variable without a value\n\n  These can't be looked up by name. Set each for every account, such \
                   as in terraform.tfvars:\n  - group_1: group 7: there is no such group in the account that was exported.\n";
    assert!(ran.stderr.contains(warning), "{}", ran.stderr);
}

#[test]
fn names_that_are_words_of_the_language_are_written_as_fmt_writes_them() {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        for name in ["for", "if", "null", "true", "false", "in", "each", "local"] {
            let ivr = account.add_ivr(name);
            let menu = account.add_menu(ivr, name);
            account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
        }
    });
    let exported = run(acc.fake(), &["export"]).ok();
    assert!(exported.stdout.contains("\"ivr_for\""), "{}", exported.stdout);
    acc.write("main.tf", &exported.stdout);
    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");
    acc.terraform(&["plan"]).says("Plan: 24 to import, 0 to add, 0 to change, 0 to destroy.");
}
