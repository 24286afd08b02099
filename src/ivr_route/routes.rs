//! Routes as the account has them: by their keys, and confirmed where they differ from the state.

use super::error::Error;
use super::{IvrRoute, UnknownOptions, refresh};
use crate::account::{self, Account, lookup};
use crate::api::{self, MenuId, RouteId};
use crate::attributes::conversion::known;

/// Finds the route of a key.
///
/// # Errors
///
/// That the IVR or the menu isn't there, that no route or several routes have the key, or what the API or the way to it
/// answered.
pub(super) async fn by_key(account: &Account, menu: MenuId, key: &str) -> Result<api::IvrRoute, Error> {
    let routes = lookup::routes(account, menu).await?;
    let has_key = |route: &api::IvrRoute| route.keypress.as_deref() == Some(key);
    let (found, others): (Vec<_>, Vec<_>) = routes.into_iter().partition(has_key);
    <[api::IvrRoute; 1]>::try_from(found).map(|[route]| route).map_err(|found| Error::NotOneRoute {
        menu,
        key: key.to_owned(),
        routes: found.iter().map(|route| route.id).collect(),
        keys: others.into_iter().filter_map(|route| route.keypress).collect(),
    })
}

/// Reads the route of a state; none when it is proven to be gone.
///
/// A drift that the list of IVRs shows is confirmed by the menu's own list: that one holds all that Zendesk tells of a
/// route, while the other may lack some.
///
/// # Errors
///
/// What the API or the way to it answered, also where a 404 doesn't prove that the route is gone.
pub(super) async fn confirmed(
    account: &Account,
    id: RouteId,
    state: &IvrRoute,
    unknown: &UnknownOptions,
) -> Result<Option<api::IvrRoute>, account::Error> {
    let Some(route) = account.find::<api::IvrRoute>(id.menu, id.route_id).await? else { return Ok(None) };
    if has_drifted(state, &refresh(state, id.menu, &route)) || lacks(unknown, &route) {
        return account.confirm(id).await;
    }
    Ok(Some(route))
}

/// Reports whether a value that the state holds is another one now.
fn has_drifted(state: &IvrRoute, fresh: &IvrRoute) -> bool {
    fn differs<T: PartialEq>(
        state: &tf_provider::value::Value<T>,
        fresh: &tf_provider::value::Value<T>,
    ) -> bool {
        known(state).is_some() && state != fresh
    }
    differs(&state.keypress, &fresh.keypress)
        || differs(&state.action, &fresh.action)
        || differs(&state.overflow_options, &fresh.overflow_options)
        || differs(&state.options, &fresh.options)
}

/// Reports whether an option that the provider doesn't know, and that Zendesk had, is missing.
pub(super) fn lacks(unknown: &UnknownOptions, route: &api::IvrRoute) -> bool {
    unknown.iter().flatten().any(|(name, _)| !route.options.unknown.contains_key(name))
}
