//! The removal of routes: of those that the plan showed, and each looked at once more.

use tf_provider::Diagnostics;

use super::routes::{Keyed, by_key, has, is_on, with_key};
use super::warnings;
use crate::account::{self, Account, Kept, Run};
use crate::api::{IvrRoute, MenuId, RouteId};
use crate::ivr_route;

/// The removal of routes from a menu.
#[derive(Clone, Copy, Debug)]
pub(super) struct Removal<'a> {
    pub(super) run: &'a Run,
    pub(super) account: &'a Account,
    pub(super) menu: MenuId,
    /// The routes that the menu is to have.
    pub(super) list: &'a Keyed,
    /// The routes that the plan knew of.
    pub(super) known: &'a Keyed,
}

impl Removal<'_> {
    /// Removes the routes that the plan showed for it; what has got another key since, and what Terraform manages, stays.
    pub(super) async fn remove(self, diags: &mut Diagnostics, planned: &Keyed) -> Option<()> {
        let mut left = Keyed::new();
        for (key, id) in planned {
            match self.remove_one(key, *id).await {
                Ok(Outcome::Gone) => {}
                Ok(Outcome::Stays) => drop(left.insert(key.clone(), *id)),
                Err(error) => diags.add_error(error),
            }
        }
        diags.warnings.extend(warnings::not_removed(self.account, self.menu, &left));
        diags.warnings.extend(warnings::appeared(self.account, self.menu, &self.appeared(planned)));
        diags.errors.is_empty().then_some(())
    }

    async fn remove_one(self, key: &str, route_id: i64) -> Result<Outcome, tf_provider::Diagnostic> {
        let Self { run, account, menu, list, .. } = self;
        if has(list, route_id) {
            return Ok(Outcome::Stays);
        }
        if ivr_route::is_managed(run, route_id) {
            return Ok(self.left_to_terraform(route_id).await);
        }
        let id = RouteId { menu, route_id };
        let which = IvrRoute::which(menu, route_id);
        let found = account.confirm(id).await;
        match found.map_err(|error| account::failure("read IVR route", &which, &error))? {
            None => Ok(Outcome::Gone),
            Some(route) if !is_on(key, &route) => Ok(Outcome::Stays),
            // Terraform may have told of it meanwhile.
            Some(_) if ivr_route::is_managed(run, route_id) => Ok(self.left_to_terraform(route_id).await),
            Some(_) => ivr_route::remove(run, account, id).await.map(|()| Outcome::Gone),
        }
    }

    /// Returns what becomes of a route that Terraform manages.
    async fn left_to_terraform(self, route_id: i64) -> Outcome {
        if ivr_route::goes(self.run, route_id).await { Outcome::Gone } else { Outcome::Stays }
    }

    /// Returns the routes that the menu has got since the plan, as far as that is known without a request.
    fn appeared(self, planned: &Keyed) -> Keyed {
        let there = self.account.known_all::<IvrRoute>(self.menu).unwrap_or_default();
        let is_new = |id| {
            let was_known = has(self.list, id) || has(self.known, id) || has(planned, id);
            !was_known && !ivr_route::is_managed(self.run, id)
        };
        by_key(there.iter().filter(|route| is_new(route.id)).map(with_key), self.list)
    }
}

/// What became of a route that was to be removed.
enum Outcome {
    Gone,
    Stays,
}
