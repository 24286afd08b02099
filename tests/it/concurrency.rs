//! Many things at once: one write at a time in a menu, and menus side by side.

use std::collections::BTreeMap;

use crate::account::Menus;
use crate::fake::{Chaos, Fault, Gate, LoggedRequest};

/// The writes of each menu, by the part of the path that names it.
fn writes_by_menu(menus: &Menus) -> BTreeMap<String, Vec<LoggedRequest>> {
    let mut by_menu: BTreeMap<String, Vec<LoggedRequest>> = BTreeMap::new();
    for request in menus.acc.fake().requests().into_iter().filter(|request| request.method != "GET") {
        let menu = request.path.split('/').nth(8).unwrap_or_default().to_owned();
        by_menu.entry(menu).or_default().push(request);
    }
    by_menu
}

#[track_caller]
fn expect_one_at_a_time(menus: &Menus) {
    for (menu, writes) in writes_by_menu(menus) {
        let overlapping = writes.windows(2).find(|pair| pair[0].overlaps(&pair[1]));
        assert_eq!(overlapping, None, "writes in menu {menu} overlap");
    }
}

#[test]
fn menus_are_written_side_by_side_and_each_by_one_write_at_a_time() {
    let menus = Menus::new(5);
    let (creates, deletes) = (Gate::new(), Gate::new());
    menus.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).always().hold_before(&creates));
    // A run that has read nothing sends its first write alone, to find out once what is refused to all.
    menus.acc.fake().fault(Fault::serve().on("DELETE", Fault::ROUTE).nth(2).always().hold_before(&deletes));
    for (gate, config) in [(creates, menus.config(&["1", "2", "3"])), (deletes, menus.config(&[]))] {
        menus.acc.configure(&config);
        let running = menus.acc.spawn(&["apply", "-auto-approve", "-parallelism=15"]);
        // All menus are at it, though nothing has come out of it yet.
        gate.wait_until_held(5);
        gate.open();
        let output = menus.acc.finish(running);
        assert!(output.status.success(), "{output}");
    }
    let numbers: Vec<_> = writes_by_menu(&menus).into_values().map(|writes| writes.len()).collect();
    assert_eq!(numbers, [6; 5]);
    expect_one_at_a_time(&menus);
}

#[test]
fn five_hundred_creates_with_faults_make_five_hundred_routes() {
    let mut menus = Menus::new(50);
    menus.acc.env("ZENDESK_MAX_RETRIES", "20");
    menus.acc.configure(&menus.config(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]));
    menus.acc.fake().chaos(Chaos::new(500, 5));
    let output = menus.acc.terraform(&["apply", "-auto-approve", "-parallelism=50"]);
    menus.acc.fake().calm();
    assert!(output.status.success(), "{output}");
    assert!(menus.acc.fake().chaos_count() > 10, "{} faults", menus.acc.fake().chaos_count());
    assert_eq!(menus.expect_known(), 500);
    expect_one_at_a_time(&menus);
    let plan = menus.acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(plan.status.code(), Some(0), "{plan}");
    // Gone without one request for each.
    menus.acc.fake().account(|account| {
        for menu in &menus.menu_ids {
            account.menu_mut(menus.ivr_id, *menu).expect("the menu is there").routes.clear();
        }
    });
}
