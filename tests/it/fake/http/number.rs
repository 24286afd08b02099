//! `/api/v2/channels/voice/phone_numbers`

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Value, json};

use super::Answer;
use super::ids::Ids;
use super::page::list;
use crate::fake::state::{Account, PhoneNumber, Refusal};
use crate::fake::world::Shared;

const LIST: &str = "/api/v2/channels/voice/phone_numbers";
const ONE: &str = "/api/v2/channels/voice/phone_numbers/:number";

/// The greetings that a number has of its own accord.
const DEFAULT_GREETINGS: [&str; 8] = [
    "voicemail_en",
    "available_en",
    "wait_en",
    "hold_en",
    "callback_en",
    "callback-confirmation_en",
    "call-recording-opt-out_en",
    "call-recording-opt-in_en",
];

/// A phone number on the wire.
#[derive(Serialize)]
struct Wire {
    id: i64,
    country_code: &'static str,
    created_at: &'static str,
    external: bool,
    number: Option<String>,
    name: Option<String>,
    nickname: Option<String>,
    display_number: Option<String>,
    location: &'static str,
    toll_free: bool,
    transcription: bool,
    recorded: bool,
    call_recording_consent: &'static str,
    group_ids: [i64; 0],
    default_group_id: Option<i64>,
    greeting_ids: [i64; 0],
    default_greeting_ids: [&'static str; 8],
    categorised_greetings: Value,
    categorised_greetings_with_sub_settings: Value,
    sms_group_id: Option<i64>,
    capabilities: Capabilities,
    sms_enabled: bool,
    voice_enabled: bool,
    priority: u8,
    outbound_enabled: bool,
    line_type: &'static str,
    ivr_id: Option<i64>,
    schedule_id: Option<i64>,
    failover_number: Option<String>,
    brand_id: Option<i64>,
    token: String,
}

/// What a number can do, whether or not it is switched on.
#[derive(Serialize)]
struct Capabilities {
    sms: bool,
    mms: bool,
    voice: bool,
    emergency_address: bool,
}

#[derive(Serialize)]
struct One {
    phone_number: Wire,
}

/// List and show.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list_numbers)).route(ONE, get(show))
}

async fn list_numbers(State(world): State<Shared>, uri: Uri) -> Result<Answer, Answer> {
    let all: Vec<_> = {
        let account = world.account();
        account.phone_numbers().iter().map(|(id, number)| wire(&account, *id, number)).collect()
    };
    list(&world, &uri, "phone_numbers", all)
}

async fn show(State(world): State<Shared>, Ids(id): Ids<i64>) -> Result<Answer, Answer> {
    let account = world.account();
    let number = account.phone_numbers().get(&id).ok_or(Refusal::NotFound)?;
    Ok(Answer::json(200, &One { phone_number: wire(&account, id, number) }))
}

fn wire(account: &Account, id: i64, number: &PhoneNumber) -> Wire {
    Wire {
        id,
        country_code: "US",
        created_at: "2020-12-14T18:44:31Z",
        external: number.external,
        number: number.number.clone(),
        name: number.name(),
        nickname: number.nickname.clone(),
        display_number: number.display_number(),
        location: "DC",
        toll_free: false,
        transcription: true,
        recorded: true,
        call_recording_consent: "always",
        group_ids: [],
        default_group_id: None,
        greeting_ids: [],
        default_greeting_ids: DEFAULT_GREETINGS,
        categorised_greetings: json!({ "1": "voicemail_en", "2": "available_en" }),
        categorised_greetings_with_sub_settings: json!({
            "1": { "voicemail_on_outside_business_hours": "voicemail_en" }, "3": "wait_en",
        }),
        sms_group_id: None,
        capabilities: Capabilities { sms: true, mms: true, voice: true, emergency_address: true },
        sms_enabled: number.sms_enabled,
        voice_enabled: number.voice_enabled,
        priority: 0,
        outbound_enabled: true,
        line_type: "phone",
        ivr_id: account.ivr_of_number(id),
        schedule_id: None,
        failover_number: None,
        brand_id: None,
        token: number.token.clone(),
    }
}
