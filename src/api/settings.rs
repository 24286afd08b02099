//! How the client reaches the service.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::credentials::Credentials;

/// How the client reaches the service; holds secrets, which `Debug` doesn't show.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address of the account, such as `https://example.zendesk.com`; may have a path, which comes before `/api`.
    pub base_url: Url,
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

/// Why no client can be made of the settings, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("can't use the settings: {0}")]
pub struct SetupError(pub(super) String);

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
