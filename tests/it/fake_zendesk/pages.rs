//! Pages of lists.

use serde_json::{Value, json};

use super::{IVR, ROUTES, fake, get};
use crate::fake::Fake;

fn fake_with_five() -> Fake {
    let fake = fake();
    fake.account(|account| {
        for key in ["4", "1", "3", "default", "*"] {
            account.add_route(10001, 10002, key, "group", json!({ "group_ids": [1] }));
        }
        account.knobs.page_size = 2;
    });
    fake
}

fn keys(list: &Value) -> Vec<&str> {
    list["ivr_routes"].as_array().unwrap().iter().map(|r| r["keypress"].as_str().unwrap()).collect()
}

#[test]
fn links_lead_through_all_pages_in_order_of_creation() {
    let fake = fake_with_five();
    let at = |page: u8| json!(format!("{}{ROUTES}?page={page}", fake.url()));
    let (_, first) = get(&fake, ROUTES);
    assert_eq!(keys(&first), ["4", "1"]);
    assert_eq!((&first["next_page"], &first["previous_page"]), (&at(2), &Value::Null));
    assert_eq!(first["count"], 5);
    let (_, second) = get(&fake, &format!("{ROUTES}?page=2"));
    assert_eq!(keys(&second), ["3", "default"]);
    assert_eq!((&second["next_page"], &second["previous_page"]), (&at(3), &at(1)));
    let (_, third) = get(&fake, &format!("{ROUTES}.json?page=3"));
    assert_eq!(keys(&third), ["*"]);
    assert_eq!((&third["next_page"], &third["previous_page"]), (&Value::Null, &at(2)));
}

#[test]
fn per_page_is_kept_and_limited() {
    let fake = fake_with_five();
    let (_, list) = get(&fake, &format!("{ROUTES}?per_page=1"));
    assert_eq!(keys(&list), ["4"]);
    assert_eq!(list["next_page"], format!("{}{ROUTES}?page=2&per_page=1", fake.url()));
    assert_eq!(keys(&get(&fake, &format!("{ROUTES}?per_page=100")).1), ["4", "1"]);
    assert_eq!(get(&fake, &format!("{ROUTES}?page=two")).0, 400);
}

#[test]
fn menus_and_ivrs_are_paged_too() {
    let fake = fake_with_five();
    fake.account(|account| {
        account.knobs.page_size = 1;
        account.add_menu(10001, "Sales");
        account.add_ivr("Second line");
    });
    let (_, menus) = get(&fake, &format!("{IVR}/menus?page=2"));
    assert_eq!((menus["ivr_menus"][0]["name"].clone(), menus["count"].clone()), (json!("Sales"), json!(2)));
    let (_, ivrs) = get(&fake, "/api/v2/channels/voice/ivr?page=2");
    assert_eq!((ivrs["ivrs"][0]["name"].clone(), ivrs["count"].clone()), (json!("Second line"), json!(2)));
}

#[test]
fn without_the_envelope_there_is_one_page() {
    let fake = fake_with_five();
    fake.account(|account| account.knobs.envelope = false);
    let (_, list) = get(&fake, ROUTES);
    assert_eq!(keys(&list), ["4", "1", "3", "default", "*"]);
    assert_eq!(list.as_object().unwrap().len(), 1);
}
