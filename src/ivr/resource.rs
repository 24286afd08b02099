//! The operations that Terraform calls on an IVR.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::value::ValueEmpty;
use tf_provider::{AttributePath, Diagnostic, Diagnostics, Resource};

use super::destroy;
use super::import_id::{IvrIdentity, from_id, identified, identity, parse_import_id};
use super::numbers::{self, to_request};
use super::plan::{check_planned_ids, plan_create, plan_update, validate};
use super::references;
use super::schema::schema;
use super::state::{self, IvrState, ivr_id, marked, may_force, refresh, settle, to_menu_request};
use crate::account::{
    self, Account, Activity, Connection, CreatedOnce, Error, Kept, Managed, ObjectGuard, ObjectPrivate,
    PlannedFor, Purpose, Run, Session, WriteTurn, check_plan, equals_made, not_refreshed,
};
use crate::api::{Ivr, IvrMenu};
use crate::attributes;
use crate::attributes::conversion::known;
use crate::plain_text::quoted;
use crate::plugin::{IdentifiedResource, IdentitySchema, ManagedResource, diagnostic, noted};

/// Manages IVRs through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrResource {
    session: Session,
}

impl IvrResource {
    /// Makes the resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

#[async_trait]
impl Resource for IvrResource {
    type State<'a> = IvrState;
    type PrivateState<'a> = ObjectPrivate;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrState) -> Option<()> {
        validate(diags, &config);
        Some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        state: IvrState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrState, ObjectPrivate)> {
        let run = self.session.run();
        if let Ok(id) = ivr_id(&state) {
            run.memory::<Managed<Ivr>>().note_read(id);
        }
        if run.is_deferred() {
            diags.add_warning(not_refreshed::<Ivr>(&state.id));
            return Some((state, private));
        }
        let id = noted(diags, ivr_id(&state))?;
        let account = noted(diags, run.account(Purpose::Refresh))?;
        references::expect(account, &state);
        let failed = |error| failed("read IVR", id, &error);
        let ivr = noted(diags, account.find::<Ivr>((), id).await.map_err(failed))??;
        let menus = noted(diags, account.all::<IvrMenu>(id).await.map_err(failed))??;
        Some((refresh(&state, &ivr, marked(menus).as_ref()), private.kept()))
    }

    async fn plan_create<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrState,
        config: IvrState,
        _meta: ValueEmpty,
    ) -> Option<(IvrState, ObjectPrivate)> {
        check_plan(diags, |found| check_planned_ids(found, &config))?;
        let planned = plan_create(proposed);
        self.warn_of_moves(diags, None, &planned).await?;
        self.warn_of_lacking(diags, &planned, &config).await;
        Some((planned, ObjectPrivate::default()))
    }

    async fn plan_update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrState,
        _proposed: IvrState,
        config: IvrState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrState, ObjectPrivate, Vec<AttributePath>)> {
        check_plan(diags, |found| check_planned_ids(found, &config))?;
        self.note_stored(&prior);
        if let Ok(id) = ivr_id(&prior) {
            let guard = ObjectGuard::<Ivr>::of(&self.session.run());
            guard.plan_to_keep(diags, ((), id), &private)?;
        }
        let planned = plan_update(&prior, &config);
        if state::numbers(&prior.phone_number_ids) != state::numbers(&planned.phone_number_ids) {
            self.warn_of_moves(diags, ivr_id(&prior).ok(), &planned).await?;
        }
        self.warn_of_lacking(diags, &planned, &config).await;
        Some((planned, planned_for(private, &prior), Vec::new()))
    }

    async fn plan_destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<ObjectPrivate> {
        self.note_stored(&prior);
        let Ok(id) = ivr_id(&prior) else { return Some(private) };
        let run = self.session.run();
        let guard = ObjectGuard::<Ivr>::of(&run);
        guard.plan_to_destroy(diags, ((), id), &private)?;
        let numbers = destroy::planned_numbers(&run, &prior, id);
        if !numbers.is_empty() && !may_force(&prior) && !private.is_half_made {
            diags.add_error(destroy::in_use(id, &name(&prior), numbers));
            return None;
        }
        if let Connection::Ready(account) = run.connection() {
            diags.warnings.extend(destroy::planned_strangers(&run, account, id, &name(&prior)));
        }
        Some(planned_for(private, &prior))
    }

    async fn create<'a>(
        &self,
        diags: &mut Diagnostics,
        planned: IvrState,
        config: IvrState,
        _private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrState, ObjectPrivate)> {
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        let guard = ObjectGuard::<Ivr>::of(&run);
        guard.begin_apply();
        let created = numbers::create(&run, account, &to_request(&planned, &config, None)).await;
        let which = || format!("IVR {}", name(&planned));
        let created = created.map_err(|failure| numbers::failed("create IVR", &which(), &failure));
        let CreatedOnce { record: ivr, deleted_copies: _, equals } = noted(diags, created)?;
        run.memory::<Managed<Ivr>>().note(ivr.id);
        diags.warnings.extend(equals_made::<Ivr>((), ivr.id, &equals));
        match set_default_menu(&run, account, ivr.id, &planned, &config).await {
            Ok(menu) => {
                let (state, warning) = settle(&planned, &config, Some(&ivr), menu.as_ref());
                diags.warnings.extend(warning);
                Some((state, guard.private()))
            }
            Err(error) => {
                diags.add_error(error);
                // What was made is kept, so that the next apply can replace it.
                let menu = marked(account.known_all::<IvrMenu>(ivr.id).unwrap_or_default());
                let private = ObjectPrivate { is_half_made: true, ..guard.private() };
                Some((refresh(&planned, &ivr, menu.as_ref()), private))
            }
        }
    }

    async fn update<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrState,
        planned: IvrState,
        config: IvrState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<(IvrState, ObjectPrivate)> {
        let id = noted(diags, ivr_id(&prior))?;
        let private = private.kept();
        let changes_numbers =
            state::numbers(&prior.phone_number_ids) != state::numbers(&planned.phone_number_ids);
        let writes_ivr = changes_numbers || prior.name != planned.name;
        let writes_menu = prior.default_menu != planned.default_menu;
        if !writes_ivr && !writes_menu {
            // Only force_destroy changes, which Zendesk knows nothing of.
            return Some((planned, private));
        }
        let run = self.session.run();
        let account = noted(diags, run.account(Purpose::Apply))?;
        ObjectGuard::<Ivr>::of(&run).begin_update(id, &private);
        let mut written = None;
        if writes_ivr {
            let updated = numbers::update(&run, account, id, &planned, &config).await;
            let failed = |failure| numbers::failed("update IVR", &Ivr::which((), id), &failure);
            written = Some(noted(diags, updated.map_err(failed))?);
        }
        let mut menu = None;
        let mut planned = planned;
        if writes_menu {
            match set_default_menu(&run, account, id, &planned, &config).await {
                Ok(set) => menu = set,
                Err(error) => {
                    diags.add_error(error);
                    // What was written so far goes in the state.
                    planned.default_menu = prior.default_menu;
                }
            }
        }
        let (state, warning) = settle(&planned, &config, written.as_ref(), menu.as_ref());
        diags.warnings.extend(warning.filter(|_| diags.errors.is_empty()));
        Some((state, ObjectPrivate { is_half_made: false, ..private }))
    }

    async fn destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: IvrState,
        private: ObjectPrivate,
        _meta: ValueEmpty,
    ) -> Option<()> {
        let id = noted(diags, ivr_id(&prior))?;
        let run = self.session.run();
        ObjectGuard::<Ivr>::of(&run).begin_delete(diags, ((), id), &private)?;
        let account = noted(diags, run.account(Purpose::Apply))?;
        let failed = |error: &Error| failed("delete IVR", id, error);
        let deleted = destroy::delete(&run, account, &prior, id, &private, failed).await;
        let lost = noted(diags, deleted)?;
        diags.warnings.extend(lost);
        Some(())
    }

    async fn import<'a>(&self, diags: &mut Diagnostics, id: String) -> Option<(IvrState, ObjectPrivate)> {
        let parsed =
            parse_import_id(&id).map_err(|why| diagnostic("Invalid import id", why, AttributePath::root()));
        Some(self.imported(noted(diags, parsed)?))
    }
}

#[async_trait]
impl ManagedResource for IvrResource {
    async fn plan_create_with_private<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: IvrState,
        config: IvrState,
        private: ObjectPrivate,
        meta: ValueEmpty,
    ) -> Option<(IvrState, ObjectPrivate)> {
        let (planned, _) = self.plan_create(diags, proposed, config, meta).await?;
        let run = self.session.run();
        if let (Some(replaced), false) = (&private.planned_for, private.is_half_made)
            && !replaced.force_destroy
        {
            let numbers = destroy::planned_numbers(&run, &IvrState::default(), replaced.id);
            if !numbers.is_empty() {
                diags.add_error(destroy::in_use(replaced.id, &replaced.name, numbers));
                return None;
            }
        }
        Some((planned, private))
    }

    fn note_stored(&self, state: &IvrState) {
        // A state without an id is an error where it is needed.
        if let Ok(id) = ivr_id(state) {
            self.session.run().memory::<Managed<Ivr>>().note(id);
        }
    }
}

#[async_trait]
impl IdentifiedResource for IvrResource {
    type Identity = IvrIdentity;

    fn identity_schema(&self) -> IdentitySchema {
        attributes::identity::schema(0, [("ivr_id", "The id that Zendesk gave the IVR.")])
    }

    fn identity(&self, state: &IvrState) -> Option<IvrIdentity> {
        identity(state)
    }

    async fn import_by_identity<'a>(
        &self,
        diags: &mut Diagnostics,
        identity: IvrIdentity,
    ) -> Option<(IvrState, ObjectPrivate)> {
        let id = identified(&identity)
            .map_err(|why| diagnostic("Invalid import identity", why, AttributePath::root()));
        Some(self.imported(noted(diags, id)?))
    }
}

impl IvrResource {
    /// Returns what Terraform gets of an IVR that it imports: it reads the IVR right after.
    fn imported(&self, id: i64) -> (IvrState, ObjectPrivate) {
        let run = self.session.run();
        run.memory::<Managed<Ivr>>().note(id);
        (from_id(id), ObjectGuard::<Ivr>::of(&run).private())
    }

    /// Warns of phone numbers that leave another IVR for the planned one.
    async fn warn_of_moves(
        &self,
        diags: &mut Diagnostics,
        ivr_id: Option<i64>,
        planned: &IvrState,
    ) -> Option<()> {
        let run = self.session.run();
        let Connection::Ready(account) = run.connection() else { return Some(()) };
        account.called(Purpose::LookUp);
        let wanted = state::numbers(&planned.phone_number_ids).unwrap_or_default();
        let holders = numbers::holders(account, ivr_id, &wanted).await;
        let failed = |error| account::failure(Ivr::LIST, "IVRs of the account", &error);
        let holders = noted(diags, holders.map_err(failed))?;
        diags.warnings.extend(holders.iter().map(numbers::moves));
        Some(())
    }

    /// Warns of what the planned IVR names and the account lacks.
    async fn warn_of_lacking(&self, diags: &mut Diagnostics, planned: &IvrState, config: &IvrState) {
        let run = self.session.run();
        if let Connection::Ready(account) = run.connection() {
            account.called(Purpose::LookUp);
            diags.warnings.extend(references::lacking(account, planned, config).await);
        }
    }
}

/// Finds the default menu by its mark, and sets what is planned of it; nothing is sent where that is so already.
async fn set_default_menu(
    run: &Run,
    account: &Account,
    ivr_id: i64,
    planned: &IvrState,
    config: &IvrState,
) -> Result<Option<IvrMenu>, Diagnostic> {
    let activity = run.memory::<Activity>();
    let _operation = activity.begin();
    let failed = |error| failed("set the default menu of IVR", ivr_id, &error);
    let Some(menu) = find_default_menu(account, ivr_id).await.map_err(failed)? else {
        return if known(&config.default_menu).is_some() { Err(no_default_menu(ivr_id)) } else { Ok(None) };
    };
    let Some(request) = to_menu_request(planned, config, &menu)? else { return Ok(Some(menu)) };
    let turn = WriteTurn::<IvrMenu>::wait(account, ivr_id).await.map_err(failed)?;
    turn.update(menu.id, &request).await.map(Some).map_err(failed)
}

/// Finds the default menu by its mark; the answer to a write may lack it, so an IVR without one is read once more.
async fn find_default_menu(account: &Account, ivr_id: i64) -> Result<Option<IvrMenu>, Error> {
    if let Some(menu) = marked(account.all::<IvrMenu>(ivr_id).await?.unwrap_or_default()) {
        return Ok(Some(menu));
    }
    WriteTurn::<Ivr>::wait(account, ()).await?.reread(ivr_id).await?;
    Ok(marked(account.all::<IvrMenu>(ivr_id).await?.unwrap_or_default()))
}

fn planned_for(private: ObjectPrivate, prior: &IvrState) -> ObjectPrivate {
    let planned_for =
        ivr_id(prior).ok().map(|id| PlannedFor { id, name: name(prior), force_destroy: may_force(prior) });
    ObjectPrivate { planned_for, ..private }
}

fn name(ivr: &IvrState) -> String {
    quoted(known(&ivr.name).map(String::as_str).unwrap_or_default())
}

fn failed(what: &'static str, id: i64, error: &Error) -> Diagnostic {
    account::failure(what, &Ivr::which((), id), error)
}

fn no_default_menu(ivr_id: i64) -> Diagnostic {
    let detail = format!(
        "Zendesk marks no menu of IVR {ivr_id}, or several, as the one that callers get to first, so default_menu can't be set. \
         Leave default_menu out, and look at the IVR in the admin center."
    );
    diagnostic("No default menu", detail, AttributePath::new("default_menu"))
}
