//! What can be checked of a route without asking the API; silent where a value is unknown.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::option_value::Presence;
use super::{IvrRoute, IvrRouteOptions};
use super::{keypress, overflow_options, phone_number, tags};
use crate::attributes::checks::{self, error};
use crate::attributes::ids;
use crate::ivr_route::action::Action;
use crate::plugin::{Number, diagnostic};

/// Checks a configured route; each finding is on the attribute at fault.
pub fn validate(diags: &mut Diagnostics, config: &IvrRoute) {
    ids::check(diags, &config.ivr_id, AttributePath::new("ivr_id"));
    ids::check(diags, &config.menu_id, AttributePath::new("menu_id"));
    check_keypress(diags, &config.keypress);
    check_action(diags, &config.action);
    check_overflow_options(diags, &config.overflow_options);
    check_options(diags, &config.action, &config.options);
}

/// Checks a keypress where it is known.
pub fn check_keypress(diags: &mut Diagnostics, value: &Value<String>) {
    checks::one_of(diags, value, "keypress", keypress::is_valid, keypress::ALLOWED);
}

/// Checks an action where it is known.
pub fn check_action(diags: &mut Diagnostics, value: &Value<String>) {
    checks::one_of(diags, value, "action", |name| Action::parse(name).is_some(), &Action::names());
}

fn check_overflow_options(diags: &mut Diagnostics, value: &Value<String>) {
    if let Value::Value(text) = value
        && let Err(why) = overflow_options::parse(text)
    {
        let detail = format!("overflow_options has to be the text of a JSON array, but {why}.");
        error(diags, "Invalid overflow options", detail, AttributePath::new("overflow_options"));
    }
}

fn check_options(diags: &mut Diagnostics, action: &Value<String>, options: &Value<IvrRouteOptions>) {
    match (action, options) {
        (Value::Null, Value::Value(_)) => {
            let detail = format!(
                "options is set without action, and the API needs to be told both. Set action to one of {}.",
                Action::names()
            );
            error(diags, "Options without action", detail, AttributePath::new("options"));
        }
        (Value::Value(name), Value::Null) => {
            if let Some(action) = Action::parse(name) {
                check_needed(diags, action, &IvrRouteOptions::default());
            }
        }
        (Value::Value(name), Value::Value(options)) => {
            if let Some(action) = Action::parse(name) {
                check_needed(diags, action, options);
                check_taken(diags, action, options);
            }
        }
        _ => {}
    }
    if let Value::Value(options) = options {
        options.check(diags);
    }
}

fn check_needed(diags: &mut Diagnostics, action: Action, options: &IvrRouteOptions) {
    let missing = options
        .presences()
        .into_iter()
        .filter(|(_, presence)| matches!(presence, Presence::Null | Presence::Empty));
    for (name, _) in missing.filter(|(name, _)| action.needs(name)) {
        let detail = format!("The action \"{}\" needs options.{name}.", action.name());
        error(diags, "Missing option", detail, AttributePath::new("options").attribute(name));
    }
}

fn check_taken(diags: &mut Diagnostics, action: Action, options: &IvrRouteOptions) {
    let written = options.presences().into_iter().filter(|(_, presence)| *presence == Presence::Filled);
    for (name, _) in written.filter(|(name, _)| !action.takes(name)) {
        let detail = format!("The action \"{}\" takes {}, but not {name}.", action.name(), action.options());
        error(diags, "Option not for this action", detail, AttributePath::new("options").attribute(name));
    }
}

pub(super) fn check_group_ids(diags: &mut Diagnostics, ids: &[Value<Number>], path: AttributePath) {
    for (index, id) in ids.iter().enumerate() {
        let path = path.clone().index(i64::try_from(index).unwrap_or(i64::MAX));
        if id.is_null() {
            error(diags, "Invalid id", format!("{path} is null. Allowed is {}.", ids::ALLOWED), path);
        } else if id.is_value() && ids[..index].contains(id) {
            error(diags, "Group named twice", format!("{path} names a group that is named before."), path);
        } else {
            ids::check(diags, id, path);
        }
    }
}

pub(super) fn check_phone_number(diags: &mut Diagnostics, number: &str, path: AttributePath) {
    if !phone_number::is_dialable(number) {
        let detail = format!(
            "{path} is \"{number}\". Allowed are digits, a leading + and the separators space, -, ., (, ) and /; \
             an extension can't be dialled."
        );
        error(diags, "Invalid phone number", detail, path);
    } else if !phone_number::is_e164(number) {
        let detail = format!(
            "{path} is \"{number}\". Zendesk asks for E.164: + and the country code, at most 15 digits, for \
             example +12059531462. The API may refuse it."
        );
        diags.add_warning(diagnostic("Phone number not in E.164", detail, path));
    }
}

pub(super) fn check_sms_text(diags: &mut Diagnostics, text: &str, path: AttributePath) {
    if text.trim().is_empty() {
        error(diags, "Empty text message", format!("{path} has to hold the text that callers get."), path);
    }
}

pub(super) fn check_tags(diags: &mut Diagnostics, tags: &[Value<String>], path: AttributePath) {
    for tag in tags {
        let shown = match tag {
            Value::Value(tag) if tag.is_empty() || tag.contains(char::is_whitespace) => format!("\"{tag}\""),
            Value::Null => "null".to_owned(),
            Value::Value(_) | Value::Unknown => continue,
        };
        let detail = format!(
            "{path} holds {shown}. A tag has at least one character and no spaces; use _ or - instead."
        );
        error(diags, "Invalid tag", detail, path.clone());
    }
    let characters: usize = tags.iter().map(|tag| tag.as_ref().map_or(0, |tag| tag.chars().count())).sum();
    if characters > tags::MAX_CHARACTERS {
        let detail = format!(
            "{path} has {characters} characters in all. Zendesk's help pages allow {}; the API may refuse more.",
            tags::MAX_CHARACTERS
        );
        diags.add_warning(diagnostic("Long tags", detail, path));
    }
}
