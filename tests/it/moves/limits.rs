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
        for error in output.diagnostics() {
            let address = error.address.clone();
            error
                .at(&address, "keypress =")
                .says("is taken by route")
                .says("-parallelism has to be at least the number of routes that exchange keys");
        }
        // No more is needed than to apply again.
        phone.apply(&phone.config(&after));
        let expected: Vec<_> = after.iter().map(|(name, key)| (*key, *name)).collect();
        assert_eq!(phone.served(), served(&expected));
    }
}
