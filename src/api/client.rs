//! The client, and the one place that every call goes through.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;
use serde::de::{DeserializeOwned, IgnoredAny};
use url::Url;

use super::authorization::Authorization;
use super::call::Call;
use super::decode::decode;
use super::error::Error;
use super::line::{FIRST_DELAY, Line};
use super::settings::Settings;
use super::status;
use super::transport::Reply;

/// A client of one account; cheap to clone, and clones share connections, limits and tokens.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    base_url: Url,
    line: Arc<Line>,
    authorization: Authorization,
    advice: &'static str,
}

/// How the answer to a call is read.
type Read<T> = fn(Reply) -> Result<T, Error>;

impl Client {
    /// Makes a client; sends nothing.
    ///
    /// # Errors
    ///
    /// When the base URL is no address of an HTTP service or a setting doesn't fit into a header.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        Self::with_first_delay(settings, FIRST_DELAY)
    }

    /// Makes a client that waits so long before the second attempt of a call.
    pub(super) fn with_first_delay(settings: Settings, first_delay: Duration) -> Result<Self, Error> {
        let base_url = checked(settings.base_url.clone())?;
        let line = Arc::new(Line::new(&settings, first_delay)?);
        let advice = settings.credentials.advice();
        let tokens_url = joined(&base_url, "oauth/tokens")?;
        let authorization = Authorization::new(settings.credentials, &line, tokens_url)?;
        Ok(Self(Arc::new(Inner { base_url, line, authorization, advice })))
    }

    /// Gives the line that all calls share.
    pub(super) fn line(&self) -> &Line {
        &self.0.line
    }

    /// Gives the address of a path below the base URL.
    pub(super) fn url(&self, path: &str) -> Result<Url, Error> {
        joined(&self.0.base_url, path)
    }

    /// Makes a call and reads what it returns.
    pub(super) async fn fetch<T: DeserializeOwned>(&self, call: &Call) -> Result<T, Error> {
        self.send(call, decode).await
    }

    /// Makes a call that deletes; the API answers it with a JSON body or without one.
    pub(super) async fn delete(&self, call: &Call) -> Result<(), Error> {
        match self.send(call, deleted).await {
            // An attempt whose answer was lost did it.
            Err(Error::RecordNotFound(answer)) if answer.request.in_doubt => Ok(()),
            result => result,
        }
    }

    async fn send<T>(&self, call: &Call, read: Read<T>) -> Result<T, Error> {
        self.0.line.repeat(call, || self.attempt(call, read)).await
    }

    /// Makes one attempt; a token that isn't accepted is renewed once.
    async fn attempt<T>(&self, call: &Call, read: Read<T>) -> Result<T, Error> {
        let authorization = &self.0.authorization;
        let value = authorization.value(call).await?;
        match self.exchange(call, value.clone(), read).await {
            Err(Error::Unauthorized(_)) if authorization.renew(&value).await => {
                self.exchange(call, authorization.value(call).await?, read).await
            }
            result => result,
        }
    }

    async fn exchange<T>(&self, call: &Call, authorization: HeaderValue, read: Read<T>) -> Result<T, Error> {
        let reply = self.0.line.exchange(call, Some(authorization)).await?;
        read(status::check(reply, &call.url, self.0.advice)?)
    }
}

/// Tells a deletion from a page that something else than the API answers, such as a proxy's.
fn deleted(reply: Reply) -> Result<(), Error> {
    if reply.body.is_empty() { Ok(()) } else { decode::<IgnoredAny>(reply).map(|_| ()) }
}

fn joined(base_url: &Url, path: &str) -> Result<Url, Error> {
    base_url.join(path).map_err(|error| Error::Setup(error.to_string()))
}

/// Makes sure that paths can be put below the URL and that it holds no secret, which would show up in errors.
fn checked(mut base_url: Url) -> Result<Url, Error> {
    if !matches!(base_url.scheme(), "http" | "https") || !base_url.has_host() {
        return Err(Error::Setup("base_url must begin with https:// and a host".to_owned()));
    }
    if !base_url.username().is_empty() || base_url.password().is_some() {
        return Err(Error::Setup("base_url must not hold a user name or a password".to_owned()));
    }
    if base_url.query().is_some() || base_url.fragment().is_some() {
        return Err(Error::Setup("base_url must not hold a query or a fragment".to_owned()));
    }
    let path = format!("{}/", base_url.path().trim_end_matches('/'));
    base_url.set_path(&path);
    Ok(base_url)
}
