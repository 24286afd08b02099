//! Plans: which routes the apply removes, and what is wrong with the list.
//!
//! Terraform plans once more when it applies, and hands nothing of the first plan of a new object to the second. What the
//! second one says has to be the same, though this run may have changed the menu by then. So a new list removes what the
//! menu has and the list lacks, also what the run itself deletes, but nothing that the run has made; what the run keeps is an
//! error. A list that exists removes what its state has and the list lacks, if the read before the plan found it to be none of
//! Terraform's.

use tf_provider::Diagnostics;
use tf_provider::value::Value;

use super::planned_menus::PlannedMenus;
use super::routes::{Keyed, by_key, has, known_routes, lacking, to_attribute, with_key};
use super::validate::check_planned;
use super::{IvrRoutesExclusive, IvrRoutesExclusiveResource, Private, warnings};
use crate::account::{self, Account, Connection, Kept, Purpose, Run};
use crate::api::{IvrRoute, MenuId};
use crate::ivr_route::{self, PlannedRemovals};

impl IvrRoutesExclusiveResource {
    /// Notes that a configuration is validated; before Configure it tells nothing of a plan.
    pub(super) fn note_validation(&self, config: &IvrRoutesExclusive) {
        let run = self.session.run();
        if run.is_configured() {
            run.memory::<PlannedMenus>().validate(config);
            run.memory::<PlannedRemovals>().forget(config.menu().ok());
        }
    }

    /// Checks a list that is planned, and notes its menu; a second list for the menu is an error.
    pub(super) fn claim(
        &self,
        diags: &mut Diagnostics,
        menu: Option<MenuId>,
        private: &Private,
        is_replacement: bool,
        config: &IvrRoutesExclusive,
    ) -> Option<()> {
        let run = self.session.run();
        let writes = match run.connection() {
            Connection::Ready(account) => account.writes(),
            Connection::Deferred | Connection::Unconfigured => 0,
        };
        let is_only_one = run.memory::<PlannedMenus>().plan(writes, menu, private, is_replacement, config);
        if !is_only_one {
            diags.add_error(warnings::listed_twice(menu));
        }
        is_only_one.then_some(())
    }

    /// Plans a new list.
    pub(super) async fn planned_create(
        &self,
        diags: &mut Diagnostics,
        config: IvrRoutesExclusive,
        private: Private,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        check_planned(diags, &config)?;
        let menu = config.menu().ok();
        self.claim(diags, menu, &private, true, &config)?;
        let removed = self.removed_by_create(diags, menu, &config).await?;
        let id = menu.map_or(Value::Unknown, |menu| IvrRoutesExclusive::of(menu).id);
        Some((IvrRoutesExclusive { id, removes: to_attribute(&removed), ..config }, private))
    }

    /// Returns what the creation of a list removes: nothing where the menu or the list isn't known, since the plan couldn't
    /// show it.
    pub(super) async fn removed_by_create(
        &self,
        diags: &mut Diagnostics,
        menu: Option<MenuId>,
        config: &IvrRoutesExclusive,
    ) -> Option<Keyed> {
        let run = self.session.run();
        let Connection::Ready(account) = run.connection() else { return Some(Keyed::new()) };
        account.called(Purpose::LookUp);
        let parent = ivr_route::IvrRoute {
            ivr_id: config.ivr_id.clone(),
            menu_id: config.menu_id.clone(),
            ..ivr_route::IvrRoute::default()
        };
        if let Some(error) = ivr_route::missing_parent(account, &parent).await {
            diags.add_error(error);
            return None;
        }
        let Some(menu) = menu else { return Some(Keyed::new()) };
        let there = account
            .all::<IvrRoute>(menu)
            .await
            .map_err(|error| account::failure(IvrRoute::LIST, &warnings::which(menu), &error));
        let there = there.map_err(|error| diags.add_error(error)).ok()?.unwrap_or_default();
        check_places(diags, &run, account, menu, config);
        if config.routes.is_unknown() {
            return diags.errors.is_empty().then(Keyed::new);
        }
        let removed = other_routes(&run, menu, &there, &known_routes(&config.routes));
        ivr_route::hear_of(&run, removed.values().copied()).await;
        self.plan_removals(diags, account, menu, &removed)?;
        let named = known_routes(&config.routes);
        warn_of_managed(diags, &run, account, menu, &named);
        diags.errors.is_empty().then_some(removed)
    }

    /// Notes what the apply will remove, and warns of it; what the run keeps is an error.
    fn plan_removals(
        &self,
        diags: &mut Diagnostics,
        account: &Account,
        menu: MenuId,
        removed: &Keyed,
    ) -> Option<()> {
        let run = self.session.run();
        let removals = run.memory::<PlannedRemovals>();
        removals.plan(menu, removed.values().copied());
        let kept: Keyed = only(removed, |id| removals.is_kept(id));
        if !kept.is_empty() {
            diags.add_error(warnings::kept(account, menu, &kept));
            return None;
        }
        let strays = only(removed, |id| !ivr_route::is_managed(&run, id));
        diags.warnings.extend(warnings::to_be_removed(account, menu, &strays));
        Some(())
    }

    /// Checks the change of a list that exists, and warns of what it removes.
    pub(super) fn check_update(
        &self,
        diags: &mut Diagnostics,
        prior: &IvrRoutesExclusive,
        config: &IvrRoutesExclusive,
        private: &Private,
    ) -> Option<()> {
        if config.routes.is_unknown() {
            diags.add_error(warnings::unknown_keys());
            return None;
        }
        let run = self.session.run();
        let (Connection::Ready(account), Ok(menu)) = (run.connection(), config.menu()) else {
            return Some(());
        };
        check_places(diags, &run, account, menu, config);
        let removed = removed_by_update(prior, config, private);
        self.plan_removals(diags, account, menu, &removed)?;
        let list = known_routes(&config.routes);
        let is_unread = |id| !has(&removed, id) && !ivr_route::is_managed(&run, id);
        let unread = only(&lacking(&known_routes(&prior.routes), &list), is_unread);
        diags.warnings.extend(warnings::unread(account, menu, &unread));
        warn_of_managed(diags, &run, account, menu, &list);
        diags.errors.is_empty().then_some(())
    }
}

/// Returns what a change of a list removes.
pub(super) fn removed_by_update(
    prior: &IvrRoutesExclusive,
    planned: &IvrRoutesExclusive,
    private: &Private,
) -> Keyed {
    let others = lacking(&known_routes(&prior.routes), &known_routes(&planned.routes));
    only(&others, |id| private.unmanaged.contains(&id))
}

/// Returns the routes that a menu had when the run began, and that the list lacks.
fn other_routes(run: &Run, menu: MenuId, there: &[IvrRoute], list: &Keyed) -> Keyed {
    let deleted = run.memory::<PlannedRemovals>().deleted(menu);
    let is_other = |id: i64| !has(list, id) && !ivr_route::is_written(run, id);
    let routes = there.iter().filter(|route| is_other(route.id)).map(with_key);
    let gone =
        deleted.into_iter().filter(|(_, id)| !has(list, *id) && there.iter().all(|route| route.id != *id));
    by_key(routes.chain(gone), list)
}

/// Returns those routes that are wanted.
pub(super) fn only(routes: &Keyed, is_wanted: impl Fn(i64) -> bool) -> Keyed {
    routes.iter().filter(|(_, id)| is_wanted(**id)).map(|(key, id)| (key.clone(), *id)).collect()
}

/// Warns of the routes of a menu that the run keeps, and that aren't among those named.
fn warn_of_managed(diags: &mut Diagnostics, run: &Run, account: &Account, menu: MenuId, named: &Keyed) {
    let removals = run.memory::<PlannedRemovals>();
    let there = account.known_all::<IvrRoute>(menu).unwrap_or_default();
    let kept = there.iter().filter(|route| removals.is_kept(route.id) && !has(named, route.id)).map(with_key);
    diags.warnings.extend(warnings::managed(account, menu, &by_key(kept, named)));
}

/// Checks that the listed routes are in the menu, on the keys that they are listed for.
fn check_places(
    diags: &mut Diagnostics,
    run: &Run,
    account: &Account,
    menu: MenuId,
    config: &IvrRoutesExclusive,
) {
    let there = account.known_all::<IvrRoute>(menu);
    let mut missing = Keyed::new();
    for (key, id) in known_routes(&config.routes) {
        if let Some(place) = ivr_route::planned_place(run, id) {
            if place != (menu, key.clone()) {
                diags.add_error(warnings::planned_elsewhere(&key, id, &place));
            }
            continue;
        }
        let Some(there) = &there else { continue };
        match there.iter().find(|route| route.id == id) {
            Some(route) if route.keypress.as_deref() == Some(&key) => {}
            Some(_) if ivr_route::is_managed(run, id) => {}
            Some(route) => {
                let own = route.keypress.as_deref();
                diags.add_warning(warnings::on_another_key(menu, &key, id, own));
            }
            None => drop(missing.insert(key, id)),
        }
    }
    diags.warnings.extend(warnings::missing(account, menu, &missing));
}
