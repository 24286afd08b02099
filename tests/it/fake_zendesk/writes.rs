//! Writes of IVRs and menus, and the account's phone numbers, greetings and groups.

use serde_json::{Value, json};

use super::{IVR, MENU, ROUTES, call, fake, get};
use crate::fake::{Fake, GroupIds, NoGreeting, Put, TakenNumber};

const VOICE: &str = "/api/v2/channels/voice";

fn put(fake: &Fake, path: &str, wrapper: &str, fields: Value) -> Value {
    let (status, mut body) = call(fake, "PUT", path, json!({ wrapper: fields }));
    assert_eq!(status, 200, "{body}");
    body[wrapper].take()
}

#[test]
fn phone_numbers_have_names_and_one_ivr() {
    let fake = fake();
    fake.account(|account| {
        account.add_phone_number(7, "+12025550100", Some("Sales"));
        account.add_phone_number(8, "+12025550101", None);
    });
    let ivr = put(&fake, IVR, "ivr", json!({ "name": "Line", "phone_number_ids": [7, 8, 9] }));
    assert_eq!(ivr["phone_number_names"], json!(["Sales", "+1 (202) 555-0101", "Line 9"]));
    let number = get(&fake, &format!("{VOICE}/phone_numbers/7")).1;
    assert_eq!(number["phone_number"]["ivr_id"], 10001);
    let token = fake.account(|account| account.phone_numbers()[&7].token.clone());
    assert_eq!(number["phone_number"]["token"], token);
    assert_eq!(get(&fake, &format!("{VOICE}/phone_numbers/9")).0, 404);

    let body = json!({ "ivr": { "name": "Second", "phone_number_ids": [7] } });
    fake.account(|account| account.knobs.taken_number = TakenNumber::Refuse);
    let (status, refused) = call(&fake, "POST", &format!("{VOICE}/ivr"), body.clone());
    assert_eq!(
        (status, &refused["details"]["phone_number_ids"][0]["error"]),
        (422, &json!("DuplicateValue"))
    );
    assert_eq!(fake.account(|account| account.ivrs().len()), 1);
    fake.account(|account| account.knobs.taken_number = TakenNumber::Move);
    assert_eq!(call(&fake, "POST", &format!("{VOICE}/ivr"), body).0, 201);
    assert_eq!(get(&fake, IVR).1["ivr"]["phone_number_ids"], json!([8, 9]));
    let released = put(&fake, IVR, "ivr", json!({ "name": "Line", "phone_number_ids": [] }));
    assert_eq!(released["phone_number_ids"], json!([]));
    let list = get(&fake, &format!("{VOICE}/phone_numbers")).1;
    assert_eq!((&list["count"], &list["phone_numbers"][1]["ivr_id"]), (&json!(2), &Value::Null));
}

#[test]
fn put_of_ivrs_and_menus_replaces_or_merges() {
    for (knob, name, numbers, greeting) in
        [(Put::Replace, Value::Null, json!([]), Value::Null), (Put::Merge, json!("A"), json!([7]), json!(5))]
    {
        let fake = fake();
        put(&fake, IVR, "ivr", json!({ "name": "A", "phone_number_ids": [7] }));
        put(&fake, MENU, "ivr_menu", json!({ "name": "A", "greeting_id": 5 }));
        fake.account(|account| account.knobs.put = knob);
        assert_eq!(put(&fake, IVR, "ivr", json!({ "name": "B" }))["phone_number_ids"], numbers);
        put(&fake, IVR, "ivr", json!({ "name": "A" }));
        assert_eq!(put(&fake, IVR, "ivr", json!({ "phone_number_ids": [] }))["name"], name);
        assert_eq!(put(&fake, MENU, "ivr_menu", json!({ "name": "A" }))["greeting_id"], greeting);
        assert_eq!(put(&fake, MENU, "ivr_menu", json!({ "greeting_id": 5 }))["name"], name);
    }
}

#[test]
fn menus_have_greetings_of_the_account_and_of_zendesk() {
    let fake = fake();
    let greeting = |id: Value| {
        put(&fake, MENU, "ivr_menu", json!({ "name": "A", "greeting_id": id }))["greeting_id"].clone()
    };
    for (sent, shown) in [(json!("ivr_none"), json!("ivr_none")), (Value::Null, json!("ivr_none"))] {
        assert_eq!(greeting(sent.clone()), Value::Null);
        fake.account(|account| account.knobs.no_greeting = NoGreeting::Named);
        assert_eq!(greeting(sent), shown);
        fake.account(|account| account.knobs.no_greeting = NoGreeting::Null);
    }
    assert_eq!([greeting(json!("wait_en")), greeting(json!(5))], [json!("wait_en"), json!(5)]);
    assert_eq!(call(&fake, "PUT", MENU, json!({ "ivr_menu": { "greeting_id": "other" } })).0, 422);
    fake.account(|account| {
        account.add_greeting(5, "Welcome");
        account.set_greeting(10001, 10002, "voicemail_en");
    });
    assert_eq!(get(&fake, MENU).1["ivr_menu"]["greeting_id"], "voicemail_en");
    assert_eq!(get(&fake, &format!("{VOICE}/greetings")).1["count"], 5);
    for (id, name) in [("5", "Welcome"), ("ivr_none", "None")] {
        assert_eq!(get(&fake, &format!("{VOICE}/greetings/{id}")).1["greeting"]["name"], name);
    }
}

#[test]
fn only_menus_that_calls_do_not_start_with_can_be_deleted() {
    let fake = fake();
    let (second, route) = fake.account(|account| {
        let second = account.add_menu(10001, "Second");
        (second, account.add_route(10001, 10002, "1", "menu", json!({ "menu_id": second })))
    });
    let (status, body) = call(&fake, "DELETE", MENU, Value::Null);
    assert_eq!(status, 422);
    assert_eq!(body["details"]["base"][0]["description"], "The default menu cannot be deleted");
    assert_eq!(call(&fake, "DELETE", &format!("{IVR}/menus/{second}"), Value::Null).0, 200);
    let route = get(&fake, &format!("{ROUTES}/{route}")).1;
    assert_eq!(route["ivr_route"]["options"]["menu_id"], second);

    fake.account(|account| account.add_phone_number(7, "+12025550100", None));
    put(&fake, IVR, "ivr", json!({ "name": "A", "phone_number_ids": [7] }));
    assert_eq!(call(&fake, "DELETE", IVR, Value::Null).0, 200);
    assert_eq!(get(&fake, &format!("{VOICE}/phone_numbers/7")).1["phone_number"]["ivr_id"], Value::Null);
}

#[test]
fn values_can_be_stored_otherwise() {
    let fake = fake();
    fake.account(|account| {
        account.add_group(2, "Support");
        (account.knobs.lower_tags, account.knobs.trim_texts) = (true, true);
        (account.knobs.group_ids, account.knobs.default_group) = (GroupIds::Sorted, Some(1));
        account.add_route(10001, 10002, "1", "group", json!({ "group_ids": [9] }));
    });
    let path = format!("{ROUTES}/10003");
    let options = |options: Value| {
        put(&fake, &path, "ivr_route", json!({ "action": "group", "options": options }))["options"].clone()
    };
    let sent = json!({ "group_ids": [2, 3], "tags": ["VIP", "a"], "sms_text": " Hi " });
    let stored = json!({ "group_ids": [1, 2], "tags": ["vip", "a"], "sms_text": "Hi" });
    assert_eq!(options(sent), stored);
    fake.account(|account| account.knobs.group_ids = GroupIds::First);
    assert_eq!(options(json!({ "group_ids": [2, 3] })), json!({ "group_ids": [2] }));
    assert_eq!(put(&fake, IVR, "ivr", json!({ "name": " A " }))["name"], "A");
    assert_eq!(put(&fake, MENU, "ivr_menu", json!({ "name": " A " }))["name"], "A");
}

#[test]
fn answers_to_writes_can_leave_keys_out() {
    let fake = fake();
    fake.account(|account| account.knobs.omitted = &["name", "tags", "keypress"]);
    let route = json!({ "keypress": "1", "action": "group", "options": { "group_ids": [1], "tags": ["a"] } });
    let (_, body) = call(&fake, "POST", ROUTES, json!({ "ivr_route": route }));
    assert_eq!(body["ivr_route"].get("keypress"), None);
    assert_eq!(body["ivr_route"]["options"], json!({ "group_ids": [1] }));
    assert_eq!(put(&fake, IVR, "ivr", json!({ "name": "A" })).get("name"), None);
    assert_eq!(put(&fake, MENU, "ivr_menu", json!({ "name": "A" })).get("name"), None);
    assert_eq!(get(&fake, MENU).1["ivr_menu"]["name"], "A");
    assert_eq!(get(&fake, ROUTES).1["ivr_routes"][0]["keypress"], "1");
}
