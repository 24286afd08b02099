//! Plans that the account has a say in: keys that two routes would hold.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::IvrRouteResource;
use crate::models::ivr_route::{IvrRoute, claimed_key};
use crate::plugin::diagnostic;

impl IvrRouteResource {
    /// Notes the key of a planned route; a second route for it gets an error.
    pub(super) fn claim_key(&self, diags: &mut Diagnostics, planned: &IvrRoute) -> Option<()> {
        let Some((menu, key)) = claimed_key(planned) else { return Some(()) };
        let route_id = planned.route_id.as_ref().and_then(|id| id.as_int().map_or(Value::Null, Value::Value));
        let route_id = route_id.into_iter().next();
        let claim = self.session.account().planned_keys.claim(menu, key, route_id, &content(planned));
        let Err(other) = claim else { return Some(()) };
        let detail = format!(
            "Key {key} of menu {} (IVR {}) has one route, but this configuration plans two for it: this one and \
             {other}. Give one of them another key.",
            menu.menu_id, menu.ivr_id
        );
        diags.add_error(diagnostic("Key planned twice", detail, AttributePath::new("keypress")));
        None
    }
}

/// Says what a route does.
fn content(planned: &IvrRoute) -> String {
    let options = serde_json::to_string(&planned.options).unwrap_or_default();
    format!("action {} with {options}", planned.action.as_ref().map_or("not known yet", String::as_str))
}
