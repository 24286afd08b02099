//! `/api/v2/channels/voice/ivr/{ivr_id}/menus/{menu_id}/routes`

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Answer;
use super::ids::Ids;
use super::page::{Envelope, page};
use super::route_body::change;
use crate::fake::state::{Account, Delete, Overflow, Refusal, Route};
use crate::fake::world::Shared;

const LIST: &str = "/api/v2/channels/voice/ivr/:ivr/menus/:menu/routes";
const ONE: &str = "/api/v2/channels/voice/ivr/:ivr/menus/:menu/routes/:route";

/// A route on the wire, keys in the order of the recordings.
#[derive(Serialize)]
pub(super) struct Wire {
    id: i64,
    keypress: Option<String>,
    greeting: Option<String>,
    action: Option<String>,
    options: Map<String, Value>,
    option_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overflow_options: Option<Value>,
}

#[derive(Serialize)]
struct One {
    ivr_route: Wire,
}

#[derive(Serialize)]
struct List {
    ivr_routes: Vec<Wire>,
    #[serde(flatten)]
    envelope: Option<Envelope>,
}

/// The five calls of the reference page.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list).post(create)).route(ONE, get(show).put(update).delete(remove))
}

async fn list(
    State(world): State<Shared>,
    Ids((ivr, menu)): Ids<(i64, i64)>,
    uri: Uri,
) -> Result<Answer, Answer> {
    let all = {
        let account = world.account();
        wires(&account, ivr, &account.menu(ivr, menu)?.routes)
    };
    let (ivr_routes, envelope) = page(&world, &uri, all)?;
    Ok(Answer::json(200, &List { ivr_routes, envelope }))
}

async fn show(
    State(world): State<Shared>,
    Ids((ivr, menu, id)): Ids<(i64, i64, i64)>,
) -> Result<Answer, Answer> {
    one(&world.account(), 200, (ivr, menu, id))
}

async fn create(
    State(world): State<Shared>,
    Ids((ivr, menu)): Ids<(i64, i64)>,
    body: Bytes,
) -> Result<Answer, Answer> {
    let mut account = world.account();
    let change = change(&body, account.knobs.strict_fields)?;
    let id = account.create_route(ivr, menu, change)?;
    account.note_posted(id);
    Ok(one(&account, 201, (ivr, menu, id))?.without(account.knobs.omitted))
}

async fn update(
    State(world): State<Shared>,
    Ids((ivr, menu, id)): Ids<(i64, i64, i64)>,
    body: Bytes,
) -> Result<Answer, Answer> {
    let mut account = world.account();
    let change = change(&body, account.knobs.strict_fields)?;
    account.update_route(ivr, menu, id, change)?;
    Ok(one(&account, 200, (ivr, menu, id))?.without(account.knobs.omitted))
}

async fn remove(
    State(world): State<Shared>,
    Ids((ivr, menu, id)): Ids<(i64, i64, i64)>,
) -> Result<Answer, Answer> {
    let mut account = world.account();
    let answer = one(&account, 200, (ivr, menu, id))?;
    account.remove_route(ivr, menu, id);
    Ok(deleted(&account, answer))
}

/// The answer to a DELETE, with or without the deleted object.
pub(super) fn deleted(account: &Account, answer: Answer) -> Answer {
    match account.knobs.delete {
        Delete::WithBody => answer,
        Delete::NoContent => Answer::empty(204),
    }
}

fn one(account: &Account, status: u16, (ivr, menu, id): (i64, i64, i64)) -> Result<Answer, Answer> {
    let route = account.route(ivr, menu, id).ok_or(Refusal::NotFound)?;
    Ok(Answer::json(status, &One { ivr_route: wire(account, ivr, route) }))
}

/// Routes of an IVR on the wire.
pub(super) fn wires(account: &Account, ivr: i64, routes: &[Route]) -> Vec<Wire> {
    routes.iter().map(|route| wire(account, ivr, route)).collect()
}

/// Options that a nested route may lack.
const DETAILS: [&str; 3] = ["tags", "sms_text", "textback_phone_number_id"];

/// Routes on the wire as they stand inside a menu.
pub(super) fn nested(account: &Account, ivr: i64, routes: &[Route]) -> Vec<Wire> {
    let mut wires = wires(account, ivr, routes);
    if !account.knobs.nested_options {
        for wire in &mut wires {
            wire.options.retain(|option, _| !DETAILS.contains(&option.as_str()));
        }
    }
    wires
}

fn wire(account: &Account, ivr: i64, route: &Route) -> Wire {
    Wire {
        id: route.id,
        keypress: route.keypress.clone(),
        greeting: route.greeting.clone(),
        action: route.action.clone(),
        options: route.options.clone(),
        option_text: account.option_text(ivr, route),
        overflow_options: match account.knobs.overflow {
            Overflow::Echo => Some(json!(route.overflow_options)),
            Overflow::AlwaysEmpty => Some(json!([])),
            Overflow::Null => Some(Value::Null),
            Overflow::Missing => None,
        },
    }
}
