//! Creating a route exactly once, whatever happens to the answer.
//!
//! The API has no key that makes a create idempotent. So a create whose outcome is in doubt is followed by a look at the
//! menu: a route that is as asked for and wasn't there before is the one; only where there is none it is sent again.

use super::adoption::is_as_asked;
use super::claiming::Claim;
use super::error::Error;
use super::menu::Menu;
use crate::api::{self, IvrRoute, RouteRequest};

impl Menu {
    /// Creates a route, exactly once.
    pub(super) async fn create(&self, request: &RouteRequest) -> Result<IvrRoute, Error> {
        let mut operation = self.activity.begin();
        let mut claim = Claim { route_id: None, request, aside: None };
        let _writing = self.claim(&mut operation, &mut claim).await?;
        let before = self.list().await?;
        let mut creation = self.client.creation::<IvrRoute>(self.id, request);
        loop {
            let error = match creation.attempt().await {
                Ok(route) => return self.alone(request, &before, route).await,
                Err(error) => error,
            };
            let is_ambiguous = error.is_ambiguous();
            // The service may still be at work on it, so the look comes after the pause.
            let ended = creation.wait_after(error.clone()).await.err();
            if is_ambiguous {
                match self.look(request, &before).await {
                    Ok(found) => match self.only_one(found).await? {
                        Some(route) => return Ok(route),
                        None if ended.is_none() => {}
                        None => return Err(self.may_exist(request, ended.unwrap_or(error), None)),
                    },
                    Err(look) => return Err(self.may_exist(request, error, Some(look))),
                }
            } else if let Some(error) = ended {
                self.forget().await;
                return Err(error.into());
            }
        }
    }

    /// Looks for routes that are as asked for and weren't there before.
    async fn look(&self, request: &RouteRequest, before: &[IvrRoute]) -> Result<Vec<IvrRoute>, api::Error> {
        self.forget().await;
        let mut routes = self.list().await?;
        let is_new = |route: &IvrRoute| before.iter().all(|known| known.id != route.id);
        routes.retain(|route| is_new(route) && is_as_asked(request, route));
        Ok(routes)
    }

    /// Makes sure that the route of the last attempt is the only one: an earlier attempt may have come through late.
    async fn alone(
        &self,
        request: &RouteRequest,
        before: &[IvrRoute],
        route: IvrRoute,
    ) -> Result<IvrRoute, Error> {
        let mut found = self.look(request, before).await.unwrap_or_default();
        if found.iter().all(|known| known.id != route.id) {
            found.push(route.clone());
        }
        Ok(self.only_one(found).await?.unwrap_or(route))
    }

    /// Keeps the first of the routes that attempts at one create made, and deletes its copies: they do the very same.
    async fn only_one(&self, found: Vec<IvrRoute>) -> Result<Option<IvrRoute>, Error> {
        let mut found = found.into_iter();
        let Some(kept) = found.next() else { return Ok(None) };
        for copy in found.filter(|route| IvrRoute { id: kept.id, ..route.clone() } == kept) {
            tracing::warn!(kept = kept.id, deleted = copy.id, "an attempt at a create came through late");
            let deleted = self.client.delete::<IvrRoute>(self.id, &copy.id).await;
            let twice = |delete| Error::Twice { menu: self.id, kept: kept.id, copy: copy.id, delete };
            deleted.map_err(twice)?;
            self.remove(copy.id).await;
        }
        Ok(Some(kept))
    }

    fn may_exist(&self, request: &RouteRequest, write: api::Error, look: Option<api::Error>) -> Error {
        Error::MayExist { menu: self.id, key: request.keypress.clone(), write, look }
    }
}
