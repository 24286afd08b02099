//! From what the API answered to the state. The lenient end: it never makes an unknown value.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::import_id::import_id;
use super::{IvrRoute, IvrRouteOptions, UnknownOptions};
use crate::api::{self, MenuId, RouteId};
use crate::ivr_route::action::Action;
use crate::plugin::{Number, diagnostic};

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
            Value::Value(text) if fresh.overflow_options.is_null() && text.trim() == "[]" => {
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
    let api::Options {
        group_ids,
        phone_number,
        sms_text,
        textback_phone_number_id,
        menu_id,
        tags,
        unknown: _,
    } = options;
    // A service that merges options may still hold those of an earlier action; they have no effect.
    let taken = |name| action.is_none_or(|action| action.takes(name));
    let options = IvrRouteOptions {
        group_ids: filled(group_ids, taken("group_ids"), |id| Number::Int(*id)),
        phone_number: text(phone_number).filter(|_| taken("phone_number")),
        sms_text: text(sms_text).filter(|_| taken("sms_text")),
        textback_phone_number_id: optional_number(*textback_phone_number_id)
            .filter(|_| taken("textback_phone_number_id")),
        menu_id: optional_number(*menu_id).filter(|_| taken("menu_id")),
        tags: filled(tags, true, Clone::clone),
    };
    if options == IvrRouteOptions::default() { Value::Null } else { Value::Value(options) }
}

fn number(id: i64) -> Value<Number> {
    Value::Value(Number::Int(id))
}

fn optional_number(id: Option<i64>) -> Value<Number> {
    id.map_or(Value::Null, number)
}

fn text(text: &Option<String>) -> Value<String> {
    text.clone().map_or(Value::Null, Value::Value)
}

/// An empty collection from the API is the same as none.
fn filled<T, U>(values: &Option<Vec<T>>, taken: bool, convert: impl Fn(&T) -> U) -> Value<Vec<Value<U>>> {
    match values {
        Some(values) if taken && !values.is_empty() => {
            Value::Value(values.iter().map(|value| Value::Value(convert(value))).collect())
        }
        _ => Value::Null,
    }
}

fn keep_empty_options(
    prior: &Value<IvrRouteOptions>,
    fresh: Value<IvrRouteOptions>,
) -> Value<IvrRouteOptions> {
    let Value::Value(prior) = prior else { return fresh };
    let options = fresh.clone().unwrap_or_default();
    let options = IvrRouteOptions {
        group_ids: keep_empty(&prior.group_ids, options.group_ids),
        tags: keep_empty(&prior.tags, options.tags),
        ..options
    };
    // `options = {}` and options of empty collections alone stay as they are written.
    if fresh.is_value() || options == *prior { Value::Value(options) } else { fresh }
}

fn keep_empty<T: Clone>(prior: &Value<Vec<T>>, fresh: Value<Vec<T>>) -> Value<Vec<T>> {
    match prior {
        Value::Value(values) if values.is_empty() && fresh.is_null() => prior.clone(),
        _ => fresh,
    }
}

fn as_planned<T: Clone>(planned: &Value<T>, stored: Value<T>) -> Value<T> {
    if planned.is_unknown() { stored } else { planned.clone() }
}

/// An attribute that the service stored otherwise than planned, and a sentence about it.
type Difference = (AttributePath, String);

/// Makes the warning: on the attribute, or on the whole route where several differ.
fn stored_otherwise(differences: &[Difference]) -> Option<Diagnostic> {
    let path = match differences {
        [] => return None,
        [(path, _)] => path.clone(),
        _ => AttributePath::root(),
    };
    let sentences: Vec<_> = differences.iter().map(|(_, sentence)| sentence.as_str()).collect();
    let detail = format!("{} The next plan will show the difference.", sentences.join(" "));
    Some(diagnostic("Zendesk stored another value", detail, path))
}

fn differences(planned: &IvrRoute, stored: &IvrRoute) -> Vec<Difference> {
    let root = AttributePath::new;
    let mut found = Vec::new();
    found.extend(difference(root("keypress"), &planned.keypress, &stored.keypress));
    found.extend(difference(root("action"), &planned.action, &stored.action));
    found.extend(difference(root("overflow_options"), &planned.overflow_options, &stored.overflow_options));
    if !planned.options.is_unknown() {
        found.extend(option_differences(&planned.options, &stored.options));
    }
    found
}

fn option_differences(planned: &Value<IvrRouteOptions>, stored: &Value<IvrRouteOptions>) -> Vec<Difference> {
    let (planned, stored) = (planned.clone().unwrap_or_default(), stored.clone().unwrap_or_default());
    let path = |name: &'static str| AttributePath::new("options").attribute(name);
    [
        difference(path("group_ids"), &planned.group_ids, &stored.group_ids),
        difference(path("phone_number"), &planned.phone_number, &stored.phone_number),
        difference(path("sms_text"), &planned.sms_text, &stored.sms_text),
        difference(
            path("textback_phone_number_id"),
            &planned.textback_phone_number_id,
            &stored.textback_phone_number_id,
        ),
        difference(path("menu_id"), &planned.menu_id, &stored.menu_id),
        difference(path("tags"), &planned.tags, &stored.tags),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn difference<T: PartialEq + serde::Serialize>(
    path: AttributePath,
    planned: &Value<T>,
    stored: &Value<T>,
) -> Option<Difference> {
    let shown = |value: &Value<T>| match value {
        Value::Null => "none".to_owned(),
        value => serde_json::to_string(value).unwrap_or_default(),
    };
    (!planned.is_unknown() && planned != stored).then(|| {
        let (planned, stored) = (shown(planned), shown(stored));
        let sentence = format!("{path} was planned as {planned}, but Zendesk stored {stored}.");
        (path, sentence)
    })
}
