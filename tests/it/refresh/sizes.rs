//! How many requests a refresh takes, by the size of the account and by what the list of IVRs holds.

use crate::account::{Managed, Requests};
use crate::fake::{Answer, Fault};

const ONE: Requests = Requests { ivrs: 1, menus: 0, routes: 0, one: 0, writes: 0 };

/// Data sources of all kinds, and a route that is brought in.
const BESIDE: &str = r#"
data "zendesk_ivr" "all" {
  for_each = toset(["IVR 0", "IVR 1", "IVR 2"])
  name     = each.key
}
data "zendesk_ivr_menu" "main" {
  for_each = data.zendesk_ivr.all
  ivr_id   = each.value.ivr_id
  default  = true
}
data "zendesk_ivr_routes" "main" {
  for_each = data.zendesk_ivr_menu.main
  ivr_id   = each.value.ivr_id
  menu_id  = each.value.menu_id
}
data "zendesk_ivr_route" "first" {
  for_each = data.zendesk_ivr_menu.main
  ivr_id   = each.value.ivr_id
  menu_id  = each.value.menu_id
  keypress = "1"
}
import {
  to = zendesk_ivr_route.by_hand
  id = "IVR/MENU/key=9"
}
resource "zendesk_ivr_route" "by_hand" {
  ivr_id   = IVR
  menu_id  = MENU
  keypress = "9"
  action   = "group"
  options  = { group_ids = [7] }
}
"#;

#[test]
fn a_refresh_of_three_hundred_routes_is_one_request() {
    let managed = Managed::large();
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), ONE);
}

#[test]
fn data_sources_and_imports_beside_a_refresh_cost_no_request() {
    let managed = Managed::large();
    let (ivr, menu) = managed.menus()[3];
    managed.acc.fake().account(|account| {
        account.add_route(ivr, menu, "9", "group", serde_json::json!({"group_ids": [7]}));
    });
    managed.acc.write(
        "beside.tf",
        &BESIDE
            .replace("IVR/", &format!("{ivr}/"))
            .replace("MENU", &menu.to_string())
            .replace("= IVR", &format!("= {ivr}")),
    );
    managed.acc.replan().expect_import("zendesk_ivr_route.by_hand");
    assert_eq!(managed.requests(), ONE);
}

/// Plans for an account of so many IVRs, of which one holds what is managed.
#[track_caller]
fn plan(ivrs: usize) -> Requests {
    let managed = Managed::after(&[1], 2, |account| {
        for number in 1..ivrs {
            account.add_ivr(&format!("Other {number}"));
        }
    });
    managed.acc.replan().expect_empty();
    managed.requests()
}

#[test]
fn a_refresh_is_one_request_for_each_hundred_ivrs() {
    for (ivrs, pages) in [(100, 1), (101, 2), (250, 3), (300, 3)] {
        assert_eq!(plan(ivrs), Requests { ivrs: pages, ..ONE }, "{ivrs} IVRs");
    }
}

#[test]
fn a_list_without_pages_and_without_a_count_is_one_request() {
    let managed = Managed::large();
    managed.acc.fake().account(|account| account.knobs.envelope = false);
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), ONE);
}

#[test]
fn a_very_large_account_is_read_as_far_as_it_is_managed() {
    assert_eq!(plan(301), Requests { ivrs: 1, menus: 1, ..ONE });
    let managed = Managed::after(&[3, 2, 4], 2, |account| {
        for number in 0..397 {
            account.add_ivr(&format!("Other {number}"));
        }
    });
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), Requests { ivrs: 1, menus: 3, ..ONE });
}

#[test]
fn routes_that_the_list_of_ivrs_lacks_are_listed_for_each_menu_that_is_managed() {
    let managed = Managed::large();
    managed.acc.fake().account(|account| account.knobs.nested_routes = false);
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), Requests { routes: 25, ..ONE });
    // What nobody asks for isn't read.
    let (ivr, _) = managed.menus()[0];
    managed.acc.fake().account(|account| account.add_menu(ivr, "Nobody's"));
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), Requests { routes: 25, ..ONE });
}

#[test]
fn menus_that_the_list_of_ivrs_lacks_are_listed_for_each_ivr_that_is_managed() {
    let managed = Managed::large();
    managed.acc.fake().account(|account| {
        account.knobs.nested_menus = false;
        account.add_ivr("Nobody's");
    });
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), Requests { menus: 3, ..ONE });

    managed.acc.fake().account(|account| account.knobs.nested_routes = false);
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), Requests { menus: 3, routes: 25, ..ONE });
}

#[test]
fn a_list_of_ivrs_that_fails_for_its_own_sake_is_replaced_by_lists_of_menus() {
    let mut managed = Managed::large();
    managed.acc.env("ZENDESK_MAX_RETRIES", "1");
    let failure = Answer::error(500, "InternalServerError", "Something went wrong");
    managed.acc.fake().fault(Fault::answer(failure).on("GET", Fault::IVRS).times(2));
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), Requests { ivrs: 2, menus: 3, ..ONE });
}
