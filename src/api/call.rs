//! One call of the API, before it is sent.

use std::time::Duration;

use reqwest::Method;
use serde::Serialize;
use tokio::time::Instant;
use url::Url;

use super::error::Request;
use super::outages::Subject;
use super::retry::MOST_OPTIONAL_RETRIES;

/// How long one operation may take, all attempts, waits and pages together; a request under way is still awaited.
pub(super) const OPERATION_TIME: Duration = Duration::from_secs(600);

/// The largest body of a record or a token that is read, in bytes.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// One call of the API; may be sent several times. Has no `Debug`, because the body may hold a secret.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) body: Option<Vec<u8>>,
    /// What the call is about, for what is known of such calls.
    pub(super) subject: Subject,
    /// Whether sending it twice does what sending it once does.
    pub(super) is_repeatable: bool,
    /// Whether it looks what became of a write: such a call goes out even after a stop.
    pub(super) is_look: bool,
    /// Whether its caller can do without: it has few retries, and its failure is no matter of other calls.
    pub(super) is_optional: bool,
    /// The largest body of a success that is read, in bytes.
    pub(super) max_bytes: usize,
    /// When no further attempt may begin.
    pub(super) deadline: Instant,
}

impl Call {
    /// Makes a call without a body, whose time begins now.
    pub(super) fn new(method: Method, url: Url, subject: Subject) -> Self {
        Self {
            is_repeatable: method != Method::POST,
            method,
            url,
            body: None,
            subject,
            is_look: false,
            is_optional: false,
            max_bytes: MAX_RECORD_BYTES,
            deadline: Instant::now() + OPERATION_TIME,
        }
    }

    /// Gives the call a JSON body.
    pub(super) fn with_json(mut self, body: &impl Serialize) -> Self {
        // Bodies are made of texts, numbers, lists and maps with texts for keys: there is nothing that JSON can't hold.
        self.body = serde_json::to_vec(body).ok();
        self
    }

    /// Returns how many attempts may follow the first one, where the settings allow so many.
    pub(super) fn most_retries(&self, configured: u32) -> u32 {
        if self.is_optional { configured.min(MOST_OPTIONAL_RETRIES) } else { configured }
    }

    /// Says what is asked, for messages; the query is left out.
    pub(super) fn request(&self) -> Request {
        Request {
            method: self.method.clone(),
            path: self.url.path().to_owned(),
            attempts: 0,
            in_doubt: false,
        }
    }

    /// Reports whether the documentation wants a `Content-Type`, which it does for `DELETE` as well.
    ///
    /// Source: [requests](https://developer.zendesk.com/api-reference/introduction/requests/).
    pub(super) fn wants_content_type(&self) -> bool {
        self.method != Method::GET
    }
}
