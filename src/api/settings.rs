//! How the client reaches the service.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::credentials::Credentials;
use super::proxy::Proxy;
use super::roots::Roots;

/// How the client reaches the service; holds secrets, which `Debug` doesn't show.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address of the account, such as `https://example.zendesk.com`; may have a path, which comes before `/api`.
    pub base_url: Url,
    /// Through which proxy it is reached.
    pub proxy: Proxy,
    /// Whom the client trusts.
    pub roots: Roots,
    /// Who asks.
    pub credentials: Credentials,
    /// The value of the `User-Agent` header.
    pub user_agent: String,
    /// How long one attempt may take, from the connection to the end of the body.
    pub request_timeout: Duration,
    /// How many attempts may follow the first one of a request that may be repeated.
    pub max_retries: u32,
    /// How many requests may be sent in any minute, by all clones of the client together; `None` is no limit.
    pub max_requests_per_minute: Option<NonZeroU32>,
    /// Ends waits and reads; writes that were sent are awaited all the same.
    pub stop: CancellationToken,
    /// Hears of each wait before it begins.
    pub on_wait: Option<OnWait>,
}

/// Why no client can be made of the settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// An environment variable can't be used.
    #[error("{variable}: {reason}")]
    Variable {
        /// The variable.
        variable: &'static str,
        /// What is wrong with it, and what is allowed, as sentences.
        reason: String,
    },
    /// There are no root certificates, so no server can be trusted.
    #[error(
        "This system has no root certificates, so that no server can be trusted. Install the package ca-certificates, or \
         set SSL_CERT_FILE to a file with the certificates."
    )]
    NoRoots,
    /// Anything else.
    #[error("can't use the settings: {0}")]
    Client(String),
}

/// What hears of waits.
#[derive(Clone)]
pub struct OnWait(pub Arc<dyn Fn(&Wait) + Send + Sync>);

/// A wait before a request is sent, or sent again.
#[derive(Clone, Debug)]
pub struct Wait {
    /// How long it takes.
    pub duration: Duration,
    /// Why it is needed: the failure of the attempt before, or a limit.
    pub reason: String,
    /// The number of the attempt before it, from 1.
    pub attempt: usize,
    /// How many attempts there are at most.
    pub attempts: usize,
}

impl fmt::Debug for OnWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnWait").finish_non_exhaustive()
    }
}
