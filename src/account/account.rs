//! The menus of one account.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Mutex as AsyncMutex;
use tokio_util::sync::CancellationToken;

use super::activity::Activity;
use super::error::Error;
use super::menu::Menu;
use crate::api::{Client, Ivr, IvrRoute, MenuId, RouteId, RouteRequest};

/// Reads and writes the routes of an account's menus; what it knows of them is as old as the run at most.
#[derive(Debug)]
pub struct Menus {
    pub(super) client: Client,
    stop: CancellationToken,
    activity: Arc<Activity>,
    menus: Mutex<HashMap<MenuId, Arc<Menu>>>,
    /// The IVRs, once listed. Held while listing, so that lookups under way share the request.
    pub(super) ivrs: AsyncMutex<Option<Vec<Ivr>>>,
}

impl Menus {
    /// Makes the menus of the account that `client` talks to; `stop` ends their waits.
    #[must_use]
    pub fn new(client: Client, stop: CancellationToken) -> Self {
        Self { client, stop, activity: Arc::default(), menus: Mutex::default(), ivrs: AsyncMutex::default() }
    }

    /// Lists the routes of a menu in the API's order.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn list(&self, menu: MenuId) -> Result<Vec<IvrRoute>, Error> {
        Ok(self.menu(menu).list().await?)
    }

    /// Reads a route; none when it is proven to be gone.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the route is gone.
    pub async fn read(&self, id: RouteId) -> Result<Option<IvrRoute>, Error> {
        self.menu(id.menu).read(id.route_id).await
    }

    /// Finds the route of a key.
    ///
    /// # Errors
    ///
    /// That the IVR or the menu isn't there, that no route or several routes have the key, or what the API or the way
    /// to it answered.
    pub async fn find_by_key(&self, menu: MenuId, key: &str) -> Result<IvrRoute, Error> {
        let routes = match self.list(menu).await {
            Ok(routes) => routes,
            Err(error) => return Err(self.missing_or(menu, error).await),
        };
        let (found, others): (Vec<_>, Vec<_>) =
            routes.into_iter().partition(|route| route.keypress.as_deref() == Some(key));
        <[IvrRoute; 1]>::try_from(found).map(|[route]| route).map_err(|found| Error::NotOneRoute {
            menu,
            key: key.to_owned(),
            routes: found.iter().map(|route| route.id).collect(),
            keys: others.into_iter().filter_map(|route| route.keypress).collect(),
        })
    }

    /// Creates a route, exactly once.
    ///
    /// # Errors
    ///
    /// That the key is taken, or what the API or the way to it answered.
    pub async fn create(&self, menu: MenuId, request: &RouteRequest) -> Result<IvrRoute, Error> {
        self.menu(menu).create(request).await
    }

    /// Updates a route in place; `key` is the one that it holds before.
    ///
    /// # Errors
    ///
    /// That the key is taken, or what the API or the way to it answered.
    pub async fn update(
        &self,
        id: RouteId,
        key: Option<&str>,
        request: &RouteRequest,
    ) -> Result<IvrRoute, Error> {
        self.menu(id.menu).update(id.route_id, key, request).await
    }

    /// Deletes a route; one that is proven to be gone already counts as deleted.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the route is gone.
    pub async fn delete(&self, id: RouteId) -> Result<(), Error> {
        self.menu(id.menu).delete(id.route_id).await
    }

    fn menu(&self, id: MenuId) -> Arc<Menu> {
        let mut menus = self.menus.lock().unwrap_or_else(PoisonError::into_inner);
        let menu = || Arc::new(Menu::new(self.client.clone(), id, self.stop.clone(), self.activity.clone()));
        menus.entry(id).or_insert_with(menu).clone()
    }
}
