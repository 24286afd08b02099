//! `/api/v2/channels/voice/greetings`

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Value, json};

use super::Answer;
use super::ids::Ids;
use super::page::list;
use crate::fake::state::{Account, Greeting, Refusal, ZENDESK_GREETINGS};
use crate::fake::world::Shared;

const LIST: &str = "/api/v2/channels/voice/greetings";
const ONE: &str = "/api/v2/channels/voice/greetings/:greeting";

/// A greeting on the wire.
#[derive(Serialize)]
struct Wire {
    /// A number, or a name for one of Zendesk's own.
    id: Value,
    name: Option<String>,
    category_id: i64,
    default: bool,
    default_lang: bool,
    active: bool,
    pending: bool,
    audio_url: Option<String>,
    audio_name: Option<String>,
    upload_id: Option<i64>,
    phone_number_ids: [i64; 0],
    ivr_ids: Vec<i64>,
    has_sub_settings: bool,
}

#[derive(Serialize)]
struct One {
    greeting: Wire,
}

/// List and show.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list_greetings)).route(ONE, get(show))
}

async fn list_greetings(State(world): State<Shared>, uri: Uri) -> Result<Answer, Answer> {
    let all = greetings(&world.account());
    list(&world, &uri, "greetings", all)
}

async fn show(State(world): State<Shared>, Ids(id): Ids<String>) -> Result<Answer, Answer> {
    let id = id.parse::<i64>().map_or_else(|_| json!(id), |number| json!(number));
    let all = greetings(&world.account());
    let greeting = all.into_iter().find(|greeting| greeting.id == id).ok_or(Refusal::NotFound)?;
    Ok(Answer::json(200, &One { greeting }))
}

/// Zendesk's greetings and the account's own ones, mixed in one list.
fn greetings(account: &Account) -> Vec<Wire> {
    let zendesks = ZENDESK_GREETINGS.map(|(id, name, category)| zendesks(id, name, category));
    let own = account.greetings().iter().map(|(id, greeting)| own(account, *id, greeting));
    zendesks.into_iter().chain(own).collect()
}

fn zendesks(id: &str, name: &str, category: i64) -> Wire {
    let is_spoken = id != "ivr_none";
    Wire {
        id: id.into(),
        name: Some(name.into()),
        category_id: category,
        default: true,
        default_lang: id.ends_with("_en"),
        active: is_spoken,
        pending: false,
        audio_url: is_spoken.then(|| "https://static.zdassets.com/voice/x/default.mp3".to_owned()),
        audio_name: Some(format!("{id}.mp3")),
        upload_id: None,
        phone_number_ids: [],
        ivr_ids: Vec::new(),
        has_sub_settings: category == 1,
    }
}

/// A greeting that waits for its sound has none; it is active once a menu has it.
fn own(account: &Account, id: i64, greeting: &Greeting) -> Wire {
    let ivr_ids = account.ivrs_of_greeting(&json!(id));
    let has_sound = !greeting.pending;
    Wire {
        id: id.into(),
        name: greeting.name.clone(),
        category_id: greeting.category,
        default: false,
        default_lang: false,
        active: has_sound && !ivr_ids.is_empty(),
        pending: greeting.pending,
        audio_url: has_sound.then(|| format!("/system/voice/uploads/{id}.mp3")),
        audio_name: has_sound.then(|| format!("{id}.mp3")),
        upload_id: None,
        phone_number_ids: [],
        ivr_ids,
        has_sub_settings: false,
    }
}
