//! One HTTP exchange: a request goes out, and a whole answer comes back or none.

use std::error::Error as StdError;
use std::time::{Duration, Instant};
use std::{io, iter};

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, StatusCode, redirect};
use tokio_rustls::rustls;

use super::answer::Request;
use super::call::Call;
use super::error::Error;
use super::loopback::is_loopback;
use super::mask::Mask;
use super::settings::Settings;
use super::text;

/// The longest time for making a connection; what can't be connected to in this time was certainly not asked.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Sends requests; knows nothing of what they mean.
#[derive(Debug)]
pub(super) struct Transport {
    http: reqwest::Client,
    timeout: Duration,
    mask: Mask,
}

/// A whole answer, whatever its status.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) request: Request,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// What must not get from this answer into a message.
    pub(super) mask: Mask,
}

impl Reply {
    /// Gives a header's value, if it is text, without secrets.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?.to_str().ok()?;
        Some(self.mask.apply(value))
    }

    /// Gives the body as text, without secrets.
    pub(super) fn text(&self) -> String {
        self.mask.apply(&String::from_utf8_lossy(&self.body))
    }

    /// Gives the id by which Zendesk's support finds the request.
    pub(super) fn request_id(&self) -> Option<String> {
        let id = self.header("x-request-id").or_else(|| self.header("x-zendesk-request-id"));
        id.map(|id| text::short(&id))
    }
}

impl Transport {
    /// Makes the HTTP client; makes no connection.
    pub(super) fn new(settings: &Settings) -> Result<Self, Error> {
        let Settings { base_url, user_agent, request_timeout, credentials, .. } = settings;
        let builder = reqwest::Client::builder()
            .user_agent(user_agent)
            .default_headers(HeaderMap::from_iter([(ACCEPT, JSON)]))
            // A redirect would take the credentials to wherever it points.
            .redirect(redirect::Policy::none())
            .referer(false)
            .https_only(base_url.scheme() == "https")
            .connect_timeout(CONNECT_TIMEOUT.min(*request_timeout))
            .timeout(*request_timeout);
        // A proxy for a loopback address would get the credentials, without TLS in clear, and reach another machine.
        let builder = if is_loopback(base_url) { builder.no_proxy() } else { builder };
        let http = builder.build().map_err(|error| Error::Setup(reason(error)))?;
        Ok(Self { http, timeout: *request_timeout, mask: Mask::new(credentials) })
    }

    /// Sends a call once and reads the answer to its end.
    pub(super) async fn exchange(
        &self,
        call: &Call,
        authorization: Option<HeaderValue>,
    ) -> Result<Reply, Error> {
        let start = Instant::now();
        let answer = self.run(call, authorization).await;
        log(call, start.elapsed(), &answer);
        answer
    }

    async fn run(&self, call: &Call, authorization: Option<HeaderValue>) -> Result<Reply, Error> {
        let failed = |error| self.failure(call, error);
        let mask = self.mask.and(authorization.as_ref());
        let response = self.build(call, authorization).send().await.map_err(failed)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = match response.bytes().await {
            Ok(body) => body.into(),
            // The status tells enough, when it isn't a success.
            Err(_) if !status.is_success() => Vec::new(),
            Err(error) => return Err(failed(error)),
        };
        Ok(Reply { request: call.request(), status, headers, body, mask })
    }

    fn build(&self, call: &Call, authorization: Option<HeaderValue>) -> RequestBuilder {
        let Call { method, url, body, repeatable: _, deadline: _ } = call;
        let mut builder = self.http.request(method.clone(), url.clone());
        if let Some(value) = authorization {
            builder = builder.header(AUTHORIZATION, value);
        }
        if call.wants_content_type() {
            builder = builder.header(CONTENT_TYPE, JSON);
        }
        match body {
            Some(body) => builder.body(body.clone()),
            None => builder,
        }
    }

    fn failure(&self, call: &Call, error: reqwest::Error) -> Error {
        let request = call.request();
        let reached = !error.is_connect() && !error.is_builder();
        if let Some(distrust) = distrust(&error) {
            Error::Untrusted { request, reason: distrust.to_string() }
        } else if reached && error.is_timeout() {
            Error::Transport { request, reached, reason: format!("timed out after {:?}", self.timeout) }
        } else if error.is_connect() {
            Error::Transport { request, reached, reason: unconnected(call, &error) }
        } else {
            Error::Transport { request, reached, reason: reason(error) }
        }
    }
}

/// Gives what is wrong with the server's certificate, if that is the failure; another attempt wouldn't mend it.
fn distrust(error: &reqwest::Error) -> Option<&rustls::Error> {
    let mut errors = causes(error).filter_map(|cause| tls_error(cause));
    errors.find(|error| matches!(error, rustls::Error::InvalidCertificate(_)))
}

/// Finds a TLS error inside I/O errors, whose `source` leaves out what they hold.
fn tls_error<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => tls_error(error.get_ref()?),
        None => error.downcast_ref(),
    }
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    iter::successors(error.source(), |&cause| cause.source())
}

fn log(call: &Call, duration: Duration, answer: &Result<Reply, Error>) {
    let (method, path) = (&call.method, call.url.path());
    let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    match answer {
        Ok(reply) => {
            let (status, request_id) = (reply.status.as_u16(), reply.request_id());
            tracing::debug!(%method, path, status, duration_ms, request_id, "request answered");
        }
        Err(error) => tracing::debug!(%method, path, duration_ms, %error, "request not answered"),
    }
}

/// Gives where no connection could be made to, and the innermost reason, which is the one that tells something.
fn unconnected(call: &Call, error: &reqwest::Error) -> String {
    let origin = call.url.origin().ascii_serialization();
    let why = causes(error).last().map_or_else(|| "no reason given".to_owned(), ToString::to_string);
    format!("can't connect to {origin}: {}", text::short(&why))
}

/// Gives what happened and why, without the URL.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let reasons = iter::once(error.to_string()).chain(causes(&error).map(ToString::to_string));
    text::short(&reasons.collect::<Vec<_>>().join(": "))
}
