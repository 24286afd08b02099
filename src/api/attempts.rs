//! The attempts of one call.

use std::time::Duration;

use super::answer::Request;
use super::call::Call;
use super::error::Error;
use super::line::Line;
use super::verdict::{self, Verdict};

/// What is known from the attempts of one call so far.
struct Attempts<'a, D> {
    line: &'a Line,
    call: &'a Call,
    delays: D,
    request: Request,
    last: Option<Box<Error>>,
}

impl Line {
    /// Makes attempts at a call until one succeeds, or fails in a way that another wouldn't mend.
    pub(super) async fn repeat<T, F>(&self, call: &Call, mut attempt: impl FnMut() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let request = Request { attempts: 0, ..call.request() };
        let mut attempts = Attempts { line: self, call, delays: self.delays(), request, last: None };
        loop {
            match attempt().await {
                Ok(value) => return Ok(value),
                Err(error) => attempts.wait_after(error).await?,
            }
        }
    }
}

impl<D: Iterator<Item = Duration>> Attempts<'_, D> {
    /// Waits for the next attempt, or gives the error if there is to be none.
    async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        let error = self.completed(error);
        let Verdict::Again(asked) = verdict::after(&error, self.call.repeatable) else { return Err(error) };
        let Some(delay) = self.delays.next() else { return Err(error) };
        if let (Error::RateLimited(_), Some(wait)) = (&error, asked) {
            self.line.hold(wait);
        }
        let waited = self.line.wait(asked.unwrap_or(delay), self.call, &error).await;
        self.last = Some(Box::new(error));
        waited.map_err(|error| self.completed(error))
    }

    /// Puts into an error what is known from all attempts.
    fn completed(&mut self, mut error: Error) -> Error {
        if error.was_sent() {
            self.request.attempts += 1;
        }
        self.request.in_doubt |= error.is_ambiguous();
        if let Some(request) = error.request_mut() {
            request.clone_from(&self.request);
        }
        if let Error::Stopped { last, .. } | Error::OutOfTime { last, .. } = &mut error {
            *last = self.last.take();
        }
        error
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::VecDeque;
    use std::future::ready;
    use std::time::Duration;

    use reqwest::{Method, StatusCode};
    use tokio::time::{Instant, sleep};
    use tokio_util::sync::CancellationToken;

    use crate::api::answer::{Answer, Request};
    use crate::api::call::Call;
    use crate::api::error::Error;
    use crate::api::line::Line;
    use crate::api::settings::Settings;
    use crate::api::test_server::settings;

    const SECOND: Duration = Duration::from_secs(1);

    fn line(max_retries: u32, stop: CancellationToken) -> Line {
        let settings = Settings { max_retries, stop, ..settings("http://127.0.0.1:1".parse().unwrap()) };
        Line::new(&settings, SECOND).unwrap()
    }

    fn call(method: Method) -> Call {
        Call::new(method, "http://127.0.0.1:1/x".parse().unwrap())
    }

    fn limited(retry_after: Option<&str>) -> Error {
        Error::RateLimited(Box::new(Answer {
            request: Request { method: Method::GET, path: "/x".into(), attempts: 1, in_doubt: false },
            status: StatusCode::TOO_MANY_REQUESTS,
            code: None,
            message: "slow down".into(),
            fields: vec![],
            request_id: None,
            retry_after: retry_after.map(Into::into),
            advice: None,
        }))
    }

    /// Makes attempts that fail like this and then succeed; gives the time that they took.
    async fn run(
        line: &Line,
        call: &Call,
        failures: impl IntoIterator<Item = Error>,
    ) -> Result<Duration, Error> {
        let failures = RefCell::new(failures.into_iter().collect::<VecDeque<_>>());
        let start = Instant::now();
        let attempt = || ready(failures.borrow_mut().pop_front().map_or(Ok(()), Err));
        line.repeat(call, attempt).await.map(|()| start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_that_the_service_asks_for_is_kept() {
        let line = line(8, CancellationToken::new());
        let failures = [limited(Some("7")), limited(Some("30"))];
        assert_eq!(run(&line, &call(Method::POST), failures).await.unwrap(), 37 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn without_one_the_waits_double() {
        for retry_after in [None, Some("0"), Some("soon"), Some("Sun, 06 Nov 1994 08:49:37 GMT")] {
            let line = line(8, CancellationToken::new());
            let failures = std::iter::repeat_with(|| limited(retry_after)).take(3);
            let took = run(&line, &call(Method::GET), failures).await.unwrap();
            // 1 s, 2 s and 4 s, each with as much jitter on top at most.
            assert!(took >= 7 * SECOND && took <= 14 * SECOND, "{took:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_that_outlasts_the_operation_is_not_begun() {
        let line = line(8, CancellationToken::new());
        let start = Instant::now();
        let error = run(&line, &call(Method::GET), [limited(Some("86400"))]).await.unwrap_err();
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(
            error.to_string(),
            "the next attempt would have to wait 86400 s, which is too long: \
             Zendesk answered GET /x with 429 Too Many Requests: slow down; retry after 86400"
        );
        let error =
            run(&line, &call(Method::GET), [limited(Some("99999999999999999999"))]).await.unwrap_err();
        assert!(matches!(error, Error::OutOfTime { .. }), "{error}");
    }

    #[tokio::test(start_paused = true)]
    async fn all_waits_of_an_operation_count() {
        let line = line(100, CancellationToken::new());
        let start = Instant::now();
        let failures = std::iter::repeat_with(|| limited(Some("90")));
        let error = run(&line, &call(Method::GET), failures.take(100)).await.unwrap_err();
        // Six waits fit into ten minutes, a seventh doesn't.
        assert_eq!(start.elapsed(), 540 * SECOND);
        assert!(error.to_string().contains("GET /x (7 attempts)"), "{error}");
    }

    #[tokio::test(start_paused = true)]
    async fn attempts_end_with_the_number_that_is_set() {
        for (max_retries, attempts) in
            [(0, "GET /x with"), (1, "GET /x (2 attempts)"), (4, "GET /x (5 attempts)")]
        {
            let line = line(max_retries, CancellationToken::new());
            let failures = std::iter::repeat_with(|| limited(Some("1")));
            let error = run(&line, &call(Method::GET), failures.take(10)).await.unwrap_err();
            assert!(matches!(error, Error::RateLimited(_)), "{error}");
            assert!(error.to_string().contains(attempts), "{error}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_ends_the_wait_and_names_the_failure() {
        let stop = CancellationToken::new();
        let line = line(8, stop.clone());
        let start = Instant::now();
        let stops = async {
            sleep(10 * SECOND).await;
            stop.cancel();
        };
        let call = call(Method::GET);
        let (error, ()) = tokio::join!(run(&line, &call, [limited(Some("60"))]), stops);
        assert_eq!(start.elapsed(), 10 * SECOND);
        assert_eq!(
            error.unwrap_err().to_string(),
            "stopped before another attempt: \
             Zendesk answered GET /x with 429 Too Many Requests: slow down; retry after 60"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_stop_one_attempt_is_made() {
        let stop = CancellationToken::new();
        stop.cancel();
        let line = line(8, stop);
        assert_eq!(run(&line, &call(Method::GET), []).await.unwrap(), Duration::ZERO);
        let error = run(&line, &call(Method::GET), [limited(None)]).await.unwrap_err();
        assert!(matches!(error, Error::Stopped { .. }), "{error}");
    }

    #[tokio::test(start_paused = true)]
    async fn doubt_is_kept_over_later_attempts() {
        let line = line(1, CancellationToken::new());
        let lost = || {
            let request = Request { method: Method::PUT, path: "/x".into(), attempts: 1, in_doubt: false };
            Error::Transport { request, reached: true, reason: "closed".into() }
        };
        let error = run(&line, &call(Method::PUT), [lost(), limited(None)]).await.unwrap_err();
        assert!(error.is_ambiguous(), "{error}");
        let error = run(&line, &call(Method::PUT), [limited(None), limited(None)]).await.unwrap_err();
        assert!(!error.is_ambiguous(), "{error}");
    }
}
