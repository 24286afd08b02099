//! What a run has found out about the way to the service, so that no failure of the account is found out twice.
//!
//! - A refusal that is no matter of one record holds for the run: credentials that aren't accepted, a redirect, a 404 that
//!   isn't the API's where the API has handled nothing yet, a server that isn't trusted, a host that was never reached.
//! - A 403 holds for its subject: reads of phone menus, writes of one noun, each other list.
//! - A service that used up the retries of one call ends the other calls about that subject after one attempt each.
//! - Of a call whose caller can do without, only a refusal of its own subject holds for others.
//!
//! So that the first call finds it out alone, calls about a subject go one after the other until the service has
//! handled one of them.

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
    /// Whether the API has handled a call, whatever it was about.
    is_api: bool,
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
    /// How many calls in a row were answered by something that isn't the API.
    foreign: usize,
    /// The failure that used up the retries of a call, unless the service has handled one since.
    exhausted: Option<Error>,
    /// Held by the call that goes first about this subject.
    first: Arc<AsyncMutex<()>>,
}

/// The right to send a call: alone, while its guard is held.
#[derive(Debug, Default)]
pub(super) struct Admission {
    _first: Option<OwnedMutexGuard<()>>,
}

impl Outages {
    /// Waits until a call may be sent.
    ///
    /// # Errors
    ///
    /// The failure that is known to hold for such a call.
    pub(super) async fn admit(&self, subject: Subject) -> Result<Admission, Error> {
        let Some(first) = self.first(subject)? else { return Ok(Admission::default()) };
        let guard = first.lock_owned().await;
        // The one before may have found out what holds for this call, too, or that calls needn't wait any more.
        Ok(Admission { _first: self.first(subject)?.map(|_| guard) })
    }

    /// Returns what the call that goes first holds, unless calls needn't wait for it.
    fn first(&self, subject: Subject) -> Result<Option<Arc<AsyncMutex<()>>>, Error> {
        let mut state = self.state();
        match state.refusal_of(subject) {
            Some(refusal) => Err(refusal.for_others()),
            None => Ok(state.first_about(subject)),
        }
    }

    /// Notes that the service did what a call asked for.
    pub(super) fn succeeded(&self, subject: Subject, admission: &mut Admission) {
        self.state().handled(subject);
        *admission = Admission::default();
    }

    /// Notes what an attempt failed with.
    pub(super) fn failed(&self, subject: Subject, error: &Error, admission: &mut Admission) {
        let mut state = self.state();
        state.is_reached |= is_answer(error);
        if is_handled(error) {
            state.handled(subject);
            *admission = Admission::default();
        }
    }

    /// Notes what a call failed with in the end; `is_exhausted` says that it used up its retries.
    ///
    /// Returns the failure, told in full together with one of the same cause before it.
    pub(super) fn ended(&self, subject: Subject, error: Error, is_exhausted: bool) -> Error {
        let mut state = self.state();
        let scope = state.scope(subject, &error);
        let known = state.subjects.entry(subject).or_default();
        known.foreign += usize::from(is_foreign(&error));
        let error = match &known.exhausted {
            Some(first) if is_exhausted => error.told_with(first),
            _ => error,
        };
        if is_exhausted && known.exhausted.is_none() {
            known.exhausted = Some(error.clone());
        }
        let refusal = match scope {
            // The calls that need the token say so, and hold for the run.
            Some(Scope::Run) if subject != Subject::Token => &mut state.refusal,
            Some(_) => &mut known.refusal,
            None => return error,
        };
        match refusal {
            Some(known) => error.told_with(known),
            None => refusal.insert(error).clone(),
        }
    }

    /// Notes what a call failed with in the end whose caller can do without it, and tells nobody.
    pub(super) fn ended_untold(&self, subject: Subject, error: &Error) {
        let mut state = self.state();
        if let Some(Scope::Subject) = state.scope(subject, error) {
            state.subjects.entry(subject).or_default().refusal.get_or_insert_with(|| error.clone());
        }
    }

    /// Reports whether the service has answered at all.
    pub(super) fn is_reached(&self) -> bool {
        self.state().is_reached
    }

    /// Reports whether a call about that subject has used up its retries, and the service has handled none since.
    pub(super) fn is_exhausted(&self, subject: Subject) -> bool {
        self.state().subjects.get(&subject).is_some_and(|known| known.exhausted.is_some())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn refusal_of(&self, subject: Subject) -> Option<&Error> {
        let own = self.subjects.get(&subject).and_then(|known| known.refusal.as_ref());
        self.refusal.as_ref().or(own)
    }

    fn first_about(&mut self, subject: Subject) -> Option<Arc<AsyncMutex<()>>> {
        let known = self.subjects.entry(subject).or_default();
        // Menus are written side by side; and an outage is known once a call has used up its retries.
        let is_write = matches!(subject, Subject::Writing(_)) && self.is_api;
        let may_go = known.is_handled || known.exhausted.is_some() || is_write;
        (!may_go).then(|| Arc::clone(&known.first))
    }

    fn handled(&mut self, subject: Subject) {
        self.is_reached = true;
        self.is_api |= subject != Subject::Token;
        let known = self.subjects.entry(subject).or_default();
        (known.is_handled, known.exhausted, known.foreign) = (true, None, 0);
    }

    /// Returns for which calls a failure holds, if it is no matter of one record.
    fn scope(&self, subject: Subject, error: &Error) -> Option<Scope> {
        let known = self.subjects.get(&subject);
        let is_handled = known.is_some_and(|known| known.is_handled);
        // Writes begin side by side: what answered one of them needn't be what answers the others.
        let is_repeated =
            !matches!(subject, Subject::Writing(_)) || known.is_some_and(|known| known.foreign > 0);
        match error.kind() {
            Kind::Answer(answer) => match answer.status {
                Status::Unauthorized => Some(Scope::Run),
                Status::Forbidden => Some(Scope::Subject),
                // Where the API has handled calls, it is about the record.
                Status::NotFound if !self.is_api => Some(Scope::Run),
                _ => None,
            },
            Kind::Redirect { .. } | Kind::Untrusted { .. } | Kind::Unusable { .. } => Some(Scope::Run),
            Kind::Undecodable(_) if is_foreign(error) && !self.is_api => Some(Scope::Run),
            Kind::Undecodable(_) if is_foreign(error) && !is_handled && is_repeated => Some(Scope::Subject),
            Kind::Transport { .. } if !self.is_reached => Some(Scope::Run),
            Kind::Token(cause) => is_refused_token(cause).then_some(Scope::Run),
            // The last attempt before the time ran out.
            Kind::OutOfTime { last: Some(last), .. } => self.scope(subject, last),
            _ => None,
        }
    }
}

/// For which calls a failure holds.
enum Scope {
    Run,
    Subject,
}

/// Reports whether the request for a token is refused for good, so that no call can have one.
fn is_refused_token(cause: &Error) -> bool {
    match cause.kind() {
        Kind::Stopped { .. } | Kind::OutOfTime { .. } | Kind::Transport { .. } => false,
        Kind::Undecodable(undecodable) => !undecodable.is_cut_short,
        _ => !matches!(cause.status(), Some(Status::Server | Status::RateLimited)),
    }
}

fn is_answer(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::Answer(_) | Kind::Redirect { .. } | Kind::Undecodable(_) | Kind::TooLarge { .. }
    )
}

/// Reports whether something else than the API answered with success.
fn is_foreign(error: &Error) -> bool {
    matches!(error.kind(), Kind::Undecodable(undecodable) if undecodable.is_foreign)
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
