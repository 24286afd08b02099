//! Reading a route, and whether it is gone: proven, never guessed from one 404.
//!
//! A wrong subdomain, a proxy's page or an endpoint that moved answer 404 as well. If each of them counted as "gone",
//! Terraform would plan to create every route once more.

use super::error::Error;
use super::menu::Menu;
use crate::api::{self, Ivr, IvrMenu, IvrRoute, Status};

impl Menu {
    /// Reads a route from the menu's list; none when it is proven to be gone.
    pub(super) async fn read(&self, route_id: i64) -> Result<Option<IvrRoute>, Error> {
        match self.find(route_id).await {
            Ok(Some(route)) => Ok(Some(route)),
            Ok(None) => self.read_unlisted(route_id).await,
            Err(error) => self.menu_gone_or(error).await.map(|()| None),
        }
    }

    /// Asks for a route that the list lacks, before it is called gone.
    async fn read_unlisted(&self, route_id: i64) -> Result<Option<IvrRoute>, Error> {
        match self.client.show::<IvrRoute>(self.id, &route_id).await {
            Ok(route) => {
                self.put(&route).await;
                Ok(Some(route))
            }
            Err(error) if is_not_found(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Succeeds if `error`, the 404 of a request for the route, goes back to the route being gone.
    pub(super) async fn gone_or(&self, route_id: i64, error: api::Error) -> Result<(), Error> {
        if !is_not_found(&error) {
            return Err(error.into());
        }
        self.forget().await;
        match self.find(route_id).await {
            Ok(None) => Ok(()),
            Ok(Some(_)) => Err(error.into()),
            Err(list_error) => self.menu_gone_or(list_error).await,
        }
    }

    /// Succeeds if `error`, the answer to the list of routes, goes back to the menu or its IVR being gone.
    async fn menu_gone_or(&self, error: api::Error) -> Result<(), Error> {
        match error.status() {
            Some(Status::RecordNotFound) => return Ok(()),
            Some(Status::NotFound) => {}
            _ => return Err(error.into()),
        }
        match self.client.list::<IvrMenu>(self.id.ivr_id).await {
            Ok(menus) if menus.iter().all(|menu| menu.id != self.id.menu_id) => Ok(()),
            Err(menus_error) if is_not_found(&menus_error) => self.ivr_gone_or(error).await,
            Ok(_) | Err(_) => Err(error.into()),
        }
    }

    async fn ivr_gone_or(&self, error: api::Error) -> Result<(), Error> {
        match self.client.list::<Ivr>(()).await {
            Ok(ivrs) if ivrs.iter().all(|ivr| ivr.id != self.id.ivr_id) => Ok(()),
            Ok(_) | Err(_) => Err(error.into()),
        }
    }
}

/// Tells whether the API says that there is nothing there, in whatever form.
pub(super) fn is_not_found(error: &api::Error) -> bool {
    error.is_not_found()
}
