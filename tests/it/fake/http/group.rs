//! `/api/v2/groups`, by page number or by cursor.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::Uri;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::Answer;
use super::ids::Ids;
use super::page::list;
use crate::fake::state::{Group, Refusal};
use crate::fake::world::{Shared, World};

const LIST: &str = "/api/v2/groups";
const ONE: &str = "/api/v2/groups/:group";

/// When every group was made.
const MADE: &str = "2023-09-09T23:52:02Z";

/// A group on the wire.
#[derive(Serialize)]
struct Wire {
    url: String,
    id: i64,
    is_public: bool,
    name: Option<String>,
    description: &'static str,
    default: bool,
    deleted: bool,
    created_at: &'static str,
    updated_at: &'static str,
}

#[derive(Serialize)]
struct One {
    group: Wire,
}

/// A page by cursor, without a count.
#[derive(Serialize)]
struct CursorPage {
    groups: Vec<Wire>,
    meta: Meta,
    links: Links,
}

#[derive(Serialize)]
struct Meta {
    has_more: bool,
    after_cursor: Option<String>,
    before_cursor: Option<String>,
}

#[derive(Serialize)]
struct Links {
    prev: Option<String>,
    next: Option<String>,
}

/// List and show.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list_groups)).route(ONE, get(show))
}

async fn list_groups(
    State(world): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Result<Answer, Answer> {
    let mut all: Vec<_> = {
        let account = world.account();
        account.groups().iter().map(|(id, group)| wire(&world, *id, group)).collect()
    };
    let excludes_deleted = query.get("exclude_deleted").is_some_and(|value| value == "true");
    all.retain(|group| !(excludes_deleted && group.deleted));
    all.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let Some(size) = query.get("page[size]") else { return list(&world, &uri, "groups", all) };
    let invalid = || Answer::error(400, "InvalidPaginationParameter", "page[size] or a cursor is not valid");
    let size = size.parse().map_err(|_| invalid())?;
    let start = query.get("page[after]").map_or(Some(0), |cursor| position(cursor)).ok_or_else(invalid)?;
    Ok(cursor_page(&world, all, size, start))
}

/// A page by cursor; as on the wire, the last one has a link to a next page too.
fn cursor_page(world: &World, all: Vec<Wire>, size: usize, start: usize) -> Answer {
    let most = world.account().knobs.page_size;
    let count = all.len();
    let groups: Vec<_> = all.into_iter().skip(start).take(size.clamp(1, most)).collect();
    let end = start + groups.len();
    let cursors = (!groups.is_empty()).then(|| (cursor(start), cursor(end)));
    let (before_cursor, after_cursor) = cursors.unzip();
    let link = |key: &str, cursor: &Option<String>| {
        let cursor: String = byte_serialize(cursor.as_ref()?.as_bytes()).collect();
        Some(format!("{}{LIST}.json?page%5B{key}%5D={cursor}&page%5Bsize%5D={size}", world.url))
    };
    let links = Links { prev: link("before", &before_cursor), next: link("after", &after_cursor) };
    let meta = Meta { has_more: end < count, after_cursor, before_cursor };
    Answer::json(200, &CursorPage { groups, meta, links })
}

/// A cursor: for clients a text that says nothing.
fn cursor(position: usize) -> String {
    STANDARD.encode(format!(r#"{{"o":"name,id","v":{position}}}"#))
}

fn position(cursor: &str) -> Option<usize> {
    let json: Value = serde_json::from_slice(&STANDARD.decode(cursor).ok()?).ok()?;
    json["v"].as_u64()?.try_into().ok()
}

async fn show(State(world): State<Shared>, Ids(id): Ids<i64>) -> Result<Answer, Answer> {
    let group = world.account().groups().get(&id).cloned().ok_or(Refusal::NotFound)?;
    Ok(Answer::json(200, &One { group: wire(&world, id, &group) }))
}

fn wire(world: &World, id: i64, group: &Group) -> Wire {
    Wire {
        url: format!("{}{LIST}/{id}.json", world.url),
        id,
        is_public: true,
        name: group.name.clone(),
        description: "",
        default: false,
        deleted: group.deleted,
        created_at: MADE,
        updated_at: MADE,
    }
}
