//! How many requests it takes.

use super::account::{LIST, account, requests};

/// 3 IVRs with 24 menus beside their default ones, and 12 routes in 25 of the menus.
const CONFIG: &str = r##"
locals {
  ivrs  = toset(["a", "b", "c"])
  menus = merge([for ivr in local.ivrs : { for n in range(8) : "${ivr}-${n}" => ivr }]...)
  keys  = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "*", "#", "default"]
  routes = merge([for menu, ivr in local.menus : { for key in local.keys : "${menu} ${key}" => { menu = menu, ivr = ivr, key = key } }]...)
}
resource "zendesk_ivr" "test" {
  for_each     = local.ivrs
  name         = each.key
  default_menu = { name = "Welcome" }
}
resource "zendesk_ivr_menu" "test" {
  for_each = local.menus
  ivr_id   = zendesk_ivr.test[each.value].ivr_id
  name     = each.key
}
resource "zendesk_ivr_route" "test" {
  for_each = local.routes
  ivr_id   = zendesk_ivr.test[each.value.ivr].ivr_id
  menu_id  = zendesk_ivr_menu.test[each.value.menu].menu_id
  keypress = each.value.key
  action   = "group"
  options  = { group_ids = [7] }
}
resource "zendesk_ivr_route" "default" {
  for_each = toset(local.keys)
  ivr_id   = zendesk_ivr.test["a"].ivr_id
  menu_id  = zendesk_ivr.test["a"].default_menu_id
  keypress = each.key
  action   = "group"
  options  = { group_ids = [7] }
}
"##;

#[test]
fn everything_is_made_with_one_post_each_and_refreshed_with_one_request() {
    let acc = account();
    acc.configure(CONFIG);
    let output = acc.terraform(&["apply", "-auto-approve", "-no-color"]);
    assert!(output.status.success(), "{output}");
    let mut seen = requests(&acc);
    let count =
        |start: &str, seen: &[String]| seen.iter().filter(|request| request.starts_with(start)).count();
    assert_eq!(count("POST", &seen), 3 + 24 + 300);
    assert_eq!(count("PUT", &seen), 3);
    assert!(
        count("GET", &seen) <= 2,
        "{:?}",
        seen.iter().filter(|r| r.starts_with("GET")).collect::<Vec<_>>()
    );
    let output = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(output.status.code(), Some(0), "{output}");
    seen = requests(&acc);
    assert_eq!(seen, [LIST]);
    let output = acc.terraform(&["destroy", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    seen = requests(&acc);
    assert_eq!(count("DELETE", &seen), 3 + 24 + 300);
    // Each IVR is read once more before its deletion.
    assert!(
        count("GET", &seen) <= 2 + 3,
        "{:?}",
        seen.iter().filter(|r| r.starts_with("GET")).collect::<Vec<_>>()
    );
}
