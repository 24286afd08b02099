//! What a plan says of a route: known where nothing can alter the value, unknown where the change can.

use tf_provider::AttributePath;
use tf_provider::value::Value;

use super::{IvrRoute, IvrRouteOptions};
use crate::attributes::conversion::known_after_apply;

/// A planned change of a route that exists.
#[derive(Debug, PartialEq)]
pub struct Plan {
    /// The planned state.
    pub route: IvrRoute,
    /// The attributes whose change needs another route in this one's place; empty where it is changed in place.
    pub requires_replace: Vec<AttributePath>,
}

/// Plans a route that doesn't exist yet: what isn't configured is known after apply.
#[must_use]
pub fn plan_create(proposed: IvrRoute) -> IvrRoute {
    let IvrRoute { ivr_id, menu_id, keypress, action, options, overflow_options, .. } = proposed;
    IvrRoute {
        id: Value::Unknown,
        ivr_id,
        menu_id,
        route_id: Value::Unknown,
        keypress: known_after_apply(keypress),
        action: known_after_apply(action),
        options: known_after_apply(options),
        overflow_options: known_after_apply(overflow_options),
        option_text: Value::Unknown,
        greeting: Value::Unknown,
    }
}

/// Plans the change of a route from `prior` to `proposed`, which core made of `prior` and `config`.
#[must_use]
pub fn plan_update(prior: &IvrRoute, mut proposed: IvrRoute, config: &IvrRoute) -> Plan {
    if config.options.is_null() {
        // Core proposes none, since what is in them isn't computed; but all of them are, where none is configured.
        proposed.options = prior.options.clone();
    }
    let mut requires_replace = Vec::new();
    if prior.ivr_id != proposed.ivr_id {
        requires_replace.push(AttributePath::new("ivr_id"));
    }
    if prior.menu_id != proposed.menu_id {
        requires_replace.push(AttributePath::new("menu_id"));
    }
    let mut route = proposed.respelled(prior);
    if !requires_replace.is_empty() {
        // Core asks again, as for a new route, when it has seen that this one must go.
        (route.id, route.route_id) = (Value::Unknown, Value::Unknown);
    }
    if alters_texts(prior, &route) || !requires_replace.is_empty() {
        (route.option_text, route.greeting) = (Value::Unknown, Value::Unknown);
    }
    Plan { route, requires_replace }
}

/// Tells whether the change can alter `option_text` or `greeting`: they tell of what the route does, not of its key
/// and its tags.
fn alters_texts(prior: &IvrRoute, planned: &IvrRoute) -> bool {
    let untagged = |route: &IvrRoute| {
        let options = route.options.clone();
        options.map(|options| IvrRouteOptions { tags: Value::Null, ..options })
    };
    prior.action != planned.action || untagged(prior) != untagged(planned)
}
