//! What keeps an IVR from being destroyed: phone numbers that lead to it, and what is in it that nobody manages.

use std::iter::repeat;

use tf_provider::{AttributePath, Diagnostic};

use super::numbers::{NumberWrites, phone_number};
use super::state::{IvrState, may_force, numbers};
use crate::account::{
    Account, Activity, Connection, Error, Managed, ObjectPrivate, PlannedFor, Run, WriteTurn,
};
use crate::api::{Ivr, IvrMenu, IvrRoute, MenuId};
use crate::attributes::conversion::known;
use crate::plain_text::{listed, quoted, short_line};
use crate::plugin::diagnostic;

/// How many numbers, menus or routes a message names at most.
const MAX_NAMED: usize = 50;

/// The length at which a message cuts a key or an action, in characters.
const MAX_CHARS: usize = 20;

/// Returns the phone numbers that lead to an IVR, as far as a plan knows: as the copy of the account has them, or the state.
pub(super) fn planned_numbers(run: &Run, prior: &IvrState, ivr_id: i64) -> Vec<String> {
    if let Connection::Ready(account) = run.connection()
        && let Some(ivr) = account.known::<Ivr>((), ivr_id)
    {
        return numbers_of(&ivr);
    }
    let names = known(&prior.phone_number_names).map(Vec::as_slice).unwrap_or_default();
    named(numbers(&prior.phone_number_ids).unwrap_or_default(), names)
}

fn numbers_of(ivr: &Ivr) -> Vec<String> {
    named(ivr.phone_number_ids.iter().copied(), &ivr.phone_number_names)
}

fn named(ids: impl IntoIterator<Item = i64>, names: &[String]) -> Vec<String> {
    let names = names.iter().map(|name| Some(name.as_str())).chain(repeat(None));
    ids.into_iter().zip(names).map(|(id, name)| phone_number(id, name)).collect()
}

/// Makes the error of an IVR that phone numbers lead to.
pub(super) fn in_use(ivr_id: i64, name: &str, numbers: Vec<String>) -> Diagnostic {
    let detail = format!(
        "IVR {ivr_id} {name} isn't destroyed, since callers still get to it: {}. Take the numbers from it, with \
         phone_number_ids = [] or by giving them to another IVR, and apply; then destroy it. To destroy it all the same, set \
         force_destroy = true and apply; then destroy it.",
        listed(numbers, MAX_NAMED)
    );
    diagnostic(format!("Phone numbers lead to IVR {ivr_id}"), detail, AttributePath::new("force_destroy"))
}

/// Warns at plan of menus and routes that the run hasn't read.
pub(super) fn planned_strangers(run: &Run, account: &Account, ivr_id: i64, name: &str) -> Option<Diagnostic> {
    let strangers = strangers(run, account, ivr_id)?;
    let managed = (run.memory::<Managed<IvrMenu>>(), run.memory::<Managed<IvrRoute>>());
    if strangers.is_empty() || !managed.0.may_tell_strangers() || !managed.1.may_tell_strangers() {
        return None;
    }
    let detail = format!(
        "IVR {ivr_id} {name} is to be destroyed, and it holds what this run has not read, so Terraform may not manage it: {}. \
         What is still there when its turn comes keeps the IVR from being destroyed, unless force_destroy is true. Import \
         what is needed, delete the rest by hand, or set force_destroy.",
        listed(strangers, MAX_NAMED)
    );
    let summary = format!("IVR {ivr_id} holds more than this run has read");
    Some(diagnostic(summary, detail, AttributePath::root()))
}

/// Lists the menus and routes of an IVR, as far as the copy has them, that Terraform isn't known to manage.
fn strangers(run: &Run, account: &Account, ivr_id: i64) -> Option<Vec<String>> {
    let (menus, routes) = (run.memory::<Managed<IvrMenu>>(), run.memory::<Managed<IvrRoute>>());
    let mut found = Vec::new();
    for menu in account.known_all::<IvrMenu>(ivr_id)? {
        if !menu.default && !menus.has(menu.id) {
            found.push(menu_named(&menu));
        }
        let inside = account.known_all::<IvrRoute>(MenuId { ivr_id, menu_id: menu.id });
        let inside = inside.into_iter().flatten().filter(|route| !routes.has(route.id));
        found.extend(inside.map(|route| route_named(menu.id, &route)));
    }
    Some(found)
}

/// What an IVR still holds right before its deletion.
#[derive(Debug, Default)]
struct Contents {
    numbers: Vec<String>,
    menus: Vec<String>,
    /// Whether Terraform is known to manage one of the menus or routes, so that it may yet be destroyed in this run.
    may_go: bool,
}

/// Deletes an IVR, unless callers still get to it or something is in it that would be lost.
///
/// Returns a warning of what was lost where that is allowed.
///
/// # Errors
///
/// A diagnostic of what keeps it, or of what the API or the way to it answered; `failed` makes that.
pub(super) async fn delete(
    run: &Run,
    account: &Account,
    prior: &IvrState,
    ivr_id: i64,
    private: &ObjectPrivate,
    failed: impl Fn(&Error) -> Diagnostic,
) -> Result<Option<Diagnostic>, Diagnostic> {
    let activity = run.memory::<Activity>();
    let mut operation = activity.begin();
    let name = quoted(known(&prior.name).map(String::as_str).unwrap_or_default());
    let force = may_force(prior);
    // Terraform replaces a tainted IVR without a plan for the old one.
    let is_planned = private.planned_for.as_ref().is_some_and(|PlannedFor { id, .. }| *id == ivr_id);
    let checks_numbers = is_planned && !private.is_half_made && !force;
    let mut is_patient = true;
    loop {
        let turn = WriteTurn::<Ivr>::wait(account, ()).await.map_err(|error| failed(&error))?;
        let contents = look(run, account, &turn, ivr_id).await.map_err(|error| failed(&error))?;
        if checks_numbers && !contents.numbers.is_empty() {
            return Err(in_use(ivr_id, &name, contents.numbers));
        }
        if contents.menus.is_empty() || force {
            turn.delete(ivr_id).await.map_err(|error| failed(&error))?;
            run.memory::<NumberWrites>().note();
            return Ok((!contents.menus.is_empty()).then(|| gone_with_it(ivr_id, &name, contents.menus)));
        }
        drop(turn);
        if !contents.may_go || !is_patient {
            return Err(not_empty(ivr_id, &name, contents.menus));
        }
        // Where the configuration refers to no ids, Terraform may destroy menus and routes at the same time.
        is_patient = false;
        operation.wait();
        tokio::select! {
            biased;
            () = account.stop().cancelled() => return Err(failed(&Error::Stopped)),
            () = operation.patience() => operation.resume(),
        }
    }
}

/// Reads what an IVR holds now; an IVR that isn't there holds nothing.
async fn look(
    run: &Run,
    account: &Account,
    turn: &WriteTurn<'_, Ivr>,
    ivr_id: i64,
) -> Result<Contents, Error> {
    let Some(ivr) = turn.reread(ivr_id).await? else { return Ok(Contents::default()) };
    let mut contents = Contents { numbers: numbers_of(&ivr), ..Contents::default() };
    let (menus, routes) = (run.memory::<Managed<IvrMenu>>(), run.memory::<Managed<IvrRoute>>());
    let all = match ivr.menus {
        Some(menus) => menus,
        None => account.all::<IvrMenu>(ivr_id).await?.unwrap_or_default(),
    };
    for mut menu in all {
        if !menu.default {
            contents.may_go |= menus.has(menu.id);
            contents.menus.push(menu_named(&menu));
        }
        let inside = match menu.routes.take() {
            Some(routes) => routes,
            None => {
                let menu = MenuId { ivr_id, menu_id: menu.id };
                account.all::<IvrRoute>(menu).await?.unwrap_or_default()
            }
        };
        contents.may_go |= inside.iter().any(|route| routes.has(route.id));
        contents.menus.extend(inside.iter().map(|route| route_named(menu.id, route)));
    }
    Ok(contents)
}

fn not_empty(ivr_id: i64, name: &str, left: Vec<String>) -> Diagnostic {
    let detail = format!(
        "IVR {ivr_id} {name} isn't destroyed, since it holds what would be lost with it: {}. Nothing of this run manages or \
         destroyed that. Import what is needed, delete the rest by hand, and destroy again. To destroy it with all that is in \
         it, set force_destroy = true and apply; then destroy it.",
        listed(left, MAX_NAMED)
    );
    diagnostic(format!("IVR {ivr_id} isn't empty"), detail, AttributePath::new("force_destroy"))
}

fn gone_with_it(ivr_id: i64, name: &str, lost: Vec<String>) -> Diagnostic {
    let detail = format!(
        "IVR {ivr_id} {name} was destroyed, as force_destroy says, with what Terraform hadn't destroyed in it: {}.",
        listed(lost, MAX_NAMED)
    );
    diagnostic(format!("IVR {ivr_id} was destroyed with its contents"), detail, AttributePath::root())
}

fn menu_named(menu: &IvrMenu) -> String {
    format!("menu {} {}", menu.id, quoted(menu.name.as_deref().unwrap_or_default()))
}

fn route_named(menu_id: i64, route: &IvrRoute) -> String {
    let cut = |text: Option<&str>| short_line(text.unwrap_or("none"), MAX_CHARS);
    let (key, action) = (cut(route.keypress.as_deref()), cut(route.action.as_deref()));
    format!("route {} on key {key} of menu {menu_id} ({action})", route.id)
}
