//! Retry policy: which failures are retried, and when.
//!
//! | failure | repeatable calls | create |
//! | --- | --- | --- |
//! | 429, 409 `DatabaseConflict`, no connection | retried | retried: it wasn't done |
//! | 408, 5xx, a body that is cut short, broken connection, timeout | retried | after a look: it may have been done |
//! | anything else | never | never |
//!
//! What can't pass by itself isn't retried: refusals, redirects, certificates, protocol mismatches, an unknown host, content
//! that isn't the API's.

use std::time::{Duration, SystemTime};

use backon::{BackoffBuilder as _, ExponentialBuilder};

use super::error::{Answer, Kind, Status};

/// The wait before the second attempt, if the service asks for none; it doubles with each further attempt.
pub(super) const FIRST_DELAY: Duration = Duration::from_millis(500);

/// The longest wait that the service didn't ask for. Rate limits count by the minute; jitter comes on top.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// How many retries a host gets that has never answered in this run.
pub(super) const RETRIES_UNTIL_REACHED: usize = 2;

/// How many retries a call has whose caller can do without it.
pub(super) const MOST_OPTIONAL_RETRIES: u32 = 2;

/// The longest wait before such a retry, also where the service asks for a longer one.
pub(super) const MAX_OPTIONAL_WAIT: Duration = Duration::from_secs(10);

/// What the service calls conflicts between requests, in which it did nothing.
const PASSING_CONFLICTS: [&str; 2] = ["DatabaseConflict", "DatabaseDeadlock"];

/// What a failure says of another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retry {
    /// Another attempt wouldn't help.
    Never,
    /// The request wasn't done; another attempt may go better, after the time that the service asks for, if it does.
    NotDone(Option<Duration>),
    /// The request may have been done; the same for what may be done twice.
    InDoubt(Option<Duration>),
}

impl Retry {
    /// Decides what a failure says of another attempt.
    pub(super) fn after(kind: &Kind) -> Self {
        match kind {
            Kind::Answer(answer) => Self::after_answer(answer),
            Kind::Transport { reached: false, .. } => Self::NotDone(None),
            Kind::Transport { reached: true, .. } => Self::InDoubt(None),
            Kind::Undecodable(undecodable) if undecodable.is_cut_short => Self::InDoubt(None),
            _ => Self::Never,
        }
    }

    fn after_answer(answer: &Answer) -> Self {
        let asked = answer.retry_after.as_deref().and_then(|value| parse(value, SystemTime::now()));
        let is_passing = |name: &str| PASSING_CONFLICTS.contains(&name);
        match answer.status {
            Status::RateLimited => Self::NotDone(asked),
            Status::Conflict if answer.name.as_deref().is_some_and(is_passing) => Self::NotDone(asked),
            Status::Server => Self::InDoubt(asked),
            _ => Self::Never,
        }
    }

    /// Returns the wait that the service asks for, if another attempt may help; the inner one is none if it asks for none.
    pub(super) fn wait(self) -> Option<Option<Duration>> {
        match self {
            Self::Never => None,
            Self::NotDone(asked) | Self::InDoubt(asked) => Some(asked),
        }
    }
}

/// Returns the waits between the attempts of one call.
pub(super) fn delays(
    first: Duration,
    max_retries: u32,
) -> impl Iterator<Item = Duration> + Send + Sync + use<> {
    ExponentialBuilder::new()
        .with_min_delay(first)
        .with_max_delay(MAX_DELAY)
        .with_max_times(usize::try_from(max_retries).unwrap_or(usize::MAX))
        .with_jitter()
        .build()
}

/// Reads a `Retry-After` header, seconds or an HTTP date; what is absent, over or unreadable is none.
///
/// Source: [RFC 9110, 10.2.3](https://www.rfc-editor.org/rfc/rfc9110.html#field.retry-after).
pub(super) fn parse(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    let wait = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a wait without end.
        Duration::from_secs(value.parse().unwrap_or(u64::MAX))
    } else {
        httpdate::parse_http_date(value).ok()?.duration_since(now).ok()?
    };
    (!wait.is_zero()).then_some(wait)
}
#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::parse;

    #[test]
    fn seconds_and_dates_are_read() {
        // date -d '1994-11-06 08:49:37 UTC' +%s
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        let cases = [
            ("93", Some(93)),
            (" 1 ", Some(1)),
            ("86400", Some(86400)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:48:37 GMT", None),
            ("0", None),
            ("", None),
            ("-1", None),
            ("soon", None),
        ];
        for (value, seconds) in cases {
            assert_eq!(parse(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }
}
