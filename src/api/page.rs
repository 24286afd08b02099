//! Lists that come in pages.
//!
//! Source: [offset pagination](https://developer.zendesk.com/api-reference/introduction/pagination/).

use std::collections::HashSet;

use reqwest::Method;
use serde::de::DeserializeOwned;
use url::Url;

use super::call::Call;
use super::client::Client;
use super::error::Error;

/// More pages than any list of IVRs, menus or routes has; Zendesk itself ends a list after 100.
const MAX_PAGES: usize = 1000;

/// One page of a list, as it comes.
pub(super) trait Page: DeserializeOwned + Send {
    /// What is listed.
    type Item: Send;

    /// Gives the items, and the address of the next page unless this is the last one.
    fn into_parts(self) -> (Vec<Self::Item>, Option<String>);
}

impl Client {
    /// Reads every page of a list; a list that can't be read to its end is an error.
    pub(super) async fn list<P: Page>(&self, path: &str) -> Result<Vec<P::Item>, Error> {
        let mut call = Call::new(Method::GET, self.url(path)?);
        let mut seen = HashSet::from([call.url.clone()]);
        let mut items = Vec::new();
        loop {
            let (page, next) = self.fetch::<P>(&call).await?.into_parts();
            items.extend(page);
            let Some(next) = next else { return Ok(items) };
            let url = self.next_url(&call, &next)?;
            if seen.len() >= MAX_PAGES || !seen.insert(url.clone()) {
                return Err(Error::EndlessPages { request: call.request(), pages: seen.len() });
            }
            call.url = url;
        }
    }

    fn next_url(&self, call: &Call, next: &str) -> Result<Url, Error> {
        let foreign = |target: String| Error::ForeignPage { request: call.request(), target };
        let url = call.url.join(next).map_err(|_| foreign("an address that is no URL".to_owned()))?;
        if url.origin() == call.url.origin() {
            Ok(url)
        } else {
            Err(foreign(url.origin().ascii_serialization()))
        }
    }
}
