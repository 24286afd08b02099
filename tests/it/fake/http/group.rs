//! `/api/v2/groups`, by page number or by cursor.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::Uri;
use axum::routing::get;
use serde_json::{Value, json};

use super::Answer;
use super::ids::Ids;
use super::page::list;
use crate::fake::state::Refusal;
use crate::fake::world::{Shared, World};

const LIST: &str = "/api/v2/groups";
const ONE: &str = "/api/v2/groups/:group";

/// List and show.
pub(super) fn router() -> Router<Shared> {
    Router::new().route(LIST, get(list_groups)).route(ONE, get(show))
}

async fn list_groups(
    State(world): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
    uri: Uri,
) -> Result<Answer, Answer> {
    let groups = world.account().groups().clone();
    let all = groups.iter().map(|(id, name)| wire(&world, *id, name)).collect();
    let number = |key: &str| query.get(key).and_then(|text| text.parse().ok());
    match number("page[size]") {
        Some(size) => Ok(cursor_page(&world, all, size, number("page[after]").unwrap_or(0))),
        None => list(&world, &uri, "groups", all),
    }
}

/// A page by cursor; as on the wire, the last one has a link to a next page too.
fn cursor_page(world: &World, all: Vec<Value>, size: usize, start: usize) -> Answer {
    let count = all.len();
    let groups: Vec<Value> = all.into_iter().skip(start).take(size.clamp(1, 100)).collect();
    let end = start + groups.len();
    let link =
        |key: &str, at: usize| format!("{}{LIST}.json?page%5B{key}%5D={at}&page%5Bsize%5D={size}", world.url);
    Answer::json(
        200,
        &json!({
            "groups": groups,
            "meta": {
                "has_more": end < count, "after_cursor": end.to_string(), "before_cursor": start.to_string(),
            },
            "links": { "prev": link("before", start), "next": link("after", end) },
        }),
    )
}

async fn show(State(world): State<Shared>, Ids(id): Ids<i64>) -> Result<Answer, Answer> {
    let name = world.account().groups().get(&id).cloned().ok_or(Refusal::NotFound)?;
    Ok(Answer::json(200, &json!({ "group": wire(&world, id, &name) })))
}

fn wire(world: &World, id: i64, name: &str) -> Value {
    json!({
        "url": format!("{}{LIST}/{id}.json", world.url), "id": id, "is_public": true, "name": name,
        "description": "", "default": false, "deleted": false,
        "created_at": "2023-09-09T23:52:02Z", "updated_at": "2023-09-09T23:52:02Z",
    })
}
