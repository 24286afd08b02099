//! The client, and the one place that every call goes through.

use std::sync::Arc;

use reqwest::header::HeaderValue;
use serde::de::DeserializeOwned;
use url::Url;

use super::call::Call;
use super::credentials::{Credentials, basic, bearer};
use super::decode::decode;
use super::error::Error;
use super::settings::Settings;
use super::status;
use super::transport::{Reply, Transport};

/// A client of one account; cheap to clone, and clones share connections, limits and tokens.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    base_url: Url,
    transport: Transport,
    authorization: HeaderValue,
    advice: &'static str,
}

impl Client {
    /// Makes a client; sends nothing.
    ///
    /// # Errors
    ///
    /// When the base URL is no address of an HTTP service or a setting doesn't fit into a header.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let base_url = checked(settings.base_url.clone())?;
        let authorization = authorization(&settings.credentials)?;
        let transport = Transport::new(&settings)?;
        let advice = settings.credentials.advice();
        Ok(Self(Arc::new(Inner { base_url, transport, authorization, advice })))
    }

    /// Gives the address of a path below the base URL.
    pub(super) fn url(&self, path: &str) -> Result<Url, Error> {
        self.0.base_url.join(path).map_err(|error| Error::Setup(error.to_string()))
    }

    /// Makes a call and reads what it returns.
    pub(super) async fn fetch<T: DeserializeOwned>(&self, call: &Call) -> Result<T, Error> {
        self.send(call, decode).await
    }

    /// Makes a call whose success says it all: the API answers a delete with a body or without one.
    pub(super) async fn delete(&self, call: &Call) -> Result<(), Error> {
        self.send(call, |_| Ok(())).await
    }

    async fn send<T>(&self, call: &Call, read: fn(Reply) -> Result<T, Error>) -> Result<T, Error> {
        let Inner { base_url: _, transport, authorization, advice } = &*self.0;
        let reply = transport.exchange(call, Some(authorization.clone())).await?;
        read(status::check(reply, &call.url, advice)?)
    }
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

fn authorization(credentials: &Credentials) -> Result<HeaderValue, Error> {
    let unfit = |name: &str| Error::Setup(format!("{name} holds characters that no HTTP header can hold"));
    match credentials {
        Credentials::ApiToken { email, token } => basic(email, token).map_err(|_| unfit("api_token")),
        Credentials::OauthToken(token) => bearer(token).map_err(|_| unfit("oauth_token")),
        Credentials::OauthClient { .. } => {
            Err(Error::Setup("OAuth client credentials are not supported yet".to_owned()))
        }
    }
}
