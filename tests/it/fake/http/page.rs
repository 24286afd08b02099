//! Pages of lists: `page`, `per_page`, and the envelope with links.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::Uri;
use serde::{Deserialize, Serialize};

use super::Answer;
use crate::fake::world::World;

/// The query of a list.
#[derive(Deserialize)]
struct Wanted {
    page: Option<usize>,
    per_page: Option<usize>,
}

/// What surrounds the objects of a list, in the order seen on the wire.
#[derive(Serialize)]
pub(super) struct Envelope {
    next_page: Option<String>,
    previous_page: Option<String>,
    count: usize,
}

/// Cuts the page that a request asks for out of all objects.
pub(super) fn page<T>(world: &World, uri: &Uri, all: Vec<T>) -> Result<(Vec<T>, Option<Envelope>), Answer> {
    let Ok(Query(wanted)) = Query::<Wanted>::try_from_uri(uri) else {
        return Err(Answer::error(400, "InvalidPaginationParameter", "page and per_page are numbers"));
    };
    let knobs = world.account().knobs.clone();
    if !knobs.envelope {
        return Ok((all, None));
    }
    let size = wanted.per_page.unwrap_or(knobs.page_size).min(knobs.page_size).max(1);
    let number = wanted.page.unwrap_or(1).max(1);
    let link = |number: usize| {
        let per_page = wanted.per_page.map(|n| format!("&per_page={n}")).unwrap_or_default();
        format!("{}{}?page={number}{per_page}", world.url, uri.path())
    };
    let count = all.len();
    let envelope = Envelope {
        next_page: (number * size < count).then(|| link(number + 1)),
        previous_page: (number > 1).then(|| link(number - 1)),
        count,
    };
    Ok((all.into_iter().skip((number - 1) * size).take(size).collect(), Some(envelope)))
}

/// A page of a list on the wire.
#[derive(Serialize)]
struct Listed<T> {
    #[serde(flatten)]
    items: BTreeMap<&'static str, Vec<T>>,
    #[serde(flatten)]
    envelope: Option<Envelope>,
}

/// One page of a list under its key.
pub(super) fn list<T: Serialize>(
    world: &World,
    uri: &Uri,
    key: &'static str,
    all: Vec<T>,
) -> Result<Answer, Answer> {
    let (items, envelope) = page(world, uri, all)?;
    Ok(Answer::json(200, &Listed { items: BTreeMap::from([(key, items)]), envelope }))
}
