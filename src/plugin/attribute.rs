//! Attributes of a schema, in one line each.

use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Description};

/// Makes an attribute under its name; `text` is Markdown and becomes the documentation.
#[must_use]
pub fn attribute(
    name: &str,
    attr_type: AttributeType,
    constraint: AttributeConstraint,
    text: &str,
) -> (String, Attribute) {
    let description = Description::markdown(text);
    (name.to_owned(), Attribute { attr_type, description, constraint, ..Attribute::default() })
}
