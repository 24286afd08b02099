//! Claiming a key before a write: no two routes of a menu hold the same.

use std::time::Duration;

use tokio::sync::MutexGuard;
use tokio::time::timeout;

use super::error::{Error, Taken};
use super::keys::{Way, way};
use super::menu::Menu;
use crate::api::{IvrRoute, RouteRequest};

/// How long a key is waited for after the last change in its menu.
const KEY_WAIT: Duration = Duration::from_secs(10);

impl Menu {
    /// Waits until the route may have the key that it is to get; the guard keeps the key free.
    pub(super) async fn claim(
        &self,
        route_id: Option<i64>,
        request: &RouteRequest,
    ) -> Result<MutexGuard<'_, ()>, Error> {
        let Some(key) = request.keypress.as_deref() else { return self.begin_write().await };
        let _waiting = route_id.map(|route_id| self.wait_for(route_id, key));
        loop {
            // From here on, so that no change between the look and the wait is missed.
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let writing = self.begin_write().await?;
            let routes = self.list().await?;
            let taken = match way(&routes, &self.waiting(), route_id, key) {
                Way::Free => return Ok(writing),
                Way::Ring(Some(free), _) => {
                    self.park(route_id, request, free).await?;
                    continue;
                }
                Way::Ring(None, holder) => return Err(Error::NoFreeKey(self.taken(key, holder, &routes))),
                Way::Held(holder) => self.taken(key, holder, &routes),
            };
            drop(writing);
            tracing::info!(
                key,
                holder = taken.holder.id,
                menu_id = self.id.menu_id,
                "waiting for a route to give up its key"
            );
            match self.stop.run_until_cancelled(timeout(KEY_WAIT, changed)).await {
                Some(Ok(())) => {}
                Some(Err(_)) => return Err(Error::KeyTaken(taken)),
                None => return Err(Error::Stopped(Some(taken))),
            }
        }
    }

    /// Moves a route to a key that nobody wants, so that the ring it is part of can turn.
    async fn park(&self, route_id: Option<i64>, request: &RouteRequest, free: &str) -> Result<(), Error> {
        let Some(route_id) = route_id else { return Ok(()) };
        tracing::info!(route_id, key = free, menu_id = self.id.menu_id, "parking a route, to exchange keys");
        let aside = RouteRequest { keypress: Some(free.to_owned()), ..request.clone() };
        self.put_route(route_id, &aside).await.map(|_| ())
    }

    fn taken(&self, key: &str, holder: &IvrRoute, routes: &[IvrRoute]) -> Box<Taken> {
        let with_key = |route: &IvrRoute| route.keypress.clone().map(|key| (route.id, key));
        Box::new(Taken {
            menu: self.id,
            key: key.to_owned(),
            holder: holder.clone(),
            routes: routes.iter().filter_map(with_key).collect(),
        })
    }
}
