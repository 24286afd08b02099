//! Routes of the menus of one account.

use crate::api::{Client, Error, IvrRoute, MenuId, RouteId, RouteRequest};

/// Reads and writes the routes of an account's menus.
#[derive(Clone, Debug)]
pub struct Menus {
    pub(super) client: Client,
}

impl Menus {
    /// Makes the menus of the account that `client` talks to.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists the routes of a menu in the API's order.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn list(&self, menu: MenuId) -> Result<Vec<IvrRoute>, Error> {
        self.client.list_ivr_routes(menu).await
    }

    /// Reads a route; none when it is proven to be gone.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the route is gone.
    pub async fn read(&self, id: RouteId) -> Result<Option<IvrRoute>, Error> {
        match self.client.get_ivr_route(id).await {
            Ok(route) => Ok(Some(route)),
            Err(error) => self.gone_or(id, error).await.map(|()| None),
        }
    }

    /// Creates a route.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered.
    pub async fn create(&self, menu: MenuId, route: &RouteRequest) -> Result<IvrRoute, Error> {
        self.client.create_ivr_route(menu, route).await
    }

    /// Updates a route in place.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered.
    pub async fn update(&self, id: RouteId, route: &RouteRequest) -> Result<IvrRoute, Error> {
        self.client.update_ivr_route(id, route).await
    }

    /// Deletes a route; one that is proven to be gone already counts as deleted.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the route is gone.
    pub async fn delete(&self, id: RouteId) -> Result<(), Error> {
        match self.client.delete_ivr_route(id).await {
            Ok(()) => Ok(()),
            Err(error) => self.gone_or(id, error).await,
        }
    }
}
