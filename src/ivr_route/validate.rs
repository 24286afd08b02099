//! What can be checked of a route without asking the API; silent where a value is unknown.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::action::Action;
use super::option_value::Presence;
use super::{IvrRoute, IvrRouteOptions};
use super::{keypress, options, overflow_options};
use crate::attributes::checks::{self, error};
use crate::attributes::ids;

/// Checks a configured route; each finding is on the attribute at fault.
pub fn validate(diags: &mut Diagnostics, config: &IvrRoute) {
    ids::check(diags, &config.ivr_id, AttributePath::new("ivr_id"));
    ids::check(diags, &config.menu_id, AttributePath::new("menu_id"));
    check_keypress(diags, &config.keypress);
    check_action(diags, &config.action);
    check_overflow_options(diags, &config.overflow_options);
    check_options(diags, &config.action, &config.options);
}

/// Checks the ids that a plan is made of: 0 is none, though a validation lets it pass for the sake of Terraform's mocks.
///
/// Looks at the configuration, since what Zendesk says mustn't keep anyone from planning.
pub(super) fn check_planned_ids(diags: &mut Diagnostics, config: &IvrRoute) {
    ids::check_strictly(diags, &config.ivr_id, AttributePath::new("ivr_id"));
    ids::check_strictly(diags, &config.menu_id, AttributePath::new("menu_id"));
    if let Value::Value(options) = &config.options {
        options.check_planned(diags);
    }
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

/// Checks that an action and its options fit together, as far as they are known.
pub(super) fn check_options(
    diags: &mut Diagnostics,
    action: &Value<String>,
    options: &Value<IvrRouteOptions>,
) {
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

fn check_needed(diags: &mut Diagnostics, action: Action, written: &IvrRouteOptions) {
    let missing = written
        .presences()
        .into_iter()
        .filter(|(_, presence)| matches!(presence, Presence::Null | Presence::Empty));
    for (name, _) in missing.filter(|(name, _)| options::needs(action, name)) {
        let detail = format!("The action \"{}\" needs options.{name}.", action.name());
        error(diags, "Missing option", detail, AttributePath::new("options").attribute(name));
    }
}

fn check_taken(diags: &mut Diagnostics, action: Action, written: &IvrRouteOptions) {
    let written = written.presences().into_iter().filter(|(_, presence)| *presence == Presence::Filled);
    for (name, _) in written.filter(|(name, _)| !options::takes(action, name)) {
        let detail =
            format!("The action \"{}\" takes {}, but not {name}.", action.name(), options::taken_by(action));
        error(diags, "Option not for this action", detail, AttributePath::new("options").attribute(name));
    }
}
