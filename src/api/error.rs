//! Why a call failed: what was asked, the kind of failure, and its source.
//!
//! - Only [`Status::RecordNotFound`] says anything about a record. Every other 404 proves nothing: the subdomain may be
//!   wrong, or a proxy may have answered.
//! - [`Error::is_ambiguous`] tells a write that may have taken effect from one that certainly hasn't. The caller of a
//!   create looks before it creates again.
//! - `Display` is a fragment for "failed to read the route: ..." and complete in itself: what was asked, the status, the
//!   API's words, the request id, the number of attempts.
//! - An error is shared by everyone who waited for the same request: clones are the same failure.
//! - No error holds a credential, a header or more of a body than a short cut.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reqwest::{Method, StatusCode};

use crate::plain_text::short_line;

/// The length at which [`Error::brief`] cuts, in characters; an ellipsis comes on top.
const MAX_BRIEF_CHARS: usize = 79;

/// Why a call failed; cheap to clone.
#[derive(Clone, Debug)]
pub struct Error(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    request: Request,
    failure: Failure,
    /// Whether somebody has told it, or another failure of the same cause, in full.
    is_told: Arc<AtomicBool>,
}

/// The kind of a failure, and what caused it.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) kind: Kind,
    pub(super) source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What was asked, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path of the URL, without the query.
    pub path: String,
    /// How many times the request was sent; 0 if it never was.
    pub attempts: u32,
    /// Whether an attempt may have changed something on the server though no usable answer came.
    pub in_doubt: bool,
}

/// The kind of a failure, by what its caller does about it.
#[derive(Clone, Debug)]
pub enum Kind {
    /// The service answered, and not with a success.
    Answer(Box<Answer>),
    /// The service redirects; that isn't followed, because the credentials would go along.
    Redirect {
        /// The origin and path that the answer points to.
        target: String,
    },
    /// The next page of a list is on another origin; that isn't followed, because the credentials would go along.
    ForeignPage {
        /// The origin that the answer points to.
        target: String,
    },
    /// The next page of a list is nothing that the API would send; it isn't asked for.
    OddPage {
        /// Where the list is said to go on, in words.
        place: &'static str,
    },
    /// A list comes back to a page that was read already, goes on with empty pages, or has more pages than any list should.
    EndlessPages {
        /// How many pages were read.
        pages: usize,
    },
    /// A list changed while its pages were read, and again when it was read once more.
    ShiftingPages,
    /// A success whose body isn't what the API documents.
    Undecodable(Box<Undecodable>),
    /// An answer that is larger than any that the API sends.
    TooLarge {
        /// What is too large, to precede "more than".
        what: &'static str,
        /// The limit, in bytes.
        limit: usize,
    },
    /// No answer, or one that broke off.
    Transport {
        /// Whether the request may have reached the service.
        reached: bool,
        /// What happened.
        reason: String,
    },
    /// The way to the service can't work as it is set up: a TLS or protocol mismatch, a proxy's refusal, an unknown host.
    Unusable {
        /// What happened.
        reason: String,
    },
    /// The server's certificate isn't trusted; nothing was sent.
    Untrusted {
        /// What is wrong with the certificate.
        reason: String,
    },
    /// No access token is to be had; all calls that wait for the same one share the cause.
    Token(Error),
    /// Terraform stopped the provider before the request was sent, or during a wait.
    Stopped {
        /// The failure after which it waited, if it had been sent.
        last: Option<Error>,
    },
    /// The wait before the next attempt would take longer than one operation may.
    OutOfTime {
        /// The wait that the service asked for, or that comes next.
        wait: Duration,
        /// The failure after which it would have to wait, unless it has to wait for its turn.
        last: Option<Error>,
    },
}

/// An answer that isn't a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What the status means to the caller.
    pub status: Status,
    /// The HTTP status.
    pub code: StatusCode,
    /// The API's name for the kind of error, such as `RecordInvalid`, if it gave one.
    pub name: Option<String>,
    /// The API's words on one line; empty if it gave none.
    pub message: String,
    /// The API's words about single fields, by name: the first ones.
    pub fields: Vec<FieldError>,
    /// How many more fields it has words about; at least so many where its answer was cut off.
    pub more_fields: usize,
    /// The id by which Zendesk's support finds the request.
    pub request_id: Option<String>,
    /// The `Retry-After` header as it came.
    pub retry_after: Option<String>,
    /// What the user may do about it.
    pub advice: Option<&'static str>,
}

/// What a status that isn't a success means to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The API itself says that the record doesn't exist (404, `RecordNotFound`).
    RecordNotFound,
    /// Any other 404: an unknown endpoint or subdomain, an empty or HTML page. Proves nothing about a record.
    NotFound,
    /// The credentials aren't accepted (401).
    Unauthorized,
    /// The credentials don't suffice: role, scope or plan (403).
    Forbidden,
    /// Too many requests (429).
    RateLimited,
    /// The request conflicts with the state of the record or with another request (409).
    Conflict,
    /// The content is refused (400, 422).
    Invalid,
    /// The service couldn't answer (408, 5xx).
    Server,
    /// Any other status that isn't a success.
    Refused,
}

/// The API's words about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name as the API gives it, which may be in the account's language; `base` is the whole record.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// A success whose body isn't what the API documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The HTTP status.
    pub code: StatusCode,
    /// The id by which Zendesk's support finds the request.
    pub request_id: Option<String>,
    /// Where in the JSON document, such as `ivr_routes[3].id`; `.` is the whole.
    pub path: String,
    /// What is wrong there.
    pub reason: String,
    /// Whether the body is JSON that was cut short; another attempt may return a whole one.
    pub is_cut_short: bool,
    /// Whether the body is something else than JSON, so that it isn't the API that answers.
    pub is_foreign: bool,
}

impl Error {
    pub(super) fn new(request: Request, failure: Failure) -> Self {
        Self(Arc::new(Inner { request, failure, is_told: Arc::default() }))
    }

    /// Returns this failure for a call that wasn't sent because of it, and which it leaves in no doubt.
    pub(super) fn for_others(&self) -> Self {
        self.about(&Request { in_doubt: false, ..self.request().clone() })
    }

    /// Returns this failure as that of another request.
    pub(super) fn about(&self, request: &Request) -> Self {
        Self::new(request.clone(), self.0.failure.clone()).told_with(self)
    }

    /// Returns this failure as one of the same cause: only one of the two is told in full.
    pub(super) fn told_with(&self, other: &Self) -> Self {
        let Inner { request, failure, is_told: _ } = &*self.0;
        let (request, failure) = (request.clone(), failure.clone());
        Self(Arc::new(Inner { request, failure, is_told: Arc::clone(&other.0.is_told) }))
    }

    /// Returns what was asked.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.0.request
    }

    /// Returns the kind of the failure.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.0.failure.kind
    }

    /// Returns what the status means, if the failure is an answer that isn't a success.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.answer().map(|answer| answer.status)
    }

    /// Returns the answer that isn't a success, if that is the failure.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.kind().answer()
    }

    /// Reports whether the service answered 404, in whatever form.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self.status(), Some(Status::RecordNotFound | Status::NotFound))
    }

    /// Reports whether the request was a write that may have taken effect all the same.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.request().in_doubt
    }

    /// Reports whether nobody has told this failure in full yet; from now on somebody has.
    #[must_use]
    pub fn is_first_telling(&self) -> bool {
        match self.kind() {
            // Every call that waits for a token has an error of its own, with the same cause.
            Kind::Token(cause) => cause.is_first_telling(),
            _ => !self.0.is_told.swap(true, Ordering::Relaxed),
        }
    }

    /// Says in a few words what the failure is, for those that come after the one that was told in full.
    #[must_use]
    pub fn brief(&self) -> String {
        let brief = match self.kind() {
            Kind::Answer(answer) => answer.code.to_string(),
            Kind::Redirect { target } => format!("Zendesk redirects to {target}"),
            Kind::Token(_) => "no access token".to_owned(),
            Kind::Stopped { .. } => "stopped".to_owned(),
            Kind::OutOfTime { .. } => "the wait for Zendesk would take too long".to_owned(),
            Kind::Untrusted { .. } => "the server isn't trusted".to_owned(),
            Kind::Transport { reason, .. } | Kind::Unusable { reason } => reason.clone(),
            Kind::Undecodable(_) => "an answer that can't be read".to_owned(),
            Kind::TooLarge { .. } => "an answer that is too large".to_owned(),
            Kind::ForeignPage { .. } | Kind::OddPage { .. } | Kind::EndlessPages { .. } => {
                "a list that can't be read".to_owned()
            }
            Kind::ShiftingPages => "a list that changed meanwhile".to_owned(),
        };
        short_line(&brief, MAX_BRIEF_CHARS)
    }
}

impl Kind {
    /// Returns the answer that isn't a success, if that is the failure.
    pub(super) fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Answer(answer) => Some(answer),
            _ => None,
        }
    }

    /// Reports whether an attempt was made: not so for what ended before it.
    pub(super) fn was_sent(&self) -> bool {
        !matches!(self, Self::Token(_) | Self::Stopped { .. } | Self::OutOfTime { .. })
    }

    /// Reports whether this failure leaves open what the service did.
    pub(super) fn leaves_doubt(&self) -> bool {
        match self {
            // A success that isn't documented, such as 202, says that something was done.
            Self::Answer(answer) => answer.status == Status::Server || answer.code.is_success(),
            Self::Undecodable(_) | Self::TooLarge { .. } => true,
            Self::Transport { reached, .. } => *reached,
            _ => false,
        }
    }
}

impl From<Kind> for Failure {
    fn from(kind: Kind) -> Self {
        Self { kind, source: None }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.failure {
            Failure { source: Some(source), .. } => Some(source.as_ref()),
            Failure { kind: Kind::Token(cause), .. } => Some(cause),
            Failure { kind: Kind::Stopped { last } | Kind::OutOfTime { last, .. }, .. } => {
                last.as_ref().map(|last| last as &dyn StdError)
            }
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request = self.request();
        match self.kind() {
            Kind::Answer(answer) => answer.tell(f, request),
            Kind::Redirect { target } => write!(
                f,
                "Zendesk redirects {request} to {target}; redirects are not followed, check subdomain or base_url"
            ),
            Kind::ForeignPage { target } => write!(
                f,
                "the list {request} goes on at {target}, which is another origin and isn't followed; check base_url"
            ),
            Kind::OddPage { place } => {
                write!(f, "the list {request} goes on at {place}, which isn't asked for; check base_url")
            }
            Kind::EndlessPages { pages } => write!(f, "the list {request} doesn't end after {pages} pages"),
            Kind::ShiftingPages => write!(
                f,
                "the list {request} changed while it was read, twice: the account changed meanwhile. Run it again when \
                 nobody changes the account"
            ),
            Kind::Undecodable(undecodable) => undecodable.tell(f, request),
            Kind::TooLarge { what, limit } => write!(
                f,
                "Zendesk answered {request} with {what} of more than {limit} bytes, which isn't read any further"
            ),
            Kind::Transport { reached, reason } => {
                write!(
                    f,
                    "no answer to {request}: {reason}{}",
                    if *reached { "" } else { " (it was not sent)" }
                )
            }
            Kind::Unusable { reason } => write!(f, "no answer to {request}: {reason} (it was not sent)"),
            Kind::Untrusted { reason } => write!(
                f,
                "can't send {request}, because the server isn't trusted: {reason}; if a proxy reads the traffic, add its \
                 certificate to the system's or name its file in SSL_CERT_FILE"
            ),
            Kind::Token(cause) => write!(f, "can't get an access token: {cause}"),
            Kind::Stopped { last } => {
                write!(f, "stopped before another attempt: {}", Before { request, last: last.as_ref() })
            }
            Kind::OutOfTime { wait, last } => write!(
                f,
                "the next attempt would have to wait {} s, which is too long: {}",
                wait.as_secs(),
                Before { request, last: last.as_ref() }
            ),
        }
    }
}

/// After which failure a wait came, or before which request.
struct Before<'a> {
    request: &'a Request,
    last: Option<&'a Error>,
}

impl fmt::Display for Before<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) => last.fmt(f),
            None => self.request.fmt(f),
        }
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, attempts, in_doubt: _ } = self;
        write!(f, "{method} {path}")?;
        if *attempts > 1 { write!(f, " ({attempts} attempts)") } else { Ok(()) }
    }
}

impl Answer {
    fn tell(&self, f: &mut fmt::Formatter<'_>, request: &Request) -> fmt::Result {
        let Self { status: _, code, name: _, message, fields, more_fields, request_id, retry_after, advice } =
            self;
        write!(f, "Zendesk answered {request} with {}", code.as_u16())?;
        if let Some(name) = code.canonical_reason() {
            write!(f, " {name}")?;
        }
        if !message.is_empty() {
            write!(f, ": {message}")?;
        }
        for field in fields {
            write!(f, "; {field}")?;
        }
        if *more_fields > 0 {
            write!(f, "; and {more_fields} more")?;
        }
        if let Some(when) = retry_after {
            write!(f, "; retry after {when}")?;
        }
        if let Some(id) = request_id {
            write!(f, " (request id {id})")?;
        }
        advice.map_or(Ok(()), |advice| write!(f, "; {advice}"))
    }
}

impl Undecodable {
    fn tell(&self, f: &mut fmt::Formatter<'_>, request: &Request) -> fmt::Result {
        let Self { code, request_id, path, reason, is_cut_short: _, is_foreign: _ } = self;
        write!(
            f,
            "Zendesk answered {request} with {code} and a body that can't be read: at {path}: {reason}"
        )?;
        request_id.as_ref().map_or(Ok(()), |id| write!(f, " (request id {id})"))
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, message } = self;
        // The API often repeats the name in the text: "Name: is too short".
        if message.to_lowercase().starts_with(&field.to_lowercase()) {
            f.write_str(message)
        } else {
            write!(f, "{field}: {message}")
        }
    }
}

/// Makes a failure to connect, for tests of what tells it.
#[cfg(test)]
pub(crate) fn test_error(reason: &str) -> Error {
    let request = Request { method: Method::GET, path: "/x".into(), attempts: 1, in_doubt: false };
    let kind = Kind::Transport { reached: false, reason: reason.to_owned() };
    Error::new(request, kind.into())
}
