//! All paths.

use axum::Router;
use axum::middleware::from_fn_with_state;

use super::admission::admit;
use super::{Answer, greeting, group, ivr, menu, number, oauth, route};
use crate::fake::world::Shared;

/// The whole surface.
pub(crate) fn router(world: Shared) -> Router {
    Router::new()
        .merge(ivr::router())
        .merge(menu::router())
        .merge(route::router())
        .merge(number::router())
        .merge(greeting::router())
        .merge(group::router())
        .fallback(|| async { Answer::invalid_endpoint() })
        .layer(from_fn_with_state(world.clone(), admit))
        .merge(oauth::router())
        .with_state(world)
}
