//! One menu as this run knows it.

use std::sync::Arc;

use tokio::sync::{Mutex, Notify};
use tokio_util::sync::CancellationToken;

use super::activity::Activity;
use super::wishes::Wishes;
use crate::api::{self, Client, IvrRoute, MenuId};

/// One menu: its routes as last listed or written, and the operations that wait for a key.
#[derive(Debug)]
pub(super) struct Menu {
    pub(super) client: Client,
    pub(super) id: MenuId,
    pub(super) stop: CancellationToken,
    /// The routes, once listed. Held while listing, so that reads under way share the request.
    copy: Mutex<Option<Vec<IvrRoute>>>,
    /// Held during a write, so that writes in one menu are serialised.
    pub(super) writing: Mutex<()>,
    /// What goes on in all menus of this run.
    pub(super) activity: Arc<Activity>,
    pub(super) wishes: Wishes,
    /// Tells the waiting operations that who holds or wants which key has changed.
    pub(super) changed: Notify,
}

impl Menu {
    pub(super) fn new(client: Client, id: MenuId, stop: CancellationToken, activity: Arc<Activity>) -> Self {
        Self {
            client,
            id,
            stop,
            copy: Mutex::default(),
            writing: Mutex::default(),
            activity,
            wishes: Wishes::default(),
            changed: Notify::new(),
        }
    }

    /// Gives the routes; asks the API only if no list or write of this run tells them.
    pub(super) async fn list(&self) -> Result<Vec<IvrRoute>, api::Error> {
        let mut copy = self.copy.lock().await;
        if let Some(routes) = &*copy {
            return Ok(routes.clone());
        }
        let routes = self.client.list::<IvrRoute>(self.id).await?;
        Ok(copy.insert(routes).clone())
    }

    /// Finds a route in the copy without copying the others.
    pub(super) async fn find(&self, route_id: i64) -> Result<Option<IvrRoute>, api::Error> {
        let mut copy = self.copy.lock().await;
        if copy.is_none() {
            *copy = Some(self.client.list::<IvrRoute>(self.id).await?);
        }
        Ok(copy.iter().flatten().find(|route| route.id == route_id).cloned())
    }

    /// Brings the copy up to date from the answer of a write, or of a read that knew more than the list.
    pub(super) async fn put(&self, route: &IvrRoute) {
        if let Some(routes) = &mut *self.copy.lock().await {
            match routes.iter_mut().find(|known| known.id == route.id) {
                Some(known) => known.clone_from(route),
                None => routes.push(route.clone()),
            }
        }
        self.changed.notify_waiters();
    }

    /// Takes a deleted route out of the copy.
    pub(super) async fn remove(&self, route_id: i64) {
        if let Some(routes) = &mut *self.copy.lock().await {
            routes.retain(|route| route.id != route_id);
        }
        self.changed.notify_waiters();
    }

    /// Drops the copy: a write's answer was lost, so nobody knows what the menu holds.
    pub(super) async fn forget(&self) {
        *self.copy.lock().await = None;
        self.changed.notify_waiters();
    }
}
