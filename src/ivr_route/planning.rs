//! Plans that the account has a say in: keys that two routes would hold.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::IvrRouteResource;
use super::planned_keys::PlannedKeys;
use crate::ivr_route::{IvrRoute, claimed_key};
use crate::plain_text::short_line;
use crate::plugin::{Number, diagnostic};

impl IvrRouteResource {
    /// Notes the key of a planned route; a second route for it gets an error.
    pub(super) fn claim_key(
        &self,
        diags: &mut Diagnostics,
        planned: &IvrRoute,
        config: &IvrRoute,
    ) -> Option<()> {
        let Some((menu, key)) = claimed_key(planned) else { return Some(()) };
        let route_id = planned.route_id.as_ref().into_iter().next().and_then(Number::as_int);
        let planned_keys = self.session.run().memory::<PlannedKeys>();
        let Err(other) = planned_keys.claim(menu, key, route_id, config, does(planned)) else {
            return Some(());
        };
        let detail = format!(
            "Key {key} of menu {} (IVR {}) can have one route only, but this configuration plans two for it: this one \
             and {other}. Give one of them another key.",
            menu.menu_id, menu.ivr_id
        );
        diags.add_error(diagnostic("Key planned twice", detail, AttributePath::new("keypress")));
        None
    }
}

/// The length at which a message cuts an action, in characters.
const MAX_ACTION_CHARS: usize = 80;

/// Says what a route does, as far as the plan knows.
fn does(planned: &IvrRoute) -> String {
    let action = match &planned.action {
        Value::Value(action) => format!("action {}", short_line(action, MAX_ACTION_CHARS)),
        Value::Null => return "no action".to_owned(),
        Value::Unknown => return "action not known yet".to_owned(),
    };
    match set_options(planned) {
        Some(options) => format!("{action}, options {options}"),
        None => action,
    }
}

/// Writes the options that are set.
fn set_options(planned: &IvrRoute) -> Option<serde_json::Value> {
    let Value::Value(options) = &planned.options else { return None };
    let mut options = serde_json::to_value(options).ok()?;
    options.as_object_mut()?.retain(|_, value| !value.is_null());
    Some(options)
}
