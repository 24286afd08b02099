//! Answers as real servers have sent them, byte for byte.

use serde_json::{Value, json};

use super::{IVR, MENU, ROUTES, call, fake, get, send};
use crate::fake::Fake;

const IVRS: &str = "/api/v2/channels/voice/ivr";

#[test]
fn creates_a_route_as_recorded() {
    let fake = fake();
    fake.account(|account| account.set_next_id(21973423542804));
    let body =
        json!({ "ivr_route": { "action": "group", "keypress": "1", "options": { "group_ids": [10001] } } });
    let response = send(&fake, "POST", ROUTES, body);
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["content-type"], "application/json; charset=utf-8");
    assert!(!response.headers().contains_key("location"));
    let expected = r#"{"ivr_route":{"id":21973423542804,"keypress":"1","greeting":null,"action":"group","options":{"group_ids":[10001]},"option_text":null,"overflow_options":[]}}"#;
    assert_eq!(response.text().unwrap(), expected);
}

#[test]
fn creates_a_menu_as_recorded() {
    let fake = fake();
    fake.account(|account| account.set_next_id(21973259290772));
    let response =
        send(&fake, "POST", &format!("{IVR}/menus"), json!({ "ivr_menu": { "name": "Main Menu" } }));
    assert_eq!(response.status(), 201);
    let expected = r#"{"ivr_menu":{"id":21973259290772,"name":"Main Menu","default":false,"greeting_id":null,"routes":[]}}"#;
    assert_eq!(response.text().unwrap(), expected);
}

#[test]
fn creates_an_ivr_with_its_main_menu_as_recorded() {
    let fake = Fake::start();
    let response = send(&fake, "POST", IVRS, json!({ "ivr": { "name": "IVR Menu" } }));
    assert_eq!(response.status(), 201);
    let ivr = r#"{"id":21973195678484,"name":"IVR Menu","menus":[{"id":21973195678868,"name":"Main menu","default":true,"greeting_id":null,"routes":[]}],"phone_number_ids":[],"phone_number_names":[]}"#;
    assert_eq!(response.text().unwrap(), format!(r#"{{"ivr":{ivr}}}"#));

    let list = send(&fake, "GET", IVRS, Value::Null).text().unwrap();
    assert_eq!(list, format!(r#"{{"ivrs":[{ivr}],"next_page":null,"previous_page":null,"count":1}}"#));
}

#[test]
fn nests_routes_in_menus_and_menus_in_ivrs() {
    let fake = fake();
    fake.account(|account| {
        account.set_next_id(360000016496);
        account.add_route(10001, 10002, "2", "menu", json!({ "menu_id": 10002 }));
    });
    let menu = json!({
        "id": 10002, "name": "Main menu", "default": true, "greeting_id": null,
        "routes": [{
            "id": 360000016496_i64, "keypress": "2", "greeting": null, "action": "menu",
            "options": { "menu_id": 10002 }, "option_text": "Main menu", "overflow_options": [],
        }],
    });
    let ivr = json!({
        "id": 10001, "name": "Main line", "menus": [menu], "phone_number_ids": [], "phone_number_names": [],
    });
    let ends =
        |key: &str, items: Value| json!({ key: items, "next_page": null, "previous_page": null, "count": 1 });
    assert_eq!(get(&fake, MENU), (200, json!({ "ivr_menu": menu })));
    assert_eq!(get(&fake, &format!("{IVR}/menus")), (200, ends("ivr_menus", json!([menu]))));
    assert_eq!(get(&fake, IVR), (200, json!({ "ivr": ivr })));
    assert_eq!(get(&fake, IVRS), (200, ends("ivrs", json!([ivr]))));
}

#[test]
fn updates_and_deletes_menus_and_ivrs() {
    let fake = fake();
    let menu = json!({ "id": 10002, "name": "Start", "default": true, "greeting_id": 7, "routes": [] });
    let body = json!({ "ivr_menu": { "name": "Start", "greeting_id": 7 } });
    assert_eq!(call(&fake, "PUT", MENU, body), (200, json!({ "ivr_menu": menu })));
    let path = format!("{IVR}/menus/{}", fake.account(|account| account.add_menu(10001, "Second")));
    let second = get(&fake, &path).1;
    assert_eq!(call(&fake, "DELETE", &path, Value::Null), (200, second));
    assert_eq!(get(&fake, &path).0, 404);

    let ivr = json!({ "ivr": {
        "id": 10001, "name": "Line", "menus": [menu],
        "phone_number_ids": [8], "phone_number_names": ["Line 8"],
    } });
    let body = json!({ "ivr": { "name": "Line", "phone_number_ids": [8] } });
    assert_eq!(call(&fake, "PUT", IVR, body), (200, ivr.clone()));
    assert_eq!(call(&fake, "DELETE", IVR, Value::Null), (200, ivr));
    assert_eq!(get(&fake, IVR).0, 404);
}

#[test]
fn answers_record_not_found_at_each_level() {
    let fake = fake();
    let gone = (404, json!({ "error": "RecordNotFound", "description": "Not found" }));
    for path in [
        format!("{ROUTES}/7"),
        format!("{IVR}/menus/7/routes"),
        format!("{IVR}/menus/7/routes/7"),
        format!("{IVR}/menus/7"),
        format!("{IVRS}/7"),
        format!("{IVRS}/7/menus"),
        format!("{IVRS}/7/menus/10002/routes"),
    ] {
        assert_eq!(get(&fake, &path), gone, "{path}");
    }
    assert_eq!(call(&fake, "POST", &format!("{IVR}/menus/7/routes"), super::group("1")), gone);
    assert_eq!(call(&fake, "PUT", &format!("{ROUTES}/7"), super::group("1")), gone);
    assert_eq!(call(&fake, "DELETE", &format!("{ROUTES}/7"), Value::Null), gone);
}

#[test]
fn answers_invalid_endpoint_and_405_elsewhere() {
    let fake = fake();
    let nowhere = (404, json!({ "error": "InvalidEndpoint", "description": "Not found" }));
    assert_eq!(get(&fake, "/api/v2/channels/voice/ivrs"), nowhere);
    assert_eq!(get(&fake, &format!("{ROUTES}/one")), nowhere);
    assert_eq!(call(&fake, "PATCH", ROUTES, Value::Null).0, 405);
    assert_eq!(call(&fake, "DELETE", ROUTES, Value::Null).0, 405);
}
