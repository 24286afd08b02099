//! Routes of one configuration that exchange keys: one apply, and the next plan is empty.

use crate::account::{Phone, on_both_services, served};

/// Applies one set of keys and then another, and gives the methods of the writes that the second took.
fn exchange(phone: &Phone, before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    phone.begin(&phone.config(before));
    phone.apply(&phone.config(after));
    let expected: Vec<_> = after.iter().map(|(name, key)| (*key, *name)).collect();
    assert_eq!(phone.served(), served(&expected));
    phone.writes().iter().map(|write| write.method.clone()).collect()
}

#[test]
fn two_routes_exchange_their_keys() {
    on_both_services(|phone| {
        let writes = exchange(phone, &[("a", "1"), ("b", "2")], &[("a", "2"), ("b", "1")]);
        assert_eq!(writes, ["PUT", "PUT", "PUT"]);
    });
}

#[test]
fn two_routes_exchange_their_keys_with_little_parallelism() {
    on_both_services(|phone| {
        phone.parallelism(2);
        exchange(phone, &[("a", "1"), ("b", "2")], &[("a", "2"), ("b", "1")]);
    });
}

#[test]
fn three_routes_pass_their_keys_round() {
    on_both_services(|phone| {
        let before = [("a", "1"), ("b", "2"), ("c", "default")];
        let writes = exchange(phone, &before, &[("a", "2"), ("b", "default"), ("c", "1")]);
        assert_eq!(writes, ["PUT"; 4]);
    });
}

#[test]
fn ten_routes_pass_their_keys_round() {
    const NAMES: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const KEYS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    on_both_services(|phone| {
        let mut keys = KEYS.to_vec();
        let before: Vec<_> = NAMES.into_iter().zip(keys.clone()).collect();
        keys.rotate_left(1);
        let after: Vec<_> = NAMES.into_iter().zip(keys).collect();
        assert_eq!(exchange(phone, &before, &after), ["PUT"; 11]);
    });
}

#[test]
fn routes_move_up_one_after_the_other() {
    on_both_services(|phone| {
        let writes = exchange(phone, &[("a", "1"), ("b", "2")], &[("a", "2"), ("b", "3")]);
        assert_eq!(writes, ["PUT", "PUT"]);
    });
}

#[test]
fn a_long_chain_moves_up_though_terraform_does_little_at_once() {
    let mut phone = Phone::new(true);
    phone.begin(&phone.config(&[("a", "1"), ("b", "2"), ("c", "3")]));
    // Not all of it may fit into one apply, but each apply gets further.
    phone.parallelism(2);
    let after = phone.config(&[("a", "2"), ("b", "3"), ("c", "4")]);
    phone.acc.configure(&after);
    for _ in 0..2 {
        phone.acc.terraform(&["apply", "-auto-approve"]);
    }
    phone.apply(&after);
    assert_eq!(phone.served(), served(&[("2", "a"), ("3", "b"), ("4", "c")]));
}

#[test]
fn menus_exchange_keys_side_by_side() {
    on_both_services(|phone| {
        let ivr_id = phone.ivr_id;
        let other = phone.acc.fake().account(|account| account.add_menu(ivr_id, "Billing"));
        let config = |first: &str, second: &str| {
            phone.config(&[("a", first), ("b", second)])
                + &phone.config_of(other, &[("c", first), ("d", second)])
        };
        phone.begin(&config("1", "2"));
        phone.apply(&config("2", "1"));
        assert_eq!(phone.served(), served(&[("1", "b"), ("2", "a")]));
        assert_eq!(phone.served_by(other), served(&[("1", "d"), ("2", "c")]));
    });
}

#[test]
fn a_route_changes_its_key_and_its_content_at_once() {
    on_both_services(|phone| {
        phone.begin(&phone.config(&[("a", "1"), ("b", "2")]));
        let changed =
            phone.config(&[("a", "2"), ("b", "1")]).replace(r#"tags = ["a"]"#, r#"tags = ["a", "new"]"#);
        phone.apply(&changed);
        assert_eq!(phone.served(), served(&[("1", "b"), ("2", "a")]));
    });
}
