//! Whether a route is gone: proven, never guessed from one 404.
//!
//! A wrong subdomain, a proxy's page or an endpoint that moved answer 404 as well. If each of them counted as "gone",
//! Terraform would plan to create every route once more.

use super::Menus;
use crate::api::{Error, MenuId, RouteId};

impl Menus {
    /// Succeeds if `error`, the answer to a request for the route, goes back to the route being gone.
    ///
    /// # Errors
    ///
    /// `error` itself where gone isn't proven.
    pub(super) async fn gone_or(&self, id: RouteId, error: Error) -> Result<(), Error> {
        if !is_not_found(&error) {
            return Err(error);
        }
        match self.client.list_ivr_routes(id.menu).await {
            Ok(routes) if routes.iter().all(|route| route.id != id.route_id) => Ok(()),
            Ok(_) => Err(error),
            Err(Error::RecordNotFound(_)) => Ok(()),
            Err(list_error) if is_not_found(&list_error) => self.menu_gone_or(id.menu, error).await,
            Err(list_error) => Err(list_error),
        }
    }

    async fn menu_gone_or(&self, menu: MenuId, error: Error) -> Result<(), Error> {
        match self.client.list_ivr_menus(menu.ivr_id).await {
            Ok(menus) if menus.iter().all(|known| known.id != menu.menu_id) => Ok(()),
            Ok(_) => Err(error),
            Err(list_error) if is_not_found(&list_error) => self.ivr_gone_or(menu.ivr_id, error).await,
            Err(list_error) => Err(list_error),
        }
    }

    async fn ivr_gone_or(&self, ivr_id: i64, error: Error) -> Result<(), Error> {
        match self.client.list_ivrs().await {
            Ok(ivrs) if ivrs.iter().all(|ivr| ivr.id != ivr_id) => Ok(()),
            Ok(_) => Err(error),
            Err(list_error) => Err(list_error),
        }
    }
}

fn is_not_found(error: &Error) -> bool {
    matches!(error, Error::RecordNotFound(_) | Error::NotFound(_))
}
