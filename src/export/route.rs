//! One route as configuration.

use hcl_edit::structure::Block;
use tf_provider::value::Value;

use super::hcl::{Entry, block, json, json_text, line, lines, text};
use super::references::References;
use crate::api;
use crate::ivr_route::{IvrRoute, IvrRouteOptions};
use crate::plugin::Number;
use crate::title::title;

/// The type of the resource.
pub(super) const RESOURCE: &str = "zendesk_ivr_route";

/// Writes the resource of a route: what is set, and nothing else.
pub(super) fn resource(
    references: &mut References,
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
    if !overflow.is_empty() {
        entries.push(line("overflow_options", json_text(&serde_json::Value::from(overflow))));
    }
    entries.extend(known(options).map(|options| lines("options", option_entries(references, options))));
    block("resource", &[RESOURCE, name], entries)
}

/// Says what a route does, in the words of the admin center, and what can't be written.
pub(super) fn remarks(route: &api::IvrRoute) -> Vec<String> {
    let key = match route.keypress.as_deref() {
        Some("default") => "No key pressed".to_owned(),
        key => title(key).map_or_else(|| "No key".to_owned(), |key| format!("Key {key}")),
    };
    let action = title(route.action.as_deref()).unwrap_or_else(|| "no action".to_owned());
    let target = title(route.option_text.as_deref()).map(|text| format!(" \"{text}\"")).unwrap_or_default();
    let mut remarks = vec![format!("{key}: {action}{target}")];
    let unknown: Vec<_> = route.options.unknown.keys().filter_map(|name| title(Some(name))).collect();
    if !unknown.is_empty() {
        remarks.push(format!("Zendesk holds more options, which stay as they are: {}", unknown.join(", ")));
    }
    remarks
}

fn option_entries(references: &mut References, options: &IvrRouteOptions) -> Vec<Entry> {
    let entries = options.entries().into_iter().map(|(name, value)| match (name, value.as_i64()) {
        ("menu_id", Some(id)) => line(name, references.menu(id)),
        _ => line(name, json(&value)),
    });
    entries.collect()
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
