//! Each knob does what it says.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ROUTES, call, fake, get, send};
use crate::fake::{Delete, Fake, OptionsWithoutAction, Overflow, Put, RateLimit};

/// A fake with route 10003, a text-back with an option that the reference doesn't name.
fn fake_with_textback() -> Fake {
    let fake = fake();
    fake.account(|account| {
        let options = json!({ "sms_text": "Hi", "textback_phone_number_id": 7, "language": "en" });
        assert_eq!(account.add_route(10001, 10002, "1", "textback", options), 10003);
    });
    fake
}

fn put(fake: &Fake, route: Value) -> (u16, Value) {
    let (status, mut body) = call(fake, "PUT", &format!("{ROUTES}/10003"), json!({ "ivr_route": route }));
    (status, body["ivr_route"]["options"].take())
}

fn post(fake: &Fake, route: Value) -> Value {
    let (status, mut body) = call(fake, "POST", ROUTES, json!({ "ivr_route": route }));
    assert_eq!(status, 201, "{body}");
    body["ivr_route"].take()
}

#[test]
fn put_keeps_fields_that_are_not_sent() {
    let fake = fake_with_textback();
    let options = json!({ "sms_text": "Hi", "textback_phone_number_id": 7, "language": "en" });
    assert_eq!(put(&fake, json!({ "keypress": "9" })), (200, options));
    let route = fake.account(|account| account.route(10001, 10002, 10003).cloned()).unwrap();
    assert_eq!((route.keypress.as_deref(), route.action.as_deref()), (Some("9"), Some("textback")));
}

#[test]
fn put_replaces_options() {
    let fake = fake_with_textback();
    let options = json!({ "sms_text": "Hello", "textback_phone_number_id": 8 });
    assert_eq!(put(&fake, json!({ "action": "textback", "options": options })), (200, options));
    assert_eq!(put(&fake, json!({ "action": "group" })).0, 422);
}

#[test]
fn put_merges_options() {
    let fake = fake_with_textback();
    fake.account(|account| account.knobs.put = Put::Merge);
    let merged = json!({ "sms_text": "Hello", "textback_phone_number_id": 7, "language": "en" });
    assert_eq!(
        put(&fake, json!({ "action": "textback", "options": { "sms_text": "Hello" } })),
        (200, merged)
    );
    let moved = json!({ "group_ids": [1], "language": "en" });
    assert_eq!(put(&fake, json!({ "action": "group", "options": { "group_ids": [1] } })), (200, moved));
    let removed = json!({ "group_ids": [1] });
    assert_eq!(put(&fake, json!({ "action": "group", "options": { "language": null } })), (200, removed));
}

#[test]
fn options_without_action() {
    let fake = fake_with_textback();
    let route = json!({ "options": { "sms_text": "Hello", "textback_phone_number_id": 8 } });
    let (status, body) = call(&fake, "PUT", &format!("{ROUTES}/10003"), json!({ "ivr_route": route }));
    assert_eq!(status, 422);
    assert_eq!(body["details"]["action"][0]["description"], "Action: must be included when updating options");

    fake.account(|account| account.knobs.options_without_action = OptionsWithoutAction::Ignore);
    assert_eq!(put(&fake, route.clone()).1["sms_text"], "Hi");
    fake.account(|account| account.knobs.options_without_action = OptionsWithoutAction::Accept);
    assert_eq!(put(&fake, route).1["sms_text"], "Hello");
}

#[test]
fn duplicate_keys_can_be_allowed() {
    let fake = fake();
    fake.account(|account| account.knobs.unique_keypress = false);
    assert_eq!(call(&fake, "POST", ROUTES, super::group("1")).0, 201);
    assert_eq!(call(&fake, "POST", ROUTES, super::group("1")).0, 201);
}

#[test]
fn delete_can_answer_without_a_body() {
    let fake = fake_with_textback();
    fake.account(|account| account.knobs.delete = Delete::NoContent);
    let menu = fake.account(|account| account.add_menu(10001, "Second"));
    let menu = format!("{}/menus/{menu}", super::IVR);
    for path in [&format!("{ROUTES}/10003"), menu.as_str(), super::IVR] {
        let response = send(&fake, "DELETE", path, Value::Null);
        assert_eq!((response.status().as_u16(), response.text().unwrap()), (204, String::new()));
    }
    assert!(fake.account(|account| account.ivrs().is_empty()));
}

#[test]
fn phone_numbers_can_be_normalized() {
    let fake = fake();
    fake.account(|account| account.knobs.normalize_phone_numbers = true);
    for (keypress, sent, stored) in
        [("1", "+1 (205) 555-1234", "+12055551234"), ("2", "205.555.1234", "2055551234")]
    {
        let options = json!({ "phone_number": sent });
        let route =
            post(&fake, json!({ "keypress": keypress, "action": "phone_number", "options": options }));
        assert_eq!(route["options"]["phone_number"], stored);
    }
}

#[test]
fn tags_can_be_normalized_and_added() {
    let fake = fake();
    fake.account(|account| {
        account.knobs.normalize_tags = true;
        account.knobs.always_tags = true;
    });
    let options = json!({ "group_ids": [2, 1], "tags": ["VIP", "b", "a", "vip"] });
    let route = post(&fake, json!({ "keypress": "1", "action": "group", "options": options }));
    assert_eq!(route["options"], json!({ "group_ids": [2, 1], "tags": ["a", "b", "vip"] }));
    let route = post(&fake, json!({ "keypress": "2", "action": "group", "options": { "group_ids": [1] } }));
    assert_eq!(route["options"], json!({ "group_ids": [1], "tags": [] }));
}

#[test]
fn overflow_options_take_every_form() {
    let fake = fake();
    let sent = json!({ "keypress": "1", "overflow_options": ["voicemail", { "b": 1, "a": 2 }] });
    assert_eq!(post(&fake, sent)["overflow_options"], json!(["voicemail", { "b": 1, "a": 2 }]));
    let shown = |overflow| {
        fake.account(|account| account.knobs.overflow = overflow);
        get(&fake, ROUTES).1["ivr_routes"][0].get("overflow_options").cloned()
    };
    assert_eq!(shown(Overflow::AlwaysEmpty), Some(json!([])));
    assert_eq!(shown(Overflow::Null), Some(Value::Null));
    assert_eq!(shown(Overflow::Missing), None);
}

#[test]
fn keys_can_be_reversed() {
    let fake = fake_with_textback();
    fake.account(|account| account.knobs.reverse_keys = true);
    let text = send(&fake, "GET", &format!("{ROUTES}/10003"), Value::Null).text().unwrap();
    let expected = r#"{"ivr_route":{"overflow_options":[],"options":{"textback_phone_number_id":7,"sms_text":"Hi","language":"en"},"option_text":"Hi","keypress":"1","id":10003,"greeting":null,"action":"textback"}}"#;
    assert_eq!(text, expected);
}

#[test]
fn put_can_clear_the_greeting() {
    let fake = fake_with_textback();
    fake.account(|account| account.route_mut(10001, 10002, 10003).unwrap().greeting = Some("Hello".into()));
    let greeting = || {
        put(&fake, json!({ "keypress": "2" }));
        get(&fake, &format!("{ROUTES}/10003")).1["ivr_route"]["greeting"].clone()
    };
    assert_eq!(greeting(), "Hello");
    fake.account(|account| account.knobs.clear_greeting_on_put = true);
    assert_eq!(greeting(), Value::Null);
}

#[test]
fn latency_passes_before_each_answer() {
    let fake = fake();
    fake.account(|account| account.knobs.latency = Duration::from_millis(50));
    let start = std::time::Instant::now();
    assert_eq!(get(&fake, ROUTES).0, 200);
    assert!(start.elapsed() >= Duration::from_millis(50));
}

#[test]
fn rate_limit_answers_429_until_its_window_has_passed() {
    let fake = fake();
    let window = Duration::from_secs(60);
    fake.account(|account| account.knobs.rate_limit = Some(RateLimit { requests: 2, window }));
    assert_eq!([get(&fake, ROUTES).0, get(&fake, ROUTES).0], [200, 200]);
    fake.account(|account| account.advance(Duration::from_secs(20)));
    let response = send(&fake, "POST", ROUTES, super::group("1"));
    assert_eq!(response.status(), 429);
    let wait: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=40).contains(&wait), "{wait}");
    assert_eq!(response.text().unwrap(), "Number of allowed API requests per minute exceeded");
    assert_eq!(fake.account(|account| account.route_count()), 0);
    fake.account(|account| account.advance(window));
    assert_eq!(get(&fake, ROUTES).0, 200);
}

#[test]
fn ivrs_and_menus_may_lack_what_they_hold() {
    let fake = fake_with_textback();
    let list = |path: &str, key: &str| get(&fake, path).1[key][0].clone();
    let (ivrs, menus) = ("/api/v2/channels/voice/ivr", "/api/v2/channels/voice/ivr/10001/menus");
    assert_eq!(list(ivrs, "ivrs")["menus"][0]["routes"][0]["id"], 10003);
    fake.account(|account| account.knobs.nested_routes = false);
    assert_eq!(list(ivrs, "ivrs")["menus"][0].get("routes"), None);
    assert_eq!(list(menus, "ivr_menus").get("routes"), None);
    fake.account(|account| account.knobs.nested_menus = false);
    assert_eq!(list(ivrs, "ivrs").get("menus"), None);
}

#[test]
fn nested_routes_may_show_less_than_the_menus_own_list() {
    let fake = fake_with_textback();
    fake.account(|account| account.knobs.nested_options = false);
    let ivrs = get(&fake, "/api/v2/channels/voice/ivr").1;
    assert_eq!(ivrs["ivrs"][0]["menus"][0]["routes"][0]["options"], json!({ "language": "en" }));
    let own = get(&fake, ROUTES).1;
    assert_eq!(own["ivr_routes"][0]["options"]["sms_text"], "Hi");
}

#[test]
fn a_connection_may_serve_one_request() {
    let fake = fake();
    fake.account(|account| account.knobs.one_request_per_connection = true);
    let (email, token) =
        fake.account(|account| (account.credentials.email.clone(), account.credentials.api_token.clone()));
    let client = reqwest::blocking::Client::builder().no_proxy().build().unwrap();
    let post = || {
        let body = super::group("1").to_string();
        let request = client.post(format!("{}{ROUTES}", fake.url())).body(body);
        let request = request.basic_auth(format!("{email}/token"), Some(&token));
        request.header("accept", "application/json").header("content-type", "application/json").send()
    };
    let first = post().unwrap();
    assert_eq!(first.status(), 201);
    // Read to its end, so that the connection is kept.
    first.bytes().unwrap();
    assert!(post().is_err());
    assert_eq!(post().unwrap().status(), 422);
}
