//! A schema from its attributes.

use std::collections::HashMap;

use tf_provider::schema::{Attribute, AttributeType, Block, Description, Schema};

/// Makes the schema of version 0; `text` is Markdown and becomes the documentation.
#[must_use]
pub fn schema(text: &str, attributes: impl IntoIterator<Item = (String, Attribute)>) -> Schema {
    let attributes = attributes.into_iter().collect();
    let block =
        Block { version: 0, attributes, description: Description::markdown(text), ..Block::default() };
    Schema { version: 0, block }
}

/// Returns the type of a list of objects that have these attributes.
///
/// It has no nested attributes, since Terraform's mocks take no values for a list of those. An object's type has no place
/// for descriptions: the list's own says what the objects hold.
#[must_use]
pub fn list_of_objects(attributes: impl IntoIterator<Item = (String, AttributeType)>) -> AttributeType {
    let attributes = attributes.into_iter().map(|(name, attr_type)| (name, plain(attr_type)));
    AttributeType::List(Box::new(AttributeType::Object(attributes.collect())))
}

/// Makes the type of nested attributes the same one without their descriptions.
fn plain(attr_type: AttributeType) -> AttributeType {
    let object = |attributes: HashMap<String, Attribute>| {
        let types = attributes.into_iter().map(|(name, attribute)| (name, plain(attribute.attr_type)));
        AttributeType::Object(types.collect())
    };
    match attr_type {
        AttributeType::AttributeSingle(attributes) => object(attributes),
        AttributeType::AttributeList(attributes) => AttributeType::List(Box::new(object(attributes))),
        AttributeType::AttributeSet(attributes) => AttributeType::Set(Box::new(object(attributes))),
        AttributeType::AttributeMap(attributes) => AttributeType::Map(Box::new(object(attributes))),
        other => other,
    }
}
