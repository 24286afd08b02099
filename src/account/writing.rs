//! Changing and deleting routes: one write in a menu at a time.

use tokio::sync::MutexGuard;

use super::activity::Operation;
use super::claiming::Claim;
use super::error::Error;
use super::menu::Menu;
use crate::api::{self, IvrRoute, RouteRequest};

impl Menu {
    /// Updates a route in place; `key` is the one that it holds.
    pub(super) async fn update(
        &self,
        route_id: i64,
        key: Option<&str>,
        request: &RouteRequest,
    ) -> Result<IvrRoute, Error> {
        let mut operation = self.activity.begin();
        if key == request.keypress.as_deref() {
            let _writing = self.begin_write().await?;
            return self.put_route(route_id, request).await;
        }
        let mut claim = Claim { route_id: Some(route_id), request, aside: None };
        let moved = self.move_route(&mut operation, route_id, &mut claim).await;
        moved.map_err(|error| match claim.aside {
            Some(route) => Error::LeftAside { route: Box::new(route), error: Box::new(error) },
            None => error,
        })
    }

    async fn move_route(
        &self,
        operation: &mut Operation<'_>,
        route_id: i64,
        claim: &mut Claim<'_>,
    ) -> Result<IvrRoute, Error> {
        let _writing = self.claim(operation, claim).await?;
        self.put_route(route_id, claim.request).await
    }

    /// Deletes a route.
    pub(super) async fn delete(&self, route_id: i64) -> Result<(), Error> {
        let _operation = self.activity.begin();
        let _writing = self.begin_write().await?;
        match self.client.delete::<IvrRoute>(self.id, &route_id).await {
            Ok(()) => {}
            Err(error) => self.gone_or(route_id, error).await?,
        }
        self.remove(route_id).await;
        Ok(())
    }

    /// Waits for this menu's turn to write; nothing is begun once Terraform has stopped the provider.
    pub(super) async fn begin_write(&self) -> Result<MutexGuard<'_, ()>, Error> {
        let writing = self.stop.run_until_cancelled(self.writing.lock()).await;
        match writing {
            Some(writing) if !self.stop.is_cancelled() => Ok(writing),
            _ => Err(Error::Stopped(None)),
        }
    }

    pub(super) async fn put_route(&self, route_id: i64, request: &RouteRequest) -> Result<IvrRoute, Error> {
        let updated = self.client.update::<IvrRoute>(self.id, &route_id, request).await;
        self.written(updated).await
    }

    /// Brings the copy up to date from the answer of a write, or drops it where the answer is lost.
    pub(super) async fn written(&self, answer: Result<IvrRoute, api::Error>) -> Result<IvrRoute, Error> {
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
}
