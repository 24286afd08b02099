//! What can't be done in one run: it fails with the routes, their keys and a way out.

use crate::account::{Phone, served};

const NAMES: [&str; 13] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"];
const KEYS: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "default"];

#[test]
fn a_full_menu_has_no_key_to_exchange_over() {
    let phone = Phone::new(true);
    let full: Vec<_> = NAMES.into_iter().zip(KEYS).collect();
    phone.begin(&phone.config(&full));
    let before = phone.served();
    let mut swapped = full.clone();
    (swapped[0].1, swapped[1].1) = ("1", "0");
    let output = phone.apply_fails(&phone.config(&swapped));
    assert_eq!(phone.writes(), []);
    assert_eq!(phone.served(), before);
    let ids = phone.acc.fake().account(|account| {
        account.routes(phone.ivr_id, phone.menu_id).iter().map(|route| route.id).collect::<Vec<_>>()
    });
    let errors = output.diagnostics();
    assert_eq!(errors.len(), 2, "{output}");
    for error in errors {
        let address = error.address.clone();
        assert_eq!(error.summary, "Failed to update IVR route");
        error
            .at(&address, "keypress =")
            .says("all 13 keys of the menu are in use, so none of them can step aside")
            .says("Remove one of them from the configuration and apply; then put it back, and apply again.");
        for id in ids.iter().take(13) {
            assert!(error.detail.contains(&format!(": {id}")), "{error:?}");
        }
    }

    // The way out, as the error says it.
    phone.apply(&phone.config(&swapped[1..]));
    phone.apply(&phone.config(&swapped));
    let expected: Vec<_> = swapped.iter().map(|(name, key)| (*key, *name)).collect();
    assert_eq!(phone.served(), served(&expected));
}

#[test]
fn a_ring_longer_than_the_parallelism_takes_several_applies() {
    for (parallelism, before, after) in
        [(1, vec!["1", "2"], vec!["2", "1"]), (2, vec!["1", "2", "3", "4"], vec!["2", "3", "4", "1"])]
    {
        let mut phone = Phone::new(true);
        phone.begin(&phone.config(&NAMES.into_iter().zip(before).collect::<Vec<_>>()));
        phone.parallelism(parallelism);
        let after: Vec<_> = NAMES.into_iter().zip(after).collect();
        let output = phone.apply_fails(&phone.config(&after));
        for error in output.errors() {
            let address = error.address.clone();
            error
                .at(&address, "keypress =")
                .says("is taken by route")
                .says("-parallelism has to be at least the number of routes that exchange keys");
            if error.detail.contains("has to wait for its new key in turn") {
                error.says("a later operation of this apply may have moved the route all the same");
                assert!(!error.detail.contains("import {"), "{error:?}");
            }
        }
        // No more is needed than to apply again.
        phone.apply(&phone.config(&after));
        let expected: Vec<_> = after.iter().map(|(name, key)| (*key, *name)).collect();
        assert_eq!(phone.served(), served(&expected));
    }
}

#[test]
fn menus_that_compete_for_places_have_exchanged_their_keys_after_one_apply() {
    let mut phone = Phone::new(true);
    let ivr_id = phone.ivr_id;
    let menus: Vec<i64> = phone
        .acc
        .fake()
        .account(|account| (0..4).map(|n| account.add_menu(ivr_id, &format!("Menu {n}"))).collect());
    let config = |phone: &Phone, first: &str, second: &str| -> String {
        let names = menus.iter().map(|menu| (menu, format!("a_{menu}"), format!("b_{menu}")));
        names.map(|(menu, a, b)| phone.config_of(*menu, &[(&a, first), (&b, second)])).collect()
    };
    phone.begin(&config(&phone, "1", "2"));
    phone.parallelism(2);
    let after = config(&phone, "2", "1");
    phone.acc.configure(&after);
    // Some operations may have given up for others to begin; these have moved the routes of the former.
    phone.acc.terraform(&["apply", "-auto-approve"]);
    phone.acc.replan().expect_empty();
    phone.apply(&after);
    for menu in &menus {
        let (a, b) = (format!("a_{menu}"), format!("b_{menu}"));
        assert_eq!(phone.served_by(*menu), served(&[("1", &b), ("2", &a)]));
    }
}
