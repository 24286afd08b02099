//! The attributes of a route; their text is the documentation.

use std::collections::HashMap;

use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, Description, Schema};

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
            "The id of the route in Terraform: `{ivr_id}/{menu_id}/{route_id}`, which is also what import takes.",
        ),
        attribute(
            "ivr_id",
            AttributeType::Number,
            Required,
            "The id of the IVR. Another one needs a new route in place of this one.",
        ),
        attribute(
            "menu_id",
            AttributeType::Number,
            Required,
            "The id of the IVR menu that the route belongs to. Another one needs a new route in place of this one.",
        ),
        attribute("route_id", AttributeType::Number, Computed, "The id that Zendesk gave the route."),
        attribute(
            "keypress",
            AttributeType::String,
            OptionalComputed,
            "The key that the caller presses: `0` to `9`, `*`, `#`, or `default` for callers who press none or a wrong one. A menu without a `default` route disconnects them.",
        ),
        attribute(
            "action",
            AttributeType::String,
            OptionalComputed,
            "What the route does: `group` (call the agents of groups), `voicemail` (take a message for groups), `phone_number` (forward to another number), `textback` (end the call and answer by text message) or `menu` (go on to another menu of the same IVR).",
        ),
        attribute(
            "options",
            options,
            OptionalComputed,
            "What the action needs. `group` and `voicemail` need `group_ids`, `phone_number` needs `phone_number`, `textback` needs `sms_text` and `textback_phone_number_id`, `menu` needs `menu_id`; every action takes `tags`.",
        ),
        attribute(
            "overflow_options",
            AttributeType::String,
            OptionalComputed,
            "Options for overflow calls, as the text of a JSON array (use `jsonencode`). Zendesk documents no shape for them: they are passed through untouched, and sent only if set here.",
        ),
        attribute(
            "option_text",
            AttributeType::String,
            Computed,
            "What Zendesk says of the options, for example the name of the group or the menu.",
        ),
        attribute(
            "greeting",
            AttributeType::String,
            Computed,
            "The name of the greeting that belongs to the route. It is chosen in Zendesk Talk; the API can't change it.",
        ),
    ];
    Schema {
        version: VERSION,
        block: Block {
            version: VERSION,
            attributes: attributes.into_iter().collect(),
            description: Description::markdown(
                "A route of an interactive voice response (IVR) menu of Zendesk Talk: what happens when a caller \
                 presses a key. IVR is part of the Talk Professional and Enterprise plans.",
            ),
            ..Block::default()
        },
    }
}

/// Describes what `options` holds, all of it under the same constraint.
#[must_use]
pub fn option_attributes(constraint: AttributeConstraint) -> HashMap<String, Attribute> {
    let numbers = AttributeType::List(Box::new(AttributeType::Number));
    let strings = AttributeType::Set(Box::new(AttributeType::String));
    [
        ("group_ids", numbers, "The ids of the groups, in order: the first is the primary group, which is called first and gets the voicemails."),
        ("phone_number", AttributeType::String, "The number to forward to, in E.164 (`+12059531462`); separators make no difference. Extensions can't be dialled."),
        ("sms_text", AttributeType::String, "The text message that callers get."),
        ("textback_phone_number_id", AttributeType::Number, "The id of the text-enabled Talk number that sends the text message."),
        ("menu_id", AttributeType::Number, "The id of the menu of the same IVR to go on to."),
        ("tags", strings, "Tags for the tickets of these calls, at most 100 characters in all. Zendesk applies them only with omnichannel routing."),
    ]
    .into_iter()
    .map(|(name, attr_type, text)| attribute(name, attr_type, constraint.clone(), text))
    .collect()
}
