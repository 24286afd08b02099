//! One HTTP exchange: a request goes out, and a whole answer comes back or none.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{ClientBuilder, RequestBuilder, StatusCode, redirect};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::rustls;

use super::body::{Body, STEP, Unreadable};
use super::call::Call;
use super::error::{Failure, Kind, Undecodable};
use super::mask::Mask;
use super::proxy::Proxy;
use super::settings::{Settings, SetupError};
use super::text;

/// The longest time for making a connection; what can't be connected to in this time was certainly not asked.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How often an HTTP/2 connection is pinged, and how long it may take to answer: a silent one is given up.
const PING: Duration = Duration::from_secs(10);

/// The largest body of an error that is read; the rest of it is cut off.
const MAX_ERROR_BYTES: usize = 64 << 10;

/// A body that is larger is read alone.
const SMALL_BYTES: usize = 256 << 10;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

/// Sends requests; knows nothing of what they mean.
#[derive(Debug)]
pub(super) struct Http {
    /// Keeps its connections for the next request.
    kept: reqwest::Client,
    /// Makes a connection for each request.
    fresh: reqwest::Client,
    proxy: Proxy,
    /// Held while a large body is read and decoded: there is memory for one at a time.
    large: Arc<Semaphore>,
    timeout: Duration,
    mask: Mask,
}

/// Over which connection a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Connection {
    /// One that was kept, if there is one.
    Kept,
    /// A new one: a kept one may be dead without anybody having noticed.
    Fresh,
}

/// A whole answer, whatever its status.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// What must not get from this answer into a message.
    pub(super) mask: Mask,
    /// The turn of a large body, as long as there is the body.
    pub(super) turn: Option<OwnedSemaphorePermit>,
}

impl Reply {
    /// Returns a header's value, if it is text, without secrets.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?.to_str().ok()?;
        Some(self.mask.apply(value))
    }

    /// Returns the body as text, without secrets.
    pub(super) fn text(&self) -> String {
        self.mask.apply(&String::from_utf8_lossy(&self.body))
    }

    /// Returns the id by which Zendesk's support finds the request.
    pub(super) fn request_id(&self) -> Option<String> {
        let id = self.header("x-request-id").or_else(|| self.header("x-zendesk-request-id"));
        id.map(|id| text::short(&id))
    }

    /// Makes the failure of a body that can't be read as a whole.
    pub(super) fn undecodable(&self, reason: String, is_cut_short: bool) -> Failure {
        Failure::from(Kind::Undecodable(Box::new(Undecodable {
            code: self.status,
            request_id: self.request_id(),
            path: ".".to_owned(),
            reason,
            is_cut_short,
            is_foreign: false,
        })))
    }
}

impl Http {
    /// Makes the HTTP clients; makes no connection.
    pub(super) fn new(settings: &Settings) -> Result<Self, SetupError> {
        let client_error = |error: reqwest::Error| SetupError::Client(reason(&error));
        let roots =
            if settings.base_url.scheme() == "https" { settings.roots.load()? } else { Some(Vec::new()) };
        let builder = || {
            let builder = settings.proxy.apply(builder(settings)).map_err(client_error)?;
            Ok(match &roots {
                Some(roots) => builder.tls_certs_only(roots.iter().cloned()),
                None => builder,
            })
        };
        let build = |builder: ClientBuilder| builder.build().map_err(client_error);
        Ok(Self {
            kept: build(builder()?)?,
            fresh: build(builder()?.pool_max_idle_per_host(0))?,
            proxy: settings.proxy.clone(),
            large: Arc::new(Semaphore::new(1)),
            timeout: settings.request_timeout,
            mask: Mask::new(&settings.credentials),
        })
    }

    /// Sends a call once and reads the answer to its end.
    pub(super) async fn exchange(
        &self,
        call: &Call,
        authorization: Option<HeaderValue>,
        connection: Connection,
    ) -> Result<Reply, Failure> {
        let start = Instant::now();
        let reply = self.run(call, authorization, connection).await;
        log(call, start.elapsed(), &reply);
        reply
    }

    async fn run(
        &self,
        call: &Call,
        authorization: Option<HeaderValue>,
        connection: Connection,
    ) -> Result<Reply, Failure> {
        let mask = self.mask.and(authorization.as_ref());
        let sent = self.build(call, authorization, connection).send().await;
        let mut response = sent.map_err(|error| self.failure(call, error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let limit = if status.is_success() { call.max_bytes } else { MAX_ERROR_BYTES };
        let mut reply = Reply { status, headers, body: Vec::new(), mask, turn: None };
        let mut body = Body::new(&reply.headers, limit);
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    let Ok(body) = &mut body else { break };
                    if !self.take(body, &chunk, &mut reply.turn).await {
                        break;
                    }
                }
                // Without a body there is nothing to undo.
                Ok(None) if body.is_err() => return Ok(reply),
                Ok(None) => break,
                // The status tells enough, when it isn't a success.
                Err(_) if !status.is_success() => break,
                Err(error) => return Err(self.failure(call, error)),
            }
        }
        match body.map(|body| if status.is_success() { body.whole() } else { Ok(body.beginning()) }) {
            Ok(Ok(body)) => Ok(Reply { body, ..reply }),
            Ok(Err(Unreadable::TooLarge)) => Err(Kind::TooLarge { what: "a body", limit }.into()),
            Ok(Err(Unreadable::Broken(reason))) => Err(reply.undecodable(reason, true)),
            Err(coding) => Err(reply.undecodable(coding, false)),
        }
    }

    /// Takes a piece of a body, which waits for its turn once it is large; returns whether more may come.
    async fn take(&self, body: &mut Body, piece: &[u8], turn: &mut Option<OwnedSemaphorePermit>) -> bool {
        for part in piece.chunks(STEP) {
            if turn.is_none() && body.may_exceed(SMALL_BYTES) {
                *turn = Arc::clone(&self.large).acquire_owned().await.ok();
            }
            if !body.push(part) {
                return false;
            }
        }
        true
    }

    fn build(
        &self,
        call: &Call,
        authorization: Option<HeaderValue>,
        connection: Connection,
    ) -> RequestBuilder {
        let client = match connection {
            Connection::Kept => &self.kept,
            Connection::Fresh => &self.fresh,
        };
        let mut builder = client.request(call.method.clone(), call.url.clone());
        if let Some(value) = authorization {
            builder = builder.header(AUTHORIZATION, value);
        }
        if call.wants_content_type() {
            builder = builder.header(CONTENT_TYPE, JSON);
        }
        match &call.body {
            Some(body) => builder.body(body.clone()),
            None => builder,
        }
    }

    fn failure(&self, call: &Call, error: reqwest::Error) -> Failure {
        let reached = !error.is_connect() && !error.is_builder();
        let kind = if let Some(kind) = permanent(call, &self.proxy, &error) {
            kind
        } else if reached && error.is_timeout() {
            Kind::Transport { reached, reason: format!("timed out after {:?}", self.timeout) }
        } else if error.is_connect() {
            Kind::Transport { reached, reason: unconnected(call, &self.proxy, &error) }
        } else {
            Kind::Transport { reached, reason: reason(&error) }
        };
        Failure { kind, source: Some(Arc::new(error.without_url())) }
    }
}

fn builder(settings: &Settings) -> ClientBuilder {
    let Settings { base_url, user_agent, request_timeout, .. } = settings;
    reqwest::Client::builder()
        .user_agent(user_agent)
        .default_headers(HeaderMap::from_iter([(ACCEPT, JSON), (ACCEPT_ENCODING, GZIP)]))
        // A redirect would take the credentials to wherever it points.
        .redirect(redirect::Policy::none())
        .referer(false)
        .https_only(base_url.scheme() == "https")
        .connect_timeout(CONNECT_TIMEOUT.min(*request_timeout))
        .timeout(*request_timeout)
        .http2_keep_alive_interval(PING)
        .http2_keep_alive_timeout(PING)
        .http2_keep_alive_while_idle(true)
}

/// Returns what is wrong, if another attempt can't go better: certificates, protocols, a proxy's refusal, an unknown host.
fn permanent(call: &Call, proxy: &Proxy, error: &reqwest::Error) -> Option<Kind> {
    // Later on the request may have been sent, and may be sent again.
    if !error.is_connect() {
        return None;
    }
    if let Some(error) = causes(error).find_map(|cause| tls_error(cause)) {
        return Some(match error {
            rustls::Error::InvalidCertificate(_) => Kind::Untrusted { reason: error.to_string() },
            error => unusable(call, proxy, &text::short(&error.to_string()), tls_hint(error)),
        });
    }
    let reasons: Vec<_> = causes(error).map(ToString::to_string).collect();
    let last = reasons.last().map(String::as_str).unwrap_or_default();
    if reasons.iter().any(|reason| is_refusal_of_a_proxy(reason)) {
        let status = if last.contains("authorization required") { "407, " } else { "" };
        let hint = format!("the proxy refuses; {}", proxy.advice());
        return Some(unusable(call, proxy, &format!("{status}{}", text::short(last)), &hint));
    }
    // The name server itself may be away for a while.
    let is_passing = last.contains("emporary failure") || last.contains("ry again");
    if reasons.iter().any(|reason| reason == "dns error") && !is_passing {
        let hint = proxy.resolver().map(|variable| format!("check {variable}"));
        let hint = hint.as_deref().unwrap_or("check subdomain or base_url");
        return Some(unusable(call, proxy, &text::short(last), hint));
    }
    None
}

/// Reports whether a proxy answered that it doesn't let the connection through, over HTTP or SOCKS.
fn is_refusal_of_a_proxy(reason: &str) -> bool {
    let is_of_a_proxy = reason.contains("tunnel error") || reason.starts_with("SOCKS error: ");
    let is_broken_off = ["io error", "underlying connection", "failed parsing", "end of file"];
    is_of_a_proxy && !is_broken_off.iter().any(|broken| reason.contains(broken))
}

/// Makes the failure of a connection that can't be made as it is set up; `hint` says what to look at.
fn unusable(call: &Call, proxy: &Proxy, why: &str, hint: &str) -> Kind {
    let (origin, through) = (call.url.origin().ascii_serialization(), proxy.through());
    Kind::Unusable { reason: format!("can't connect to {origin}{through}: {why}; {hint}") }
}

fn tls_hint(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::InvalidMessage(_) => "it may not speak TLS on this port",
        rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(rustls::AlertDescription::ProtocolVersion) => {
            "it has to speak TLS 1.2 or later"
        }
        _ => "check base_url, and proxies on the way",
    }
}

/// Finds a TLS error inside I/O errors, whose `source` leaves out what they hold.
fn tls_error<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => tls_error(error.get_ref()?),
        None => error.downcast_ref(),
    }
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

fn log(call: &Call, duration: Duration, reply: &Result<Reply, Failure>) {
    let (method, path) = (&call.method, call.url.path());
    let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    match reply {
        Ok(reply) => {
            let (status, request_id) = (reply.status.as_u16(), reply.request_id());
            tracing::debug!(%method, path, status, duration_ms, request_id, "request answered");
        }
        Err(failure) => {
            tracing::debug!(%method, path, duration_ms, error = ?failure.kind, "request not answered");
        }
    }
}

/// Says where no connection could be made to, and the innermost reason, which is the one that tells something.
fn unconnected(call: &Call, proxy: &Proxy, error: &reqwest::Error) -> String {
    let (origin, through) = (call.url.origin().ascii_serialization(), proxy.through());
    let why = causes(error).last().map_or_else(|| "no reason given".to_owned(), ToString::to_string);
    format!("can't connect to {origin}{through}: {}", text::short(&why))
}

/// Says what happened and why, without the URL.
fn reason(error: &reqwest::Error) -> String {
    let url = error.url().map(ToString::to_string);
    let first = error.to_string();
    let first = url.map_or(first.clone(), |url| first.replace(&format!(" for url ({url})"), ""));
    let reasons = std::iter::once(first).chain(causes(error).map(ToString::to_string));
    text::short(&reasons.collect::<Vec<_>>().join(": "))
}
