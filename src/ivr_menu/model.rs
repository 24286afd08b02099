//! A menu of an IVR, as a data source gives it.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use crate::api;
use crate::attributes::conversion::{number, optional_number, text};
use crate::plugin::Number;

/// A menu; what each attribute means stands in the data source's schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct IvrMenu {
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
    pub name: Value<String>,
    pub default: Value<bool>,
    pub greeting_id: Value<Number>,
}

/// Makes the data source's state from the API's answer.
#[must_use]
pub(super) fn from_response(ivr_id: i64, menu: &api::IvrMenu) -> IvrMenu {
    let api::IvrMenu { id, name, default, greeting_id: _, routes: _ } = menu;
    IvrMenu {
        ivr_id: number(ivr_id),
        menu_id: number(*id),
        name: text(name),
        default: Value::Value(*default),
        greeting_id: optional_number(menu.own_greeting()),
    }
}
