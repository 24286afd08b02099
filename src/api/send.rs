//! From a call to what it returns: what the run knows, rate limit, token, send, status, retry or not.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use super::call::{Call, OPERATION_TIME};
use super::credentials::Authorization;
use super::error::{Error, Failure, Kind, Request, Status};
use super::http::{Connection, Http, Reply};
use super::outages::{Admission, Outages};
use super::rate_limit::{RateLimit, Why};
use super::retry::{self, RETRIES_UNTIL_REACHED, Retry};
use super::settings::{Settings, Wait};
use super::status;

/// A wait that a user should hear of.
const LONG_WAIT: Duration = Duration::from_secs(10);

/// What all calls of a client share.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) settings: Settings,
    pub(super) http: Http,
    pub(super) authorization: Authorization,
    pub(super) rate_limit: RateLimit,
    pub(super) outages: Outages,
    pub(super) first_delay: Duration,
    /// Whether a long wait was told in the log.
    pub(super) has_told_wait: AtomicBool,
}

/// How the answer to a call is read.
pub(super) type Read<T> = fn(Reply) -> Result<T, Failure>;

/// Sends a call until it succeeds, or fails in a way that another attempt can't mend.
pub(super) async fn send<T>(service: &Service, call: Call, read: Read<T>) -> Result<T, Error> {
    let is_repeatable = call.is_repeatable;
    let mut attempts = Attempts::new(service, call);
    loop {
        match attempts.attempt(read).await {
            Ok(value) => return Ok(value),
            Err(error) => attempts.wait_after(error, is_repeatable).await?,
        }
    }
}

/// The attempts of one call.
pub(super) struct Attempts<'a> {
    service: &'a Service,
    call: Arc<Call>,
    delays: Box<dyn Iterator<Item = Duration> + Send + Sync>,
    retries: usize,
    request: Request,
    admission: Option<Admission>,
    /// Whether the call is refused for what the run knows, without having been sent.
    is_refused: bool,
    connection: Connection,
}

impl<'a> Attempts<'a> {
    /// Begins a call; sends nothing yet.
    pub(super) fn new(service: &'a Service, call: Call) -> Self {
        let delays = Box::new(retry::delays(service.first_delay, service.settings.max_retries));
        Self {
            service,
            request: call.request(),
            call: Arc::new(call),
            delays,
            retries: 0,
            admission: None,
            is_refused: false,
            connection: Connection::Kept,
        }
    }

    /// Makes one attempt; a token that isn't accepted is renewed once.
    pub(super) async fn attempt<T>(&mut self, read: Read<T>) -> Result<T, Error> {
        let (service, subject) = (self.service, self.call.subject);
        let mut admission = match self.admission.take() {
            Some(admission) => admission,
            None => self.admit().await.inspect_err(|_| self.is_refused = true)?,
        };
        let result = self.exchange(read).await;
        let result = result.map_err(|failure| self.failed(failure));
        match &result {
            Ok(_) => service.outages.succeeded(subject, &mut admission),
            Err(error) => service.outages.failed(subject, error, &mut admission),
        }
        self.admission = Some(admission);
        result
    }

    /// Waits for the next attempt, or returns the error if there is to be none.
    ///
    /// `may_repeat` says whether the caller may do again what may have been done.
    pub(super) async fn wait_after(&mut self, error: Error, may_repeat: bool) -> Result<(), Error> {
        if self.is_refused {
            return Err(error);
        }
        let (service, call) = (self.service, Arc::clone(&self.call));
        let retry = Retry::after(error.kind());
        let Some(asked) = retry.wait().filter(|_| may_repeat || !matches!(retry, Retry::InDoubt(_))) else {
            service.outages.ended(call.subject, &error, false);
            return Err(error);
        };
        let Some(delay) = self.next_delay() else {
            service.outages.ended(call.subject, &error, true);
            return Err(error);
        };
        if let (Some(Status::RateLimited), Some(wait)) = (error.status(), asked)
            && wait <= OPERATION_TIME
        {
            service.rate_limit.pause_until(Instant::now() + wait);
        }
        self.connection = Connection::Fresh;
        let until = Instant::now().checked_add(asked.unwrap_or(delay));
        let wait = Wait {
            duration: asked.unwrap_or(delay),
            reason: error.to_string(),
            attempt: self.retries + 1,
            attempts: usize::try_from(service.settings.max_retries).unwrap_or(usize::MAX).saturating_add(1),
        };
        service.wait(&call, until, &wait, Some(&error)).await.map_err(|failure| {
            let is_exhausted = matches!(failure.kind, Kind::OutOfTime { .. });
            service.outages.ended(call.subject, &error, is_exhausted);
            Error::new(self.request.clone(), failure)
        })
    }

    /// Returns the wait before the next attempt; none if there is to be none.
    fn next_delay(&mut self) -> Option<Duration> {
        let outages = &self.service.outages;
        let is_lost = !outages.is_reached() && self.retries >= RETRIES_UNTIL_REACHED;
        if is_lost || outages.is_exhausted(self.call.subject) {
            return None;
        }
        self.retries += 1;
        self.delays.next()
    }

    /// Reports whether an attempt may have taken effect though no usable answer came.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.request.in_doubt
    }

    async fn admit(&self) -> Result<Admission, Error> {
        let (service, call) = (self.service, &self.call);
        // A look mustn't wait for others: a write waits for it.
        if call.is_look {
            return Ok(Admission::default());
        }
        let admitted = service.settings.stop.run_until_cancelled(service.outages.admit(call.subject)).await;
        admitted.unwrap_or_else(|| Err(self.stopped()))
    }

    fn stopped(&self) -> Error {
        Error::new(self.request.clone(), Kind::Stopped { last: None }.into())
    }

    /// Sends the call once: rate limit, token, exchange, status.
    async fn exchange<T>(&self, read: Read<T>) -> Result<T, Failure> {
        let (service, call) = (self.service, &self.call);
        let mut may_renew = true;
        loop {
            service.turn(call).await?;
            let authorization = service.authorization.value(service, call).await?;
            let sent = service.http.exchange(call, authorization.clone(), self.connection);
            let reply = service.unless_stopped(call, sent).await?;
            let failure = match status::check(reply, call, service.settings.credentials.advice()) {
                Ok(reply) => return read(reply),
                Err(failure) => failure,
            };
            let is_refused = failure.kind.answer().is_some_and(|a| a.status == Status::Unauthorized);
            if !is_refused || !may_renew || !service.authorization.renew(authorization.as_ref()).await {
                return Err(failure);
            }
            may_renew = false;
        }
    }

    /// Makes the error of an attempt: with the attempts so far, and the doubt of all of them.
    fn failed(&mut self, failure: Failure) -> Error {
        self.request.attempts += u32::from(failure.kind.was_sent());
        self.request.in_doubt |= self.call.method != reqwest::Method::GET && failure.kind.leaves_doubt();
        Error::new(self.request.clone(), failure)
    }
}

impl Service {
    /// Waits for the call's turn.
    async fn turn(&self, call: &Call) -> Result<(), Failure> {
        let turn = timeout_at(call.deadline, self.limited(call));
        match self.settings.stop.run_until_cancelled(turn).await {
            Some(Ok(turn)) => turn,
            Some(Err(_)) => Err(Kind::OutOfTime { wait: Duration::ZERO, last: None }.into()),
            // What needn't wait goes on: the look after a lost answer has to be possible then.
            None if call.is_look => Ok(()),
            None => Err(Kind::Stopped { last: None }.into()),
        }
    }

    async fn limited(&self, call: &Call) -> Result<(), Failure> {
        let _first = self.rate_limit.queue().await;
        while let Some((until, why)) = self.rate_limit.obstacle() {
            let duration = until.saturating_duration_since(Instant::now());
            let reason = match why {
                Why::Ceiling => "max_requests_per_minute is reached",
                Why::Pause => "Zendesk asked for a pause",
            };
            let wait = Wait { duration, reason: reason.to_owned(), attempt: 1, attempts: 1 };
            self.wait(call, Some(until), &wait, None).await?;
        }
        Ok(())
    }

    /// Drops a read under way when Terraform stops the provider; a write is awaited.
    async fn unless_stopped(
        &self,
        call: &Call,
        sent: impl Future<Output = Result<Reply, Failure>>,
    ) -> Result<Reply, Failure> {
        if call.is_look || call.method != reqwest::Method::GET {
            return sent.await;
        }
        let reply = self.settings.stop.run_until_cancelled(sent).await;
        reply.unwrap_or_else(|| Err(Kind::Stopped { last: None }.into()))
    }

    /// Waits until then, unless it takes too long or Terraform stops the provider; without an end it takes too long.
    async fn wait(
        &self,
        call: &Call,
        until: Option<Instant>,
        wait: &Wait,
        last: Option<&Error>,
    ) -> Result<(), Failure> {
        let last = || last.cloned();
        let Some(until) = until.filter(|until| *until <= call.deadline) else {
            return Err(Kind::OutOfTime { wait: wait.duration, last: last() }.into());
        };
        self.tell(call, wait);
        let waited = self.settings.stop.run_until_cancelled(sleep_until(until)).await;
        waited.ok_or_else(|| Kind::Stopped { last: last() }.into())
    }

    /// Tells of a wait: each one to who wants to hear of it, and the first long one as a warning in the log.
    fn tell(&self, call: &Call, wait: &Wait) {
        if let Some(tell) = &self.settings.on_wait {
            tell.0(wait);
        }
        let (method, path, why) = (&call.method, call.url.path(), &wait.reason);
        let wait_ms = u64::try_from(wait.duration.as_millis()).unwrap_or(u64::MAX);
        if wait.duration >= LONG_WAIT && !self.has_told_wait.swap(true, Ordering::Relaxed) {
            tracing::warn!(%method, path, wait_ms, %why, "waiting before the next request");
        } else {
            tracing::debug!(%method, path, wait_ms, %why, "waiting before the next request");
        }
    }
}

impl fmt::Debug for Attempts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempts").field("request", &self.request).finish_non_exhaustive()
    }
}
