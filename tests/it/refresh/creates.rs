//! What creates, updates and deletes cost: one request each, and one list for them all.

use std::fmt::Write;

use crate::account::{Managed, Requests};

const NONE: Requests = Requests { ivrs: 0, menus: 0, routes: 0, one: 0, writes: 0 };

/// New routes for the key 9 in menus of the account.
fn creates(managed: &Managed, count: usize) -> String {
    managed.menus()[..count].iter().fold(String::new(), |mut config, (ivr, menu)| {
        let _ = write!(
            config,
            r#"
resource "zendesk_ivr_route" "new_{menu}" {{
  ivr_id   = {ivr}
  menu_id  = {menu}
  keypress = "9"
  action   = "group"
  options  = {{ group_ids = [7] }}
}}
"#
        );
        config
    })
}

/// Applies a saved plan, which succeeds; gives the requests of the apply alone.
#[track_caller]
fn apply(managed: &Managed) -> Requests {
    managed.requests();
    let output = managed.acc.terraform(&["apply", "tfplan"]);
    assert!(output.status.success(), "{output}");
    managed.requests()
}

/// Removes what Terraform made, which is in no configuration of the harness.
fn forget(managed: &Managed) {
    managed.acc.fake().account(|account| {
        for (ivr, menu) in managed.menus() {
            account.menu_mut(ivr, menu).expect("the menu is there").routes.clear();
        }
    });
}

#[test]
fn so_many_creates_are_one_list_and_as_many_posts() {
    for count in [1, 20] {
        let managed = Managed::large();
        managed.acc.write("new.tf", &creates(&managed, count));
        managed.acc.replan();
        assert_eq!(managed.requests(), Requests { ivrs: 1, ..NONE }, "the plan of {count}");
        assert_eq!(apply(&managed), Requests { ivrs: 1, writes: count, ..NONE }, "the apply of {count}");
        managed.acc.replan().expect_empty();
        assert_eq!(managed.requests(), Requests { ivrs: 1, ..NONE }, "the plan after {count}");
        forget(&managed);
    }
}

#[test]
fn so_many_creates_in_one_menu_are_one_list_as_well() {
    let managed = Managed::new(&[1], 2);
    let (ivr, menu) = managed.menus()[0];
    let config = r#"
resource "zendesk_ivr_route" "new" {
  for_each = toset(["2", "3", "4", "5", "6", "7", "8", "9", "*", "default"])
  ivr_id   = IVR
  menu_id  = MENU
  keypress = each.key
  action   = "group"
  options  = { group_ids = [7] }
}
"#;
    managed.acc.write("new.tf", &config.replace("IVR", &ivr.to_string()).replace("MENU", &menu.to_string()));
    managed.acc.replan();
    assert_eq!(apply(&managed), Requests { ivrs: 1, writes: 10, ..NONE });
    managed.acc.replan().expect_empty();
    forget(&managed);
}

#[test]
fn so_many_updates_are_one_list_and_deletes_have_none_of_their_own() {
    let managed = Managed::large();
    let config = managed.acc.dir().join("main.tf");
    let text = std::fs::read_to_string(&config).expect("the configuration");
    managed.acc.configure(&text.replace("[\"vip\"]", "[\"changed\"]"));
    managed.acc.replan();
    assert_eq!(managed.requests(), Requests { ivrs: 1, ..NONE });
    assert_eq!(apply(&managed), Requests { ivrs: 1, writes: 300, ..NONE });

    managed.keep(|_| false);
    managed.acc.replan();
    assert_eq!(managed.requests(), Requests { ivrs: 1, ..NONE });
    let Requests { ivrs, menus, routes, one, writes } = apply(&managed);
    assert_eq!((menus, routes, one, writes), (0, 0, 0, 300));
    assert!(ivrs <= 1, "{ivrs} lists of IVRs");
}

#[test]
fn a_create_in_an_account_without_nested_routes_lists_its_menu_once() {
    let managed = Managed::new(&[2, 1], 2);
    managed.acc.fake().account(|account| account.knobs.nested_routes = false);
    managed.acc.write("new.tf", &creates(&managed, 2));
    managed.acc.replan();
    assert_eq!(apply(&managed), Requests { ivrs: 1, routes: 2, writes: 2, ..NONE });
    forget(&managed);
}
