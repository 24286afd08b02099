//! The schema of the resource `zendesk_ivr`.

use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};

use crate::attributes;
use crate::plugin::attribute;

use AttributeConstraint::{Computed, OptionalComputed, Required};

/// Describes the attributes.
pub(super) fn schema() -> Schema {
    let default_menu = [
        attribute("name", AttributeType::String, OptionalComputed, "The name of the menu."),
        attribute(
            "greeting_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the greeting that callers hear in the menu, one of the account's own.",
        ),
    ];
    let attributes = [
        attribute(
            "id",
            AttributeType::String,
            Computed,
            "The id of the IVR as a text. Import takes it as well.",
        ),
        attribute("ivr_id", AttributeType::Number, Computed, "The id that Zendesk gave the IVR."),
        attribute("name", AttributeType::String, Required, "The name of the IVR. Several may have the same."),
        attribute(
            "phone_number_ids",
            AttributeType::Set(Box::new(AttributeType::Number)),
            OptionalComputed,
            "The ids of the Talk numbers that lead to the IVR. A number leads to one IVR: it leaves the one that has it, which \
             the plan warns of. Left out, they are as Zendesk has them; `[]` takes all of them away.",
        ),
        attribute(
            "phone_number_names",
            AttributeType::List(Box::new(AttributeType::String)),
            Computed,
            "The names of these numbers, in the order of their ids.",
        ),
        attribute(
            "default_menu",
            AttributeType::AttributeSingle(default_menu.into_iter().collect()),
            OptionalComputed,
            "The menu that callers get to first, which Zendesk makes with the IVR: `name` and `greeting_id`. What is left out \
             is as Zendesk has it.",
        ),
        attribute(
            "default_menu_id",
            AttributeType::Number,
            Computed,
            "The id of the menu that callers get to first: its routes take it as their `menu_id`. Null if no menu is marked as \
             that one, or several are.",
        ),
        attribute(
            "force_destroy",
            AttributeType::Bool,
            OptionalComputed,
            "Whether the IVR may be destroyed though phone numbers lead to it, or it holds menus or routes that Terraform \
             doesn't manage. Terraform reads it from the state: set it, apply, and destroy then. Default: `false`.",
        ),
    ];
    attributes::schema(
        "A phone menu (IVR) of Zendesk Talk: the phone numbers that lead to it, and the menu that their callers get to first. \
         Further menus are `zendesk_ivr_menu`, and what a key does is `zendesk_ivr_route`. Phone menus are part of the plans \
         Talk Professional and Enterprise, and Suite Professional and higher.",
        attributes,
    )
}
