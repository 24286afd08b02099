//! One route as configuration.

use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;
use tf_provider::value::Value;

use super::destination::Destinations;
use super::hcl::{Entry, block, json, json_text, line, lines, list, text};
use super::kind::Kind;
use super::references::{References, referred_kind};
use crate::api;
use crate::attributes::phone_number;
use crate::ivr_route::{IvrRoute, IvrRouteOptions};
use crate::plugin::Number;
use crate::title::title;

/// The type of the resource.
pub(super) const RESOURCE: &str = "zendesk_ivr_route";

/// Writes the resource of a route: what is set, and nothing else.
pub(super) fn resource(
    references: &References<'_>,
    name: &str,
    route: &IvrRoute,
    overflow: &[serde_json::Value],
) -> Block {
    let IvrRoute {
        id: _,
        ivr_id,
        menu_id,
        route_id: _,
        keypress,
        action,
        options,
        overflow_options: _,
        option_text: _,
        greeting: _,
    } = route;
    let mut entries = Vec::new();
    entries.extend(number(ivr_id).map(|id| line("ivr_id", references.ivr(id))));
    entries.extend(number(menu_id).map(|id| line("menu_id", references.menu(id))));
    entries.extend(known(keypress).map(|key| line("keypress", text(key))));
    entries.extend(known(action).map(|action| line("action", text(action))));
    if !overflow.is_empty() && references.has_ids() {
        entries.push(line("overflow_options", json_text(&serde_json::Value::from(overflow))));
    }
    entries.extend(known(options).map(|options| lines("options", option_entries(references, options))));
    block("resource", &[RESOURCE, name], entries)
}

/// Says what a route does, in the words of the admin center, and what can't be written.
pub(super) fn remarks(
    references: &References<'_>,
    destinations: &Destinations<'_>,
    route: &api::IvrRoute,
) -> Vec<String> {
    let key = match route.keypress.as_deref() {
        Some("default") => "No key pressed".to_owned(),
        key => title(key).map_or_else(|| "No key".to_owned(), |key| format!("Key {key}")),
    };
    let action = title(route.action.as_deref()).unwrap_or_else(|| "no action".to_owned());
    let target = destinations.title(route).map(|text| format!(" \"{text}\"")).unwrap_or_default();
    let mut remarks = vec![format!("{key}: {action}{target}")];
    let unknown = unknown_options(route);
    if !unknown.is_empty() && references.has_ids() {
        remarks.push(format!("Zendesk holds more options, which stay as they are: {}", unknown.join(", ")));
    }
    remarks
}

/// Says what isn't written for another account, since it may hold ids or isn't known.
pub(super) fn not_portable(name: &str, route: &api::IvrRoute) -> Option<String> {
    let mut parts = unknown_options(route);
    parts.extend((!route.overflow_options.is_empty()).then(|| "overflow_options".to_owned()));
    (!parts.is_empty()).then(|| format!("{RESOURCE}.{name}: {}", parts.join(", ")))
}

fn unknown_options(route: &api::IvrRoute) -> Vec<String> {
    route.options.unknown.keys().filter_map(|name| title(Some(name))).collect()
}

fn option_entries(references: &References<'_>, options: &IvrRouteOptions) -> Vec<Entry> {
    let entries =
        options.entries().into_iter().map(|(name, value)| line(name, option(references, name, &value)));
    entries.collect()
}

fn option(references: &References<'_>, name: &str, value: &serde_json::Value) -> Expression {
    match (referred_kind(name), value) {
        (Some(Kind::Menu), value) if value.is_i64() => references.menu(value.as_i64().unwrap_or_default()),
        (Some(kind), serde_json::Value::Array(ids)) => {
            list(ids.iter().map(|id| id.as_i64().map_or_else(|| json(id), |id| references.other(kind, id))))
        }
        (Some(kind), value) if value.is_i64() => references.other(kind, value.as_i64().unwrap_or_default()),
        // As the provider sends it: the same after an export from where it was brought to.
        (None, serde_json::Value::String(number)) if name == "phone_number" && !references.has_ids() => {
            text(&phone_number::digits(number))
        }
        _ => json(value),
    }
}

fn known<T>(value: &Value<T>) -> Option<&T> {
    match value {
        Value::Value(value) => Some(value),
        Value::Null | Value::Unknown => None,
    }
}

fn number(value: &Value<Number>) -> Option<i64> {
    known(value).and_then(Number::as_int)
}
