//! Creating a route exactly once, whatever happens to the answer.
//!
//! The API has no key that makes a create idempotent. So a create whose outcome is in doubt is followed by a look at the
//! menu: a route that is as asked for and wasn't there before is the one; only where there is none it is sent again.

use super::adoption::is_as_asked;
use super::error::Error;
use super::menu::Menu;
use crate::api::{self, IvrRoute, RouteRequest};

impl Menu {
    /// Creates a route, exactly once.
    pub(super) async fn create(&self, request: &RouteRequest) -> Result<IvrRoute, Error> {
        let _writing = self.claim(None, request).await?;
        let before = self.list().await?;
        match self.client.create_ivr_route(self.id, request).await {
            Err(error) if error.is_ambiguous() => self.settle_doubt(request, &before, error).await,
            created => self.written(created).await,
        }
    }

    /// Finds out whether a create in doubt took effect, and sends it again where it didn't.
    async fn settle_doubt(
        &self,
        request: &RouteRequest,
        before: &[IvrRoute],
        mut failure: api::Error,
    ) -> Result<IvrRoute, Error> {
        let mut pauses = self.client.pauses(self.id)?;
        loop {
            // The service may still be at work on it, so the look comes after the pause.
            let may_go_on = pauses.pause(&failure).await;
            match self.look(request, before).await {
                Ok(Some(route)) => return Ok(route),
                Ok(None) if may_go_on => {}
                Ok(None) => return Err(failure.into()),
                Err(look) => return Err(Error::MayExist { menu: self.id, write: failure, look }),
            }
            match self.client.create_ivr_route(self.id, request).await {
                Ok(route) => return self.only_one(request, before, route).await,
                Err(error) => failure = error,
            }
        }
    }

    /// Looks for a route that is as asked for and wasn't there before.
    async fn look(
        &self,
        request: &RouteRequest,
        before: &[IvrRoute],
    ) -> Result<Option<IvrRoute>, api::Error> {
        self.forget().await;
        let routes = self.list().await?;
        let is_new = |route: &IvrRoute| before.iter().all(|known| known.id != route.id);
        Ok(routes.into_iter().find(|route| is_new(route) && is_as_asked(request, route)))
    }

    /// Makes sure that an earlier attempt didn't take effect after all; if it did, the later route goes.
    async fn only_one(
        &self,
        request: &RouteRequest,
        before: &[IvrRoute],
        route: IvrRoute,
    ) -> Result<IvrRoute, Error> {
        match self.look(request, before).await {
            Ok(Some(first)) if first.id != route.id => {
                tracing::warn!(
                    kept = first.id,
                    deleted = route.id,
                    "an earlier attempt at a create came through late"
                );
                self.client.delete_ivr_route(self.route_id(route.id)).await?;
                self.remove(route.id).await;
                Ok(first)
            }
            _ => Ok(route),
        }
    }
}
