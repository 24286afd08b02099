//! A tiny HTTP server for tests: it answers what it is told to, in order, and remembers what it was asked.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use futures::future;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{Client, Credentials, Settings};

/// What the server does with one request.
pub(super) enum Act {
    Answer(Response<Body>),
    /// Reads the request and never answers.
    Hang,
}

/// A request as the server saw it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) line: String,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

/// A running server; ends when dropped.
pub(super) struct Server {
    pub(super) url: Url,
    world: Arc<World>,
    _task: JoinSet<()>,
}

#[derive(Default)]
struct World {
    acts: Mutex<VecDeque<Act>>,
    seen: Mutex<Vec<Seen>>,
}

impl Server {
    /// Starts a server that does these things, one for each request in turn.
    pub(super) async fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let world = Arc::new(World { acts: Mutex::new(acts.into_iter().collect()), ..World::default() });
        let router = Router::new().fallback(act).with_state(Arc::clone(&world));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async { axum::serve(listener, router).await.unwrap() });
        Self { url, world, _task: task }
    }

    /// Adds things to do.
    pub(super) fn then(&self, acts: impl IntoIterator<Item = Act>) {
        self.world.acts.lock().unwrap().extend(acts);
    }

    /// Makes a client of this server.
    pub(super) fn client(&self) -> Client {
        Client::new(settings(self.url.clone())).unwrap()
    }

    /// Gives the requests that came.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.world.seen.lock().unwrap().clone()
    }

    /// Gives method and path of the requests that came.
    pub(super) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }
}

async fn act(State(world): State<Arc<World>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().into()).unwrap();
    let line = format!("{} {}", parts.method, parts.uri);
    world.seen.lock().unwrap().push(Seen { line, headers: parts.headers, body });
    let act = world.acts.lock().unwrap().pop_front();
    match act {
        Some(Act::Answer(response)) => response,
        Some(Act::Hang) => future::pending().await,
        None => response(500, "the test has no answer left"),
    }
}

/// Makes an answer with a JSON body.
pub(super) fn json(status: u16, body: Value) -> Act {
    Act::Answer(with_header(response(status, body.to_string()), "content-type", "application/json"))
}

/// Makes an answer with any body.
pub(super) fn text(status: u16, body: &'static str) -> Act {
    Act::Answer(response(status, body))
}

/// Makes an answer with one more header.
pub(super) fn with(act: Act, name: &'static str, value: &str) -> Act {
    match act {
        Act::Answer(response) => Act::Answer(with_header(response, name, value)),
        Act::Hang => Act::Hang,
    }
}

fn response(status: u16, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

fn with_header(mut response: Response<Body>, name: &'static str, value: &str) -> Response<Body> {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

/// Gives settings for a server at this address.
pub(super) fn settings(base_url: Url) -> Settings {
    Settings {
        base_url,
        credentials: Credentials::ApiToken { email: "ann@example.com".into(), token: "s3cret".into() },
        user_agent: "terraform-provider-zendesk/test".into(),
        request_timeout: Duration::from_secs(30),
        max_retries: 0,
        max_requests_per_minute: None::<NonZeroU32>,
        stop: CancellationToken::new(),
    }
}
