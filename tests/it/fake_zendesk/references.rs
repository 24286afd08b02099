//! What menus and routes refer to: groups, phone numbers and greetings, in the form of the recordings.

use serde_json::{Value, json};

use super::{IVR, MENU, answer, fake, get, request, send};
use crate::fake::{Answer, Fake, Fault};

const VOICE: &str = "/api/v2/channels/voice";

/// The body of an answer as it was sent.
fn text(fake: &Fake, path: &str) -> String {
    send(fake, "GET", path, Value::Null).text().unwrap()
}

/// The ids in a list.
fn ids(list: &Value, key: &str) -> Vec<i64> {
    list[key].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

/// The path and the query of a link.
fn path(fake: &Fake, link: &Value) -> String {
    link.as_str().unwrap().strip_prefix(&fake.url()).unwrap().to_owned()
}

/// The pages of the groups by cursor, so many groups on each.
fn cursor_pages(fake: &Fake, size: usize) -> Vec<Value> {
    let mut pages = vec![get(fake, &format!("/api/v2/groups?page[size]={size}")).1];
    while pages.last().is_some_and(|page| page["meta"]["has_more"] == true) {
        let next = path(fake, &pages.last().unwrap()["links"]["next"]);
        pages.push(answer(request(fake, "GET", &next).send().unwrap()).1);
    }
    pages
}

#[test]
fn groups_are_as_recorded() {
    let fake = Fake::start();
    fake.account(|account| account.add_group(6_130_852_530_001, "Support"));
    let url = fake.url();
    let group = format!(
        r#"{{"url":"{url}/api/v2/groups/6130852530001.json","id":6130852530001,"is_public":true,"name":"Support","description":"","default":false,"deleted":false,"created_at":"2023-09-09T23:52:02Z","updated_at":"2023-09-09T23:52:02Z"}}"#
    );
    assert_eq!(
        text(&fake, "/api/v2/groups"),
        format!(r#"{{"groups":[{group}],"next_page":null,"previous_page":null,"count":1}}"#)
    );
    assert_eq!(text(&fake, "/api/v2/groups/6130852530001"), format!(r#"{{"group":{group}}}"#));
    // The last page has links to others all the same.
    let (before, after) = ("eyJvIjoibmFtZSxpZCIsInYiOjB9", "eyJvIjoibmFtZSxpZCIsInYiOjF9");
    let link = |key, cursor| format!("{url}/api/v2/groups.json?page%5B{key}%5D={cursor}&page%5Bsize%5D=100");
    let (prev, next) = (link("before", before), link("after", after));
    assert_eq!(
        text(&fake, "/api/v2/groups?page[size]=100"),
        format!(
            r#"{{"groups":[{group}],"meta":{{"has_more":false,"after_cursor":"{after}","before_cursor":"{before}"}},"links":{{"prev":"{prev}","next":"{next}"}}}}"#
        )
    );
    let beyond = answer(request(&fake, "GET", &path(&fake, &json!(next))).send().unwrap()).1;
    let nowhere = json!({
        "groups": [], "meta": {"has_more": false, "after_cursor": null, "before_cursor": null},
        "links": {"prev": null, "next": null},
    });
    assert_eq!(beyond, nowhere);
}

#[test]
fn groups_come_by_name_and_then_by_id() {
    let fake = Fake::start();
    fake.account(|account| {
        for (id, name) in [(1, "Support"), (2, "Sales"), (3, "Billing"), (4, "Sales")] {
            account.add_group(id, name);
        }
    });
    assert_eq!(ids(&get(&fake, "/api/v2/groups").1, "groups"), [3, 2, 4, 1]);
    let pages = cursor_pages(&fake, 3);
    assert_eq!(pages.iter().map(|page| ids(page, "groups")).collect::<Vec<_>>(), [vec![3, 2, 4], vec![1]]);
    let (_, page) = get(&fake, "/api/v2/groups?per_page=3&page=2");
    assert_eq!((ids(&page, "groups"), &page["count"]), (vec![1], &json!(4)));
    assert_eq!(get(&fake, "/api/v2/groups/5").0, 404);
}

#[test]
fn deleted_groups_stay_in_lists_and_are_marked() {
    let fake = fake();
    let route = fake.account(|account| {
        account.add_group(1, "Sales");
        account.add_group(2, "Sales");
        account.delete_group(1);
        account.add_route(10001, 10002, "1", "group", json!({ "group_ids": [1] }))
    });
    let marks = |list: &Value| {
        let groups = list["groups"].as_array().unwrap().iter();
        groups.map(|group| (group["id"].as_i64(), group["deleted"].as_bool())).collect::<Vec<_>>()
    };
    let both = [(Some(1), Some(true)), (Some(2), Some(false))];
    assert_eq!(marks(&get(&fake, "/api/v2/groups").1), both);
    assert_eq!(marks(&get(&fake, "/api/v2/groups?page[size]=100").1), both);
    let (_, living) = get(&fake, "/api/v2/groups?page[size]=100&exclude_deleted=true");
    assert_eq!(marks(&living), both[1..]);
    let route = get(&fake, &format!("{MENU}/routes/{route}")).1;
    assert_eq!(route["ivr_route"]["option_text"], Value::Null);
}

#[test]
fn lists_by_cursor_have_a_hundred_on_a_page_at_most() {
    for (count, expected) in [(0, vec![0]), (100, vec![100]), (101, vec![100, 1]), (250, vec![100, 100, 50])]
    {
        let fake = Fake::start();
        fake.account(|account| (1..=count).for_each(|id| account.add_group(id, &format!("Group {id}"))));
        let pages = cursor_pages(&fake, 1000);
        let sizes: Vec<_> = pages.iter().map(|page| ids(page, "groups").len()).collect();
        assert_eq!(sizes, expected);
        assert!(pages.iter().all(|page| page.get("count").is_none()));
    }
    let fake = Fake::start();
    assert_eq!(get(&fake, "/api/v2/groups?page[size]=ten").0, 400);
    assert_eq!(get(&fake, "/api/v2/groups?page[size]=10&page[after]=10").0, 400);
}

#[test]
fn groups_can_be_forbidden() {
    let fake = Fake::start();
    fake.fault(Fault::answer(Answer::forbidden_object()).on("GET", Fault::GROUPS).times(2));
    for path in ["/api/v2/groups", "/api/v2/groups?page[size]=100"] {
        assert_eq!(get(&fake, path).0, 403);
    }
    assert_eq!(get(&fake, &format!("{VOICE}/greetings")).0, 200);
}

#[test]
fn phone_numbers_are_as_recorded_with_the_token_behind() {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_phone_number(360_000_120_001, "+12025550100", None);
        account.phone_number_mut(360_000_120_001).sms_enabled = false;
    });
    let token = fake.account(|account| account.phone_numbers()[&360_000_120_001].token.clone());
    let number = format!(
        r#"{{"id":360000120001,"country_code":"US","created_at":"2020-12-14T18:44:31Z","external":false,"number":"+12025550100","name":"+1 (202) 555-0100","nickname":null,"display_number":"+1 (202) 555-0100","location":"DC","toll_free":false,"transcription":true,"recorded":true,"call_recording_consent":"always","group_ids":[],"default_group_id":null,"greeting_ids":[],"default_greeting_ids":["voicemail_en","available_en","wait_en","hold_en","callback_en","callback-confirmation_en","call-recording-opt-out_en","call-recording-opt-in_en"],"categorised_greetings":{{"1":"voicemail_en","2":"available_en"}},"categorised_greetings_with_sub_settings":{{"1":{{"voicemail_on_outside_business_hours":"voicemail_en"}},"3":"wait_en"}},"sms_group_id":null,"capabilities":{{"sms":true,"mms":true,"voice":true,"emergency_address":true}},"sms_enabled":false,"voice_enabled":true,"priority":0,"outbound_enabled":true,"line_type":"phone","ivr_id":null,"schedule_id":null,"failover_number":null,"brand_id":null,"token":"{token}"}}"#
    );
    assert_eq!(
        text(&fake, &format!("{VOICE}/phone_numbers")),
        format!(r#"{{"phone_numbers":[{number}],"next_page":null,"previous_page":null,"count":1}}"#)
    );
    assert_eq!(
        text(&fake, &format!("{VOICE}/phone_numbers/360000120001")),
        format!(r#"{{"phone_number":{number}}}"#)
    );
}

#[test]
fn phone_numbers_differ_in_what_is_switched_on() {
    let fake = Fake::start();
    fake.account(|account| {
        for (id, number) in (1..).zip(["+12025550100", "+4930123456", "+12025550102"]) {
            account.add_phone_number(id, number, Some("Line"));
        }
        account.phone_number_mut(1).external = true;
        account.phone_number_mut(2).nickname = None;
        let bare = account.phone_number_mut(3);
        (bare.number, bare.nickname, bare.voice_enabled) = (None, None, false);
    });
    let list = get(&fake, &format!("{VOICE}/phone_numbers")).1;
    let each = |field: &str| {
        list["phone_numbers"].as_array().unwrap().iter().map(|n| n[field].clone()).collect::<Vec<_>>()
    };
    assert_eq!(each("external"), [true, false, false]);
    assert_eq!(each("voice_enabled"), [true, true, false]);
    assert_eq!(each("name"), [json!("Line"), json!("+4930123456"), Value::Null]);
    assert_eq!(each("number"), [json!("+12025550100"), json!("+4930123456"), Value::Null]);
    let tokens = each("token");
    assert!(tokens.iter().all(Value::is_string) && tokens[0] != tokens[1] && tokens[1] != tokens[2]);
}

#[test]
fn greetings_are_as_recorded() {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_greeting(21_973_014_480_001, "Main menu prompt");
        account.greeting_mut(21_973_014_480_001).pending = true;
    });
    let list = text(&fake, &format!("{VOICE}/greetings"));
    let none = r#"{"greetings":[{"id":"ivr_none","name":"None","category_id":5,"default":true,"default_lang":false,"active":false,"pending":false,"audio_url":null,"audio_name":"ivr_none.mp3","upload_id":null,"phone_number_ids":[],"ivr_ids":[],"has_sub_settings":false},{"id":"voicemail_en","name":"Default","category_id":1,"default":true,"default_lang":true,"active":true,"pending":false,"audio_url":"https://static.zdassets.com/voice/x/default.mp3","audio_name":"voicemail_en.mp3","#;
    assert!(list.starts_with(none), "{list}");
    let own = r#"{"id":21973014480001,"name":"Main menu prompt","category_id":5,"default":false,"default_lang":false,"active":false,"pending":true,"audio_url":null,"audio_name":null,"upload_id":null,"phone_number_ids":[],"ivr_ids":[],"has_sub_settings":false}"#;
    let end = format!(r#"{own}],"next_page":null,"previous_page":null,"count":5}}"#);
    assert!(list.ends_with(&end), "{list}");
    assert_eq!(text(&fake, &format!("{VOICE}/greetings/21973014480001")), format!(r#"{{"greeting":{own}}}"#));
}

#[test]
fn greetings_have_categories_and_become_active_in_a_menu() {
    let fake = fake();
    fake.account(|account| {
        account.add_greeting(7, "Welcome");
        account.add_greeting(8, "Welcome");
        account.greeting_mut(8).category = 1;
        account.greeting_mut(8).name = None;
        account.set_greeting(10001, 10002, 7);
    });
    let greeting = |id| get(&fake, &format!("{VOICE}/greetings/{id}")).1["greeting"].take();
    let (welcome, other) = (greeting(7), greeting(8));
    assert_eq!((&welcome["active"], &welcome["ivr_ids"]), (&json!(true), &json!([10001])));
    assert!(welcome["audio_url"].is_string());
    assert_eq!(
        (&other["active"], &other["category_id"], &other["name"]),
        (&json!(false), &json!(1), &Value::Null)
    );
    assert_eq!(get(&fake, IVR).1["ivr"]["menus"][0]["greeting_id"], 7);
}

#[test]
fn numbers_and_greetings_are_paged_by_number() {
    for count in [101, 250] {
        let fake = Fake::start();
        fake.account(|account| {
            (1..=count).for_each(|id| account.add_phone_number(id, &format!("+1202555{id:04}"), None));
            // Those that every account has are in the list too.
            (5..=count).for_each(|id| account.add_greeting(id, &format!("Greeting {id}")));
        });
        for key in ["phone_numbers", "greetings"] {
            let (mut sizes, mut next) = (Vec::new(), format!("{VOICE}/{key}"));
            loop {
                let page = get(&fake, &next).1;
                assert_eq!(page["count"], count);
                sizes.push(page[key].as_array().map_or(0, Vec::len));
                if page["next_page"].is_null() {
                    break;
                }
                next = path(&fake, &page["next_page"]);
            }
            let last = usize::try_from(count % 100).unwrap();
            assert_eq!(sizes, [vec![100; sizes.len() - 1], vec![last]].concat(), "{key}");
            assert_eq!(sizes.iter().sum::<usize>(), usize::try_from(count).unwrap());
        }
    }
}
