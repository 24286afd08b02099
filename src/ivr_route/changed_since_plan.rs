//! What has changed since the plan, and isn't configured: writing the planned value would revert it.
//!
//! A plan may be old when it is applied, or begin from an old state (`-refresh=false`). What is configured is written
//! whatever happened since. For the rest, the plan holds what the state held: it is written only while it still is so.

use tf_provider::AttributePath;

use super::error::Error;
use super::{IvrRoute, UnknownOptions, refresh, routes, unknown_options};
use crate::account::Account;
use crate::api::{self, RouteId};
use crate::attributes::conversion::known;

/// The change of a route that is about to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    /// The state that the plan began from.
    pub(super) prior: &'a IvrRoute,
    /// The planned state.
    pub(super) planned: &'a IvrRoute,
    /// The configuration, also where `ignore_changes` kept it out of the plan.
    pub(super) config: &'a IvrRoute,
    /// The options that only the API knows.
    pub(super) unknown: &'a UnknownOptions,
}

impl Change<'_> {
    /// Checks that the plan reverts nothing; returns the options that only the API knows, to be sent along.
    ///
    /// # Errors
    ///
    /// That something which isn't configured has changed since the plan, or what the API or the way to it answered.
    pub(super) async fn check(self, account: &Account, id: RouteId) -> Result<UnknownOptions, Error> {
        let is_doubtful =
            |route: &_| !self.changed(id, route).is_empty() || routes::lacks(self.unknown, route);
        let mut found = account.find::<api::IvrRoute>(id.menu, id.route_id).await?;
        if found.as_ref().is_some_and(is_doubtful) {
            found = account.confirm(id).await?;
        }
        // That the route is gone is told by the write.
        let Some(route) = found else { return Ok(None) };
        let changed = self.changed(id, &route);
        if !changed.is_empty() {
            return Err(Error::ChangedSincePlan(changed));
        }
        // An option that only the API knows belongs to the action that it came with.
        let stays = known(&self.planned.action) == route.action.as_ref();
        Ok(unknown_options(&route).filter(|_| stays))
    }

    /// Lists the attributes that the plan took from the state, and that the account holds otherwise now.
    fn changed(self, id: RouteId, route: &api::IvrRoute) -> Vec<AttributePath> {
        let Self { prior, planned, config, unknown: _ } = self;
        let fresh = refresh(prior, id.menu, route);
        let config = config.clone().respelled(planned);
        let root = AttributePath::new;
        let mut changed = Vec::new();
        if config.keypress != planned.keypress && prior.keypress != fresh.keypress {
            changed.push(root("keypress"));
        }
        if config.action != planned.action && prior.action != fresh.action {
            changed.push(root("action"));
        }
        if config.options.is_null() {
            changed.extend((prior.options != fresh.options).then(|| root("options")));
        } else {
            let [config, planned, prior, fresh] =
                [&config, planned, prior, &fresh].map(|route| route.options.clone().unwrap_or_default());
            let names = config.changed_since_plan(&planned, &prior, &fresh);
            changed.extend(names.into_iter().map(|name| root("options").attribute(name)));
        }
        changed
    }
}
