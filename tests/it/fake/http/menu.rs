//! `/api/v2/channels/voice/ivr/{ivr_id}/menus`

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Answer;
use super::body::{name, unwrap};
use super::ids::Ids;
use super::page::{Envelope, page};
use super::route::{self, deleted};
use crate::fake::state::{Account, Menu, NoGreeting, Put, Refusal, ZENDESK_GREETINGS};
use crate::fake::world::Shared;

const LIST: &str = "/api/v2/channels/voice/ivr/:ivr/menus";
const ONE: &str = "/api/v2/channels/voice/ivr/:ivr/menus/:menu";
const FIELDS: [&str; 2] = ["name", "greeting_id"];

/// A menu on the wire, with its routes.
#[derive(Serialize)]
pub(super) struct Wire {
    id: i64,
    name: Option<String>,
    default: bool,
    greeting_id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    routes: Option<Vec<route::Wire>>,
}

#[derive(Serialize)]
struct One {
    ivr_menu: Wire,
}

#[derive(Serialize)]
struct List {
    ivr_menus: Vec<Wire>,
    #[serde(flatten)]
    envelope: Option<Envelope>,
}

/// List, show, create, update, delete.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list).post(create)).route(ONE, get(show).put(update).delete(remove))
}

async fn list(State(world): State<Shared>, Ids(ivr): Ids<i64>, uri: Uri) -> Result<Answer, Answer> {
    let all = {
        let account = world.account();
        wires(&account, ivr, &account.ivr(ivr)?.menus)
    };
    let (ivr_menus, envelope) = page(&world, &uri, all)?;
    Ok(Answer::json(200, &List { ivr_menus, envelope }))
}

async fn show(State(world): State<Shared>, Ids((ivr, menu)): Ids<(i64, i64)>) -> Result<Answer, Answer> {
    one(&world.account(), 200, ivr, menu)
}

async fn create(State(world): State<Shared>, Ids(ivr): Ids<i64>, body: Bytes) -> Result<Answer, Answer> {
    let mut account = world.account();
    let fields = unwrap(&body, "ivr_menu", &FIELDS, account.knobs.strict_fields)?;
    account.ivr(ivr)?;
    let (name, greeting_id) = (name(&fields, &account)?, greeting(&fields)?);
    let id = account.add_menu(ivr, &name.unwrap_or_default());
    account.menu_mut(ivr, id).ok_or(Refusal::NotFound)?.greeting_id = greeting_id;
    account.note_posted(id);
    Ok(one(&account, 201, ivr, id)?.without(account.knobs.omitted))
}

async fn update(
    State(world): State<Shared>,
    Ids((ivr, id)): Ids<(i64, i64)>,
    body: Bytes,
) -> Result<Answer, Answer> {
    let mut account = world.account();
    let fields = unwrap(&body, "ivr_menu", &FIELDS, account.knobs.strict_fields)?;
    let (name, greeting_id) = (name(&fields, &account)?, greeting(&fields)?);
    let replace = account.knobs.put == Put::Replace;
    let menu = account.menu_mut(ivr, id).ok_or(Refusal::NotFound)?;
    if replace {
        (menu.name, menu.greeting_id) = (None, None);
    }
    menu.name = name.or(menu.name.take());
    if fields.contains_key("greeting_id") {
        menu.greeting_id = greeting_id;
    }
    Ok(one(&account, 200, ivr, id)?.without(account.knobs.omitted))
}

async fn remove(State(world): State<Shared>, Ids((ivr, id)): Ids<(i64, i64)>) -> Result<Answer, Answer> {
    let mut account = world.account();
    let answer = one(&account, 200, ivr, id)?;
    account.delete_menu(ivr, id)?;
    Ok(deleted(&account, answer))
}

fn greeting(fields: &Map<String, Value>) -> Result<Option<Value>, Answer> {
    let zendesks = |id: &Value| ZENDESK_GREETINGS.iter().any(|(known, ..)| id == known);
    match fields.get("greeting_id") {
        None | Some(Value::Null) => Ok(None),
        Some(id) if id == "ivr_none" => Ok(None),
        Some(id) if id.is_i64() || zendesks(id) => Ok(Some(id.clone())),
        Some(_) => Err(Answer::invalid("greeting_id", "InvalidValue", "must be an id")),
    }
}

fn one(account: &Account, status: u16, ivr: i64, id: i64) -> Result<Answer, Answer> {
    Ok(Answer::json(status, &One { ivr_menu: wire(account, ivr, account.menu(ivr, id)?) }))
}

/// Menus of an IVR on the wire.
pub(super) fn wires(account: &Account, ivr: i64, menus: &[Menu]) -> Vec<Wire> {
    menus.iter().map(|menu| wire(account, ivr, menu)).collect()
}

fn wire(account: &Account, ivr: i64, menu: &Menu) -> Wire {
    Wire {
        id: menu.id,
        name: menu.name.clone(),
        default: menu.default,
        greeting_id: menu.greeting_id.clone().unwrap_or_else(|| match account.knobs.no_greeting {
            NoGreeting::Null => Value::Null,
            NoGreeting::Named => json!("ivr_none"),
        }),
        routes: account.knobs.nested_routes.then(|| route::nested(account, ivr, &menu.routes)),
    }
}
