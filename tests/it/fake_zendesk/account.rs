//! The account as tests look at it and change it.

use serde_json::json;

use crate::fake::state::Demo;
use crate::fake::{Account, Fake};

#[test]
fn ids_are_of_real_size_and_ascend() {
    let fake = Fake::start();
    let ids = fake.account(|account| {
        let ivr = account.add_ivr("Main line");
        let menu = account.default_menu(ivr);
        let route = account.add_route(ivr, menu, "1", "group", json!({ "group_ids": [1] }));
        [ivr, menu, account.add_menu(ivr, "Sales"), route]
    });
    assert_eq!(ids, [21973195678484, 21973195678868, 21973195679636, 21973195679252]);
}

#[test]
fn can_be_changed_behind_terraforms_back() {
    let fake = Fake::start();
    fake.account(|account| {
        let ivr = account.add_ivr("Main line");
        let menu = account.default_menu(ivr);
        let ids = ["1", "2"].map(|key| account.add_route(ivr, menu, key, "menu", json!({ "menu_id": menu })));
        account.route_mut(ivr, menu, ids[0]).unwrap().keypress = Some("3".into());
        assert_eq!(account.route(ivr, menu, ids[0]).unwrap().keypress.as_deref(), Some("3"));
        assert_eq!(account.remove_route(ivr, menu, ids[0]).unwrap().id, ids[0]);
        assert_eq!(account.remove_route(ivr, menu, ids[0]), None);
        assert_eq!(account.routes(ivr, menu).iter().map(|r| r.id).collect::<Vec<_>>(), [ids[1]]);
        assert_eq!(account.route_count(), 1);
        assert_eq!(account.remove_menu(ivr, menu).unwrap().routes.len(), 1);
        assert_eq!(account.route_count(), 0);
        assert!(account.remove_menu(ivr, menu).is_none());
        assert_eq!(account.remove_ivr(ivr).unwrap().id, ivr);
        assert!(account.remove_ivr(ivr).is_none());
    });
}

#[test]
fn the_demo_account_is_small_and_complete() {
    let fake = Fake::start();
    fake.account(|account: &mut Account| {
        let demo: Demo = account.seed_demo();
        let names: Vec<_> =
            account.ivr(demo.ivr_id).unwrap().menus.iter().map(|m| (m.id, m.name.as_deref())).collect();
        let expected = [
            (demo.main_menu_id, Some("Main menu")),
            (demo.billing_menu_id, Some("Billing")),
            (demo.support_menu_id, Some("Support")),
        ];
        assert_eq!(names, expected);
        assert_eq!(account.route_count(), 0);
    });
}
