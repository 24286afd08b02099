//! From the plan to what the API is asked for. The strict end: nothing unknown and no malformed id passes.

use tf_provider::{AttributePath, Diagnostic};

use super::overflow_options;
use super::{IvrRoute, IvrRouteOptions, UnknownOptions};
use crate::api::{MenuId, Options, RouteId, RouteRequest};
use crate::attributes::conversion::known;
use crate::attributes::{ids, phone_number};
use crate::plugin::diagnostic;

/// Gives the menu that a route belongs to.
///
/// # Errors
///
/// A diagnostic on `ivr_id` or `menu_id` where it is missing, unknown or no id.
pub fn menu_id(route: &IvrRoute) -> Result<MenuId, Diagnostic> {
    Ok(MenuId {
        ivr_id: ids::required(&route.ivr_id, AttributePath::new("ivr_id"))?,
        menu_id: ids::required(&route.menu_id, AttributePath::new("menu_id"))?,
    })
}

/// Gives the ids by which the API knows a route that exists.
///
/// # Errors
///
/// A diagnostic on `ivr_id`, `menu_id` or `route_id` where it is missing, unknown or no id.
pub fn route_id(route: &IvrRoute) -> Result<RouteId, Diagnostic> {
    Ok(RouteId {
        menu: menu_id(route)?,
        route_id: ids::required(&route.route_id, AttributePath::new("route_id"))?,
    })
}

/// Makes the body of a create or an update from the plan; what the plan doesn't know yet isn't sent.
///
/// `prior` is the route's state before an update. `config` decides whether `overflow_options` is sent: never unless
/// the plan has it from there, since its shape is documented nowhere. `unknown` are the options that only the API knows.
///
/// # Errors
///
/// A diagnostic on the attribute that is unknown inside `options`, or malformed.
pub fn to_request(
    planned: &IvrRoute,
    prior: Option<&IvrRoute>,
    config: &IvrRoute,
    unknown: UnknownOptions,
) -> Result<RouteRequest, Diagnostic> {
    let prior_options = prior.and_then(|prior| known(&prior.options));
    Ok(RouteRequest {
        keypress: known(&planned.keypress).cloned(),
        action: known(&planned.action).cloned(),
        options: known(&planned.options)
            .map(|options| to_options(options, prior_options, unknown))
            .transpose()?,
        overflow_options: configured_overflow(planned, config).map(|text| overflow(text)).transpose()?,
    })
}

/// Returns the planned `overflow_options` if they are the configured ones: `ignore_changes` plans those of the state.
fn configured_overflow<'a>(planned: &'a IvrRoute, config: &IvrRoute) -> Option<&'a String> {
    let (planned, configured) = (known(&planned.overflow_options)?, known(&config.overflow_options)?);
    (planned == configured || overflow_options::same(planned, configured)).then_some(planned)
}

fn to_options(
    planned: &IvrRouteOptions,
    prior: Option<&IvrRouteOptions>,
    unknown: UnknownOptions,
) -> Result<Options, Diagnostic> {
    let options = planned.to_wire()?;
    let had_tags = prior.is_some_and(|prior| prior.tags.is_value());
    Ok(Options {
        // No action takes an empty list: it is the same as none.
        group_ids: options.group_ids.filter(|ids| !ids.is_empty()),
        phone_number: options.phone_number.map(|number| phone_number::digits(&number)),
        // A service that merges options needs to be told that there are none any more.
        tags: options.tags.or_else(|| had_tags.then(Vec::new)),
        unknown: unknown.unwrap_or_default(),
        ..options
    })
}

fn overflow(text: &str) -> Result<Vec<serde_json::Value>, Diagnostic> {
    overflow_options::parse(text).map_err(|why| {
        let path = AttributePath::new("overflow_options");
        diagnostic(
            "Invalid overflow options",
            format!("overflow_options has to be a JSON array, but {why}."),
            path,
        )
    })
}
