//! The line to the service: what all calls of a client share, whether they carry a token or ask for one.

use std::fmt;
use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBuilder};
use reqwest::header::HeaderValue;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::call::{Call, OPERATION_TIME};
use super::error::Error;
use super::pace::Pace;
use super::settings::Settings;
use super::transport::{Reply, Transport};

/// The wait before the second attempt, if the service asks for none; it doubles with each further attempt.
pub(super) const FIRST_DELAY: Duration = Duration::from_millis(500);

/// The longest wait that the service didn't ask for. Rate limits count by the minute; jitter comes on top.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// A wait that a user should hear of.
const LONG_WAIT: Duration = Duration::from_secs(5);

/// The line to the service.
#[derive(Debug)]
pub(super) struct Line {
    transport: Transport,
    pace: Pace,
    delays: ExponentialBuilder,
    stop: CancellationToken,
}

impl Line {
    /// Makes a line; makes no connection.
    pub(super) fn new(settings: &Settings, first_delay: Duration) -> Result<Self, Error> {
        let Settings { max_retries, max_requests_per_minute, stop, .. } = settings;
        let delays = ExponentialBuilder::new()
            .with_min_delay(first_delay)
            .with_max_delay(MAX_DELAY)
            .with_max_times(usize::try_from(*max_retries).unwrap_or(usize::MAX))
            .with_jitter();
        let pace = Pace::new(*max_requests_per_minute);
        Ok(Self { transport: Transport::new(settings)?, pace, delays, stop: stop.clone() })
    }

    /// Gives the waits between the attempts of one call.
    pub(super) fn delays(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        self.delays.build()
    }

    /// Sends a call once, as soon as the pace allows.
    pub(super) async fn exchange(
        &self,
        call: &Call,
        authorization: Option<HeaderValue>,
    ) -> Result<Reply, Error> {
        self.turn(call).await?;
        self.transport.exchange(call, authorization).await
    }

    /// Waits for the call's turn.
    async fn turn(&self, call: &Call) -> Result<(), Error> {
        let turn = self.pace.take_turn();
        self.wait(remaining(turn), call, &"max_requests_per_minute is reached").await?;
        while let Some(until) = self.pace.held_until() {
            self.wait(remaining(until), call, &"Zendesk asked for a pause").await?;
        }
        Ok(())
    }

    /// Holds all calls back while the service asks one of them to wait, because the limit is the account's.
    pub(super) fn hold(&self, wait: Duration) {
        if wait <= OPERATION_TIME {
            self.pace.hold_until(Instant::now() + wait);
        }
    }

    /// Waits, unless it takes too long or Terraform stops the provider.
    ///
    /// What needn't wait goes on even after a stop: the look after a lost answer has to be possible then.
    pub(super) async fn wait(
        &self,
        wait: Duration,
        call: &Call,
        why: &(dyn fmt::Display + Sync),
    ) -> Result<(), Error> {
        if wait.is_zero() {
            return Ok(());
        }
        if wait > remaining(call.deadline) {
            return Err(Error::OutOfTime { request: call.request(), wait, last: None });
        }
        log(call, wait, why);
        let waited = self.stop.run_until_cancelled(sleep(wait)).await;
        waited.ok_or_else(|| Error::Stopped { request: call.request(), last: None })
    }
}

fn remaining(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

fn log(call: &Call, wait: Duration, why: &(dyn fmt::Display + Sync)) {
    let (method, path) = (&call.method, call.url.path());
    let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    if wait >= LONG_WAIT {
        tracing::warn!(%method, path, wait_ms, %why, "waiting before the next request");
    } else {
        tracing::debug!(%method, path, wait_ms, %why, "waiting before the next request");
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use reqwest::Method;
    use tokio::time::Instant;

    use super::{Call, Error, Line, OPERATION_TIME, Settings};
    use crate::api::test_server::settings;

    const SECOND: Duration = Duration::from_secs(1);

    fn line(per_minute: Option<u32>) -> Line {
        let base = settings("http://127.0.0.1:1".parse().unwrap());
        let max_requests_per_minute = per_minute.and_then(NonZeroU32::new);
        Line::new(&Settings { max_requests_per_minute, ..base }, SECOND).unwrap()
    }

    fn call() -> Call {
        Call::new(Method::GET, "http://127.0.0.1:1/x".parse().unwrap())
    }

    #[tokio::test(start_paused = true)]
    async fn calls_wait_for_their_turns() {
        let line = line(Some(2));
        let start = Instant::now();
        let mut turns = vec![];
        for _ in 0..5 {
            line.turn(&call()).await.unwrap();
            turns.push(start.elapsed().as_secs());
        }
        assert_eq!(turns, [0, 0, 60, 60, 120]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_comes_too_late_is_an_error() {
        let line = line(Some(1));
        let call = call();
        for _ in 0..11 {
            line.turn(&call).await.unwrap();
        }
        assert_eq!(
            line.turn(&call).await.unwrap_err().to_string(),
            "the next attempt would have to wait 60 s, which is too long: GET /x"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn all_calls_are_held_while_one_is_asked_to_wait() {
        let line = line(None);
        let start = Instant::now();
        line.hold(25 * SECOND);
        line.turn(&call()).await.unwrap();
        assert_eq!(start.elapsed(), 25 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn no_call_is_held_for_longer_than_an_operation() {
        let line = line(None);
        let start = Instant::now();
        line.hold(OPERATION_TIME + SECOND);
        line.turn(&call()).await.unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_ends_the_wait_for_a_turn() {
        let line = line(Some(1));
        line.turn(&call()).await.unwrap();
        line.stop.cancel();
        let error = line.turn(&call()).await.unwrap_err();
        assert!(matches!(error, Error::Stopped { .. }), "{error}");
        assert_eq!(error.to_string(), "stopped before another attempt: GET /x");
    }
}
