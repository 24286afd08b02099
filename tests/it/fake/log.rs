//! The request log.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, USER_AGENT};
use axum::http::request::Parts;
use serde_json::Value;

/// How long a test waits for a request before it gives up: far longer than any run of Terraform takes to send it.
const DEADLINE: Duration = Duration::from_secs(120);

/// A request as the server saw it, answered or not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedRequest {
    pub(crate) method: String,
    /// Path with query, as sent.
    pub(crate) path: String,
    /// Status answered; none while no answer was sent, and if the connection was closed instead.
    pub(crate) status: Option<u16>,
    /// Decoded JSON or form body; null if there was none.
    pub(crate) body: Value,
    pub(crate) user_agent: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) accept: Option<String>,
    /// Scheme of the Authorization header only, such as `Basic`.
    pub(crate) authorization: Option<String>,
    /// `x-request-id` of the answer.
    pub(crate) request_id: String,
    /// Moment of arrival, counted in arrivals and ends.
    pub(crate) arrived: u64,
    /// Moment at which the request was over.
    pub(crate) ended: Option<u64>,
}

impl LoggedRequest {
    /// Whether the method is this one and the path, without query and `.json`, matches a pattern as in [`super::Fault::on`].
    pub(crate) fn is(&self, method: &str, pattern: &str) -> bool {
        self.method == method && super::faults::matches(pattern, &self.path)
    }

    /// Whether the two requests were under way at the same time.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| a.ended.is_some_and(|end| end < b.arrived);
        !before(self, other) && !before(other, self)
    }
}

/// All requests in the order of their arrival.
#[derive(Default)]
pub(crate) struct Log {
    entries: Mutex<Entries>,
    changed: Condvar,
}

#[derive(Default)]
struct Entries {
    requests: Vec<LoggedRequest>,
    cleared: usize,
    moment: u64,
}

impl Entries {
    fn tick(&mut self) -> u64 {
        self.moment += 1;
        self.moment
    }
}

impl Log {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a request has arrived; returns its number.
    pub(crate) fn arrived(&self, parts: &Parts, body: &Bytes) -> (usize, LoggedRequest) {
        let mut entries = self.entries();
        let arrived = entries.tick();
        let request = LoggedRequest { arrived, ..read(parts, body) };
        entries.requests.push(request.clone());
        self.changed.notify_all();
        (entries.cleared + entries.requests.len() - 1, request)
    }

    /// Notes that a request is over, with the status that was answered, if any.
    pub(crate) fn ended(&self, number: usize, status: Option<u16>) {
        let mut entries = self.entries();
        let moment = entries.tick();
        let index = number.checked_sub(entries.cleared);
        if let Some(entry) = index.and_then(|index| entries.requests.get_mut(index)) {
            entry.status = status;
            entry.ended = Some(moment);
            self.changed.notify_all();
        }
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<LoggedRequest> {
        self.entries().requests.clone()
    }

    /// Forgets all requests so far.
    pub(crate) fn clear(&self) {
        let mut entries = self.entries();
        entries.cleared += entries.requests.len();
        entries.requests.clear();
    }

    /// Waits until at least `count` requests match, by their arrival or by their end.
    pub(crate) fn wait_for(&self, count: usize, pred: impl Fn(&LoggedRequest) -> bool) -> Vec<LoggedRequest> {
        let found = |entries: &Entries| -> Vec<_> {
            entries.requests.iter().filter(|request| pred(request)).cloned().collect()
        };
        let missing = |entries: &mut Entries| found(entries).len() < count;
        let waited = self.changed.wait_timeout_while(self.entries(), DEADLINE, missing);
        let (entries, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(!timeout.timed_out(), "the request didn't arrive; these did: {:#?}", entries.requests);
        found(&entries)
    }
}

fn read(parts: &Parts, body: &Bytes) -> LoggedRequest {
    let header = |name: HeaderName| Some(parts.headers.get(name)?.to_str().ok()?.to_owned());
    LoggedRequest {
        method: parts.method.to_string(),
        path: parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        status: None,
        body: decode(body, header(CONTENT_TYPE).as_deref()),
        user_agent: header(USER_AGENT),
        content_type: header(CONTENT_TYPE),
        accept: header(ACCEPT),
        authorization: header(AUTHORIZATION).and_then(|v| v.split(' ').next().map(str::to_owned)),
        request_id: format!("{:016x}", fastrand::u64(..)),
        arrived: 0,
        ended: None,
    }
}

fn decode(body: &Bytes, content_type: Option<&str>) -> Value {
    if content_type.is_some_and(|t| t.starts_with("application/x-www-form-urlencoded")) {
        return url::form_urlencoded::parse(body)
            .map(|(k, v)| (k.into_owned(), Value::from(v.into_owned())))
            .collect();
    }
    serde_json::from_slice(body).unwrap_or_default()
}

/// Tells the log that a request is over, however it ends.
pub(crate) struct Underway {
    world: Arc<super::world::World>,
    number: usize,
    status: Option<u16>,
}

impl Underway {
    /// A request that is under way.
    pub(crate) fn new(world: Arc<super::world::World>, number: usize) -> Self {
        Self { world, number, status: None }
    }

    /// Notes the status of the answer.
    pub(crate) fn answered(&mut self, status: u16) {
        self.status = Some(status);
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.world.log.ended(self.number, self.status);
    }
}
