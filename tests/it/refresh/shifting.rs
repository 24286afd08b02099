//! The account changes while its pages are read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::export::program::run;
use crate::fake::{Account, Fake, Fault};
use crate::harness::{Acceptance, Feature};

/// So many IVRs, each with a route in its menu.
fn account(ivrs: usize) -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for number in 0..ivrs {
            let ivr = account.add_ivr(&format!("IVR {number}"));
            let menu = account.default_menu(ivr);
            account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
        }
    });
    fake
}

/// The ids of the IVRs, of their menus but the default ones, and of the routes, as they are imported.
fn ids(account: &Account) -> Vec<String> {
    let mut ids = Vec::new();
    for ivr in account.ivrs() {
        ids.push(ivr.id.to_string());
        for menu in &ivr.menus {
            ids.extend((!menu.default).then(|| format!("{}/{}", ivr.id, menu.id)));
            ids.extend(menu.routes.iter().map(|route| format!("{}/{}/{}", ivr.id, menu.id, route.id)));
        }
    }
    ids.into_iter().map(|id| format!("id = \"{id}\"")).collect()
}

/// Exports, which must give everything that is there at the end exactly once.
#[track_caller]
fn exports_all(fake: &Fake) {
    let exported = run(fake, &["export"]).ok().stdout;
    let expected: BTreeSet<_> = fake.account(|account| ids(account)).into_iter().collect();
    let found: Vec<_> = exported.lines().map(str::trim).filter(|line| line.starts_with("id = \"")).collect();
    let missing: Vec<_> = expected.iter().filter(|id| !found.contains(&id.as_str())).collect();
    let surplus: Vec<_> = found.iter().filter(|id| !expected.contains(**id)).collect();
    assert_eq!((missing, surplus, found.len()), (vec![], vec![], expected.len()));
}

/// How often the IVRs were asked for.
fn lists(fake: &Fake) -> usize {
    fake.requests().iter().filter(|request| request.is("GET", Fault::IVRS)).count()
}

fn second_page(change: impl Fn(&mut Account) + Send + Sync + 'static) -> Fault {
    Fault::serve().on("GET", Fault::IVRS).nth(2).change(change)
}

fn delete_first(account: &mut Account) {
    let first = account.ivrs()[0].id;
    account.remove_ivr(first);
}

#[test]
fn an_ivr_that_is_deleted_between_two_pages_hides_no_other() {
    let fake = account(205);
    fake.fault(second_page(delete_first));
    exports_all(&fake);
    // The three pages, and once more.
    assert!((4..=6).contains(&lists(&fake)), "{} requests", lists(&fake));
}

#[test]
fn an_ivr_that_is_made_between_two_pages_is_there_once() {
    let fake = account(205);
    fake.fault(second_page(|account| {
        account.add_ivr_in_front("New");
    }));
    exports_all(&fake);
    assert!((4..=6).contains(&lists(&fake)), "{} requests", lists(&fake));
}

#[test]
fn an_ivr_that_comes_and_one_that_goes_leave_the_count_and_are_noticed() {
    let fake = account(205);
    fake.fault(second_page(|account| {
        account.add_ivr_in_front("New");
        account.add_ivr_in_front("Another");
        let last = account.ivrs()[150].id;
        account.remove_ivr(last);
        account.remove_ivr(account.ivrs()[151].id);
    }));
    exports_all(&fake);
}

#[test]
fn an_account_that_changes_at_every_read_is_an_error() {
    let fake = account(205);
    fake.fault(second_page(delete_first).always());
    let ran = run(&fake, &["export"]).fails_with("Error: ");
    assert!(ran.stderr.contains("changed"), "{}", ran.stderr);
    // Twice three pages at most.
    assert!((3..=6).contains(&lists(&fake)), "{} requests", lists(&fake));
}

#[test]
fn a_count_that_the_list_never_reaches_is_an_error_after_a_second_read() {
    let fake = account(3);
    fake.fault(Fault::edit(|list| list["count"] = Value::from(4)).on("GET", Fault::IVRS).times(2));
    let ran = run(&fake, &["export"]).fails_with("Error: ");
    assert!(ran.stderr.contains("changed"), "{}", ran.stderr);
    assert_eq!(lists(&fake), 2);

    // Once is no matter.
    fake.fault(Fault::edit(|list| list["count"] = Value::from(4)).on("GET", Fault::IVRS));
    exports_all(&fake);
    assert_eq!(lists(&fake), 4);
}

#[test]
fn a_query_shows_no_route_twice() {
    let acc = Acceptance::with(account(205));
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().fault(second_page(|account| {
        account.add_ivr_in_front("New");
    }));
    let query = acc.query("list \"zendesk_ivr_route\" \"all\" {\n  provider = zendesk\n  limit = 1000\n}\n");
    let ids: BTreeSet<_> =
        query.found.iter().map(|found| found["identity"]["route_id"].to_string()).collect();
    assert_eq!((query.found.len(), ids.len()), (205, 205));
}

#[test]
fn a_lookup_by_name_finds_one_ivr_once() {
    let acc = Acceptance::with(account(205));
    acc.fake().fault(second_page(|account| {
        account.add_ivr_in_front("New");
    }));
    // The one that moves from the first page to the second.
    acc.plan("data \"zendesk_ivr\" \"test\" {\n  name = \"IVR 99\"\n}\n");
}

/// Adds a menu to the second IVR.
fn add_menu(fake: &Fake) -> (i64, i64) {
    fake.account(|account| {
        let ivr = account.ivrs()[1].id;
        let menu = account.add_menu(ivr, "Billing");
        account.add_route(ivr, account.default_menu(ivr), "2", "menu", json!({"menu_id": menu}));
        account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
        (ivr, menu)
    })
}

/// Without nested routes each menu is listed; the second IVR goes before the turn of its default menu, or another
/// menu goes before its turn.
fn vanish(fake: &Fake, with_ivr: bool) {
    let (ivr, menu) = if with_ivr {
        fake.account(|account| {
            let ivr = account.ivrs()[1].id;
            (ivr, account.default_menu(ivr))
        })
    } else {
        add_menu(fake)
    };
    vanish_before(fake, ivr, menu, with_ivr);
}

/// Has a menu go before its routes are listed, with its IVR or alone.
fn vanish_before(fake: &Fake, ivr: i64, menu: i64, with_ivr: bool) {
    fake.account(|account| account.knobs.nested_routes = false);
    let path = format!("/api/v2/channels/voice/ivr/{ivr}/menus/{menu}/routes");
    fake.fault(Fault::serve().on("GET", path).change(move |account| {
        if with_ivr {
            account.remove_ivr(ivr);
        } else {
            account.remove_menu(ivr, menu);
        }
    }));
}

#[test]
fn what_vanishes_during_an_export_is_left_out() {
    for with_ivr in [true, false] {
        let fake = account(3);
        vanish(&fake, with_ivr);
        exports_all(&fake);
    }
}

#[test]
fn an_ivr_that_vanishes_while_its_menus_are_read_is_left_out() {
    let fake = account(3);
    let (ivr, menu) = add_menu(&fake);
    vanish_before(&fake, ivr, menu, true);
    exports_all(&fake);
}

#[test]
fn what_vanishes_during_a_query_is_left_out() {
    for with_ivr in [true, false] {
        let acc = Acceptance::with(account(3));
        if acc.lacks(Feature::Query) {
            return;
        }
        vanish(acc.fake(), with_ivr);
        let query = acc.query("list \"zendesk_ivr_route\" \"all\" {\n  provider = zendesk\n}\n");
        assert_eq!(query.found.len(), if with_ivr { 2 } else { 4 }, "with its IVR: {with_ivr}");
    }
}

#[test]
fn an_ivr_that_vanishes_before_its_menus_are_listed_is_left_out() {
    let fake = account(3);
    let ivr = fake.account(|account| {
        account.knobs.nested_menus = false;
        account.ivrs()[1].id
    });
    let path = format!("/api/v2/channels/voice/ivr/{ivr}/menus");
    fake.fault(Fault::serve().on("GET", path).change(move |account| drop(account.remove_ivr(ivr))));
    exports_all(&fake);
}

#[test]
fn a_list_that_is_refused_during_an_export_is_an_error_all_the_same() {
    let fake = account(3);
    let ivr = fake.account(|account| {
        account.knobs.nested_menus = false;
        account.ivrs()[1].id
    });
    // The list of IVRs has it still: a 404 alone proves nothing.
    let path = format!("/api/v2/channels/voice/ivr/{ivr}/menus");
    fake.fault(Fault::answer(crate::fake::Answer::record_not_found()).on("GET", path).always());
    run(&fake, &["export"]).fails_with("Error: ");
}
