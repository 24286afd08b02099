//! The schema of the resource `zendesk_ivr_menu`.

use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};

use crate::attributes;
use crate::plugin::attribute;

use AttributeConstraint::{Computed, OptionalComputed, Required};

/// Describes the attributes.
pub(super) fn schema() -> Schema {
    let attributes = [
        attribute(
            "id",
            AttributeType::String,
            Computed,
            "The id of the menu in Terraform, `{ivr_id}/{menu_id}`. Import takes it as well.",
        ),
        attribute(
            "ivr_id",
            AttributeType::Number,
            Required,
            "The id of the IVR that the menu belongs to. Changing it replaces the menu.",
        ),
        attribute("menu_id", AttributeType::Number, Computed, "The id that Zendesk gave the menu."),
        attribute(
            "name",
            AttributeType::String,
            Required,
            "The name of the menu. Several may have the same.",
        ),
        attribute(
            "greeting_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the greeting that callers hear in the menu, one of the account's own. Left out, it is as Zendesk has \
             it. Null if the menu has none, or one of Zendesk's.",
        ),
        attribute(
            "default",
            AttributeType::Bool,
            Computed,
            "Whether callers get to this menu first: `false`, since that menu belongs to `default_menu` of `zendesk_ivr`.",
        ),
    ];
    attributes::schema(
        "A menu of an IVR of Zendesk Talk, which routes of other menus lead to. The menu that callers get to first comes with \
         its IVR and goes with it: it is `default_menu` of `zendesk_ivr`, and never one of these.",
        attributes,
    )
}
