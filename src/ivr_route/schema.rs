//! The attributes of a route; their text is the documentation.

use std::collections::HashMap;

use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, Schema};

use super::options;
use crate::plugin::attribute;

use AttributeConstraint::{Computed, Optional, OptionalComputed, Required};

/// The version of the state's form.
const VERSION: i64 = 0;

/// Describes the resource.
#[must_use]
pub fn schema() -> Schema {
    let options = AttributeType::AttributeSingle(option_attributes(Optional));
    let attributes = [
        attribute(
            "id",
            AttributeType::String,
            Computed,
            "The id of the route in Terraform, `{ivr_id}/{menu_id}/{route_id}`. Import takes it as well.",
        ),
        attribute(
            "ivr_id",
            AttributeType::Number,
            Required,
            "The id of the IVR that the menu belongs to. Changing it replaces the route.",
        ),
        attribute(
            "menu_id",
            AttributeType::Number,
            Required,
            "The id of the IVR menu that the route belongs to. Changing it replaces the route.",
        ),
        attribute("route_id", AttributeType::Number, Computed, "The id that Zendesk gave the route."),
        attribute(
            "keypress",
            AttributeType::String,
            OptionalComputed,
            "The key that callers press: `0` to `9`, `*` or `#`; or `default`, for callers who press none or a wrong \
             one: a menu without a `default` route disconnects them. A key of a menu has one route. Left out, it is as \
             Zendesk has it.",
        ),
        attribute(
            "action",
            AttributeType::String,
            OptionalComputed,
            "What happens to the call: `group` (agents of groups are called), `voicemail` (the caller leaves a message \
             for a group), `phone_number` (the call is forwarded to another number), `textback` (the call ends, and the \
             caller gets a text message) or `menu` (the caller gets to another menu of the same IVR). Left out, it is as \
             Zendesk has it.",
        ),
        attribute(
            "options",
            options,
            OptionalComputed,
            "What the action needs: `group_ids` for `group` and `voicemail`, `phone_number` for `phone_number`, \
             `sms_text` and `textback_phone_number_id` for `textback`, `menu_id` for `menu`. Every action takes `tags`, \
             and none takes the options of another. Needs `action`. Left out, it is as Zendesk has it.",
        ),
        attribute(
            "overflow_options",
            AttributeType::String,
            OptionalComputed,
            "Options for overflow calls: the text of a JSON array, as `jsonencode` makes it. Zendesk documents no form of \
             its elements, so they are passed on as they are. Left out, they are never sent, and stay as Zendesk has \
             them.",
        ),
        attribute(
            "option_text",
            AttributeType::String,
            Computed,
            "What Zendesk says of the options, such as the name of the group or of the menu. Null if there is no such \
             group.",
        ),
        attribute(
            "greeting",
            AttributeType::String,
            Computed,
            "The name of the greeting that callers hear on this route. It is chosen in the admin center; the API can't \
             change it.",
        ),
    ];
    let schema = crate::attributes::schema(
        "A route of a phone menu (IVR) of Zendesk Talk: what happens when a caller presses a key. Phone menus are part of \
         the plans Talk Professional and Enterprise, and Suite Professional and higher.",
        attributes,
    );
    Schema { version: VERSION, block: Block { version: VERSION, ..schema.block } }
}

/// Describes what `options` holds, all of it under the same constraint.
#[must_use]
pub fn option_attributes(constraint: AttributeConstraint) -> HashMap<String, Attribute> {
    let described = options::ALL
        .iter()
        .map(|option| attribute(option.name, (option.attribute_type)(), constraint.clone(), option.text));
    described.collect()
}
