//! One call of the API, before it is sent.

use std::time::Duration;

use reqwest::Method;
use serde::Serialize;
use tokio::time::Instant;
use url::Url;

use super::answer::Request;
use super::error::Error;

/// How long one operation may take, all attempts, waits and pages together; a request under way is still awaited.
pub(super) const OPERATION_TIME: Duration = Duration::from_secs(600);

/// One call of the API; may be sent several times. Has no `Debug`, because the body may hold a secret.
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) body: Option<Vec<u8>>,
    /// Whether sending it twice does what sending it once does.
    pub(super) repeatable: bool,
    /// When no further attempt may begin.
    pub(super) deadline: Instant,
}

impl Call {
    /// Makes a call without a body, whose time begins now.
    pub(super) fn new(method: Method, url: Url) -> Self {
        let repeatable = method != Method::POST;
        Self { method, url, body: None, repeatable, deadline: Instant::now() + OPERATION_TIME }
    }

    /// Gives the call a JSON body.
    pub(super) fn with_json(mut self, body: &impl Serialize) -> Result<Self, Error> {
        let body = serde_json::to_vec(body).map_err(|error| Error::Setup(error.to_string()))?;
        self.body = Some(body);
        Ok(self)
    }

    /// Says what is asked, for messages; the query is left out.
    pub(super) fn request(&self) -> Request {
        Request {
            method: self.method.clone(),
            path: self.url.path().to_owned(),
            attempts: 1,
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
