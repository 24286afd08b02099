//! An IVR, as a data source gives it.

use serde::{Deserialize, Serialize};
use tf_provider::Diagnostic;
use tf_provider::value::Value;

use crate::account::{NameMap, name_map};
use crate::api;
use crate::attributes::conversion::{number, optional_number, text};
use crate::plugin::Number;

/// An IVR; what each attribute means stands in the data source's schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct Ivr {
    pub ivr_id: Value<Number>,
    pub name: Value<String>,
    pub phone_number_ids: Value<Vec<Number>>,
    pub phone_number_names: Value<Vec<String>>,
    pub menus: Value<Vec<IvrMenuName>>,
    pub menu_ids: Value<NameMap>,
    pub default_menu_id: Value<Number>,
}

/// A menu of an IVR, as far as the IVR tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IvrMenuName {
    pub menu_id: Value<Number>,
    pub name: Value<String>,
    pub default: Value<bool>,
}

/// Makes the data source's state from the API's answer; what it leaves out of the map goes in `warnings`.
#[must_use]
pub(super) fn from_response(ivr: &api::Ivr, menus: &[api::IvrMenu], warnings: &mut Vec<Diagnostic>) -> Ivr {
    let api::Ivr { id, name, menus: _, phone_number_ids, phone_number_names } = ivr;
    Ivr {
        ivr_id: number(*id),
        name: text(name),
        phone_number_ids: Value::Value(phone_number_ids.iter().copied().map(Number::Int).collect()),
        phone_number_names: Value::Value(phone_number_names.clone()),
        menus: Value::Value(menus.iter().map(menu_name).collect()),
        menu_ids: name_map("menu_ids", menus, warnings),
        default_menu_id: optional_number(default_menu(menus)),
    }
}

/// Returns the id of the one menu that is marked as the default.
fn default_menu(menus: &[api::IvrMenu]) -> Option<i64> {
    let mut marked = menus.iter().filter(|menu| menu.default);
    match (marked.next(), marked.next()) {
        (Some(menu), None) => Some(menu.id),
        _ => None,
    }
}

fn menu_name(menu: &api::IvrMenu) -> IvrMenuName {
    let api::IvrMenu { id, name, default, greeting_id: _, routes: _ } = menu;
    IvrMenuName { menu_id: number(*id), name: text(name), default: Value::Value(*default) }
}
