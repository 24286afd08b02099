//! A route, and what a change does to it.

use serde_json::{Map, Value};

use super::{Knobs, OptionsWithoutAction, Put, Refusal};

/// The options that each action needs, from "Valid IVR Route Actions" of the reference.
const ACTION_OPTIONS: [(&str, &[&str]); 5] = [
    ("group", &["group_ids"]),
    ("voicemail", &["group_ids"]),
    ("phone_number", &["phone_number"]),
    ("textback", &["sms_text", "textback_phone_number_id"]),
    ("menu", &["menu_id"]),
];

/// A route of a menu.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Route {
    pub(crate) id: i64,
    pub(crate) keypress: Option<String>,
    /// Name of the greeting, set by hand in the admin center only.
    pub(crate) greeting: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) options: Map<String, Value>,
    pub(crate) overflow_options: Vec<Value>,
}

/// The fields that a create or an update sends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    pub(crate) keypress: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) options: Option<Map<String, Value>>,
    pub(crate) overflow_options: Option<Vec<Value>>,
}

/// The options that an action needs.
pub(crate) fn required_options(action: &str) -> &'static [&'static str] {
    ACTION_OPTIONS.iter().find(|(name, _)| *name == action).map_or(&[], |(_, options)| options)
}

impl Route {
    /// The route after an update; fields that the change lacks are kept.
    pub(crate) fn updated(&self, mut change: Change, knobs: &Knobs) -> Result<Self, Refusal> {
        if change.options.is_some() && change.action.is_none() {
            match knobs.options_without_action {
                OptionsWithoutAction::Refuse => return Err(Refusal::OptionsNeedAction),
                OptionsWithoutAction::Ignore => change.options = None,
                OptionsWithoutAction::Accept => {}
            }
        }
        let mut route = self.changed(change, knobs.put)?;
        if knobs.clear_greeting_on_put {
            route.greeting = None;
        }
        Ok(route)
    }

    /// The route with the fields of the change, checked.
    pub(crate) fn changed(&self, change: Change, put: Put) -> Result<Self, Refusal> {
        let mut route = self.clone();
        let check = change.action.is_some() || change.options.is_some();
        route.keypress = change.keypress.or(route.keypress);
        route.action = change.action.or(route.action);
        route.overflow_options = change.overflow_options.unwrap_or(route.overflow_options);
        if let Some(options) = change.options {
            route.take_options(options, put);
        }
        match route.missing_option() {
            Some(name) if check => Err(Refusal::OptionMissing(name)),
            _ => Ok(route),
        }
    }

    fn take_options(&mut self, options: Map<String, Value>, put: Put) {
        if put == Put::Replace {
            self.options.clear();
        }
        self.options.extend(options);
        self.options.retain(|_, value| !value.is_null());
        if put == Put::Merge {
            let own = required_options(self.action.as_deref().unwrap_or_default());
            let foreign = |key: &str| ACTION_OPTIONS.iter().any(|(_, keys)| keys.contains(&key));
            self.options.retain(|key, _| own.contains(&key.as_str()) || !foreign(key));
        }
    }

    fn missing_option(&self) -> Option<&'static str> {
        let needed = required_options(self.action.as_deref()?);
        needed.iter().copied().find(|key| match self.options.get(*key) {
            None => true,
            Some(Value::Array(ids)) => ids.is_empty(),
            Some(Value::String(text)) => text.is_empty(),
            Some(_) => false,
        })
    }
}
