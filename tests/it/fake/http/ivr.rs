//! `/api/v2/channels/voice/ivr`

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Answer;
use super::body::{name, unwrap};
use super::ids::Ids;
use super::menu;
use super::page::{Envelope, page};
use super::route::deleted;
use crate::fake::state::{Account, Ivr, Put, Refusal};
use crate::fake::world::Shared;

const LIST: &str = "/api/v2/channels/voice/ivr";
const ONE: &str = "/api/v2/channels/voice/ivr/:ivr";

/// `menus` is documented as writable too; what it does isn't, so that a client has no business to send it.
const FIELDS: [&str; 2] = ["name", "phone_number_ids"];

/// An IVR on the wire, with its menus and their routes.
#[derive(Serialize)]
struct Wire {
    id: i64,
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    menus: Option<Vec<menu::Wire>>,
    phone_number_ids: Vec<i64>,
    phone_number_names: Vec<String>,
}

#[derive(Serialize)]
struct One {
    ivr: Wire,
}

#[derive(Serialize)]
struct List {
    ivrs: Vec<Wire>,
    #[serde(flatten)]
    envelope: Option<Envelope>,
}

/// List, show, create, update, delete.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list).post(create)).route(ONE, get(show).put(update).delete(remove))
}

async fn list(State(world): State<Shared>, uri: Uri) -> Result<Answer, Answer> {
    let all = {
        let account = world.account();
        account.ivrs().iter().map(|ivr| wire(&account, ivr)).collect()
    };
    let (ivrs, envelope) = page(&world, &uri, all)?;
    Ok(Answer::json(200, &List { ivrs, envelope }))
}

async fn show(State(world): State<Shared>, Ids(id): Ids<i64>) -> Result<Answer, Answer> {
    one(&world.account(), 200, id)
}

async fn create(State(world): State<Shared>, body: Bytes) -> Result<Answer, Answer> {
    let mut account = world.account();
    let fields = unwrap(&body, "ivr", &FIELDS, account.knobs.strict_fields)?;
    let (name, numbers) = (name(&fields, &account)?, phone_numbers(&fields)?.unwrap_or_default());
    account.check_numbers(None, &numbers)?;
    let id = account.add_ivr(&name.unwrap_or_default());
    account.set_numbers(id, &numbers);
    account.note_posted(id);
    Ok(one(&account, 201, id)?.without(account.knobs.omitted))
}

async fn update(State(world): State<Shared>, Ids(id): Ids<i64>, body: Bytes) -> Result<Answer, Answer> {
    let mut account = world.account();
    let fields = unwrap(&body, "ivr", &FIELDS, account.knobs.strict_fields)?;
    let (name, mut numbers) = (name(&fields, &account)?, phone_numbers(&fields)?);
    account.check_numbers(Some(id), numbers.as_deref().unwrap_or_default())?;
    let replace = account.knobs.put == Put::Replace;
    let ivr = account.ivr_mut(id).ok_or(Refusal::NotFound)?;
    if replace {
        ivr.name = None;
        numbers.get_or_insert_default();
    }
    ivr.name = name.or(ivr.name.take());
    if let Some(numbers) = numbers {
        account.set_numbers(id, &numbers);
    }
    Ok(one(&account, 200, id)?.without(account.knobs.omitted))
}

async fn remove(State(world): State<Shared>, Ids(id): Ids<i64>) -> Result<Answer, Answer> {
    let mut account = world.account();
    let answer = one(&account, 200, id)?;
    account.remove_ivr(id);
    Ok(deleted(&account, answer))
}

fn phone_numbers(fields: &Map<String, Value>) -> Result<Option<Vec<i64>>, Answer> {
    let Some(ids) = fields.get("phone_number_ids") else { return Ok(None) };
    let numbers = ids.as_array().and_then(|ids| ids.iter().map(Value::as_i64).collect());
    numbers
        .map(Some)
        .ok_or_else(|| Answer::invalid("phone_number_ids", "InvalidValue", "must be an array of ids"))
}

fn one(account: &Account, status: u16, id: i64) -> Result<Answer, Answer> {
    Ok(Answer::json(status, &One { ivr: wire(account, account.ivr(id)?) }))
}

fn wire(account: &Account, ivr: &Ivr) -> Wire {
    let number_name = |(id, name): &(i64, String)| {
        account.phone_numbers().get(id).and_then(|number| number.name()).unwrap_or_else(|| name.clone())
    };
    Wire {
        id: ivr.id,
        name: ivr.name.clone(),
        menus: account.knobs.nested_menus.then(|| menu::wires(account, ivr.id, &ivr.menus)),
        phone_number_ids: ivr.phone_numbers.iter().map(|(id, _)| *id).collect(),
        phone_number_names: ivr.phone_numbers.iter().map(number_name).collect(),
    }
}
