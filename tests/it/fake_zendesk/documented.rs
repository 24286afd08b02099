//! The examples of the reference page, literally.

use serde_json::{Value, json};

use super::{ROUTES, call, fake, get};
use crate::fake::{Fake, Overflow};

/// The page's examples show no `overflow_options`.
fn documented_fake() -> Fake {
    let fake = fake();
    fake.account(|account| {
        account.knobs.overflow = Overflow::Missing;
        account.add_group(10001, "Support Group");
        account.add_group(360001381413, "Support Group");
    });
    fake
}

fn documented_route() -> Value {
    json!({ "ivr_route": {
        "action": "group", "greeting": null, "id": 10002, "keypress": "1",
        "option_text": "Support Group", "options": { "group_ids": [10001] },
    } })
}

#[test]
fn lists_routes_like_the_reference() {
    let fake = documented_fake();
    fake.account(|account| {
        account.set_next_id(10001);
        account.add_route(10001, 10002, "0", "group", json!({ "group_ids": [360001381413_i64] }));
    });
    let expected = json!({
        "count": 1,
        "ivr_routes": [{
            "action": "group", "greeting": null, "id": 10001, "keypress": "0",
            "option_text": "Support Group", "options": { "group_ids": [360001381413_i64] },
        }],
        "next_page": null,
        "previous_page": null,
    });
    assert_eq!(get(&fake, ROUTES), (200, expected.clone()));
    assert_eq!(get(&fake, &format!("{ROUTES}.json")), (200, expected));
}

#[test]
fn creates_and_shows_a_route_like_the_reference() {
    let fake = documented_fake();
    fake.account(|account| account.set_next_id(10002));
    let body =
        json!({ "ivr_route": { "action": "group", "keypress": "1", "options": { "group_ids": [10001] } } });
    assert_eq!(call(&fake, "POST", ROUTES, body), (201, documented_route()));
    assert_eq!(get(&fake, &format!("{ROUTES}/10002")), (200, documented_route()));
    assert_eq!(get(&fake, &format!("{ROUTES}/10002.json")), (200, documented_route()));
}

#[test]
fn updates_a_route_like_the_reference() {
    let fake = documented_fake();
    fake.account(|account| {
        account.set_next_id(10002);
        account.add_route(10001, 10002, "5", "menu", json!({ "menu_id": 10002 }));
    });
    let body =
        json!({ "ivr_route": { "action": "group", "keypress": "1", "options": { "group_ids": [10001] } } });
    assert_eq!(call(&fake, "PUT", &format!("{ROUTES}/10002"), body), (200, documented_route()));
    assert_eq!(get(&fake, &format!("{ROUTES}/10002")), (200, documented_route()));
}

#[test]
fn deletes_a_route_like_the_reference() {
    let fake = documented_fake();
    fake.account(|account| {
        account.set_next_id(10002);
        account.add_route(10001, 10002, "1", "group", json!({ "group_ids": [10001] }));
    });
    let path = format!("{ROUTES}/10002");
    assert_eq!(call(&fake, "DELETE", &path, Value::Null), (200, documented_route()));
    assert_eq!(get(&fake, &path), (404, json!({ "error": "RecordNotFound", "description": "Not found" })));
    assert_eq!(fake.account(|account| account.route_count()), 0);
}
