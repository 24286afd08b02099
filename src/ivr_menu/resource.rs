//! The operations that Terraform calls on a menu.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::value::ValueEmpty;
use tf_provider::{AttributePath, Diagnostic, Diagnostics, Resource};

use super::destroy::{self, Departure};
use super::import_id::{IvrMenuIdentity, from_id, identified, identity, parse_import_id};
use super::plan::{check_planned_ids, plan_create, plan_update, validate};
use super::references;
use super::schema::schema;
use super::state::{IvrMenuState, menu_id, refresh, settle, to_request};
use crate::account::{
    self, Activity, Connection, CreatedOnce, Error, Kept, Managed, ObjectGuard, ObjectPrivate, Purpose,
    Session, WriteTurn, check_plan, equals_made, missing_ivr, not_refreshed,
};
use crate::api::{IvrMenu, MenuId};
use crate::attributes::conversion::known;
use crate::attributes::{self, ids};
use crate::plain_text::quoted;
use crate::plugin::{IdentifiedResource, IdentitySchema, ManagedResource, diagnostic, noted};

/// Manages menus through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrMenuResource {
    session: Session,
}

impl IvrMenuResource {
    /// Makes the resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

#[async_trait]
impl Resource for IvrMenuResource {
    type State<'a> = IvrMenuState;
    type PrivateState<'a> = ObjectPrivate;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrMenuState) -> Option<()> {
        validate(diags, &config);
        Some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        state: IvrMenuState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrMenuState, ObjectPrivate)> {
        let run = self.session.run();
        if let Ok(id) = menu_id(&state) {
            run.memory::<Managed<IvrMenu>>().note_read(id.menu_id);
        }
        if run.is_deferred() {
            diags.add_warning(not_refreshed::<IvrMenu>(&state.id));
            return Some((state, private));
        }
        let id = noted(diags, menu_id(&state))?;
        let account = noted(diags, run.account(Purpose::Refresh))?;
        references::expect(account, &state);
        let menu = account.find::<IvrMenu>(id.ivr_id, id.menu_id).await;
        let menu = noted(diags, menu.map_err(|error| failed("read IVR menu", id, &error)))??;
        if menu.default && known(&state.default).is_none_or(|default| *default) {
            diags.add_error(belongs_to_its_ivr(id));
            return None;
        }
        Some((refresh(&state, id.ivr_id, &menu), private.kept()))
    }

    async fn plan_create<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrMenuState,
        config: IvrMenuState,
        _meta: ValueEmpty,
    ) -> Option<(IvrMenuState, ObjectPrivate)> {
        check_plan(diags, |found| check_planned_ids(found, &config))?;
        let planned = plan_create(proposed);
        self.check_parent(diags, &planned).await?;
        self.warn_of_lacking(diags, &planned, &config).await;
        Some((planned, ObjectPrivate::default()))
    }

    async fn plan_update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrMenuState,
        proposed: IvrMenuState,
        config: IvrMenuState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrMenuState, ObjectPrivate, Vec<AttributePath>)> {
        check_plan(diags, |found| check_planned_ids(found, &config))?;
        self.note_stored(&prior);
        let (planned, requires_replace) = plan_update(&prior, proposed);
        if requires_replace.is_empty() {
            self.plan_to_keep(diags, &prior, &private)?;
            self.warn_of_lacking(diags, &planned, &config).await;
        } else {
            self.check_parent(diags, &planned).await?;
            self.warn_of_lacking(diags, &planned, &config).await;
            // Here, since Terraform drops the warnings of its second plan call.
            let departing = self.warn_of_departure(diags, &prior, true);
            return Some((planned, ObjectPrivate { departing, ..private }, requires_replace));
        }
        Some((planned, private, requires_replace))
    }

    async fn plan_destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrMenuState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<ObjectPrivate> {
        self.note_stored(&prior);
        if let Ok(id) = menu_id(&prior) {
            let guard = ObjectGuard::<IvrMenu>::of(&self.session.run());
            guard.plan_to_destroy(diags, (id.ivr_id, id.menu_id), &private)?;
        }
        let departing = self.warn_of_departure(diags, &prior, false);
        Some(ObjectPrivate { departing, ..private })
    }

    async fn create<'a>(
        &self,
        diags: &mut Diagnostics,
        planned: IvrMenuState,
        config: IvrMenuState,
        _private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrMenuState, ObjectPrivate)> {
        let ivr_id = noted(diags, ids::required(&planned.ivr_id, AttributePath::new("ivr_id")))?;
        let request = noted(diags, to_request(&planned, &config, None))?;
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        let guard = ObjectGuard::<IvrMenu>::of(&run);
        guard.begin_apply();
        let activity = run.memory::<Activity>();
        let _operation = activity.begin();
        let created =
            async { WriteTurn::<IvrMenu>::wait(account, ivr_id).await?.create(&request).await }.await;
        let created = created.map_err(|error| not_created(ivr_id, &planned, &error));
        let CreatedOnce { record: menu, deleted_copies: _, equals } = noted(diags, created)?;
        run.memory::<Managed<IvrMenu>>().note(menu.id);
        diags.warnings.extend(equals_made::<IvrMenu>(ivr_id, menu.id, &equals));
        Some(settled(diags, &planned, &config, ivr_id, &menu, guard.private()))
    }

    async fn update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrMenuState,
        planned: IvrMenuState,
        config: IvrMenuState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrMenuState, ObjectPrivate)> {
        let id = noted(diags, menu_id(&prior))?;
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        ObjectGuard::<IvrMenu>::of(&run).begin_update(id.menu_id, &private);
        let activity = run.memory::<Activity>();
        let _operation = activity.begin();
        let failed = |error| failed("update IVR menu", id, &error);
        let now = noted(diags, account.find::<IvrMenu>(id.ivr_id, id.menu_id).await.map_err(failed))?;
        let request = noted(diags, to_request(&planned, &config, now.as_ref()))?;
        let updated = async {
            WriteTurn::<IvrMenu>::wait(account, id.ivr_id).await?.update(id.menu_id, &request).await
        }
        .await;
        let menu = noted(diags, updated.map_err(failed))?;
        Some(settled(diags, &planned, &config, id.ivr_id, &menu, private))
    }

    async fn destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrMenuState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<()> {
        let id = noted(diags, menu_id(&prior))?;
        let run = self.session.run();
        let guard = ObjectGuard::<IvrMenu>::of(&run);
        guard.begin_delete(diags, (id.ivr_id, id.menu_id), &private)?;
        let account = noted(diags, run.account(Purpose::Apply))?;
        let activity = run.memory::<Activity>();
        let _operation = activity.begin();
        let departure = Departure::look(&run, account, id, &private.departing).await;
        let deleted =
            async { WriteTurn::<IvrMenu>::wait(account, id.ivr_id).await?.delete(id.menu_id).await }.await;
        noted(diags, deleted.map_err(|error| failed("delete IVR menu", id, &error)))?;
        diags.warnings.extend(departure.iter().flat_map(Departure::made));
        Some(())
    }

    async fn import<'a>(&self, diags: &mut Diagnostics, id: String) -> Option<(IvrMenuState, ObjectPrivate)> {
        let parsed =
            parse_import_id(&id).map_err(|why| diagnostic("Invalid import id", why, AttributePath::root()));
        Some(self.imported(noted(diags, parsed)?))
    }
}

#[async_trait]
impl ManagedResource for IvrMenuResource {
    async fn plan_create_with_private<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrMenuState,
        config: IvrMenuState,
        private: ObjectPrivate,
        meta: ValueEmpty,
    ) -> Option<(IvrMenuState, ObjectPrivate)> {
        let (planned, _) = self.plan_create(diags, proposed, config, meta).await?;
        // For the deletion of the menu in whose place this one is.
        Some((planned, private))
    }

    fn note_stored(&self, state: &IvrMenuState) {
        // A state without ids is an error where they are needed.
        if let Ok(id) = menu_id(state) {
            self.session.run().memory::<Managed<IvrMenu>>().note(id.menu_id);
        }
    }
}

#[async_trait]
impl IdentifiedResource for IvrMenuResource {
    type Identity = IvrMenuIdentity;

    fn identity_schema(&self) -> IdentitySchema {
        let ids = [("ivr_id", "The id of the IVR."), ("menu_id", "The id that Zendesk gave the menu.")];
        attributes::identity::schema(0, ids)
    }

    fn identity(&self, state: &IvrMenuState) -> Option<IvrMenuIdentity> {
        identity(state)
    }

    async fn import_by_identity<'a>(
        &self,
        diags: &mut Diagnostics,
        identity: IvrMenuIdentity,
    ) -> Option<(IvrMenuState, ObjectPrivate)> {
        let id = identified(&identity)
            .map_err(|why| diagnostic("Invalid import identity", why, AttributePath::root()));
        Some(self.imported(noted(diags, id)?))
    }
}

impl IvrMenuResource {
    /// Returns what Terraform gets of a menu that it imports: it reads the menu right after.
    fn imported(&self, id: MenuId) -> (IvrMenuState, ObjectPrivate) {
        let run = self.session.run();
        run.memory::<Managed<IvrMenu>>().note(id.menu_id);
        (from_id(id), ObjectGuard::<IvrMenu>::of(&run).private())
    }

    /// Checks that the IVR of a planned menu is there, as far as it is known.
    async fn check_parent(&self, diags: &mut Diagnostics, planned: &IvrMenuState) -> Option<()> {
        let run = self.session.run();
        let Connection::Ready(account) = run.connection() else { return Some(()) };
        let Some(ivr_id) = known(&planned.ivr_id).and_then(ids::parse) else { return Some(()) };
        account.called(Purpose::LookUp);
        let missing = missing_ivr(account, ivr_id).await;
        noted(diags, missing.map_or(Ok(()), Err))
    }

    /// Warns of what the planned menu names and the account lacks.
    async fn warn_of_lacking(&self, diags: &mut Diagnostics, planned: &IvrMenuState, config: &IvrMenuState) {
        let run = self.session.run();
        if let Connection::Ready(account) = run.connection() {
            account.called(Purpose::LookUp);
            diags.warnings.extend(references::lacking(account, planned, config).await);
        }
    }

    fn plan_to_keep(
        &self,
        diags: &mut Diagnostics,
        prior: &IvrMenuState,
        private: &ObjectPrivate,
    ) -> Option<()> {
        let Ok(id) = menu_id(prior) else { return Some(()) };
        let guard = ObjectGuard::<IvrMenu>::of(&self.session.run());
        guard.plan_to_keep(diags, (id.ivr_id, id.menu_id), private)
    }

    /// Warns of what goes wrong for callers, or is lost, where a menu goes; returns the routes that leave it in time.
    fn warn_of_departure(
        &self,
        diags: &mut Diagnostics,
        prior: &IvrMenuState,
        is_replaced: bool,
    ) -> Vec<i64> {
        let run = self.session.run();
        let (Connection::Ready(account), Ok(id)) = (run.connection(), menu_id(prior)) else {
            return Vec::new();
        };
        let (warnings, departing) = destroy::planned(&run, account, id, is_replaced);
        diags.warnings.extend(warnings);
        departing
    }
}

fn settled(
    diags: &mut Diagnostics,
    planned: &IvrMenuState,
    config: &IvrMenuState,
    ivr_id: i64,
    menu: &IvrMenu,
    private: ObjectPrivate,
) -> (IvrMenuState, ObjectPrivate) {
    let (state, warning) = settle(planned, config, ivr_id, menu);
    diags.warnings.extend(warning);
    (state, private.kept())
}

fn failed(what: &'static str, id: MenuId, error: &Error) -> Diagnostic {
    account::failure(what, &IvrMenu::which(id.ivr_id, id.menu_id), error)
}

fn not_created(ivr_id: i64, planned: &IvrMenuState, error: &Error) -> Diagnostic {
    let name = known(&planned.name).map(|name| quoted(name)).unwrap_or_default();
    account::failure("create IVR menu", &format!("Menu {name} (IVR {ivr_id})"), error)
}

fn belongs_to_its_ivr(id: MenuId) -> Diagnostic {
    let MenuId { ivr_id, menu_id } = id;
    let detail = format!(
        "Menu {menu_id} is the menu that callers of IVR {ivr_id} get to first. It comes with its IVR and goes with it, so it \
         is no zendesk_ivr_menu: import the IVR, and set its name and greeting in default_menu of zendesk_ivr. Its routes \
         take default_menu_id of that IVR as their menu_id:\n\nimport {{\n  to = zendesk_ivr.NAME\n  id = \"{ivr_id}\"\n}}"
    );
    diagnostic("Default menu is part of its IVR", detail, AttributePath::root())
}
