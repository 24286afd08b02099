//! How the client reaches the service.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::Credentials;

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
    /// Ends waits; requests that were sent are awaited all the same.
    pub stop: CancellationToken,
}
