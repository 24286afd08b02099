//! A menu as Terraform keeps it, and both conversions.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::import_id::import_id;
use crate::api;
use crate::api::{GreetingId, MenuId, MenuRequest};
use crate::attributes::conversion::{as_planned, configured, number, optional_number, text};
use crate::attributes::ids;
use crate::attributes::semantic_equality::{respell, same_text};
use crate::attributes::stored_otherwise::{difference, stored_otherwise};
use crate::plugin::Number;

/// A managed menu; what each attribute means stands in the schema of the resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IvrMenuState {
    pub id: Value<String>,
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
    pub name: Value<String>,
    pub greeting_id: Value<Number>,
    pub default: Value<bool>,
}

/// Returns the ids by which the API knows a menu that exists.
///
/// # Errors
///
/// A diagnostic on `ivr_id` or `menu_id` where it is missing, unknown or no id.
pub(super) fn menu_id(menu: &IvrMenuState) -> Result<MenuId, Diagnostic> {
    Ok(MenuId {
        ivr_id: ids::required(&menu.ivr_id, AttributePath::new("ivr_id"))?,
        menu_id: ids::required(&menu.menu_id, AttributePath::new("menu_id"))?,
    })
}

/// Makes the state of a menu from the API's answer.
pub(super) fn from_response(ivr_id: i64, menu: &api::IvrMenu) -> IvrMenuState {
    let api::IvrMenu { id, name, default, greeting_id: _, routes: _ } = menu;
    IvrMenuState {
        id: Value::Value(import_id(MenuId { ivr_id, menu_id: *id })),
        ivr_id: number(ivr_id),
        menu_id: number(*id),
        name: text(name),
        greeting_id: optional_number(menu.own_greeting()),
        default: Value::Value(*default),
    }
}

/// Makes the state that follows on `prior`: a name that means the same keeps its form.
pub(super) fn refresh(prior: &IvrMenuState, ivr_id: i64, menu: &api::IvrMenu) -> IvrMenuState {
    let fresh = from_response(ivr_id, menu);
    IvrMenuState { name: respell(&prior.name, fresh.name, |one, other| same_text(one, other)), ..fresh }
}

/// Makes the state after a write: what was planned, and what Zendesk filled in; with a warning of what it stored otherwise.
///
/// What isn't configured may have changed since the plan: the next refresh shows it.
pub(super) fn settle(
    planned: &IvrMenuState,
    config: &IvrMenuState,
    ivr_id: i64,
    menu: &api::IvrMenu,
) -> (IvrMenuState, Option<Diagnostic>) {
    let stored = refresh(planned, ivr_id, menu);
    let mut differences = Vec::new();
    if planned.name == config.name {
        differences.extend(difference(AttributePath::new("name"), &planned.name, &stored.name));
    }
    if !config.greeting_id.is_null() {
        let path = AttributePath::new("greeting_id");
        differences.extend(difference(path, &planned.greeting_id, &stored.greeting_id));
    }
    let state = IvrMenuState {
        name: as_planned(&planned.name, stored.name),
        greeting_id: as_planned(&planned.greeting_id, stored.greeting_id),
        default: as_planned(&planned.default, stored.default),
        ..stored
    };
    (state, stored_otherwise(&differences))
}

/// Makes the body of a create or an update; `now` is the menu as the account has it, for an update.
///
/// What isn't configured, or is ignored, is sent as it is now: a service whose PUT replaces would lose it otherwise.
pub(super) fn to_request(
    planned: &IvrMenuState,
    config: &IvrMenuState,
    now: Option<&api::IvrMenu>,
) -> Result<MenuRequest, Diagnostic> {
    let name = configured(&planned.name, &config.name).cloned();
    let greeting = configured(&planned.greeting_id, &config.greeting_id);
    let greeting = greeting.map(|id| ids::known(id, AttributePath::new("greeting_id"))).transpose()?;
    Ok(MenuRequest {
        name: name.or_else(|| now.and_then(|now| now.name.clone())),
        greeting_id: greeting.map(GreetingId::Own).or_else(|| now.and_then(|now| now.greeting_id.clone())),
    })
}
