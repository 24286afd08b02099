//! How often the lists are asked for, and when.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::account::{GREETINGS, GROUPS, LISTS, NUMBERS, PLACES, account, asked, planned, sound, warnings};
use crate::account::{Managed, Requests};
use crate::fake::{Answer, Fault, Gate};
use crate::harness::Acceptance;

/// One list of each kind.
fn one_of_each() -> BTreeMap<&'static str, usize> {
    LISTS.into_iter().map(|list| (list, 1)).collect()
}

const ONE: Requests = Requests { ivrs: 1, menus: 0, routes: 0, one: 0, writes: 0 };

/// IVRs and menus of the account, with what they name, to be imported: the default menus come with their IVRs.
fn ivrs_and_menus(acc: &Acceptance) -> String {
    acc.fake().account(|account| {
        let (mut config, mut numbers) = (String::new(), 701..);
        let ivrs = account.ivrs().iter();
        let menus: Vec<_> = ivrs.flat_map(|ivr| ivr.menus.iter().map(|menu| (ivr.id, menu.id))).collect();
        for (ivr, menu) in menus {
            let (name, is_default) = {
                let menu = account.menu(ivr, menu).unwrap();
                (menu.name.clone().unwrap(), menu.default)
            };
            let (kind, id, arguments) = if is_default {
                let number = numbers.next().unwrap();
                account.set_numbers(ivr, &[number]);
                let name = account.ivr(ivr).unwrap().name.clone().unwrap();
                ("zendesk_ivr", ivr.to_string(), format!("name = \"{name}\"\n  phone_number_ids = [{number}]"))
            } else {
                account.set_greeting(ivr, menu, 801);
                let arguments = format!("ivr_id = {ivr}\n  name = \"{name}\"\n  greeting_id = 801");
                ("zendesk_ivr_menu", format!("{ivr}/{menu}"), arguments)
            };
            let _ = write!(
                config,
                "import {{\n  to = {kind}.x{menu}\n  id = \"{id}\"\n}}\nresource \"{kind}\" \"x{menu}\" {{\n  {arguments}\n}}\n"
            );
        }
        config
    })
}

#[test]
fn a_refresh_of_a_whole_account_is_one_request_and_one_list_of_each_kind() {
    let mut managed = Managed::large();
    managed.acc.check_references();
    // Routes alone name groups alone.
    managed.acc.replan().expect_empty();
    let requests = asked(&managed.acc);
    assert_eq!(requests, [(GROUPS, 1)].into());

    managed.acc.fake().account(|account| {
        (701..704).for_each(|id| account.add_phone_number(id, &format!("+1202555{id:04}"), None));
        account.add_greeting(801, "Welcome");
    });
    let config = ivrs_and_menus(&managed.acc);
    managed.acc.write("menus.tf", &config);
    let output = planned(&managed.acc, &[]);
    output.says("Plan: 25 to import, 0 to add, 0 to change, 0 to destroy.");
    assert_eq!(warnings(&output), [""; 0]);
    assert_eq!(managed.acc.fake().requests().len(), 4);
    assert_eq!(managed.requests(), ONE);
}

#[test]
fn only_lists_that_the_configuration_needs_are_asked_for() {
    let acc = account();
    for place in PLACES {
        acc.configure(&place.sound());
        for args in [&[][..], &["-refresh=false"]] {
            planned(&acc, args);
            assert_eq!(asked(&acc), [(place.list, 1)].into(), "{}", place.address);
        }
    }
    acc.apply(&sound());
    asked(&acc);
    for args in [&[][..], &["-refresh=false"]] {
        planned(&acc, args);
        assert_eq!(asked(&acc), one_of_each(), "{args:?}");
    }
}

#[test]
fn the_lists_are_asked_for_together_with_the_first_read() {
    let acc = account();
    acc.apply(&sound());
    acc.fake().clear_requests();
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("GET", Fault::IVRS).hold_before(&gate));
    let running = acc.spawn(&["plan"]);
    gate.wait_until_held(1);
    for list in LISTS {
        acc.fake().wait_for_request(|request| request.is("GET", list));
    }
    gate.open();
    let output = acc.finish(running);
    assert!(output.status.success(), "{output}");
    assert_eq!(asked(&acc), one_of_each());
}

const DATA: &str = r#"
data "zendesk_groups" "all" {}
data "zendesk_phone_numbers" "all" {}
data "zendesk_greetings" "all" {}
"#;

#[test]
fn data_sources_and_checks_share_the_lists() {
    let acc = account();
    acc.apply(&sound());
    asked(&acc);
    acc.configure(&(sound() + DATA));
    planned(&acc, &[]);
    assert_eq!(asked(&acc), one_of_each());
}

/// A data source that is read after the route's plan.
const AFTERWARDS: &str = r#"
data "zendesk_groups" "all" {
  depends_on = [zendesk_ivr_route.group]
}
output "groups" {
  value = data.zendesk_groups.all.ids
}
"#;

#[test]
fn a_data_source_asks_again_where_the_list_of_the_check_failed() {
    let acc = account();
    let route = PLACES[0].sound();
    acc.apply(&route);
    asked(&acc);
    acc.configure(&(route + AFTERWARDS));
    acc.fake().fault(Fault::answer(Answer::empty(503)).on("GET", GROUPS).times(3));
    let output = planned(&acc, &[]);
    output.says("+ Sales = 360001381413");
    assert_eq!(warnings(&output), [""; 0]);
    assert_eq!(asked(&acc), [(GROUPS, 4)].into());
}

#[test]
fn a_data_source_tells_in_full_what_failed_for_a_check_first() {
    let mut acc = account();
    acc.env("ZENDESK_MAX_RETRIES", "0");
    let route = PLACES[0].sound();
    acc.apply(&route);
    acc.configure(&(route + AFTERWARDS));
    for (status, requests) in [(503, 2), (403, 1)] {
        let answer = Answer::error(status, "Broken", "as the test has it");
        acc.fake().fault(Fault::answer(answer).on("GET", GROUPS).times(requests));
        asked(&acc);
        let output = acc.terraform(&["plan"]);
        output.error("Failed to list groups").says("as the test has it");
        assert_eq!(output.errors().len(), 1, "{output}");
        assert_eq!(asked(&acc), [(GROUPS, requests)].into());
    }
}

#[test]
fn numbers_and_greetings_cost_nothing_where_only_groups_are_named() {
    let acc = account();
    acc.apply(&PLACES[0].sound());
    asked(&acc);
    acc.replan();
    assert_eq!(asked(&acc), [(GROUPS, 1)].into());
    for list in [NUMBERS, GREETINGS] {
        assert!(!acc.fake().requests().iter().any(|request| request.is("GET", list)));
    }
}
