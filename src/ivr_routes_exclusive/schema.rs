//! The attributes of the list of a menu's routes; their text is the documentation.

use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};

use crate::plugin::attribute;

use AttributeConstraint::{Computed, Required};

/// Describes the resource.
#[must_use]
pub fn schema() -> Schema {
    let ids = || AttributeType::Map(Box::new(AttributeType::Number));
    let attributes = [
        attribute(
            "id",
            AttributeType::String,
            Computed,
            "The id of the list in Terraform, `{ivr_id}/{menu_id}`. Import takes it as well.",
        ),
        attribute(
            "ivr_id",
            AttributeType::Number,
            Required,
            "The id of the IVR that the menu belongs to. Changing it replaces the list.",
        ),
        attribute(
            "menu_id",
            AttributeType::Number,
            Required,
            "The id of the IVR menu. Changing it replaces the list.",
        ),
        attribute(
            "routes",
            ids(),
            Required,
            "The routes that the menu may have: the `route_id` of each by its key, such as `\"1\" = \
             zendesk_ivr_route.sales.route_id`. Every other route of the menu is removed; an empty map removes all. In the \
             state, these are the routes that the menu has, so that a plan shows what it removes. A route that has no key, or \
             shares one, stands there under a name of its own that ends with its id.",
        ),
        attribute(
            "removes",
            ids(),
            Computed,
            "The routes that creating the list removes, by their keys: what the menu has when the list is planned, and \
             `routes` lacks, also what the same run deletes. It stays as it is afterwards, and is empty after an import.",
        ),
    ];
    crate::attributes::schema(
        "The routes that an IVR menu has, and no others: every route of the menu that isn't listed is removed, whoever made it. \
         The plan names each. Destroying the list removes no route.",
        attributes,
    )
}
