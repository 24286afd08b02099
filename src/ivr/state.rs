//! An IVR as Terraform keeps it, and both conversions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use crate::api::{self, GreetingId, IvrMenu, MenuRequest};
use crate::attributes::conversion::{as_planned, configured, known, number, optional_number, text};
use crate::attributes::ids;
use crate::attributes::semantic_equality::{respell, same_text};
use crate::attributes::stored_otherwise::{Difference, difference, stored_otherwise};
use crate::plugin::Number;

/// A managed IVR; what each attribute means stands in the schema of the resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IvrState {
    pub id: Value<String>,
    pub ivr_id: Value<Number>,
    pub name: Value<String>,
    /// A set.
    pub phone_number_ids: Value<Vec<Value<Number>>>,
    pub phone_number_names: Value<Vec<String>>,
    pub default_menu: Value<DefaultMenu>,
    pub default_menu_id: Value<Number>,
    pub force_destroy: Value<bool>,
}

/// The menu that callers of an IVR get to first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DefaultMenu {
    pub name: Value<String>,
    pub greeting_id: Value<Number>,
}

/// Returns the id by which the API knows an IVR that exists.
///
/// # Errors
///
/// A diagnostic on `ivr_id` where it is missing, unknown or no id.
pub(super) fn ivr_id(ivr: &IvrState) -> Result<i64, Diagnostic> {
    ids::required(&ivr.ivr_id, AttributePath::new("ivr_id"))
}

/// Returns the ids of a set of phone numbers; none where one of them isn't known.
pub(super) fn numbers(value: &Value<Vec<Value<Number>>>) -> Option<BTreeSet<i64>> {
    known(value)?.iter().map(|id| known(id).and_then(ids::parse)).collect()
}

/// Reports whether Terraform may destroy the IVR whatever depends on it.
pub(super) fn may_force(ivr: &IvrState) -> bool {
    ivr.force_destroy == Value::Value(true)
}

/// Returns the one menu that is marked as the default.
pub(super) fn marked(menus: Vec<IvrMenu>) -> Option<IvrMenu> {
    let mut marked = menus.into_iter().filter(|menu| menu.default);
    match (marked.next(), marked.next()) {
        (Some(menu), None) => Some(menu),
        _ => None,
    }
}

/// Returns the names of an IVR's phone numbers, in the order of their ids: these are a set, so that nothing else tells which
/// name is whose.
fn names_by_id(ivr: &api::Ivr) -> Vec<String> {
    let api::Ivr { phone_number_ids: ids, phone_number_names: names, .. } = ivr;
    if ids.len() != names.len() {
        return names.clone();
    }
    let mut named: Vec<_> = ids.iter().zip(names).collect();
    named.sort_by_key(|(id, _)| **id);
    named.into_iter().map(|(_, name)| name.clone()).collect()
}

/// Makes the state of an IVR from the API's answer and its default menu.
pub(super) fn from_response(ivr: &api::Ivr, default_menu: Option<&IvrMenu>) -> IvrState {
    let api::Ivr { id, name, menus: _, phone_number_ids, phone_number_names: _ } = ivr;
    IvrState {
        id: Value::Value(id.to_string()),
        ivr_id: number(*id),
        name: text(name),
        phone_number_ids: Value::Value(phone_number_ids.iter().copied().map(number).collect()),
        phone_number_names: Value::Value(names_by_id(ivr)),
        default_menu: default_menu.map_or(Value::Null, |menu| refreshed_menu(&Value::Null, menu)),
        default_menu_id: optional_number(default_menu.map(|menu| menu.id)),
        force_destroy: Value::Value(false),
    }
}

/// Makes the state that follows on `prior`: a name that means the same keeps its form.
pub(super) fn refresh(prior: &IvrState, ivr: &api::Ivr, default_menu: Option<&IvrMenu>) -> IvrState {
    let fresh = from_response(ivr, default_menu);
    let default_menu = default_menu.map_or(Value::Null, |menu| refreshed_menu(&prior.default_menu, menu));
    let force_destroy = Value::Value(may_force(prior));
    IvrState { name: respelled(&prior.name, fresh.name), default_menu, force_destroy, ..fresh }
}

fn refreshed_menu(prior: &Value<DefaultMenu>, menu: &IvrMenu) -> Value<DefaultMenu> {
    let name = match prior {
        Value::Value(prior) => respelled(&prior.name, text(&menu.name)),
        Value::Null | Value::Unknown => text(&menu.name),
    };
    Value::Value(DefaultMenu { name, greeting_id: optional_number(menu.own_greeting()) })
}

fn respelled(prior: &Value<String>, fresh: Value<String>) -> Value<String> {
    respell(prior, fresh, |one, other| same_text(one, other))
}

/// Makes the state after a write: what was planned, and what Zendesk filled in; with a warning of what it stored otherwise.
///
/// `ivr` and `default_menu` are none where they weren't written: what is planned of them is known. What isn't configured may
/// have changed since the plan: the next refresh shows it.
pub(super) fn settle(
    planned: &IvrState,
    config: &IvrState,
    ivr: Option<&api::Ivr>,
    default_menu: Option<&IvrMenu>,
) -> (IvrState, Option<Diagnostic>) {
    let known = IvrState {
        default_menu: or_null(&planned.default_menu),
        default_menu_id: or_null(&planned.default_menu_id),
        ..planned.clone()
    };
    let stored = ivr.map_or(known.clone(), |ivr| refresh(planned, ivr, default_menu));
    let (default_menu, default_menu_id) = match default_menu {
        Some(menu) => (refreshed_menu(&planned.default_menu, menu), number(menu.id)),
        None => (known.default_menu, known.default_menu_id),
    };
    let stored = IvrState { default_menu, default_menu_id, ..stored };
    let warning = stored_otherwise(&differences(planned, config, &stored));
    let default_menu = match (&planned.default_menu, &stored.default_menu) {
        (Value::Value(planned), Value::Value(stored)) => Value::Value(DefaultMenu {
            name: as_planned(&planned.name, stored.name.clone()),
            greeting_id: as_planned(&planned.greeting_id, stored.greeting_id.clone()),
        }),
        (planned, stored) => as_planned(planned, stored.clone()),
    };
    let state = IvrState {
        name: as_planned(&planned.name, stored.name),
        phone_number_ids: as_planned(&planned.phone_number_ids, stored.phone_number_ids),
        phone_number_names: as_planned(&planned.phone_number_names, stored.phone_number_names),
        default_menu,
        default_menu_id: as_planned(&planned.default_menu_id, stored.default_menu_id),
        ..stored
    };
    (state, warning)
}

fn or_null<T: Clone>(planned: &Value<T>) -> Value<T> {
    if planned.is_unknown() { Value::Null } else { planned.clone() }
}

fn differences(planned: &IvrState, config: &IvrState, stored: &IvrState) -> Vec<Difference> {
    let root = AttributePath::new;
    let mut found = Vec::new();
    if planned.name == config.name {
        found.extend(difference(root("name"), &planned.name, &stored.name));
    }
    if is_configured(planned, config)
        && numbers(&planned.phone_number_ids) != numbers(&stored.phone_number_ids)
    {
        let path = root("phone_number_ids");
        found.extend(difference(path, &planned.phone_number_ids, &stored.phone_number_ids));
    }
    if let (Value::Value(config), Value::Value(planned)) = (&config.default_menu, &planned.default_menu) {
        let stored = stored.default_menu.clone().unwrap_or_default();
        let at = |name| root("default_menu").attribute(name);
        if config.name.is_value() && config.name == planned.name {
            found.extend(difference(at("name"), &planned.name, &stored.name));
        }
        if config.greeting_id.is_value() && config.greeting_id == planned.greeting_id {
            found.extend(difference(at("greeting_id"), &planned.greeting_id, &stored.greeting_id));
        }
    }
    found
}

/// Reports whether the planned phone numbers are the configured ones: `ignore_changes` plans those of the state.
pub(super) fn is_configured(planned: &IvrState, config: &IvrState) -> bool {
    config.phone_number_ids.is_value()
        && numbers(&config.phone_number_ids) == numbers(&planned.phone_number_ids)
}

/// Makes the body of a write of the default menu; `now` is the menu as the account has it.
///
/// What isn't configured, or is ignored, is sent as it is now: a service whose PUT replaces would lose it otherwise. None
/// where nothing is to be changed.
///
/// # Errors
///
/// That the greeting's id is none.
pub(super) fn to_menu_request(
    planned: &IvrState,
    config: &IvrState,
    now: &IvrMenu,
) -> Result<Option<MenuRequest>, Diagnostic> {
    let (Value::Value(planned), Value::Value(config)) = (&planned.default_menu, &config.default_menu) else {
        return Ok(None);
    };
    let name = configured(&planned.name, &config.name).cloned();
    let greeting = configured(&planned.greeting_id, &config.greeting_id);
    let path = AttributePath::new("default_menu").attribute("greeting_id");
    let greeting = greeting.map(|id| ids::known(id, path)).transpose()?.map(GreetingId::Own);
    let request = MenuRequest {
        name: name.or_else(|| now.name.clone()),
        greeting_id: greeting.or_else(|| now.greeting_id.clone()),
    };
    let is_same = request == MenuRequest { name: now.name.clone(), greeting_id: now.greeting_id.clone() };
    Ok((!is_same).then_some(request))
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};
    use tf_provider::value::Value;

    use super::from_response;

    #[test]
    fn names_of_numbers_are_in_the_order_of_the_ids() {
        let names = |ids: &[i64], names: &[&str]| {
            let ivr = json!({"id": 1, "phone_number_ids": ids, "phone_number_names": names});
            from_response(&from_value(ivr).unwrap(), None).phone_number_names
        };
        let expected = |names: &[&str]| Value::Value(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(names(&[8, 7, 9], &["b", "a", "c"]), expected(&["a", "b", "c"]));
        assert_eq!(names(&[8, 7], &["b"]), expected(&["b"]));
        assert_eq!(names(&[], &[]), expected(&[]));
    }
}
