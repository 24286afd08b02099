//! The way of one request: log, rate limit, faults, and in between the HTTP surface.

use std::convert::Infallible;
use std::io::Write;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, extract::Request};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures::stream::{self, StreamExt};
use serde_json::Value;
use tower::Service;

use super::faults::{Action, Edit, Fate};
use super::http::{Answer, reversed};
use super::log::Underway;
use super::world::Shared;

/// The connection is closed instead of answered.
#[derive(Debug)]
pub(crate) struct Closed;

impl std::fmt::Display for Closed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("closed by a fault")
    }
}

impl std::error::Error for Closed {}

/// Serves a request.
pub(crate) async fn serve(world: Shared, router: Router, request: Request) -> Result<Response, Closed> {
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| Closed)?;
    let (number, logged) = world.log.arrived(&parts, &body);
    let mut underway = Underway::new(world.clone(), number);
    parts.uri = without_suffix(&parts.uri);
    let uri = parts.uri.clone();
    let request = Request::from_parts(parts, Body::from(body));

    let latency = world.account().knobs.latency;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    let over_limit = world.account().count_request();
    let mut response = match over_limit {
        Some(wait) => slow_down(wait),
        None => {
            let fate = world.faults().decide(&logged);
            undergo(&world, router, request, &uri, fate).await?
        }
    };
    let id = HeaderValue::try_from(&logged.request_id).map_err(|_| Closed)?;
    response.headers_mut().insert("x-request-id", id);
    underway.answered(response.status().as_u16());
    Ok(response)
}

/// 429 with the time to wait in whole seconds.
fn slow_down(wait: Duration) -> Response {
    let seconds = wait.as_secs_f64().ceil().to_string();
    Answer::too_many_requests().header("retry-after", seconds).into_response()
}

/// Does to a request what a fault has decided, held at gates before and after.
async fn undergo(
    world: &Shared,
    router: Router,
    request: Request,
    uri: &Uri,
    fate: Fate,
) -> Result<Response, Closed> {
    if let Some(gate) = fate.before {
        gate.pass().await;
    }
    if let Some(change) = fate.change {
        change(&mut world.account());
    }
    let served = act(world, router, request, uri, fate.action).await;
    if let Some(gate) = fate.after {
        gate.pass().await;
    }
    served
}

async fn act(
    world: &Shared,
    router: Router,
    request: Request,
    uri: &Uri,
    action: Action,
) -> Result<Response, Closed> {
    match action {
        Action::Answer(answer) => return Ok(answer.into_response()),
        Action::CloseBefore => return Err(Closed),
        _ => {}
    }
    let response = effect(world, router, request).await;
    match action {
        Action::AnswerAfter(answer) => Ok(answer.into_response()),
        Action::CloseAfter => Err(Closed),
        Action::Truncate => truncated(response).await,
        Action::Edit(edit) => edited(response, &edit).await,
        Action::Gzip(coding) => compressed(response, coding).await,
        Action::NextPage(url) => with_next_page(response, url).await,
        Action::NextPageLoop => with_next_page(response, format!("{}{uri}", world.url)).await,
        Action::Serve | Action::Answer(_) | Action::CloseBefore => Ok(response),
    }
}

/// What the service itself does with the request.
async fn effect(world: &Shared, mut router: Router, request: Request) -> Response {
    let answer: Result<Response, Infallible> = router.call(request).await;
    let response = answer.unwrap_or_else(|never| match never {});
    if !world.account().knobs.reverse_keys {
        return response;
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    Response::from_parts(parts, Body::from(reversed(&bytes).unwrap_or_else(|| bytes.to_vec())))
}

/// Promises the whole body, sends half of it, and closes the connection.
async fn truncated(response: Response) -> Result<Response, Closed> {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(|_| Closed)?;
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().max(2).into());
    let half: Bytes = bytes.slice(..bytes.len() / 2);
    let chunks = stream::iter([Ok(half)]).chain(stream::once(async {
        // Lets hyper send what it has before it hears that there is no more.
        tokio::task::yield_now().await;
        Err(Closed)
    }));
    Ok(Response::from_parts(parts, Body::from_stream(chunks)))
}

async fn with_next_page(response: Response, url: String) -> Result<Response, Closed> {
    rewritten(response, |list| list["next_page"] = url.into()).await
}

async fn edited(response: Response, edit: &Edit) -> Result<Response, Closed> {
    rewritten(response, |body| edit.apply(body)).await
}

async fn rewritten(response: Response, edit: impl FnOnce(&mut Value)) -> Result<Response, Closed> {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(|_| Closed)?;
    let mut json: Value = serde_json::from_slice(&bytes).map_err(|_| Closed)?;
    edit(&mut json);
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Response::from_parts(parts, Body::from(json.to_string())))
}

async fn compressed(response: Response, coding: &'static str) -> Result<Response, Closed> {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(|_| Closed)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&bytes).map_err(|_| Closed)?;
    let compressed = encoder.finish().map_err(|_| Closed)?;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    Ok(Response::from_parts(parts, Body::from(compressed)))
}

/// The same URI without `.json` at the end of its path.
fn without_suffix(uri: &Uri) -> Uri {
    let Some(path) = uri.path().strip_suffix(".json") else { return uri.clone() };
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{path}{query}").parse().unwrap_or_else(|_| uri.clone())
}
