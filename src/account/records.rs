//! The account as a run knows it, for every noun.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::copy::Copy;
use super::error::Error;
use super::references::Referenced;
use super::tree::{Kept, Place};
use crate::api::{Client, Ivr, IvrRoute, RouteId};

/// After so long without a call, another run may have begun: some hosts don't configure the provider again.
const IDLE: Duration = Duration::from_secs(60);

/// Reads and writes the records of an account; what it knows of them is as old as the run at most.
#[derive(Debug)]
pub struct Account {
    client: Client,
    stop: CancellationToken,
    checks_references: bool,
    state: Mutex<State>,
    /// Held during a write, so that writes in one list are serialised.
    turns: Mutex<HashMap<Place, Arc<AsyncMutex<()>>>>,
}

#[derive(Debug)]
struct State {
    copy: Arc<Copy>,
    last_call: Instant,
    /// Whether there was a write since the copy began.
    has_written: bool,
    /// How many writes there were.
    writes: u64,
}

/// What a call is for, as far as the age of the copy goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A read, an import or a list of what is managed: after a write it begins a new plan.
    Refresh,
    /// A look-up for a data source, which an apply makes as well.
    LookUp,
    /// A write.
    Apply,
}

impl Account {
    /// Makes the account that `client` talks to; `stop` ends its waits. Its plans check no references.
    #[must_use]
    pub fn new(client: Client, stop: CancellationToken) -> Self {
        let copy = Arc::new(Copy::new(&client));
        let state = State { copy, last_call: Instant::now(), has_written: false, writes: 0 };
        Self { client, stop, checks_references: false, state: Mutex::new(state), turns: Mutex::default() }
    }

    /// Returns the account with plans that look up what a configuration names by id, or don't.
    #[must_use]
    pub fn checking_references(self, checks_references: bool) -> Self {
        Self { checks_references, ..self }
    }

    /// Reports whether plans look up what a configuration names by id.
    #[must_use]
    pub fn checks_references(&self) -> bool {
        self.checks_references
    }

    /// Reports whether another one is the same account, by its address and by who asks.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.client.is_for_same_account_as(&other.client)
    }

    /// Returns the address of the account.
    #[must_use]
    pub fn url(&self) -> &Url {
        self.client.base_url()
    }

    /// Notes that Terraform calls; the copy begins anew where another plan or run has begun.
    pub fn called(&self, purpose: Purpose) {
        let mut state = self.state();
        let is_idle = state.last_call.elapsed() >= IDLE;
        if is_idle || state.has_written && purpose == Purpose::Refresh {
            state.copy = Arc::new(Copy::new(&self.client));
            state.has_written = false;
        }
        state.has_written |= purpose == Purpose::Apply;
        state.writes += u64::from(purpose == Purpose::Apply);
        state.last_call = Instant::now();
    }

    /// Returns how many writes Terraform has called for, of any noun: more of them are the sign of an apply.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.state().writes
    }

    /// Lists the records of a parent; none if the parent is proven to be gone.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn all<R: Kept>(&self, parent: R::Parent) -> Result<Option<Vec<R>>, Error> {
        Ok(self.copy().all(parent).await?)
    }

    /// Lists what the provider only reads: groups, phone numbers or greetings, asked for once a run.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn list<R: Referenced>(&self) -> Result<Arc<Vec<R>>, Error> {
        Ok(self.copy().list::<R>().await?)
    }

    /// Lists the IVRs of the account.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn ivrs(&self) -> Result<Vec<Ivr>, Error> {
        Ok(self.all(()).await?.unwrap_or_default())
    }

    /// Reads a record; none when it is proven to be gone.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the record is gone.
    pub async fn find<R: Kept>(&self, parent: R::Parent, id: i64) -> Result<Option<R>, Error> {
        Ok(self.copy().find(parent, id).await?)
    }

    /// Reads a route by its menu's own list, which holds all that Zendesk tells of it; none when it is proven to be gone.
    ///
    /// # Errors
    ///
    /// As [`Self::find`].
    pub async fn confirm(&self, id: RouteId) -> Result<Option<IvrRoute>, Error> {
        let copy = self.copy();
        copy.confirm(id.menu).await?;
        Ok(copy.find(id.menu, id.route_id).await?)
    }

    /// Waits until nobody else writes in a list; nothing is begun once Terraform has stopped the provider.
    ///
    /// # Errors
    ///
    /// That Terraform stopped the provider.
    pub(super) async fn turn(&self, place: Place) -> Result<OwnedMutexGuard<()>, Error> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(turns.entry(place).or_default())
        };
        match self.stop.run_until_cancelled(turn.lock_owned()).await {
            Some(turn) if !self.stop.is_cancelled() => Ok(turn),
            _ => Err(Error::Stopped),
        }
    }

    /// Returns the signal that ends waits.
    #[must_use]
    pub fn stop(&self) -> &CancellationToken {
        &self.stop
    }

    /// Returns what the copy holds of a record, without asking for it.
    #[must_use]
    pub fn known<R: Kept>(&self, parent: R::Parent, id: i64) -> Option<R> {
        self.copy().get(parent, id)
    }

    /// Returns what the copy holds of a parent's records, without asking for them; none where they aren't known.
    #[must_use]
    pub fn known_all<R: Kept>(&self, parent: R::Parent) -> Option<Vec<R>> {
        self.copy().listed(parent)
    }

    /// Reports whether the copy holds the list of a parent, and the list lacks a record; nothing is asked for.
    #[must_use]
    pub fn known_to_lack<R: Kept>(&self, parent: R::Parent, id: i64) -> bool {
        self.copy().lacks::<R>(parent, id)
    }

    /// Returns the IVR that a menu belongs to, if the copy holds it.
    #[must_use]
    pub fn ivr_of_menu(&self, menu_id: i64) -> Option<i64> {
        self.copy().ivr_of_menu(menu_id)
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    pub(super) fn copy(&self) -> Arc<Copy> {
        Arc::clone(&self.state().copy)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
