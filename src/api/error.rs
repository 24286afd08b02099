//! Why a call failed, by what the caller does about it.
//!
//! The policy:
//!
//! - Only [`Error::RecordNotFound`] says anything about a record. Every other 404 proves nothing: the subdomain may be
//!   wrong, a proxy may have answered.
//! - [`Error::is_ambiguous`] tells a write that may have taken effect from one that certainly hasn't. The caller of a
//!   create looks before it creates again.
//! - `Display` is a fragment for "failed to read the route: ..." and says all there is: what was asked, the status, the
//!   API's words, the request id, the number of attempts. There is no chain of sources to print.
//! - No error holds a credential, a header or more of a body than a short cut.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;

use super::answer::{Answer, Request};
use super::decode::Undecodable;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The API itself says that the record doesn't exist (404, `RecordNotFound`).
    #[error("{0}")]
    RecordNotFound(Box<Answer>),
    /// Any other 404: an unknown endpoint or subdomain, an empty or HTML page. Proves nothing about a record.
    #[error("{0}")]
    NotFound(Box<Answer>),
    /// The credentials aren't accepted (401).
    #[error("{0}")]
    Unauthorized(Box<Answer>),
    /// The credentials don't suffice: role, scope or plan (403).
    #[error("{0}")]
    Forbidden(Box<Answer>),
    /// Too many requests, and the retries are used up (429).
    #[error("{0}")]
    RateLimited(Box<Answer>),
    /// The request conflicts with the state of the record or with another request (409).
    #[error("{0}")]
    Conflict(Box<Answer>),
    /// The content is refused (400, 422).
    #[error("{0}")]
    Invalid(Box<Answer>),
    /// The service couldn't answer (408, 5xx).
    #[error("{0}")]
    Server(Box<Answer>),
    /// Any other status that isn't a success.
    #[error("{0}")]
    Refused(Box<Answer>),
    /// The service redirects; that isn't followed, because the credentials would go along.
    #[error(
        "Zendesk redirects {request} to {target}; redirects are not followed, check subdomain or base_url"
    )]
    Redirect {
        /// What was asked.
        request: Request,
        /// The origin that the answer points to.
        target: String,
    },
    /// The next page of a list is on another origin; that isn't followed, because the credentials would go along.
    #[error(
        "the list {request} goes on at {target}, which is another origin and isn't followed; check base_url"
    )]
    ForeignPage {
        /// What was asked.
        request: Request,
        /// The origin that the answer points to.
        target: String,
    },
    /// A list comes back to a page that was read already, or has more pages than any list should.
    #[error("the list {request} doesn't end after {pages} pages")]
    EndlessPages {
        /// What was asked.
        request: Request,
        /// How many pages were read.
        pages: usize,
    },
    /// A success whose body isn't what the API documents.
    #[error("{0}")]
    Decode(Box<Undecodable>),
    /// No answer, or one that broke off.
    #[error("no answer to {request}: {reason}{}", if *.reached { "" } else { " (it was not sent)" })]
    Transport {
        /// What was asked.
        request: Request,
        /// Whether the request may have reached the service.
        reached: bool,
        /// What happened.
        reason: String,
    },
    /// The server's certificate isn't trusted; nothing was sent.
    #[error(
        "can't send {request}, because the server isn't trusted: {reason}; if a proxy reads the traffic, add its \
         certificate to the system's or name its file in SSL_CERT_FILE"
    )]
    Untrusted {
        /// What was asked.
        request: Request,
        /// What is wrong with the certificate.
        reason: String,
    },
    /// No access token is to be had; all calls that wait for the same one share the cause.
    #[error("can't get an access token: {cause}")]
    Token {
        /// What was asked, with the token.
        request: Request,
        /// Why there is no token.
        cause: Arc<Self>,
    },
    /// Terraform stopped the provider during a wait.
    #[error("stopped before another attempt{}", reason(.request, .last.as_deref()))]
    Stopped {
        /// What was asked.
        request: Request,
        /// The failure after which it waited, unless it waited for its turn.
        last: Option<Box<Self>>,
    },
    /// The wait before the next attempt would take longer than one operation may.
    #[error("the next attempt would have to wait {} s, which is too long{}", .wait.as_secs(), reason(.request, .last.as_deref()))]
    OutOfTime {
        /// What was asked.
        request: Request,
        /// The wait that the service asked for, or that comes next.
        wait: Duration,
        /// The failure after which it would have to wait, unless it has to wait for its turn.
        last: Option<Box<Self>>,
    },
    /// The settings can't be used.
    #[error("can't use the settings: {0}")]
    Setup(String),
}

impl Error {
    /// Gives what was asked; `None` if the failure is about the settings.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        match self {
            Self::Redirect { request, .. }
            | Self::ForeignPage { request, .. }
            | Self::EndlessPages { request, .. }
            | Self::Transport { request, .. }
            | Self::Untrusted { request, .. }
            | Self::Token { request, .. }
            | Self::Stopped { request, .. }
            | Self::OutOfTime { request, .. } => Some(request),
            Self::Decode(undecodable) => Some(&undecodable.request),
            _ => self.answer().map(|answer| &answer.request),
        }
    }

    /// Gives the answer that isn't a success, if that is the failure.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::RecordNotFound(answer)
            | Self::NotFound(answer)
            | Self::Unauthorized(answer)
            | Self::Forbidden(answer)
            | Self::RateLimited(answer)
            | Self::Conflict(answer)
            | Self::Invalid(answer)
            | Self::Server(answer)
            | Self::Refused(answer) => Some(answer),
            _ => None,
        }
    }

    /// Reports whether the request was a write that may have taken effect all the same.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.request()
            .is_some_and(|request| request.method != Method::GET && (request.in_doubt || self.leaves_doubt()))
    }

    pub(super) fn request_mut(&mut self) -> Option<&mut Request> {
        match self {
            Self::Redirect { request, .. }
            | Self::ForeignPage { request, .. }
            | Self::EndlessPages { request, .. }
            | Self::Transport { request, .. }
            | Self::Untrusted { request, .. }
            | Self::Token { request, .. }
            | Self::Stopped { request, .. }
            | Self::OutOfTime { request, .. } => Some(request),
            Self::Decode(undecodable) => Some(&mut undecodable.request),
            _ => self.answer_mut().map(|answer| &mut answer.request),
        }
    }

    pub(super) fn answer_mut(&mut self) -> Option<&mut Answer> {
        match self {
            Self::RecordNotFound(answer)
            | Self::NotFound(answer)
            | Self::Unauthorized(answer)
            | Self::Forbidden(answer)
            | Self::RateLimited(answer)
            | Self::Conflict(answer)
            | Self::Invalid(answer)
            | Self::Server(answer)
            | Self::Refused(answer) => Some(answer),
            _ => None,
        }
    }

    /// Reports whether the service, or the client itself, will say the same to the same request again.
    pub(super) fn is_refusal(&self) -> bool {
        match self {
            Self::RecordNotFound(_)
            | Self::NotFound(_)
            | Self::Unauthorized(_)
            | Self::Forbidden(_)
            | Self::Invalid(_)
            | Self::Refused(_)
            | Self::Redirect { .. }
            | Self::Untrusted { .. }
            | Self::Setup(_) => true,
            Self::Decode(undecodable) => !undecodable.unreadable,
            _ => false,
        }
    }

    /// Reports whether the failure is one of an attempt, not one before it.
    pub(super) fn was_sent(&self) -> bool {
        !matches!(self, Self::Token { .. } | Self::Stopped { .. } | Self::OutOfTime { .. } | Self::Setup(_))
    }

    /// Reports whether this failure leaves open what the service did.
    fn leaves_doubt(&self) -> bool {
        match self {
            Self::Server(_) | Self::Decode(_) => true,
            Self::Transport { reached, .. } => *reached,
            _ => false,
        }
    }
}

/// Says after what a wait came, or before what.
fn reason(request: &Request, last: Option<&Error>) -> String {
    last.map_or_else(|| format!(": {request}"), |last| format!(": {last}"))
}
