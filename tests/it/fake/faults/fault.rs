//! One fault: which requests it takes, and what becomes of them.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use super::{Gate, matches};
use crate::fake::{Account, Answer, LoggedRequest};

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// It is served as usual (but may be held at a gate).
    Serve,
    /// It is answered like this and has no effect.
    Answer(Answer),
    /// It has its effect, and is answered like this.
    AnswerAfter(Answer),
    /// The connection is closed before the effect.
    CloseBefore,
    /// The connection is closed after the effect, without an answer.
    CloseAfter,
    /// The answer breaks off in the middle of its body, after the effect.
    Truncate,
    /// A list's `next_page` becomes this URL.
    NextPage(String),
    /// A list's `next_page` becomes the URL of the very same page.
    NextPageLoop,
    /// The JSON of the answer is edited, after the effect.
    Edit(Edit),
    /// The body of the answer is compressed with gzip, and its coding called by this name.
    Gzip(&'static str),
}

/// What is done to the JSON of an answer.
#[derive(Clone)]
pub(crate) struct Edit(Arc<dyn Fn(&mut Value) + Send + Sync>);

impl Edit {
    /// Edits the JSON of an answer.
    pub(crate) fn apply(&self, body: &mut Value) {
        (self.0)(body);
    }
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Edit")
    }
}

/// What happens in the account when a request arrives.
pub(crate) type Change = Arc<dyn Fn(&mut Account) + Send + Sync>;

/// How many requests a fault takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Times {
    /// This many; fewer are an error when the server is dropped.
    Exactly(usize),
    /// At least one.
    Always,
}

/// What a body must be like.
type BodyCheck = Box<dyn Fn(&Value) -> bool + Send>;

/// A fault. By default it takes the first request, whatever it is, and must do so before the server is dropped.
pub(crate) struct Fault {
    pub(crate) action: Action,
    pub(crate) before: Option<Gate>,
    pub(crate) after: Option<Gate>,
    pub(crate) change: Option<Change>,
    method: Option<&'static str>,
    pattern: Option<String>,
    when: Option<BodyCheck>,
    nth: usize,
    times: Times,
    optional: bool,
    seen: usize,
    fired: usize,
}

impl Fault {
    /// Path of the token endpoint.
    pub(crate) const TOKENS: &'static str = "/oauth/tokens";
    /// Paths of the API, other than the token endpoint.
    pub(crate) const API: &'static str = "/api/…";
    /// Path of the list of IVRs.
    pub(crate) const IVRS: &'static str = "/api/v2/channels/voice/ivr";
    /// Paths of single IVRs.
    pub(crate) const IVR: &'static str = "/api/v2/channels/voice/ivr/*";
    /// Paths of lists of menus.
    pub(crate) const MENUS: &'static str = "/api/v2/channels/voice/ivr/*/menus";
    /// Paths of single menus.
    pub(crate) const MENU: &'static str = "/api/v2/channels/voice/ivr/*/menus/*";
    /// Paths of lists of routes.
    pub(crate) const ROUTES: &'static str = "/api/v2/channels/voice/ivr/*/menus/*/routes";
    /// Paths of single routes.
    pub(crate) const ROUTE: &'static str = "/api/v2/channels/voice/ivr/*/menus/*/routes/*";

    /// Path of the list of groups.
    pub(crate) const GROUPS: &'static str = "/api/v2/groups";
    /// Path of the list of phone numbers.
    pub(crate) const PHONE_NUMBERS: &'static str = "/api/v2/channels/voice/phone_numbers";
    /// Path of the list of greetings.
    pub(crate) const GREETINGS: &'static str = "/api/v2/channels/voice/greetings";

    /// A fault with this action.
    pub(crate) fn new(action: Action) -> Self {
        Self {
            action,
            before: None,
            after: None,
            change: None,
            method: None,
            pattern: None,
            when: None,
            nth: 1,
            times: Times::Exactly(1),
            optional: false,
            seen: 0,
            fired: 0,
        }
    }

    /// Answers instead of the service, without an effect.
    pub(crate) fn answer(answer: Answer) -> Self {
        Self::new(Action::Answer(answer))
    }

    /// Answers instead of the service, after the effect.
    pub(crate) fn answer_after(answer: Answer) -> Self {
        Self::new(Action::AnswerAfter(answer))
    }

    /// Everything that loses the answer to a write, before its effect or after it.
    pub(crate) fn losses() -> Vec<Self> {
        vec![
            Self::new(Action::CloseBefore),
            Self::new(Action::CloseAfter),
            Self::answer(Answer::empty(502)),
            Self::answer_after(Answer::empty(502)),
            Self::answer_after(Answer::not_json()),
            Self::new(Action::Truncate),
        ]
    }

    /// Serves as usual; for [`Self::hold_before`] and [`Self::hold_after`].
    pub(crate) fn serve() -> Self {
        Self::new(Action::Serve)
    }

    /// Edits the JSON of the service's answer.
    pub(crate) fn edit(edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        Self::new(Action::Edit(Edit(Arc::new(edit))))
    }

    /// Takes requests with this path only, whatever their method.
    pub(crate) fn at(mut self, pattern: impl Into<String>) -> Self {
        self.pattern = Some(pattern.into());
        self
    }

    /// Changes the account behind Terraform's back, right before the request's effect.
    pub(crate) fn change(mut self, change: impl Fn(&mut Account) + Send + Sync + 'static) -> Self {
        self.change = Some(Arc::new(change));
        self
    }

    /// Takes requests with this method and path only; `*` in the pattern stands for one segment.
    pub(crate) fn on(mut self, method: &'static str, pattern: impl Into<String>) -> Self {
        (self.method, self.pattern) = (Some(method), Some(pattern.into()));
        self
    }

    /// Takes requests with such a body only.
    pub(crate) fn when(mut self, body: impl Fn(&Value) -> bool + Send + 'static) -> Self {
        self.when = Some(Box::new(body));
        self
    }

    /// Takes requests for this key only, by the `keypress` in their body.
    pub(crate) fn keypress(self, keypress: &'static str) -> Self {
        self.when(move |body| body["ivr_route"]["keypress"] == keypress)
    }

    /// Starts with the nth request that matches, the first being 1.
    pub(crate) fn nth(mut self, nth: usize) -> Self {
        self.nth = nth;
        self
    }

    /// Takes exactly this many requests.
    pub(crate) fn times(mut self, times: usize) -> Self {
        self.times = Times::Exactly(times);
        self
    }

    /// Takes every request that matches, at least one.
    pub(crate) fn always(mut self) -> Self {
        self.times = Times::Always;
        self
    }

    /// May stay unused.
    pub(crate) fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Holds the request at a gate before its effect.
    pub(crate) fn hold_before(mut self, gate: &Gate) -> Self {
        self.before = Some(gate.clone());
        self
    }

    /// Holds the request at a gate after its effect, before the answer.
    pub(crate) fn hold_after(mut self, gate: &Gate) -> Self {
        self.after = Some(gate.clone());
        self
    }

    /// Counts a request that matches; says whether the fault would take it.
    pub(super) fn wants(&mut self, request: &LoggedRequest) -> bool {
        let matching = self.method.is_none_or(|method| method == request.method)
            && self.pattern.as_ref().is_none_or(|pattern| matches(pattern, &request.path))
            && self.when.as_ref().is_none_or(|when| when(&request.body));
        self.seen += usize::from(matching);
        let left = match self.times {
            Times::Exactly(times) => self.fired < times,
            Times::Always => true,
        };
        matching && self.seen >= self.nth && left
    }

    /// Notes that the fault took a request.
    pub(super) fn fire(&mut self) {
        self.fired += 1;
    }

    /// What is left to take, in words, unless that is fine.
    pub(super) fn unfired(&self) -> Option<String> {
        let done = match self.times {
            Times::Exactly(times) => self.fired >= times,
            Times::Always => self.fired > 0,
        };
        let (method, pattern) = (self.method.unwrap_or("any"), self.pattern.as_deref().unwrap_or("request"));
        let text =
            || format!("{:?} on {method} {pattern}: took {} of {:?}", self.action, self.fired, self.times);
        (!done && !self.optional).then(text)
    }
}
