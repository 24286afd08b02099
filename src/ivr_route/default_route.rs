//! A menu that loses its `default` route: callers who press no key are disconnected there.

use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::IvrRouteResource;
use super::planned_keys::PlannedKeys;
use super::{IvrRoute, claimed_key, route_id};
use crate::api::{MenuId, RouteId};
use crate::plugin::diagnostic;

/// The key of the callers who press none, or a wrong one.
const DEFAULT: &str = "default";

impl IvrRouteResource {
    /// Warns of a route that leaves the key `default` of its menu, unless another route is planned for that key by now.
    ///
    /// `planned` is what the route becomes; none if it is to be destroyed.
    pub(super) fn warn_of_lost_default(
        &self,
        diags: &mut Diagnostics,
        prior: &IvrRoute,
        planned: Option<&IvrRoute>,
    ) {
        let Some((menu, DEFAULT)) = claimed_key(prior) else { return };
        let stays = planned.is_some_and(|planned| claimed_key(planned) == Some((menu, DEFAULT)));
        // A key or a menu that isn't known yet may turn out to be the same.
        let may_stay = planned.is_some_and(|planned| {
            planned.keypress.is_unknown() || planned.menu_id.is_unknown() || planned.ivr_id.is_unknown()
        });
        let is_claimed = || self.session.run().memory::<PlannedKeys>().is_claimed(menu, DEFAULT);
        if let (false, false, Ok(id)) = (stays, may_stay, route_id(prior))
            && !is_claimed()
        {
            diags.add_warning(lost_default(id));
        }
    }
}

fn lost_default(RouteId { menu: MenuId { ivr_id, menu_id }, route_id }: RouteId) -> Diagnostic {
    let detail = format!(
        "Callers who press no key, or a wrong one, are disconnected in menu {menu_id} (IVR {ivr_id}), unless this run also \
         gives another route the key default, or removes the menu or every route that leads to it."
    );
    diagnostic(
        format!("Menu {menu_id} loses its default route {route_id}"),
        detail,
        AttributePath::new("keypress"),
    )
}
