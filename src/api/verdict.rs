//! Which failures are worth another attempt.
//!
//! | failure | repeatable calls | create |
//! | --- | --- | --- |
//! | 429, 409 `DatabaseConflict`, no connection | again | again: it wasn't done |
//! | 408, 5xx, unreadable body, broken connection, timeout | again | never: it may have been done |
//! | anything else | never | never |

use std::time::{Duration, SystemTime};

use super::answer::Answer;
use super::error::Error;
use super::retry_after;

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Another attempt wouldn't help, or would do harm.
    GiveUp,
    /// Another attempt may help, after the time that the service asks for, if it does.
    Again(Option<Duration>),
}

/// What the service calls conflicts between requests, in which it did nothing.
const PASSING_CONFLICTS: [&str; 2] = ["DatabaseConflict", "DatabaseDeadlock"];

/// Decides what to do after a failure of a call.
pub(super) fn after(error: &Error, repeatable: bool) -> Verdict {
    match error {
        Error::RateLimited(answer) => Verdict::Again(asked_for(answer)),
        Error::Conflict(answer) if is_passing(answer) => Verdict::Again(asked_for(answer)),
        Error::Transport { reached: false, .. } => Verdict::Again(None),
        Error::Server(answer) if repeatable => Verdict::Again(asked_for(answer)),
        Error::Transport { .. } if repeatable => Verdict::Again(None),
        Error::Decode(undecodable) if repeatable && undecodable.unreadable => Verdict::Again(None),
        _ => Verdict::GiveUp,
    }
}

fn is_passing(answer: &Answer) -> bool {
    answer.code.as_deref().is_some_and(|code| PASSING_CONFLICTS.contains(&code))
}

fn asked_for(answer: &Answer) -> Option<Duration> {
    retry_after::parse(answer.retry_after.as_deref()?, SystemTime::now())
}
