//! An IVR, as a data source gives it.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use crate::api;
use crate::attributes::conversion::{number, text};
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
}

/// A menu of an IVR, as far as the IVR tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IvrMenuName {
    pub menu_id: Value<Number>,
    pub name: Value<String>,
    pub default: Value<bool>,
}

/// Makes the data source's state from the API's answer.
#[must_use]
pub(super) fn from_response(ivr: &api::Ivr, menus: &[api::IvrMenu]) -> Ivr {
    let api::Ivr { id, name, menus: _, phone_number_ids, phone_number_names } = ivr;
    Ivr {
        ivr_id: number(*id),
        name: text(name),
        phone_number_ids: Value::Value(phone_number_ids.iter().copied().map(Number::Int).collect()),
        phone_number_names: Value::Value(phone_number_names.clone()),
        menus: Value::Value(menus.iter().map(menu_name).collect()),
    }
}

fn menu_name(menu: &api::IvrMenu) -> IvrMenuName {
    let api::IvrMenu { id, name, default, greeting_id: _, routes: _ } = menu;
    IvrMenuName { menu_id: number(*id), name: text(name), default: Value::Value(*default) }
}
