//! `/api/v2/channels/voice/ivr/{ivr_id}/menus`

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
use super::page::{Envelope, page};
use super::route::{self, deleted, written};
use crate::fake::state::{Account, Menu, Put, Refusal};
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
    greeting_id: Option<Value>,
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
    let (name, greeting_id) = (name(&account, &fields)?, greeting(&fields)?);
    let id = account.add_menu(ivr, &name.unwrap_or_default());
    account.menu_mut(ivr, id).ok_or(Refusal::NotFound)?.greeting_id = greeting_id;
    written(one(&account, 201, ivr, id), &account)
}

async fn update(
    State(world): State<Shared>,
    Ids((ivr, id)): Ids<(i64, i64)>,
    body: Bytes,
) -> Result<Answer, Answer> {
    let mut account = world.account();
    let fields = unwrap(&body, "ivr_menu", &FIELDS, account.knobs.strict_fields)?;
    let (name, greeting_id) = (name(&account, &fields)?, greeting(&fields)?);
    let merges = account.knobs.put == Put::Merge;
    let menu = account.menu_mut(ivr, id).ok_or(Refusal::NotFound)?;
    menu.name = name.or(if merges { menu.name.take() } else { None });
    if !merges || fields.contains_key("greeting_id") {
        menu.greeting_id = greeting_id;
    }
    written(one(&account, 200, ivr, id), &account)
}

async fn remove(State(world): State<Shared>, Ids((ivr, id)): Ids<(i64, i64)>) -> Result<Answer, Answer> {
    let mut account = world.account();
    let answer = one(&account, 200, ivr, id)?;
    account.remove_menu(ivr, id);
    Ok(deleted(&account, answer))
}

/// A greeting: one of the account's own by a number, or one of Zendesk's by its name.
fn greeting(fields: &Map<String, Value>) -> Result<Option<Value>, Answer> {
    match fields.get("greeting_id") {
        None | Some(Value::Null) => Ok(None),
        Some(id) if id.is_i64() || id.as_str().is_some_and(|id| id.starts_with("ivr_")) => {
            Ok(Some(id.clone()))
        }
        Some(_) => Err(Answer::invalid("greeting_id", "InvalidValue", "must be an id")),
    }
}

/// What a menu shows as its greeting.
fn greeting_id(account: &Account, menu: &Menu) -> Option<Value> {
    let none = account.knobs.named_no_greeting.then(|| "ivr_none".into());
    menu.greeting_id.clone().or(none)
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
        greeting_id: greeting_id(account, menu),
        routes: account.knobs.nested_routes.then(|| route::nested(account, ivr, &menu.routes)),
    }
}
