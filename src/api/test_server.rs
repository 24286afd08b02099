//! A tiny HTTP server for tests: it answers what it is told to, in order, and remembers what it was asked.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use futures::future;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{Client, Credentials, OnWait, Proxy, Roots, Settings, Wait};

/// What the server does with one request.
pub(crate) enum Act {
    Answer(Response<Body>),
    /// Reads the request and never answers.
    Hang,
}

/// A request as the server saw it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) line: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// A running server; ends when dropped.
pub(crate) struct Server {
    pub(crate) url: Url,
    world: Arc<World>,
    _task: JoinSet<()>,
}

#[derive(Default)]
struct World {
    acts: Mutex<VecDeque<Act>>,
    /// What it does once the acts are used up.
    otherwise: Mutex<Option<fn() -> Act>>,
    seen: Mutex<Vec<Seen>>,
    came: Notify,
}

impl Server {
    /// Starts a server that does these things, one for each request in turn.
    pub(crate) async fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let world = Arc::new(World { acts: Mutex::new(acts.into_iter().collect()), ..World::default() });
        let router = Router::new().fallback(act).with_state(Arc::clone(&world));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async { axum::serve(listener, router).await.unwrap() });
        Self { url, world, _task: task }
    }

    /// Adds things to do.
    pub(crate) fn then(&self, acts: impl IntoIterator<Item = Act>) {
        self.world.acts.lock().unwrap().extend(acts);
    }

    /// Starts a server that does the same thing for every request.
    pub(crate) async fn always(act: fn() -> Act) -> Self {
        let server = Self::start([]).await;
        server.and_then_always(act);
        server
    }

    /// Does this once the other things to do are used up.
    pub(crate) fn and_then_always(&self, act: fn() -> Act) {
        *self.world.otherwise.lock().unwrap() = Some(act);
    }

    /// Makes a client of this server, which doesn't retry.
    pub(crate) fn client(&self) -> Client {
        Client::new(settings(self.url.clone())).unwrap()
    }

    /// Makes a client of this server that retries without much of a wait.
    pub(crate) fn patient(&self, max_retries: u32) -> Client {
        patient(Settings { max_retries, ..settings(self.url.clone()) })
    }

    /// Waits until so many requests have come.
    pub(crate) async fn has_seen(&self, count: usize) {
        while self.seen().len() < count {
            self.world.came.notified().await;
        }
    }

    /// Gives the requests that came.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.world.seen.lock().unwrap().clone()
    }

    /// Gives method and path of the requests that came.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }
}

async fn act(State(world): State<Arc<World>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().into()).unwrap();
    let line = format!("{} {}", parts.method, parts.uri);
    world.seen.lock().unwrap().push(Seen { line, headers: parts.headers, body });
    world.came.notify_one();
    let otherwise = *world.otherwise.lock().unwrap();
    let act = world.acts.lock().unwrap().pop_front().or_else(|| otherwise.map(|act| act()));
    match act {
        Some(Act::Answer(response)) => response,
        Some(Act::Hang) => future::pending().await,
        None => response(500, "the test has no answer left"),
    }
}

/// Makes an answer with a JSON body.
pub(crate) fn json(status: u16, body: Value) -> Act {
    Act::Answer(with_header(response(status, body.to_string()), "content-type", "application/json"))
}

/// Makes an answer with any body.
pub(crate) fn text(status: u16, body: &'static str) -> Act {
    Act::Answer(response(status, body))
}

/// Makes an answer with one more header.
pub(crate) fn with(act: Act, name: &'static str, value: &str) -> Act {
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
pub(crate) fn settings(base_url: Url) -> Settings {
    Settings {
        base_url,
        proxy: Proxy::Direct,
        roots: Roots::default(),
        credentials: Credentials::ApiToken { email: "ann@example.com".into(), token: "s3cret".into() },
        user_agent: "terraform-provider-zendesk/test".into(),
        request_timeout: Duration::from_secs(30),
        max_retries: 0,
        max_requests_per_minute: None::<NonZeroU32>,
        stop: CancellationToken::new(),
        on_wait: None,
    }
}

/// Makes a client that retries without much of a wait.
pub(crate) fn patient(settings: Settings) -> Client {
    Client::with_first_delay(settings, Duration::from_millis(1)).unwrap()
}

/// Makes something that hears of waits, and passes them on.
pub(crate) fn heard() -> (Option<OnWait>, mpsc::UnboundedReceiver<Wait>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (Some(OnWait(Arc::new(move |wait| drop(sender.send(wait.clone()))))), receiver)
}

/// Gives the address of a port where nobody listens.
pub(crate) async fn refused() -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap()).parse().unwrap()
}

/// A server that does with each connection, which it counts from 0, as it likes; ends when dropped.
pub(crate) struct Raw {
    pub(crate) port: u16,
    connections: Arc<AtomicUsize>,
    _task: JoinSet<()>,
}

impl Raw {
    pub(crate) async fn start<F, T>(serve: F) -> Self
    where
        F: Fn(usize, TcpStream) -> T + Send + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::<AtomicUsize>::default();
        let mut task = JoinSet::new();
        let count = Arc::clone(&connections);
        task.spawn(async move {
            let mut served = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                served.spawn(serve(count.fetch_add(1, Ordering::SeqCst), stream));
            }
        });
        Self { port, connections, _task: task }
    }

    /// Gives how many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Gives the address of this server.
    pub(crate) fn url(&self, scheme: &str) -> Url {
        format!("{scheme}://127.0.0.1:{}", self.port).parse().unwrap()
    }
}

/// Reads a request without a body, or the head of one; gives its first line, unless the connection is closed.
pub(crate) async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(head).unwrap().lines().next().map(str::to_owned)
}

/// Answers with a JSON body, and keeps the connection.
pub(crate) async fn write_json(stream: &mut TcpStream, body: &str) {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
}
