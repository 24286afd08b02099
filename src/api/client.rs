//! The client: lists, shows, creates, updates and deletes records.

use std::collections::HashSet;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use reqwest::Method;
use tokio::time::sleep;
use url::Url;

use super::authorization::Authorization;
use super::call::Call;
use super::error::{Error, Failure, Kind, Status};
use super::http::{Http, Reply};
use super::memory::{Allowance, MAX_MEMORY, Room, Weight};
use super::outages::{Outages, Subject};
use super::rate_limit::RateLimit;
use super::record::{Envelope, One, Page, Record};
use super::retry::FIRST_DELAY;
use super::send::{Attempts, Service, send};
use super::settings::{Settings, SetupError};
use super::status::{decode, decode_within, deleted};
use super::text;

/// More pages than any list has; Zendesk itself ends a list after 100.
const MAX_PAGES: usize = 1000;

/// How long a look at what became of a write may still take when the run has ended.
const LOOK_AFTER_END: Duration = Duration::from_millis(1500);

/// The longest address of a page that is asked for, in characters.
const MAX_PAGE_URL_CHARS: usize = 2048;

/// How many pages of a list may be empty though there is a next one.
const MAX_EMPTY_PAGES: usize = 1;

/// A client of one account; cheap to clone, and clones share connections, limits, tokens and what they know of outages.
#[derive(Clone, Debug)]
pub struct Client {
    service: Arc<Service>,
    memory: Arc<Allowance>,
}

/// A list, or how long it is.
#[derive(Clone, Debug)]
pub enum Listing<R> {
    /// All records, each once.
    Whole(Vec<R>),
    /// The list has more records than were asked for; it was read no further than to see that.
    TooLong,
}

/// The attempts at one create, between which the caller may look what became of them.
#[derive(Debug)]
pub struct Creation<'a, R> {
    attempts: Attempts<'a>,
    read: PhantomData<fn() -> R>,
}

impl Client {
    /// Makes a client; sends nothing.
    ///
    /// # Errors
    ///
    /// When the base URL is no address of an HTTP service or a setting doesn't fit into a header.
    pub fn new(settings: Settings) -> Result<Self, SetupError> {
        Self::with_first_delay(settings, FIRST_DELAY)
    }

    /// Makes a client that waits so long before the second attempt of a call.
    pub(super) fn with_first_delay(settings: Settings, first_delay: Duration) -> Result<Self, SetupError> {
        let settings = Settings { base_url: checked(settings.base_url.clone())?, ..settings };
        let tokens_url = below(&settings.base_url, "oauth/tokens");
        let service = Service {
            http: Http::new(&settings)?,
            authorization: Authorization::new(&settings.credentials, tokens_url)?,
            rate_limit: RateLimit::new(settings.max_requests_per_minute),
            outages: Outages::default(),
            first_delay,
            has_told_wait: AtomicBool::default(),
            settings,
        };
        Ok(Self { service: Arc::new(service), memory: Arc::new(Allowance::default()) })
    }

    /// Returns a client whose lists may take as much memory again: for who keeps none of those that were read so far.
    #[must_use]
    pub fn forgetful(&self) -> Self {
        Self { service: Arc::clone(&self.service), memory: Arc::new(Allowance::default()) }
    }

    /// Reports whether another client asks the same account with the same credentials.
    #[must_use]
    pub fn is_for_same_account_as(&self, other: &Self) -> bool {
        let (own, other) = (&self.service.settings, &other.service.settings);
        own.base_url == other.base_url && own.credentials.is_same_as(&other.credentials)
    }

    /// Returns the address of the account.
    #[must_use]
    pub fn base_url(&self) -> &Url {
        &self.service.settings.base_url
    }

    /// Returns what the calls of this client share.
    #[cfg(test)]
    pub(super) fn service(&self) -> &Service {
        &self.service
    }

    /// Lists the records of a parent, every page, each record once, in the API's order.
    ///
    /// # Errors
    ///
    /// When a page can't be read, or the list changes while it is read; a partial list is never returned.
    pub async fn list<R: Record>(&self, parent: R::Parent) -> Result<Vec<R>, Error> {
        self.read_list(self.list_call::<R>(parent), None).await.map(whole)
    }

    /// Lists the records of a parent for a caller who can do without: with two retries at most, and with memory of its own.
    ///
    /// No other call has to do with its failure, but for a refusal of such lists.
    ///
    /// # Errors
    ///
    /// As [`Self::list`].
    pub async fn list_if_possible<R: Record>(&self, parent: R::Parent) -> Result<Vec<R>, Error> {
        let call = Call { is_optional: true, ..self.list_call::<R>(parent) };
        self.forgetful().read_list(call, None).await.map(whole)
    }

    /// Lists the records of a parent, unless there are more than `most`.
    ///
    /// # Errors
    ///
    /// As [`Self::list`].
    pub async fn list_up_to<R: Record>(&self, parent: R::Parent, most: usize) -> Result<Listing<R>, Error> {
        self.read_list(self.list_call::<R>(parent), Some(most)).await
    }

    /// Lists the records of a parent to see what became of a write: for a short time even after the run has ended.
    ///
    /// # Errors
    ///
    /// As [`Self::list`], and when the run has ended before the service answered.
    pub async fn look<R: Record>(&self, parent: R::Parent) -> Result<Vec<R>, Error> {
        let over = async {
            self.service.settings.stop.cancelled().await;
            sleep(LOOK_AFTER_END).await;
        };
        let call = Call { is_look: true, ..self.list_call::<R>(parent) };
        tokio::select! {
            biased;
            listed = self.read_list(call.clone(), None) => listed.map(whole),
            () = over => {
                Err(Error::new(call.request(), Kind::Stopped { last: None }.into()))
            }
        }
    }

    /// Reads a list; one whose pages don't fit together is read once more.
    ///
    /// A record that is made or deleted meanwhile moves others from page to page.
    async fn read_list<R: Record>(&self, call: Call, most: Option<usize>) -> Result<Listing<R>, Error> {
        for _ in 0..2 {
            let read = self.read_pages(call.clone(), most).await;
            if !matches!(read, Ok(Some(Listing::Whole(_)))) {
                self.memory.give_back(call.url.path());
            }
            if let Some(listing) = read? {
                return Ok(listing);
            }
        }
        Err(Error::new(call.request(), Kind::ShiftingPages.into()))
    }

    /// Reads the pages of a list from the first one; none if they don't fit together.
    async fn read_pages<R: Record>(
        &self,
        mut call: Call,
        most: Option<usize>,
    ) -> Result<Option<Listing<R>>, Error> {
        let mut room = Room::new::<R>(&self.memory, call.url.path());
        let mut seen = HashSet::from([call.url.clone()]);
        let (mut records, mut ids, mut counts) = (Vec::<R>::new(), HashSet::new(), HashSet::new());
        let mut empty = 0;
        loop {
            call.max_bytes = room.bytes();
            let Read { page, bytes, weight } = send(&self.service, call.clone(), page::<R>).await?;
            room.take(bytes, weight).map_err(|kind| Error::new(call.request(), kind.into()))?;
            empty += usize::from(page.records.is_empty());
            if page.count.zip(most).is_some_and(|(count, most)| count > most) {
                return Ok(Some(Listing::TooLong));
            }
            counts.extend(page.count);
            let is_new = page.records.iter().all(|record| ids.insert(record.id()));
            records.extend(page.records);
            if !is_new {
                return Ok(None);
            }
            if most.is_some_and(|most| records.len() > most) {
                return Ok(Some(Listing::TooLong));
            }
            let Some(next) = page.next else { break };
            let url = next_url(&call, &next)?;
            if empty > MAX_EMPTY_PAGES || seen.len() >= MAX_PAGES || !seen.insert(url.clone()) {
                return Err(Error::new(call.request(), Kind::EndlessPages { pages: seen.len() }.into()));
            }
            call.url = url;
        }
        let fits = counts.iter().all(|count| *count == records.len());
        Ok(fits.then_some(Listing::Whole(records)))
    }

    /// Reads one record.
    ///
    /// # Errors
    ///
    /// When the record can't be read; a 404 alone doesn't tell a lost record from a lost parent.
    pub async fn show<R: Record>(&self, parent: R::Parent, id: &R::Id) -> Result<R, Error> {
        let call = self.call::<R>(Method::GET, parent, Some(id));
        send(&self.service, call, decode::<One<R>>).await.map(|One(record)| record)
    }

    /// Begins to create a record; sends nothing yet.
    #[must_use]
    pub fn creation<R: Record>(&self, parent: R::Parent, body: &R::Body) -> Creation<'_, R> {
        let call = self.call::<R>(Method::POST, parent, None).with_json(&Envelope(R::ONE, body));
        Creation { attempts: Attempts::new(&self.service, call), read: PhantomData }
    }

    /// Changes a record.
    ///
    /// # Errors
    ///
    /// When the record isn't changed, or when it may have been: see [`Error::is_ambiguous`].
    pub async fn update<R: Record>(&self, parent: R::Parent, id: &R::Id, body: &R::Body) -> Result<R, Error> {
        let call = self.call::<R>(Method::PUT, parent, Some(id)).with_json(&Envelope(R::ONE, body));
        send(&self.service, call, decode::<One<R>>).await.map(|One(record)| record)
    }

    /// Deletes a record; the API answers with a JSON body or without one.
    ///
    /// # Errors
    ///
    /// When the record isn't deleted; a 404 is passed on, because it alone doesn't prove that the record is gone.
    pub async fn delete<R: Record>(&self, parent: R::Parent, id: &R::Id) -> Result<(), Error> {
        let call = self.call::<R>(Method::DELETE, parent, Some(id));
        match send(&self.service, call, deleted).await {
            // An attempt whose answer was lost did it.
            Err(error) if error.status() == Some(Status::RecordNotFound) && error.request().in_doubt => {
                Ok(())
            }
            result => result,
        }
    }

    fn list_call<R: Record>(&self, parent: R::Parent) -> Call {
        let mut url = below(&self.service.settings.base_url, &R::path(parent));
        url.set_query(R::QUERY);
        Call::new(Method::GET, url, Subject::Reading(R::FAMILY))
    }

    /// Makes the call about one record, or about the list that a new one is added to.
    fn call<R: Record>(&self, method: Method, parent: R::Parent, id: Option<&R::Id>) -> Call {
        let mut path = R::path(parent);
        if let Some(id) = id {
            path = format!("{path}/{id}");
        }
        let subject =
            if method == Method::GET { Subject::Reading(R::FAMILY) } else { Subject::Writing(R::ONE) };
        Call::new(method, below(&self.service.settings.base_url, &path), subject)
    }
}

impl<'a, R: Record> Creation<'a, R> {
    /// Makes one attempt at the create.
    ///
    /// # Errors
    ///
    /// When the record isn't created, or when it may have been, by this attempt or an earlier one: see
    /// [`Error::is_ambiguous`].
    pub async fn attempt(&mut self) -> Result<R, Error> {
        self.attempts.attempt(decode::<One<R>>).await.map(|One(record)| record)
    }

    /// Reports whether an attempt may have taken effect though no usable answer came.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.attempts.is_in_doubt()
    }

    /// Waits as long as the failure of the last attempt asks for, or a little longer each time.
    ///
    /// # Errors
    ///
    /// When no attempt may follow: the failure can't pass, the retries or the time are used up, or Terraform stops the
    /// provider.
    pub async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        self.attempts.wait_after(error, true).await
    }
}

fn whole<R>(listing: Listing<R>) -> Vec<R> {
    match listing {
        Listing::Whole(records) => records,
        // Not without a limit.
        Listing::TooLong => Vec::new(),
    }
}

/// A page that was read.
struct Read<R> {
    page: Page<R>,
    /// How long its body is.
    bytes: usize,
    weight: Weight,
}

fn page<R: Record>(reply: Reply) -> Result<Read<R>, Failure> {
    let bytes = reply.body.len();
    let (page, weight) = decode_within(reply, MAX_MEMORY, R::MAX_MEMORY)?;
    Ok(Read { page, bytes, weight })
}

/// Returns the address of the next page, if it is one of the same list: the credentials go along.
fn next_url(call: &Call, next: &str) -> Result<Url, Error> {
    let refused = |kind: Kind| Err(Error::new(call.request(), kind.into()));
    let odd = |place| refused(Kind::OddPage { place });
    if next.chars().take(MAX_PAGE_URL_CHARS + 1).count() > MAX_PAGE_URL_CHARS {
        return odd("an address of more than 2048 characters");
    }
    let Ok(url) = call.url.join(next) else { return odd("an address that is no URL") };
    if !url.origin().is_tuple() {
        return odd("an address that isn't one of HTTP");
    }
    if url.origin() != call.url.origin() {
        let target = text::short(&url.origin().ascii_serialization());
        return refused(Kind::ForeignPage { target });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return odd("an address with a user name or a password");
    }
    // The service writes the path of a list with or without the ending.
    let path = |url: &Url| url.path().trim_end_matches('/').trim_end_matches(".json").to_owned();
    if path(&url) == path(&call.url) { Ok(url) } else { odd("the address of something else") }
}

/// Returns the address of a path below the base URL.
fn below(base_url: &Url, path: &str) -> Url {
    let mut url = base_url.clone();
    url.set_path(&format!("{}{path}", base_url.path()));
    url
}

/// Makes sure that paths can be put below the URL and that it holds no secret, which would show up in errors.
fn checked(mut base_url: Url) -> Result<Url, SetupError> {
    let refused = |why: &str| Err(SetupError::Client(why.to_owned()));
    if !matches!(base_url.scheme(), "http" | "https") || !base_url.has_host() {
        return refused("base_url must begin with https:// and a host");
    }
    if !base_url.username().is_empty() || base_url.password().is_some() {
        return refused("base_url must not hold a user name or a password");
    }
    if base_url.query().is_some() || base_url.fragment().is_some() {
        return refused("base_url must not hold a query or a fragment");
    }
    let path = format!("{}/", base_url.path().trim_end_matches('/'));
    base_url.set_path(&path);
    Ok(base_url)
}
