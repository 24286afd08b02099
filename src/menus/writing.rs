//! Writing routes: one write in a menu at a time, each onto a key that no other route holds.

use std::time::Duration;

use tokio::sync::MutexGuard;
use tokio::time::timeout;

use super::adoption::is_as_asked;
use super::error::{Error, Taken};
use super::keys::{Way, way};
use super::menu::Menu;
use crate::api::{self, IvrRoute, RouteRequest};

/// How long a key is waited for after the last change in its menu.
const KEY_WAIT: Duration = Duration::from_secs(10);

impl Menu {
    /// Creates a route, exactly once.
    pub(super) async fn create(&self, request: &RouteRequest) -> Result<IvrRoute, Error> {
        let _writing = self.claim(None, request).await?;
        let before = self.list().await?;
        match self.client.create_ivr_route(self.id, request).await {
            Err(error) if error.is_ambiguous() => self.look_for(request, &before, error).await,
            created => self.written(created).await,
        }
    }

    /// Updates a route in place; `key` is the one that it holds.
    pub(super) async fn update(
        &self,
        route_id: i64,
        key: Option<&str>,
        request: &RouteRequest,
    ) -> Result<IvrRoute, Error> {
        let _writing = if key == request.keypress.as_deref() {
            self.writing.lock().await
        } else {
            self.claim(Some(route_id), request).await?
        };
        self.put_route(route_id, request).await
    }

    /// Deletes a route.
    pub(super) async fn delete(&self, route_id: i64) -> Result<(), Error> {
        let _writing = self.writing.lock().await;
        match self.client.delete_ivr_route(self.route_id(route_id)).await {
            Ok(()) => {}
            Err(error) => self.gone_or(route_id, error).await?,
        }
        self.remove(route_id).await;
        Ok(())
    }

    /// Waits until the route may have the key that it is to get; the guard keeps the key free.
    async fn claim(
        &self,
        route_id: Option<i64>,
        request: &RouteRequest,
    ) -> Result<MutexGuard<'_, ()>, Error> {
        let Some(key) = request.keypress.as_deref() else { return Ok(self.writing.lock().await) };
        let _waiting = route_id.map(|route_id| self.wait_for(route_id, key));
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let writing = self.writing.lock().await;
            let routes = self.list().await?;
            let holder = match way(&routes, &self.waiting(), route_id, key) {
                Way::Free => return Ok(writing),
                Way::Ring(Some(free), _) => {
                    self.park(route_id, request, free).await?;
                    continue;
                }
                Way::Ring(None, holder) => return Err(Error::NoFreeKey(self.taken(key, holder, &routes))),
                Way::Held(holder) => holder,
            };
            drop(writing);
            tracing::info!(
                key,
                holder = holder.id,
                menu_id = self.id.menu_id,
                "waiting for a route to give up its key"
            );
            tokio::select! {
                () = self.stop.cancelled() => return Err(Error::Stopped(self.taken(key, holder, &routes))),
                woken = timeout(KEY_WAIT, changed) => if woken.is_err() {
                    return Err(Error::KeyTaken(self.taken(key, holder, &routes)));
                }
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

    async fn put_route(&self, route_id: i64, request: &RouteRequest) -> Result<IvrRoute, Error> {
        let updated = self.client.update_ivr_route(self.route_id(route_id), request).await;
        self.written(updated).await
    }

    async fn written(&self, answer: Result<IvrRoute, api::Error>) -> Result<IvrRoute, Error> {
        match answer {
            Ok(route) => {
                self.put(&route).await;
                Ok(route)
            }
            Err(error) => {
                self.forget().await;
                Err(error.into())
            }
        }
    }

    /// Finds the route of a create whose answer was lost: one that is as asked for, and wasn't there before.
    async fn look_for(
        &self,
        request: &RouteRequest,
        before: &[IvrRoute],
        write: api::Error,
    ) -> Result<IvrRoute, Error> {
        self.forget().await;
        let routes = match self.list().await {
            Ok(routes) => routes,
            Err(Error::Api(look)) => return Err(Error::MayExist { menu: self.id, write, look }),
            Err(other) => return Err(other),
        };
        let new = |route: &&IvrRoute| {
            before.iter().all(|known| known.id != route.id) && is_as_asked(request, route)
        };
        match routes.iter().find(new) {
            Some(route) => Ok(route.clone()),
            None => Err(write.into()),
        }
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
