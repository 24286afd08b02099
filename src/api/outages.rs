//! What a run has found out about the way to the service, so that no failure of the account is found out twice.
//!
//! - A refusal that is no matter of one record holds for the run: credentials that aren't accepted, a redirect, a 404 that
//!   isn't the API's, a server that isn't trusted, a host that was never reached.
//! - A 403 holds for its subject: reads of phone menus, writes of one noun, each other list.
//! - A service that used up the retries of one call ends the other calls about that subject after one attempt each.
//!
//! So that the first call finds it out alone, calls about a subject go one after the other until the service has handled
//! one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::error::{Error, Kind, Status};

/// What a call is about, as far as rights and outages go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// Access tokens.
    Token,
    /// Reading records of a family, such as everything below `/ivr`.
    Reading(&'static str),
    /// Writing records of one noun.
    Writing(&'static str),
}

/// What is known about the way to the service.
#[derive(Debug, Default)]
pub(super) struct Outages(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Whether the service has answered at all.
    is_reached: bool,
    /// The refusal that holds for every call.
    refusal: Option<Error>,
    subjects: HashMap<Subject, Known>,
}

/// What is known about one subject.
#[derive(Debug, Default)]
struct Known {
    /// Whether the service has handled such a call.
    is_handled: bool,
    refusal: Option<Error>,
    /// Whether the last call that failed used up its retries.
    is_exhausted: bool,
    /// Held by the call that goes first.
    first: Arc<AsyncMutex<()>>,
}

/// The right to send a call: alone, while its guard is held.
#[derive(Debug, Default)]
pub(super) struct Admission {
    first: Option<OwnedMutexGuard<()>>,
}

impl Outages {
    /// Waits until a call may be sent.
    ///
    /// # Errors
    ///
    /// The failure that is known to hold for such a call.
    pub(super) async fn admit(&self, subject: Subject) -> Result<Admission, Error> {
        let first = {
            let mut state = self.state();
            if let Some(refusal) = state.refusal_of(subject) {
                return Err(refusal);
            }
            let known = state.subjects.entry(subject).or_default();
            if known.is_handled {
                return Ok(Admission::default());
            }
            Arc::clone(&known.first)
        };
        let guard = first.lock_owned().await;
        let mut state = self.state();
        if let Some(refusal) = state.refusal_of(subject) {
            return Err(refusal);
        }
        let is_handled = state.subjects.entry(subject).or_default().is_handled;
        Ok(Admission { first: (!is_handled).then_some(guard) })
    }

    /// Notes that the service did what a call asked for.
    pub(super) fn succeeded(&self, subject: Subject, admission: &mut Admission) {
        let mut state = self.state();
        state.is_reached = true;
        let known = state.subjects.entry(subject).or_default();
        (known.is_handled, known.is_exhausted) = (true, false);
        admission.first = None;
    }

    /// Notes what an attempt failed with.
    pub(super) fn failed(&self, subject: Subject, error: &Error, admission: &mut Admission) {
        let mut state = self.state();
        state.is_reached |= is_answer(error);
        let known = state.subjects.entry(subject).or_default();
        if is_handled(error) {
            (known.is_handled, known.is_exhausted) = (true, false);
            admission.first = None;
        }
    }

    /// Notes what a call failed with in the end; `is_exhausted` says that it used up its retries.
    pub(super) fn ended(&self, subject: Subject, error: &Error, is_exhausted: bool) {
        let mut state = self.state();
        let is_reached = state.is_reached;
        let known = state.subjects.entry(subject).or_default();
        known.is_exhausted |= is_exhausted;
        match scope(error, is_reached, known.is_handled) {
            None => {}
            // The calls that need the token say so, and hold for the run.
            Some(Scope::Run) if subject != Subject::Token => {
                state.refusal.get_or_insert_with(|| error.clone());
            }
            Some(_) => {
                known.refusal.get_or_insert_with(|| error.clone());
            }
        }
    }

    /// Reports whether the service has answered at all.
    pub(super) fn is_reached(&self) -> bool {
        self.state().is_reached
    }

    /// Reports whether a call about that subject has used up its retries, and none has succeeded since.
    pub(super) fn is_exhausted(&self, subject: Subject) -> bool {
        self.state().subjects.get(&subject).is_some_and(|known| known.is_exhausted)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn refusal_of(&self, subject: Subject) -> Option<Error> {
        let own = self.subjects.get(&subject).and_then(|known| known.refusal.as_ref());
        self.refusal.as_ref().or(own).cloned()
    }
}

/// For which calls a failure holds.
enum Scope {
    Run,
    Subject,
}

fn scope(error: &Error, is_reached: bool, is_handled: bool) -> Option<Scope> {
    match error.kind() {
        Kind::Answer(answer) => match answer.status {
            Status::Unauthorized => Some(Scope::Run),
            Status::Forbidden => Some(Scope::Subject),
            // Where the service has handled such calls, it is about the record.
            Status::NotFound if !is_handled => Some(Scope::Run),
            _ => None,
        },
        Kind::Redirect { .. } | Kind::Untrusted { .. } | Kind::Unusable { .. } => Some(Scope::Run),
        Kind::Undecodable(undecodable) if undecodable.is_foreign && !is_handled => Some(Scope::Run),
        Kind::Transport { .. } if !is_reached => Some(Scope::Run),
        Kind::Token(cause) => is_refused_token(cause).then_some(Scope::Run),
        _ => None,
    }
}

/// Reports whether the request for a token is refused for good, so that no call can have one.
fn is_refused_token(cause: &Error) -> bool {
    !matches!(cause.kind(), Kind::Stopped { .. } | Kind::OutOfTime { .. } | Kind::Transport { .. })
        && !matches!(cause.status(), Some(Status::Server | Status::RateLimited))
}

fn is_answer(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::Answer(_) | Kind::Redirect { .. } | Kind::Undecodable(_) | Kind::TooLarge { .. }
    )
}

/// Reports whether the API itself has looked at the request, whatever it made of it.
fn is_handled(error: &Error) -> bool {
    match error.kind() {
        Kind::Answer(answer) => matches!(
            answer.status,
            Status::RecordNotFound | Status::Conflict | Status::Invalid | Status::Refused
        ),
        Kind::Undecodable(undecodable) => !undecodable.is_foreign && !undecodable.is_cut_short,
        _ => false,
    }
}
