//! The operations that Terraform calls on a route.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::value::ValueEmpty;
use tf_provider::{AttributePath, Diagnostic, Diagnostics, Resource};

use super::changed_since_plan::Change;
use super::error::Error;
use super::exchange::{Exchange, MenuRoutes};
use super::failure::{copies_deleted, failure, which_on};
use super::guarding::{RouteGuard, begin_apply};
use super::planned_keys::Candidate;
use super::planning::{check_ids, check_pair, note_written};
use super::removal::PlannedRemovals;
use super::replacement::{note_deleted, told_deleted};
use super::{
    ImportId, IvrRoute, ManagedRoutes, Private, Successor, claimed_key, private, references, routes,
};
use crate::account::{self, Account, CreatedOnce, Kept, Purpose, Run, Session, not_refreshed};
use crate::api::{self, MenuId, RouteId};
use crate::ivr_route;
use crate::plugin::{ManagedResource, diagnostic, noted};

/// Manages routes through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrRouteResource {
    pub(super) session: Session,
}

impl IvrRouteResource {
    /// Makes the resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

#[async_trait]
impl Resource for IvrRouteResource {
    type State<'a> = IvrRoute;
    type PrivateState<'a> = Private;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(super::schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrRoute) -> Option<()> {
        ivr_route::validate(diags, &config);
        self.note_validation(&config);
        Some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        state: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, Private)> {
        let run = self.session.run();
        if let Ok(id) = ivr_route::route_id(&state) {
            run.memory::<ManagedRoutes>().note_read(id.route_id);
            run.memory::<PlannedRemovals>().read();
        }
        if run.is_deferred() {
            diags.add_warning(not_refreshed::<api::IvrRoute>(&state.id));
            return Some((state, private));
        }
        let id = noted(diags, ivr_route::route_id(&state))?;
        let account = noted(diags, run.account(Purpose::Refresh))?;
        references::expect(account, &state);
        let route = routes::confirmed(account, id, &state, &private.unknown).await;
        let which = || api::IvrRoute::which(id.menu, id.route_id);
        let route =
            noted(diags, route.map_err(|error| account::failure("read IVR route", &which(), &error)))??;
        Some((ivr_route::refresh(&state, id.menu, &route), private.with_origin().renewed(&route)))
    }

    async fn plan_create<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrRoute,
        config: IvrRoute,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, Private)> {
        self.planned_create(diags, proposed, &config, Private::default()).await
    }

    async fn plan_update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        proposed: IvrRoute,
        config: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, Private, Vec<AttributePath>)> {
        check_ids(diags, &config)?;
        self.note_stored(&prior);
        self.plan_to_keep(diags, &prior, &private)?;
        let plan = ivr_route::plan_update(&prior, proposed, &config);
        let private = private.planned_for(&prior);
        let stays = plan.requires_replace.is_empty();
        self.plan_to_stay(diags, &prior, stays)?;
        if stays {
            check_pair(diags, &prior, &plan.route)?;
        }
        // A route that is replaced claims its key in the second plan call.
        let key = claimed_key(&plan.route).filter(|_| stays);
        self.claim_key(diags, key, Candidate::of_object(&plan.route, &config, &private), &config)?;
        // Here also for a replacement: Terraform drops the warnings of its second plan call.
        self.warn_of_lost_default(diags, &prior, Some(&plan.route));
        self.check_targets(diags, Some(&prior), &plan.route, &config).await?;
        Some((plan.route, private, plan.requires_replace))
    }

    async fn plan_destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<Private> {
        self.note_stored(&prior);
        self.plan_to_destroy(diags, &prior, &private)?;
        self.warn_of_lost_default(diags, &prior, None);
        Some(private)
    }

    async fn create<'a>(
        &self,
        diags: &mut Diagnostics,
        planned: IvrRoute,
        config: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, Private)> {
        let menu = noted(diags, ivr_route::menu_id(&planned))?;
        let request = noted(diags, ivr_route::to_request(&planned, None, &config, private.unknown))?;
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        begin_apply(&run);
        let created = menu_routes(&run, account, menu).create(&request).await;
        let created = created.map_err(|error| not_created(&run, menu, &planned, &error));
        let created = noted(diags, created)?;
        let CreatedOnce { record: route, deleted_copies, equals: _ } = created;
        diags.warnings.extend(copies_deleted(RouteId { menu, route_id: route.id }, &deleted_copies));
        let private = Private::of(run.memory::<RouteGuard>().origin());
        note_written(&run, &config, RouteId { menu, route_id: route.id }, &route, &private);
        Some(settled(diags, &planned, menu, &route, private))
    }

    async fn update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        planned: IvrRoute,
        config: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, Private)> {
        let id = noted(diags, ivr_route::route_id(&prior))?;
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        begin_apply(&run);
        let failed = |error: &Error| failed("update IVR route", id, error);
        let change = Change { prior: &prior, planned: &planned, config: &config, unknown: &private.unknown };
        let unknown = noted(diags, change.check(account, id).await.map_err(|error| failed(&error)))?;
        let request = noted(diags, ivr_route::to_request(&planned, Some(&prior), &config, unknown))?;
        run.memory::<RouteGuard>().update(id, private.origin);
        let menu = menu_routes(&run, account, id.menu);
        match menu.update(id.route_id, &request).await {
            Ok(route) => {
                note_written(&run, &config, id, &route, &private);
                Some(settled(diags, &planned, id.menu, &route, private))
            }
            Err(error) => {
                diags.add_error(failed(&error));
                // What was written so far goes in the state.
                let Error::LeftAside { route, .. } = error else { return None };
                Some((ivr_route::refresh(&prior, id.menu, &route), private.renewed(&route)))
            }
        }
    }

    async fn destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<()> {
        let id = noted(diags, ivr_route::route_id(&prior))?;
        self.begin_delete(diags, id, &private)?;
        let key = claimed_key(&prior).map(|(_, key)| key);
        self.session.run().memory::<PlannedRemovals>().delete(id, key);
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        if let Some(successor) = &private.successor {
            self.check_successor(diags, account, id, successor).await?;
        }
        let deleted = menu_routes(&run, account, id.menu).delete(id.route_id).await;
        noted(diags, deleted.map_err(|error| failed("delete IVR route", id, &error)))?;
        if let Some(successor) = private.successor {
            note_deleted(&run, id, &prior, successor);
        }
        Some(())
    }

    async fn import<'a>(&self, diags: &mut Diagnostics, id: String) -> Option<(IvrRoute, Private)> {
        let parsed = ivr_route::parse_import_id(&id)
            .map_err(|why| diagnostic("Invalid import id", why, AttributePath::root()));
        let parsed = noted(diags, parsed)?;
        // Core reads the route right after, so the ids are all that is needed.
        Some(self.imported(self.resolve(diags, parsed).await?))
    }
}

#[async_trait]
impl ManagedResource for IvrRouteResource {
    async fn plan_create_with_private<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrRoute,
        config: IvrRoute,
        private: Private,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, Private)> {
        self.planned_create(diags, proposed, &config, private).await
    }

    fn note_stored(&self, state: &IvrRoute) {
        // A state without ids is an error where they are needed.
        if let Ok(id) = ivr_route::route_id(state) {
            self.session.run().memory::<ManagedRoutes>().note(id.route_id);
        }
    }

    fn private_version(&self) -> i64 {
        private::VERSION
    }

    fn upgrade_private(&self, version: i64, stored: serde_json::Value) -> Option<Result<Private, String>> {
        (version == 0).then(|| Private::from_unknown_options(stored))
    }
}

impl IvrRouteResource {
    /// Plans a new route; `private` tells the route whose place it takes.
    async fn planned_create(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrRoute,
        config: &IvrRoute,
        private: Private,
    ) -> Option<(IvrRoute, Private)> {
        check_ids(diags, config)?;
        if let Some(replaced) = private.planned_for {
            self.session.run().memory::<PlannedRemovals>().go(replaced);
        }
        let planned = ivr_route::plan_create(proposed);
        let candidate = Candidate::of_new(&planned, config, &private);
        self.claim_key(diags, claimed_key(&planned), candidate, config)?;
        self.check_targets(diags, None, &planned, config).await?;
        let successor = Successor::of(&planned, &self.session.run());
        Some((planned, private.of_new(successor)))
    }

    /// Returns what Terraform gets of a route that it imports.
    pub(super) fn imported(&self, id: RouteId) -> (IvrRoute, Private) {
        let run = self.session.run();
        run.memory::<ManagedRoutes>().note(id.route_id);
        let origin = run.memory::<RouteGuard>().origin();
        (ivr_route::from_id(id), Private::of(origin))
    }

    async fn resolve(&self, diags: &mut Diagnostics, id: ImportId) -> Option<RouteId> {
        match id {
            ImportId::Route(id) => Some(id),
            ImportId::Key(menu, key) => {
                let run = self.session.run();
                let account = noted(diags, run.account(Purpose::Refresh))?;
                let found = routes::by_key(account, menu, &key).await;
                let which = which_on(Some(&key), menu);
                let route = noted(diags, found.map_err(|error| failure("import IVR route", &which, &error)))?;
                Some(RouteId { menu, route_id: route.id })
            }
        }
    }
}

fn menu_routes<'a>(run: &Run, account: &'a Account, menu: MenuId) -> MenuRoutes<'a> {
    run.memory::<Exchange>().menu(account, run, menu)
}

fn settled(
    diags: &mut Diagnostics,
    planned: &IvrRoute,
    menu: MenuId,
    route: &api::IvrRoute,
    private: Private,
) -> (IvrRoute, Private) {
    let (state, warning) = ivr_route::settle(planned, menu, route);
    diags.warnings.extend(warning);
    (state, private.renewed(route))
}

fn failed(what: &'static str, id: RouteId, error: &Error) -> Diagnostic {
    failure(what, &api::IvrRoute::which(id.menu, id.route_id), error)
}

fn not_created(run: &Run, menu: MenuId, planned: &IvrRoute, error: &Error) -> Diagnostic {
    let key = planned.keypress.as_ref().into_iter().next();
    let which = which_on(key.map(String::as_str), menu);
    told_deleted(run, planned, failure("create IVR route", &which, error))
}
