//! From what the API answered to the state. The lenient end: it never makes an unknown value.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::action::Action;
use super::import_id::import_id;
use super::{IvrRoute, IvrRouteOptions, UnknownOptions};
use super::{options, overflow_options};
use crate::api::{self, MenuId, RouteId};
use crate::attributes::conversion::{as_planned, number, text};
use crate::attributes::stored_otherwise::{Difference, difference, stored_otherwise};

/// Makes the state of a route from the API's answer alone.
#[must_use]
pub fn from_response(menu: MenuId, route: &api::IvrRoute) -> IvrRoute {
    let api::IvrRoute { id, keypress, action, options, overflow_options, option_text, greeting } = route;
    IvrRoute {
        id: Value::Value(import_id(RouteId { menu, route_id: *id })),
        ivr_id: number(menu.ivr_id),
        menu_id: number(menu.menu_id),
        route_id: number(*id),
        keypress: text(keypress),
        action: text(action),
        options: from_options(action.as_deref().and_then(Action::parse), options),
        overflow_options: if overflow_options.is_empty() {
            Value::Null
        } else {
            Value::Value(serde_json::Value::from(overflow_options.clone()).to_string())
        },
        option_text: text(option_text),
        greeting: text(greeting),
    }
}

/// Brings a state up to date: drift shows, another spelling of the same value doesn't.
#[must_use]
pub fn refresh(prior: &IvrRoute, menu: MenuId, route: &api::IvrRoute) -> IvrRoute {
    let fresh = from_response(menu, route).respelled(prior);
    IvrRoute {
        options: keep_empty_options(&prior.options, fresh.options),
        overflow_options: match &prior.overflow_options {
            Value::Value(text) if fresh.overflow_options.is_null() && overflow_options::is_empty(text) => {
                prior.overflow_options.clone()
            }
            _ => fresh.overflow_options,
        },
        ..fresh
    }
}

/// Makes the state after a write: the planned values, and the answer's where the plan didn't know.
///
/// Values that the service stored otherwise than planned get a warning; the next plan shows them as drift, which
/// Terraform would not let this apply do. It is one warning, since Terraform folds several of a kind into the first.
#[must_use]
pub fn settle(planned: &IvrRoute, menu: MenuId, route: &api::IvrRoute) -> (IvrRoute, Option<Diagnostic>) {
    let stored = refresh(planned, menu, route);
    let warning = stored_otherwise(&differences(planned, &stored));
    let state = IvrRoute {
        id: stored.id,
        ivr_id: stored.ivr_id,
        menu_id: stored.menu_id,
        route_id: stored.route_id,
        keypress: as_planned(&planned.keypress, stored.keypress),
        action: as_planned(&planned.action, stored.action),
        options: as_planned(&planned.options, stored.options),
        overflow_options: as_planned(&planned.overflow_options, stored.overflow_options),
        option_text: as_planned(&planned.option_text, stored.option_text),
        greeting: as_planned(&planned.greeting, stored.greeting),
    };
    (state, warning)
}

/// Gives the options that only the API knows, to be kept as private state.
#[must_use]
pub fn unknown_options(route: &api::IvrRoute) -> UnknownOptions {
    let unknown = &route.options.unknown;
    (!unknown.is_empty()).then(|| unknown.clone())
}

fn from_options(action: Option<Action>, options: &api::Options) -> Value<IvrRouteOptions> {
    // A service that merges options may still hold those of an earlier action; they have no effect.
    let taken = |name: &str| action.is_none_or(|action| options::takes(action, name));
    let options = IvrRouteOptions::from_wire(options, taken);
    if options == IvrRouteOptions::default() { Value::Null } else { Value::Value(options) }
}

fn keep_empty_options(
    prior: &Value<IvrRouteOptions>,
    fresh: Value<IvrRouteOptions>,
) -> Value<IvrRouteOptions> {
    let Value::Value(prior) = prior else { return fresh };
    let options = fresh.clone().unwrap_or_default().with_empties(prior);
    // `options = {}` and options of empty collections alone stay as they are written.
    if fresh.is_value() || options == *prior { Value::Value(options) } else { fresh }
}

fn differences(planned: &IvrRoute, stored: &IvrRoute) -> Vec<Difference> {
    let root = AttributePath::new;
    let mut found = Vec::new();
    found.extend(difference(root("keypress"), &planned.keypress, &stored.keypress));
    found.extend(difference(root("action"), &planned.action, &stored.action));
    found.extend(difference(root("overflow_options"), &planned.overflow_options, &stored.overflow_options));
    if !planned.options.is_unknown() {
        let (planned, stored) = (planned.options.clone(), stored.options.clone());
        found.extend(planned.unwrap_or_default().differences(&stored.unwrap_or_default()));
    }
    found
}
