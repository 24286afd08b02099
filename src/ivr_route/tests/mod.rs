//! Tables for the conversions; every expected value is written out.

mod plan;
mod request;
mod response;
mod validate;

use serde_json::json;

use super::IvrRoute;
use crate::api::MenuId;

const MENU: MenuId = MenuId { ivr_id: 10001, menu_id: 10002 };

/// Makes a route from the JSON of its attributes; those left out are null.
pub(super) fn route(attributes: serde_json::Value) -> IvrRoute {
    let mut all = json!({
        "id": null, "ivr_id": 10001, "menu_id": 10002, "route_id": null, "keypress": null, "action": null,
        "options": null, "overflow_options": null, "option_text": null, "greeting": null,
    });
    merge(&mut all, attributes);
    serde_json::from_value(all).unwrap()
}

pub(super) fn options(attributes: serde_json::Value) -> serde_json::Value {
    let mut all = json!({
        "group_ids": null, "phone_number": null, "sms_text": null, "textback_phone_number_id": null,
        "menu_id": null, "tags": null,
    });
    merge(&mut all, attributes);
    all
}

fn merge(all: &mut serde_json::Value, attributes: serde_json::Value) {
    let (Some(all), serde_json::Value::Object(attributes)) = (all.as_object_mut(), attributes) else {
        panic!("attributes are an object");
    };
    all.extend(attributes);
}

fn answer(route: serde_json::Value) -> crate::api::IvrRoute {
    serde_json::from_value(route).unwrap()
}
