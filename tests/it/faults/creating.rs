//! A create whose answer is lost: one route on the service, the same one in the state, and no other is adopted.

use serde_json::json;

use super::account::{IVR, address, config, menus_of, on, stored, with_menus};
use crate::fake::{Fault, Gate};
use crate::harness::Acceptance;

fn options() -> serde_json::Value {
    json!({"phone_number": "+12025550101"})
}

/// Checks that each menu has the route that was there and one more, which is the one in the state.
#[track_caller]
fn expect_one_new(acc: &Acceptance, seeded: &[i64]) {
    let state = acc.state();
    for (menu, seed) in menus_of(seeded.len()).zip(seeded) {
        let all = stored(acc, menu);
        let [old, new] = all[..] else { panic!("menu {menu} has {all:?}") };
        assert_eq!((old, state.attr(&address(menu), "route_id")), (*seed, &json!(new)), "menu {menu}");
    }
}

/// Puts a route of the same content into each menu, for another key or for none.
fn seed(acc: &Acceptance, key: Option<&str>) -> Vec<i64> {
    let add = |menu| {
        acc.fake().account(|account| {
            let id = account.add_route(IVR, menu, "2", "phone_number", options());
            account.route_mut(IVR, menu, id).unwrap().keypress = key.map(str::to_owned);
            id
        })
    };
    menus_of(Fault::losses().len()).map(add).collect()
}

fn create_with_losses(key: Option<&str>, config: &str) {
    let acc = with_menus(Fault::losses().len());
    acc.fake().account(|account| account.knobs.unique_keypress = false);
    let seeded = seed(&acc, key);
    for (menu, fault) in menus_of(seeded.len()).zip(Fault::losses()) {
        acc.fake().fault(on(fault, "POST", menu));
    }
    acc.apply(config);
    expect_one_new(&acc, &seeded);
}

#[test]
fn a_route_of_the_same_content_is_not_adopted() {
    create_with_losses(Some("2"), &config(Fault::losses().len(), "max_retries = 2", "+12025550101"));
}

#[test]
fn a_route_without_a_key_is_created_once_too() {
    let keyless =
        config(Fault::losses().len(), "max_retries = 2", "+12025550101").replace("keypress = \"1\"", "");
    create_with_losses(None, &keyless);
}

#[test]
fn a_route_that_holds_the_key_is_not_adopted() {
    let acc = with_menus(1);
    acc.fake().account(|account| account.knobs.unique_keypress = false);
    acc.fake().account(|account| account.add_route(IVR, 10002, "1", "phone_number", options()));
    let output = acc.apply_fails(&config(1, "", "+12025550101"));
    output.error("Failed to create IVR route").says("is taken by route 20001");
    assert_eq!(stored(&acc, 10002), [20001]);
    assert_eq!(acc.state().addresses(), [] as [&str; 0]);
}

#[test]
fn a_timeout_after_the_effect_makes_one_route() {
    let acc = with_menus(1);
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_after(&gate));
    acc.apply(&config(1, "request_timeout = 2", "+12025550101"));
    gate.open();
    assert_eq!(stored(&acc, 10002), [20001]);
    assert_eq!(acc.state().attr(&address(10002), "id"), "10001/10002/20001");
}
