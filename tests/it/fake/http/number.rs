//! `/api/v2/channels/voice/phone_numbers` and `/api/v2/channels/voice/greetings`

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use serde_json::{Value, json};

use super::Answer;
use super::ids::Ids;
use super::page::list;
use crate::fake::state::{Account, PhoneNumber, Refusal, ZENDESK_GREETINGS};
use crate::fake::world::Shared;

const NUMBERS: &str = "/api/v2/channels/voice/phone_numbers";
const NUMBER: &str = "/api/v2/channels/voice/phone_numbers/:number";
const GREETINGS: &str = "/api/v2/channels/voice/greetings";
const GREETING: &str = "/api/v2/channels/voice/greetings/:greeting";

/// List and show of both.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(NUMBERS, get(list_numbers))
        .route(NUMBER, get(show_number))
        .route(GREETINGS, get(list_greetings))
        .route(GREETING, get(show_greeting))
}

async fn list_numbers(State(world): State<Shared>, uri: Uri) -> Result<Answer, Answer> {
    let all = {
        let account = world.account();
        account.phone_numbers().iter().map(|(id, number)| number_wire(&account, *id, number)).collect()
    };
    list(&world, &uri, "phone_numbers", all)
}

async fn show_number(State(world): State<Shared>, Ids(id): Ids<i64>) -> Result<Answer, Answer> {
    let account = world.account();
    let number = account.phone_numbers().get(&id).ok_or(Refusal::NotFound)?;
    Ok(Answer::json(200, &json!({ "phone_number": number_wire(&account, id, number) })))
}

fn number_wire(account: &Account, id: i64, number: &PhoneNumber) -> Value {
    json!({
        "id": id, "country_code": "US", "created_at": "2020-12-14T18:44:31Z", "external": false,
        "number": number.number, "name": number.name(), "nickname": number.nickname,
        "display_number": number.number, "location": "DC", "toll_free": false,
        "capabilities": { "sms": true, "mms": true, "voice": true, "emergency_address": true },
        "sms_enabled": true, "voice_enabled": true, "line_type": "phone",
        "ivr_id": account.ivr_of_number(id), "token": number.token,
    })
}

async fn list_greetings(State(world): State<Shared>, uri: Uri) -> Result<Answer, Answer> {
    let all = greetings(&world.account());
    list(&world, &uri, "greetings", all)
}

async fn show_greeting(State(world): State<Shared>, Ids(id): Ids<String>) -> Result<Answer, Answer> {
    let all = greetings(&world.account());
    let same = |greeting: &Value| match &greeting["id"] {
        Value::Number(number) => id.parse() == Ok(number.as_i64().unwrap_or_default()),
        name => *name == id,
    };
    let greeting = all.into_iter().find(same).ok_or(Refusal::NotFound)?;
    Ok(Answer::json(200, &json!({ "greeting": greeting })))
}

fn greetings(account: &Account) -> Vec<Value> {
    let zendesks =
        ZENDESK_GREETINGS.iter().map(|(id, name, category)| greeting_wire(json!(id), name, *category, true));
    let own = account.greetings().iter().map(|(id, name)| greeting_wire(json!(id), name, 5, false));
    zendesks.chain(own).collect()
}

fn greeting_wire(id: Value, name: &str, category: i64, default: bool) -> Value {
    json!({
        "id": id, "name": name, "category_id": category, "default": default, "default_lang": false,
        "active": false, "pending": false, "audio_url": null, "audio_name": null, "upload_id": null,
        "phone_number_ids": [], "ivr_ids": [], "has_sub_settings": false,
    })
}
