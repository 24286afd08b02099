//! A schema from its attributes.

use tf_provider::schema::{Attribute, Block, Description, Schema};

/// Makes the schema of version 0; `text` is Markdown and becomes the documentation.
#[must_use]
pub fn schema(text: &str, attributes: impl IntoIterator<Item = (String, Attribute)>) -> Schema {
    let attributes = attributes.into_iter().collect();
    let block =
        Block { version: 0, attributes, description: Description::markdown(text), ..Block::default() };
    Schema { version: 0, block }
}
