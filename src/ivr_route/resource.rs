//! The operations that Terraform calls on a route.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::value::{Value, ValueEmpty};
use tf_provider::{AttributePath, Diagnostic, Diagnostics, Resource};

use crate::account::{self, Origin, Session};
use crate::api::{self, MenuId, RouteId};
use crate::ivr_route::failure::failure;
use crate::ivr_route::{self, ImportId, IvrRoute, UnknownOptions};
use crate::plugin::{ManagedResource, diagnostic};

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

/// The version of the private data's form.
const PRIVATE_VERSION: i64 = 1;

#[async_trait]
impl Resource for IvrRouteResource {
    type State<'a> = IvrRoute;
    type PrivateState<'a> = UnknownOptions;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(super::schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrRoute) -> Option<()> {
        ivr_route::validate(diags, &config);
        Some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        state: IvrRoute,
        private: UnknownOptions,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, UnknownOptions)> {
        let account = self.session.account();
        if account.is_deferred() {
            diags.add_warning(not_refreshed(&state));
            return Some((state, private));
        }
        let id = noted(diags, ivr_route::route_id(&state))?;
        let menus = noted(diags, account.menus())?;
        let route =
            noted(diags, menus.read(id).await.map_err(|error| failed("read IVR route", id, &error)))??;
        let origin = ivr_route::origin(&private);
        Some((ivr_route::refresh(&state, id.menu, &route), remembered(&route, origin)))
    }

    async fn plan_create<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrRoute,
        config: IvrRoute,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, UnknownOptions)> {
        let planned = ivr_route::plan_create(proposed);
        self.claim_key(diags, &planned, &config)?;
        Some((planned, None))
    }

    async fn plan_update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        proposed: IvrRoute,
        config: IvrRoute,
        private: UnknownOptions,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, UnknownOptions, Vec<AttributePath>)> {
        self.plan_to_keep(diags, &prior, &private)?;
        let plan = ivr_route::plan_update(&prior, proposed, &config);
        if plan.requires_replace.is_empty() {
            self.claim_key(diags, &plan.route, &config)?;
        }
        Some((plan.route, private, plan.requires_replace))
    }

    async fn plan_destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        private: UnknownOptions,
        _meta: ValueEmpty,
    ) -> Option<UnknownOptions> {
        self.plan_to_destroy(diags, &prior, &private)?;
        Some(private)
    }

    async fn create<'a>(
        &self,
        diags: &mut Diagnostics,
        planned: IvrRoute,
        config: IvrRoute,
        private: UnknownOptions,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, UnknownOptions)> {
        let menu = noted(diags, ivr_route::menu_id(&planned))?;
        let request = noted(diags, ivr_route::to_request(&planned, None, &config, private))?;
        let account = self.session.account();
        account.destroy_guard.apply();
        let created = noted(diags, account.menus())?.create(menu, &request).await;
        let route = noted(diags, created.map_err(|error| not_created(menu, &planned, &error)))?;
        Some(settled(diags, &planned, menu, &route, Some(account.destroy_guard.origin())))
    }

    async fn update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        planned: IvrRoute,
        config: IvrRoute,
        private: UnknownOptions,
        _meta: ValueEmpty,
    ) -> Option<(IvrRoute, UnknownOptions)> {
        let id = noted(diags, ivr_route::route_id(&prior))?;
        let origin = ivr_route::origin(&private);
        let request = noted(diags, ivr_route::to_request(&planned, Some(&prior), &config, private))?;
        let account = self.session.account();
        account.destroy_guard.apply();
        account.destroy_guard.update(id, origin);
        let key = prior.keypress.as_ref().into_iter().next().map(String::as_str);
        match noted(diags, account.menus())?.update(id, key, &request).await {
            Ok(route) => Some(settled(diags, &planned, id.menu, &route, origin)),
            Err(error) => {
                diags.add_error(failed("update IVR route", id, &error));
                // What was written so far belongs into the state.
                let account::Error::LeftAside { route, .. } = error else { return None };
                Some((ivr_route::refresh(&prior, id.menu, &route), remembered(&route, origin)))
            }
        }
    }

    async fn destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrRoute,
        private: UnknownOptions,
        _meta: ValueEmpty,
    ) -> Option<()> {
        let id = noted(diags, ivr_route::route_id(&prior))?;
        self.begin_delete(diags, id, &private)?;
        let account = self.session.account();
        let deleted = noted(diags, account.menus())?.delete(id).await;
        noted(diags, deleted.map_err(|error| failed("delete IVR route", id, &error)))
    }

    async fn import<'a>(&self, diags: &mut Diagnostics, id: String) -> Option<(IvrRoute, UnknownOptions)> {
        let parsed = ivr_route::parse_import_id(&id)
            .map_err(|why| diagnostic("Invalid import id", why, AttributePath::root()));
        let parsed = noted(diags, parsed)?;
        // Core reads the route right after, so the ids are all that is needed.
        Some(self.imported(self.resolve(diags, parsed).await?))
    }
}

impl ManagedResource for IvrRouteResource {
    fn private_version(&self) -> i64 {
        PRIVATE_VERSION
    }

    fn upgrade_private(
        &self,
        version: i64,
        private: serde_json::Value,
    ) -> Option<Result<UnknownOptions, String>> {
        // Provider 0.1 stored the unknown options without a version, in the form that they still have.
        (version == 0).then(|| serde_json::from_value(private).map_err(|error| error.to_string()))
    }
}

impl IvrRouteResource {
    /// Makes what Terraform gets of a route that it imports.
    pub(super) fn imported(&self, id: RouteId) -> (IvrRoute, UnknownOptions) {
        let origin = self.session.account().destroy_guard.origin();
        (ivr_route::from_id(id), ivr_route::with_origin(None, Some(origin)))
    }

    async fn resolve(&self, diags: &mut Diagnostics, id: ImportId) -> Option<RouteId> {
        match id {
            ImportId::Route(id) => Some(id),
            ImportId::Key(menu, key) => {
                let account = self.session.account();
                let found = noted(diags, account.menus())?.find_by_key(menu, &key).await;
                let which = format!("Route for key {key} of menu {} (IVR {})", menu.menu_id, menu.ivr_id);
                let route = noted(diags, found.map_err(|error| failure("import IVR route", &which, &error)))?;
                Some(RouteId { menu, route_id: route.id })
            }
        }
    }
}

fn noted<T>(diags: &mut Diagnostics, result: Result<T, Diagnostic>) -> Option<T> {
    result.map_err(|error| diags.add_error(error)).ok()
}

fn settled(
    diags: &mut Diagnostics,
    planned: &IvrRoute,
    menu: MenuId,
    route: &api::IvrRoute,
    origin: Option<Origin>,
) -> (IvrRoute, UnknownOptions) {
    let (state, warning) = ivr_route::settle(planned, menu, route);
    diags.warnings.extend(warning);
    (state, remembered(route, origin))
}

/// Makes the private data of an object.
fn remembered(route: &api::IvrRoute, origin: Option<Origin>) -> UnknownOptions {
    ivr_route::with_origin(ivr_route::unknown_options(route), origin)
}

fn failed(what: &'static str, id: RouteId, error: &account::Error) -> Diagnostic {
    let which = format!("Route {} of menu {} (IVR {})", id.route_id, id.menu.menu_id, id.menu.ivr_id);
    failure(what, &which, error)
}

fn not_created(menu: MenuId, planned: &IvrRoute, error: &account::Error) -> Diagnostic {
    let key = planned.keypress.as_ref().map_or("without a key".to_owned(), |key| format!("for key {key}"));
    let which = format!("Route {key} of menu {} (IVR {})", menu.menu_id, menu.ivr_id);
    failure("create IVR route", &which, error)
}

fn not_refreshed(state: &IvrRoute) -> Diagnostic {
    let id = match &state.id {
        Value::Value(id) => id,
        Value::Null | Value::Unknown => "without an id",
    };
    diagnostic(
        "Route not refreshed",
        format!(
            "Route {id} was not read, because the configuration of the provider has values that are known only \
             after apply. The plan starts from what the state holds."
        ),
        AttributePath::root(),
    )
}
