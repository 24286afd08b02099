//! What a menu takes along when it goes: routes that lead to it lead nowhere, and its own routes are lost.

use tf_provider::{AttributePath, Diagnostic};

use crate::account::{Account, DepartingRoutes, Managed, Run};
use crate::api::{IvrMenu, IvrRoute, MenuId};
use crate::plain_text::{listed, quoted, short_line};
use crate::plugin::diagnostic;

/// How many routes a message names at most.
const MAX_NAMED: usize = 50;

/// The length at which a message cuts a key or an action, in characters.
const MAX_CHARS: usize = 20;

/// The routes that a menu's deletion concerns.
#[derive(Debug)]
pub(super) struct Departure {
    menu: MenuId,
    name: String,
    /// The routes of other menus that lead to it.
    leading: Vec<(i64, IvrRoute)>,
    /// Its own routes that Terraform isn't known to manage.
    inside: Vec<IvrRoute>,
}

/// Warns at plan, of what the run has read so far; what it has planned to delete or to let lead elsewhere is left out, and
/// returned by its ids.
pub(super) fn planned(
    run: &Run,
    account: &Account,
    menu: MenuId,
    is_replaced: bool,
) -> (Vec<Diagnostic>, Vec<i64>) {
    let Some(mut departure) = Departure::known(run, account, menu) else { return Default::default() };
    let departing = run.memory::<DepartingRoutes>();
    let (leaving, staying) = departure.leading.into_iter().partition(|(_, route)| departing.has(route.id));
    departure.leading = staying;
    let leaving: Vec<(i64, IvrRoute)> = leaving;
    let which = departure.which();
    let goes = if is_replaced { "is to be replaced by another one" } else { "is to be destroyed" };
    let mut warnings = Vec::new();
    if !departure.leading.is_empty() {
        let detail = format!(
            "{which} {goes}, and these routes lead to it: {}. Their callers get nowhere then, unless this run also removes \
             them or lets them lead elsewhere.",
            departure.leading()
        );
        let summary = format!("Routes lead to menu {}", menu.menu_id);
        warnings.push(diagnostic(summary, detail, AttributePath::root()));
    }
    if !departure.inside.is_empty() && run.memory::<Managed<IvrRoute>>().may_tell_strangers() {
        let detail = format!(
            "{which} {goes}, and it holds routes that this run has not read, so Terraform may not manage them: {}. They are \
             deleted with it. Import those that are needed, or move them first.",
            departure.inside()
        );
        let summary = format!("Routes of menu {} go with it", menu.menu_id);
        warnings.push(diagnostic(summary, detail, AttributePath::root()));
    }
    (warnings, leaving.into_iter().map(|(_, route)| route.id).collect())
}

impl Departure {
    /// Looks right before the deletion; none where that can't be seen, which is no reason to keep the menu.
    ///
    /// The routes in `departing` were planned to lead elsewhere: Terraform changes them only after this.
    pub(super) async fn look(run: &Run, account: &Account, menu: MenuId, departing: &[i64]) -> Option<Self> {
        match account.all::<IvrMenu>(menu.ivr_id).await {
            Ok(_) => {
                let mut departure = Self::known(run, account, menu)?;
                departure.leading.retain(|(_, route)| !departing.contains(&route.id));
                Some(departure)
            }
            Err(error) => {
                tracing::warn!(%error, menu_id = menu.menu_id, "failed to look at what leads to a menu");
                None
            }
        }
    }

    /// Warns after the deletion.
    pub(super) fn made(&self) -> Vec<Diagnostic> {
        let (which, menu_id) = (self.which(), self.menu.menu_id);
        let mut warnings = Vec::new();
        if !self.leading.is_empty() {
            let detail = format!(
                "{which} was destroyed while these routes led to it: {}. Callers who choose them get nowhere. Let them lead \
                 elsewhere or remove them, unless this run has done so since.",
                self.leading()
            );
            let summary = format!("Routes lead to menu {menu_id} that is gone");
            warnings.push(diagnostic(summary, detail, AttributePath::root()));
        }
        if !self.inside.is_empty() {
            let detail = format!(
                "{which} was destroyed with routes that Terraform isn't known to manage: {}. Make them again elsewhere if \
                 they are needed.",
                self.inside()
            );
            let summary = format!("Routes of menu {menu_id} are gone with it");
            warnings.push(diagnostic(summary, detail, AttributePath::root()));
        }
        warnings
    }

    fn known(run: &Run, account: &Account, menu: MenuId) -> Option<Self> {
        let managed = run.memory::<Managed<IvrRoute>>();
        let MenuId { ivr_id, menu_id } = menu;
        let this = account.known::<IvrMenu>(ivr_id, menu_id)?;
        let leads_here = |route: &IvrRoute| {
            route.action.as_deref() == Some("menu") && route.options.menu_id == Some(menu_id)
        };
        let mut leading = Vec::new();
        for other in account.known_all::<IvrMenu>(ivr_id)?.into_iter().filter(|other| other.id != menu_id) {
            let routes =
                account.known_all::<IvrRoute>(MenuId { menu_id: other.id, ..menu }).unwrap_or_default();
            leading.extend(routes.into_iter().filter(leads_here).map(|route| (other.id, route)));
        }
        let mut inside = account.known_all::<IvrRoute>(menu).unwrap_or_default();
        inside.retain(|route| !managed.has(route.id));
        let name = quoted(this.name.as_deref().unwrap_or_default());
        Some(Self { menu, name, leading, inside })
    }

    fn which(&self) -> String {
        let MenuId { ivr_id, menu_id } = self.menu;
        format!("Menu {menu_id} {} (IVR {ivr_id})", self.name)
    }

    fn leading(&self) -> String {
        let named = self.leading.iter().map(|(menu_id, route)| {
            format!("key {} of menu {menu_id} (route {})", cut(route.keypress.as_deref()), route.id)
        });
        listed(named, MAX_NAMED)
    }

    fn inside(&self) -> String {
        let named = self.inside.iter().map(|route| {
            let (key, action) = (cut(route.keypress.as_deref()), cut(route.action.as_deref()));
            format!("key {key} (route {}, {action})", route.id)
        });
        listed(named, MAX_NAMED)
    }
}

fn cut(text: Option<&str>) -> String {
    short_line(text.unwrap_or("none"), MAX_CHARS)
}
