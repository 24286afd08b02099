//! Whether what a planned route names is there: its IVR, its menu, the menu that it leads to, a free key, groups and numbers.
//!
//! Asked of the run's copy of the account, which a plan of new routes alone reads as well.

use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::IvrRouteResource;
use super::action::Action;
use super::key_taken::KeyTaken;
use super::references;
use super::{IvrRoute, ManagedRoutes, claimed_key, route_id};
use crate::account::{Account, Connection, DepartingRoutes, Purpose, Run, missing_ivr, missing_menu};
use crate::api::{IvrMenu, IvrRoute as Route, MenuId, RouteId};
use crate::attributes::conversion::known;
use crate::attributes::ids;
use crate::plugin::diagnostic;

impl IvrRouteResource {
    /// Checks what the plan of a route names, as far as it is known; `prior` is the route's state if it isn't a new one.
    ///
    /// What isn't there is an error where the route is new or its ids change; a route that stays as it is gets a warning, or
    /// nothing could repair it. A key that a route which isn't Terraform's holds is a warning, and so is a group or a phone
    /// number that the account lacks.
    pub(super) async fn check_targets(
        &self,
        diags: &mut Diagnostics,
        prior: Option<&IvrRoute>,
        planned: &IvrRoute,
        config: &IvrRoute,
    ) -> Option<()> {
        let run = self.session.run();
        if let Some(id) = prior.and_then(|prior| route_id(prior).ok()) {
            let departs = prior.map(destination) != Some(destination(planned));
            run.memory::<DepartingRoutes>().note(id.route_id, departs);
        }
        let Connection::Ready(account) = run.connection() else { return Some(()) };
        account.called(Purpose::LookUp);
        let before = diags.errors.len();
        if prior.is_none_or(|prior| parent(prior) != parent(planned)) {
            diags.errors.extend(missing_parent(account, planned).await);
        }
        if prior.is_none_or(|prior| destination(prior) != destination(planned)) {
            // Without its IVR, no menu of it is there either.
            if diags.errors.len() == before {
                diags.errors.extend(missing_destination(account, planned).await);
            }
        } else {
            diags.warnings.extend(leads_nowhere(account, planned));
        }
        if prior.is_none_or(|prior| claimed_key(prior) != claimed_key(planned)) {
            diags.warnings.extend(held_key(&run, account, planned));
        }
        if diags.errors.len() > before {
            return None;
        }
        diags.warnings.extend(references::lacking(account, planned, config).await);
        Some(())
    }
}

/// Returns what a route belongs to, where that is known.
fn parent(route: &IvrRoute) -> (Option<i64>, Option<i64>) {
    let id = |value, name| ids::required(value, AttributePath::new(name)).ok();
    (id(&route.ivr_id, "ivr_id"), id(&route.menu_id, "menu_id"))
}

/// Returns the menu that a route leads to, where that is known.
fn destination(route: &IvrRoute) -> Option<MenuId> {
    let action = known(&route.action).and_then(|action| Action::parse(action));
    let options = known(&route.options).filter(|_| action == Some(Action::Menu))?;
    let menu_id = ids::required(&options.menu_id, leads_to()).ok()?;
    Some(MenuId { ivr_id: parent(route).0?, menu_id })
}

fn leads_to() -> AttributePath {
    AttributePath::new("options").attribute("menu_id")
}

/// Returns the error of an IVR or a menu that isn't there, or that the account couldn't be asked.
pub(crate) async fn missing_parent(account: &Account, planned: &IvrRoute) -> Option<Diagnostic> {
    match parent(planned) {
        (Some(ivr_id), Some(menu_id)) => missing_menu(account, MenuId { ivr_id, menu_id }, None).await,
        (Some(ivr_id), None) => missing_ivr(account, ivr_id).await,
        (None, _) => None,
    }
}

async fn missing_destination(account: &Account, planned: &IvrRoute) -> Option<Diagnostic> {
    missing_menu(account, destination(planned)?, Some(leads_to())).await
}

/// Warns of a route that stays as it is, and that leads to a menu which the IVR doesn't have.
fn leads_nowhere(account: &Account, planned: &IvrRoute) -> Option<Diagnostic> {
    let MenuId { ivr_id, menu_id } = destination(planned)?;
    let RouteId { menu, route_id } = route_id(planned).ok()?;
    if !account.known_to_lack::<IvrMenu>(ivr_id, menu_id) {
        return None;
    }
    let key = known(&planned.keypress).map(|key| format!("key {key} of ")).unwrap_or_default();
    let detail = format!(
        "Callers who choose {key}menu {} (IVR {ivr_id}) get nowhere: route {route_id} leads to menu {menu_id}, and the IVR has \
         no such menu. Let the route lead to another menu, unless this run also makes that one.",
        menu.menu_id
    );
    Some(diagnostic(format!("Route {route_id} leads to no menu"), detail, leads_to()))
}

/// Warns of a key that a route holds which this run has neither read nor planned.
fn held_key(run: &Run, account: &Account, planned: &IvrRoute) -> Option<Diagnostic> {
    let (menu, key) = claimed_key(planned)?;
    let routes = account.known_all::<Route>(menu)?;
    let holder = routes.iter().find(|route| route.keypress.as_deref() == Some(key))?;
    let managed = run.memory::<ManagedRoutes>();
    if managed.has(holder.id) || !managed.may_tell_strangers() {
        return None;
    }
    let taken = KeyTaken::new(menu, key, holder, &routes, []);
    let detail = format!(
        "The route is planned for a key that isn't free: {taken}. This is no matter if this run also moves or \
         deletes that route; otherwise the apply will fail. That a zendesk_ivr_routes_exclusive removes it comes too late: that needs two applies. \
         Give one of them another key, or import that route:\n\n{}",
        taken.import_block()
    );
    let summary = format!("Key {key} of menu {} is held by route {}", menu.menu_id, holder.id);
    Some(diagnostic(summary, detail, AttributePath::new("keypress")))
}
