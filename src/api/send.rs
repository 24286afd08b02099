//! From a call to what it returns: what the run knows, token, rate limit, send, status, retry or not.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::future::BoxFuture;
use reqwest::Method;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::authorization::Authorization;
use super::call::{Call, OPERATION_TIME};
use super::error::{Error, Failure, Kind, Request, Status};
use super::http::{Connection, Http, Reply};
use super::oauth::{self, Granted};
use super::outages::{Admission, Outages};
use super::rate_limit::{RateLimit, Room, Share, Turn, Why};
use super::retry::{self, MAX_OPTIONAL_WAIT, RETRIES_UNTIL_REACHED, Retry};
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
    /// The failure of the attempt before.
    last: Option<Error>,
    admission: Option<Admission>,
    /// Whether the call is refused for what the run knows, without having been sent.
    is_refused: bool,
    connection: Connection,
    /// Room in the rate limit for a look at what became of a create.
    room: Option<Room<'a>>,
}

impl<'a> Attempts<'a> {
    /// Begins a call; sends nothing yet.
    pub(super) fn new(service: &'a Service, call: Call) -> Self {
        let retries = call.most_retries(service.settings.max_retries);
        let delays = Box::new(retry::delays(service.first_delay, retries));
        Self {
            service,
            request: call.request(),
            call: Arc::new(call),
            delays,
            retries: 0,
            last: None,
            admission: None,
            is_refused: false,
            connection: Connection::Kept,
            room: None,
        }
    }

    /// Makes one attempt; a token that isn't accepted is renewed once.
    pub(super) async fn attempt<T>(&mut self, read: Read<T>) -> Result<T, Error> {
        let (outages, subject, began) = (&self.service.outages, self.call.subject, Instant::now());
        let mut admission = match self.admission.take() {
            Some(admission) => admission,
            None => self.admit().await.inspect_err(|_| self.is_refused = true)?,
        };
        match self.exchange(read, began).await {
            Ok(value) => {
                outages.succeeded(subject, &mut admission);
                Ok(value)
            }
            Err(failure) => Err(self.failed(failure, admission)),
        }
    }

    /// Makes the error of an attempt: with the attempts so far, and the doubt of all of them.
    pub(super) fn failed(&mut self, mut failure: Failure, mut admission: Admission) -> Error {
        let (outages, subject) = (&self.service.outages, self.call.subject);
        self.request.attempts += u32::from(failure.kind.was_sent());
        self.request.in_doubt |= self.call.method != Method::GET && failure.kind.leaves_doubt();
        if let Kind::Stopped { last } | Kind::OutOfTime { last, .. } = &mut failure.kind {
            *last = last.take().or(self.last.take());
        }
        let error = Error::new(self.request.clone(), failure);
        outages.failed(subject, &error, &mut admission);
        if Retry::after(error.kind()) == Retry::Never {
            return self.noted_end(error, false);
        }
        // Who looks what became of a create may have to send other calls before the next attempt.
        self.admission = (self.call.is_repeatable || !error.is_ambiguous()).then_some(admission);
        self.last = Some(error.clone());
        error
    }

    /// Waits for the next attempt, or returns the error if there is to be none.
    ///
    /// `may_repeat` says whether the caller may do again what may have been done.
    pub(super) async fn wait_after(&mut self, error: Error, may_repeat: bool) -> Result<(), Error> {
        let retry = Retry::after(error.kind());
        let Some(asked) = retry.wait().filter(|_| !self.is_refused) else { return Err(error) };
        if !may_repeat && matches!(retry, Retry::InDoubt(_)) {
            return Err(self.ended(error, false));
        }
        let Some(delay) = self.next_delay() else { return Err(self.ended(error, true)) };
        let duration = asked.unwrap_or(delay);
        if self.call.is_optional && duration > MAX_OPTIONAL_WAIT {
            return Err(self.ended(error, true));
        }
        if error.status() == Some(Status::RateLimited) && asked.is_some_and(|wait| wait <= OPERATION_TIME) {
            self.service.rate_limit.pause_until(Instant::now() + duration);
        }
        self.connection = Connection::Fresh;
        let wait = Wait {
            duration,
            reason: error.to_string(),
            attempt: self.retries,
            attempts: self.most_attempts(),
        };
        let until = Instant::now().checked_add(duration);
        let waited = self.service.wait(&self.call, until, &wait, Some(&error)).await;
        waited.map_err(|failure| {
            let is_exhausted = matches!(failure.kind, Kind::OutOfTime { .. });
            self.ended(Error::new(self.request.clone(), failure), is_exhausted)
        })
    }

    /// Makes the error with which the call ends, and lets others go.
    fn ended(&mut self, error: Error, is_exhausted: bool) -> Error {
        let error = self.noted_end(error, is_exhausted);
        self.admission = None;
        error
    }

    /// Notes what the call failed with in the end, as far as that is a matter of other calls.
    fn noted_end(&self, error: Error, is_exhausted: bool) -> Error {
        let outages = &self.service.outages;
        if self.call.is_optional {
            outages.ended_untold(self.call.subject, &error);
            return error;
        }
        outages.ended(self.call.subject, error, is_exhausted)
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

    fn most_attempts(&self) -> usize {
        let retries = self.call.most_retries(self.service.settings.max_retries);
        let retries = usize::try_from(retries).unwrap_or(usize::MAX);
        let is_reached = self.service.outages.is_reached();
        let retries = if is_reached { retries } else { retries.min(RETRIES_UNTIL_REACHED) };
        retries.saturating_add(1)
    }

    /// Returns what the next attempt is to the rate limit.
    fn share(&self) -> Share {
        match &*self.call {
            call if call.is_look => Share::Look,
            call if !call.is_repeatable && self.room.is_none() => Share::Create,
            _ => Share::Plain,
        }
    }

    async fn admit(&self) -> Result<Admission, Error> {
        // A look mustn't wait for others: a write waits for it.
        if self.call.is_look {
            return Ok(Admission::default());
        }
        let admission = async { Ok(self.service.outages.admit(self.call.subject).await) };
        let admission = self.service.while_allowed(&self.call, admission).await;
        let admission = admission.map_err(|failure| Error::new(self.request.clone(), failure))?;
        // What this call did before stays in doubt.
        admission.map_err(|known| if self.request.attempts > 0 { known.about(&self.request) } else { known })
    }

    /// Sends the call once: token, rate limit, exchange, status.
    async fn exchange<T>(&mut self, read: Read<T>, began: Instant) -> Result<T, Failure> {
        let (service, call) = (self.service, &*Arc::clone(&self.call));
        let mut may_renew = true;
        loop {
            // The token comes first: a request mustn't go later than its turn.
            let grant = async |call| ask_for_token(service, call).await;
            let authorization = service.authorization.value(call, began, grant);
            let authorization = service.while_allowed(call, authorization).await?;
            let share = self.share();
            let turn = service.while_allowed(call, service.turn(call, share)).await?;
            if share == Share::Create {
                self.room = service.rate_limit.keep_room();
            }
            let sent = service.http.exchange(call, authorization.clone(), self.connection);
            let reply = service.unless_stopped(call, sent).await?;
            drop(turn);
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
}

/// Asks for a token; boxed, since that is a call in the middle of another.
fn ask_for_token(service: &Service, call: Call) -> BoxFuture<'_, Result<Granted, Error>> {
    Box::pin(send(service, call, oauth::read))
}

impl Service {
    /// Does what comes before a call is sent, as long as there is time and Terraform hasn't stopped the provider.
    async fn while_allowed<T>(
        &self,
        call: &Call,
        before: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let out_of_time = || Err(Kind::OutOfTime { wait: OPERATION_TIME, last: None }.into());
        if Instant::now() >= call.deadline {
            return out_of_time();
        }
        let before = timeout_at(call.deadline, before);
        let done = if call.is_look {
            Some(before.await)
        } else {
            self.settings.stop.run_until_cancelled(before).await
        };
        match done {
            // The stop may have come at the very end of it.
            Some(Ok(_)) if !call.is_look && self.settings.stop.is_cancelled() => {
                Err(Kind::Stopped { last: None }.into())
            }
            Some(Ok(done)) => done,
            Some(Err(_)) => out_of_time(),
            None => Err(Kind::Stopped { last: None }.into()),
        }
    }

    /// Waits for the call's turn; a look doesn't wait any longer once the run has ended, and needs room alone.
    async fn turn(&self, call: &Call, share: Share) -> Result<Turn<'_>, Failure> {
        if !call.is_look {
            return self.limited(call, share).await;
        }
        let turn = self.settings.stop.run_until_cancelled(self.limited(call, share)).await;
        match turn {
            Some(Err(Failure { kind: Kind::Stopped { .. }, .. })) | None => {
                let turn = self.rate_limit.begin_in_a_pause(share);
                turn.map_err(|_| Kind::Stopped { last: None }.into())
            }
            Some(turn) => turn,
        }
    }

    async fn limited(&self, call: &Call, share: Share) -> Result<Turn<'_>, Failure> {
        let _first = self.rate_limit.queue().await;
        loop {
            let (until, why) = match self.rate_limit.begin(share) {
                Ok(turn) => return Ok(turn),
                Err(obstacle) => obstacle,
            };
            let duration = until.saturating_duration_since(Instant::now());
            let reason = match why {
                Why::Ceiling => "max_requests_per_minute is reached",
                Why::Pause => "Zendesk asked for a pause",
            };
            let wait = Wait { duration, reason: reason.to_owned(), attempt: 1, attempts: 1 };
            tokio::select! {
                waited = self.wait(call, Some(until), &wait, None) => waited?,
                () = self.rate_limit.freed() => {}
            }
        }
    }

    /// Drops a read under way when Terraform stops the provider; a write is awaited.
    async fn unless_stopped(
        &self,
        call: &Call,
        sent: impl Future<Output = Result<Reply, Failure>>,
    ) -> Result<Reply, Failure> {
        if call.is_look || call.method != Method::GET {
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
