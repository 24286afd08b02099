//! The operations that Terraform calls on the list of a menu's routes.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::value::{Value, ValueEmpty};
use tf_provider::{AttributePath, Diagnostics, Resource};

use super::plan::{only, removed_by_update};
use super::planned_menus::PlannedMenus;
use super::removing::Removal;
use super::routes::{Keyed, by_key, has, known_routes, to_attribute, with_key};
use super::validate::check_planned;
use super::warnings::{self, which};
use super::{IvrRoutesExclusive, Private, parse_import_id};
use crate::account::{self, Kept, Purpose, Session};
use crate::api::IvrRoute;
use crate::ivr_route::{self, PlannedRemovals};
use crate::plugin::{ManagedResource, diagnostic, noted};

/// Keeps menus free of routes that nobody listed, through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrRoutesExclusiveResource {
    pub(super) session: Session,
}

impl IvrRoutesExclusiveResource {
    /// Makes the resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }

    /// Removes what was planned, and returns the state that was planned.
    async fn settled(
        &self,
        diags: &mut Diagnostics,
        planned: IvrRoutesExclusive,
        config: &IvrRoutesExclusive,
        private: Private,
        removed: &Keyed,
        known: &Keyed,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        let menu = noted(diags, planned.menu())?;
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        run.memory::<PlannedMenus>().apply();
        if !removed.is_empty() {
            ivr_route::begin_removals(&run);
        }
        let list = known_routes(&planned.routes);
        let removal = Removal { run: &run, account, menu, list: &list, known };
        removal.remove(diags, removed).await?;
        let private = private.changed(&list);
        run.memory::<PlannedMenus>().write(menu, &private, config);
        Some((IvrRoutesExclusive { id: IvrRoutesExclusive::of(menu).id, ..planned }, private))
    }
}

#[async_trait]
impl Resource for IvrRoutesExclusiveResource {
    type State<'a> = IvrRoutesExclusive;
    type PrivateState<'a> = Private;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(super::schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrRoutesExclusive) -> Option<()> {
        super::validate(diags, &config);
        self.note_validation(&config);
        Some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        state: IvrRoutesExclusive,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        let run = self.session.run();
        run.memory::<PlannedRemovals>().read();
        if run.is_deferred() {
            diags.add_warning(warnings::not_refreshed(state.menu().ok()));
            return Some((state, private));
        }
        let menu = noted(diags, state.menu())?;
        let account = noted(diags, run.account(Purpose::Refresh))?;
        let there = account.all::<IvrRoute>(menu).await;
        let failed = |error| account::failure(IvrRoute::LIST, &which(menu), &error);
        // None is the proof that the menu is gone.
        let there = noted(diags, there.map_err(failed))??;
        let listed = known_routes(&state.routes);
        let unheard_of = there.iter().map(|route| route.id).filter(|id| !private.unmanaged.contains(id));
        ivr_route::hear_of(&run, unheard_of).await;
        let is_managed = |id| ivr_route::is_managed(&run, id);
        // What Terraform manages is no matter of the list, unless it lists it.
        let is_shown = |id| state.routes.is_null() || has(&listed, id) || !is_managed(id);
        let shown = only(&by_key(there.iter().map(with_key), &listed), is_shown);
        let unmanaged = only(&shown, |id| !is_managed(id)).into_values().collect();
        let removes = if state.removes.is_null() { to_attribute(&Keyed::new()) } else { state.removes };
        let routes = to_attribute(&shown);
        let state = IvrRoutesExclusive { routes, removes, ..IvrRoutesExclusive::of(menu) };
        Some((state, private.read(unmanaged)))
    }

    async fn plan_create<'a>(
        &self,
        diags: &mut Diagnostics,
        _proposed: IvrRoutesExclusive,
        config: IvrRoutesExclusive,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        self.planned_create(diags, config, Private::default()).await
    }

    async fn plan_update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoutesExclusive,
        proposed: IvrRoutesExclusive,
        config: IvrRoutesExclusive,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoutesExclusive, Private, Vec<AttributePath>)> {
        check_planned(diags, &config)?;
        let ids =
            [("ivr_id", prior.ivr_id != proposed.ivr_id), ("menu_id", prior.menu_id != proposed.menu_id)];
        let changed = ids.into_iter().filter(|(_, is_changed)| *is_changed);
        let replace: Vec<_> = changed.map(|(name, _)| AttributePath::new(name)).collect();
        let private = Private { planned_for: prior.menu().ok().map(|menu| menu.menu_id), ..private };
        // A list that is replaced claims its menu in the second plan call.
        let menu = proposed.menu().ok().filter(|_| replace.is_empty());
        self.claim(diags, menu, &private, false, &config)?;
        if !replace.is_empty() {
            // Terraform drops the warnings of its second plan call.
            self.removed_by_create(diags, proposed.menu().ok(), &proposed).await?;
            let planned = IvrRoutesExclusive { id: Value::Unknown, removes: Value::Unknown, ..proposed };
            return Some((planned, private, replace));
        }
        self.check_update(diags, &prior, &proposed, &private)?;
        let planned = IvrRoutesExclusive { id: prior.id, removes: prior.removes, ..proposed };
        Some((planned, private, replace))
    }

    async fn plan_destroy<'a>(
        &self,
        _diags: &mut Diagnostics,
        prior: IvrRoutesExclusive,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<Private> {
        if let Ok(menu) = prior.menu() {
            self.session.run().memory::<PlannedMenus>().forget(menu);
        }
        Some(private)
    }

    async fn create<'a>(
        &self,
        diags: &mut Diagnostics,
        planned: IvrRoutesExclusive,
        config: IvrRoutesExclusive,
        _private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        let removed = known_routes(&planned.removes);
        self.settled(diags, planned, &config, Private::new(), &removed, &Keyed::new()).await
    }

    async fn update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoutesExclusive,
        planned: IvrRoutesExclusive,
        config: IvrRoutesExclusive,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        let removed = removed_by_update(&prior, &planned, &private);
        let known = known_routes(&prior.routes);
        self.settled(diags, planned, &config, private, &removed, &known).await
    }

    /// Deletes nothing: the routes stay, and nobody keeps the menu free of others any more.
    async fn destroy<'a>(
        &self,
        _diags: &mut Diagnostics,
        prior: IvrRoutesExclusive,
        _private: Private,
        _meta: ValueEmpty,
    ) -> Option<()> {
        let menus = self.session.run().memory::<PlannedMenus>();
        menus.apply();
        if let Ok(menu) = prior.menu() {
            menus.forget(menu);
        }
        Some(())
    }

    async fn import<'a>(&self, diags: &mut Diagnostics, id: String) -> Option<(IvrRoutesExclusive, Private)> {
        let menu =
            parse_import_id(&id).map_err(|why| diagnostic("Invalid import id", why, AttributePath::root()));
        // Core reads the routes right after.
        Some((IvrRoutesExclusive::of(noted(diags, menu)?), Private::new()))
    }
}

#[async_trait]
impl ManagedResource for IvrRoutesExclusiveResource {
    async fn plan_create_with_private<'a>(
        &self,
        diags: &mut Diagnostics,
        _proposed: IvrRoutesExclusive,
        config: IvrRoutesExclusive,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        self.planned_create(diags, config, private).await
    }
}
