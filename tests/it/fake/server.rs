//! The running server.

use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use super::faults::{Chaos, Fault};
use super::http::router;
use super::log::LoggedRequest;
use super::service::{Closed, serve};
use super::state::Account;
use super::world::{Shared, World};

/// A fake Zendesk on a thread of its own; it ends when this is dropped.
///
/// # Panics
///
/// When dropped, if a [`Fault`] that was set has not fired: the test would have passed for the wrong reason.
pub(crate) struct Fake {
    world: Shared,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Fake {
    /// Starts a server with an empty account on a free port of 127.0.0.1.
    pub(crate) fn start() -> Self {
        Self::start_on(0)
    }

    /// Starts a server on this port of 127.0.0.1.
    pub(crate) fn start_on(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port is free");
        listener.set_nonblocking(true).expect("sockets can be non-blocking");
        let address = listener.local_addr().expect("a bound socket has an address");
        let world = World::new(format!("http://{address}"));
        let (stop, stopped) = oneshot::channel();
        let shared = world.clone();
        let thread = std::thread::spawn(move || run(listener, shared, stopped));
        Self { world, stop: Some(stop), thread: Some(thread) }
    }

    /// `http://127.0.0.1:PORT`
    pub(crate) fn url(&self) -> String {
        self.world.url.clone()
    }

    /// Looks at the account and changes it directly, between two requests.
    pub(crate) fn account<R>(&self, f: impl FnOnce(&mut Account) -> R) -> R {
        f(&mut self.world.account())
    }

    /// Environment variables that point the provider at this server, with an API token.
    pub(crate) fn env(&self) -> [(&'static str, String); 3] {
        let (email, token) = self.account(|a| (a.credentials.email.clone(), a.credentials.api_token.clone()));
        [("ZENDESK_BASE_URL", self.url()), ("ZENDESK_EMAIL", email), ("ZENDESK_API_TOKEN", token)]
    }

    /// Sets a fault.
    pub(crate) fn fault(&self, fault: Fault) {
        self.world.faults().add(fault);
    }

    /// Turns random faults on.
    pub(crate) fn chaos(&self, chaos: Chaos) {
        self.world.faults().set_chaos(Some(chaos));
    }

    /// Turns random faults off.
    pub(crate) fn calm(&self) {
        self.world.faults().set_chaos(None);
    }

    /// How many random faults there were.
    pub(crate) fn chaos_count(&self) -> usize {
        self.world.faults().random_count()
    }

    /// All requests in the order of their arrival, failed ones too.
    pub(crate) fn requests(&self) -> Vec<LoggedRequest> {
        self.world.log.requests()
    }

    /// Forgets the requests so far.
    pub(crate) fn clear_requests(&self) {
        self.world.log.clear();
    }

    /// Waits until a request matches, by its arrival or by its end, and returns it; it may have been there already.
    pub(crate) fn wait_for_request(&self, pred: impl Fn(&LoggedRequest) -> bool) -> LoggedRequest {
        self.wait_for_requests(1, pred).swap_remove(0)
    }

    /// Waits until at least `count` requests match.
    pub(crate) fn wait_for_requests(
        &self,
        count: usize,
        pred: impl Fn(&LoggedRequest) -> bool,
    ) -> Vec<LoggedRequest> {
        self.world.log.wait_for(count, pred)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        drop(self.stop.take());
        let crashed = self.thread.take().is_some_and(|thread| thread.join().is_err());
        if std::thread::panicking() {
            return;
        }
        assert!(!crashed, "the fake's own thread panicked");
        let unfired = self.world.faults().unfired();
        assert!(unfired.is_empty(), "faults that never fired: {unfired:#?}");
    }
}

/// Serves until the sender of `stopped` is dropped; the runtime ends with everything that is under way.
fn run(listener: TcpListener, world: Shared, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be built").block_on(async {
        tokio::select! {
            () = accept(listener, world) => {}
            _ = stopped => {}
        }
    });
}

async fn accept(listener: TcpListener, world: Shared) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("the socket is non-blocking");
    let router = router(world.clone());
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, world.clone(), router.clone()));
        }
    }
}

async fn connection(stream: TcpStream, world: Shared, router: Router) {
    stream.set_nodelay(true).expect("a connected socket takes options");
    let requests = AtomicUsize::new(0);
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let is_first = requests.fetch_add(1, Ordering::Relaxed) == 0;
        let is_closed = !is_first && world.account().knobs.one_request_per_connection;
        // A task of its own: a request has its effect even if the client has gone away.
        let task =
            (!is_closed).then(|| tokio::spawn(serve(world.clone(), router.clone(), request.map(Body::new))));
        async {
            match task {
                Some(task) => task.await.unwrap_or(Err(Closed)),
                None => Err(Closed),
            }
        }
    });
    // An error means that a fault closed the connection, or the client did.
    let _closed = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
