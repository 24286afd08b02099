//! The wire form of schemas: in the order of their names, so that it is the same each time.

use std::collections::{BTreeMap, HashMap};

use tf_provider::schema::{
    Attribute, AttributeConstraint, AttributeType, Block, Description, NestedBlock, Schema, StringKind,
};

use super::proto::tfplugin6 as wire;

/// Gives the wire form of a schema.
///
/// # Errors
///
/// Fails if a type can't be written as JSON.
pub(super) fn to_wire(schema: &Schema) -> serde_json::Result<wire::Schema> {
    Ok(wire::Schema { version: schema.version, block: Some(block_to_wire(&schema.block)?) })
}

fn block_to_wire(block: &Block) -> serde_json::Result<wire::schema::Block> {
    let Block { version, attributes, blocks, description, deprecated } = block;
    let (description, description_kind) = description_to_wire(description);
    Ok(wire::schema::Block {
        version: *version,
        attributes: attributes_to_wire(attributes)?,
        block_types: by_name(blocks)
            .map(|(name, block)| nested_to_wire(name, block))
            .collect::<Result<_, _>>()?,
        description,
        description_kind,
        deprecated: *deprecated,
        ..Default::default()
    })
}

fn nested_to_wire(name: &str, nested: &NestedBlock) -> serde_json::Result<wire::schema::NestedBlock> {
    use wire::schema::nested_block::NestingMode;

    // No maximum is written as 0.
    let (nesting, block, min_items, max_items) = match nested {
        NestedBlock::Single(block) => (NestingMode::Single, block, 1, 1),
        NestedBlock::List(block) => (NestingMode::List, block, 0, 0),
        NestedBlock::Set(block) => (NestingMode::Set, block, 0, 0),
        NestedBlock::Map(block) => (NestingMode::Map, block, 0, 0),
        NestedBlock::Group(block) => (NestingMode::Group, block, 0, 0),
        NestedBlock::Optional(block) => (NestingMode::List, block, 0, 1),
    };
    Ok(wire::schema::NestedBlock {
        type_name: name.to_owned(),
        block: Some(block_to_wire(block)?),
        nesting: nesting.into(),
        min_items,
        max_items,
    })
}

fn attributes_to_wire(
    attributes: &HashMap<String, Attribute>,
) -> serde_json::Result<Vec<wire::schema::Attribute>> {
    by_name(attributes).map(|(name, attribute)| attribute_to_wire(name, attribute)).collect()
}

fn attribute_to_wire(name: &str, attribute: &Attribute) -> serde_json::Result<wire::schema::Attribute> {
    let Attribute { attr_type, description, constraint, sensitive, deprecated } = attribute;
    let (description, description_kind) = description_to_wire(description);
    let nested_type = nested_type(attr_type)?;
    Ok(wire::schema::Attribute {
        name: name.to_owned(),
        // Terraform refuses an attribute that has both.
        r#type: if nested_type.is_some() { Vec::new() } else { type_to_wire(attr_type)? },
        nested_type,
        description,
        description_kind,
        required: *constraint == AttributeConstraint::Required,
        optional: matches!(constraint, AttributeConstraint::Optional | AttributeConstraint::OptionalComputed),
        computed: matches!(constraint, AttributeConstraint::Computed | AttributeConstraint::OptionalComputed),
        sensitive: *sensitive,
        deprecated: *deprecated,
        ..Default::default()
    })
}

fn nested_type(attr_type: &AttributeType) -> serde_json::Result<Option<wire::schema::Object>> {
    use wire::schema::object::NestingMode;

    let (nesting, attributes) = match attr_type {
        AttributeType::AttributeSingle(attributes) => (NestingMode::Single, attributes),
        AttributeType::AttributeList(attributes) => (NestingMode::List, attributes),
        AttributeType::AttributeSet(attributes) => (NestingMode::Set, attributes),
        AttributeType::AttributeMap(attributes) => (NestingMode::Map, attributes),
        _ => return Ok(None),
    };
    Ok(Some(wire::schema::Object { attributes: attributes_to_wire(attributes)?, nesting: nesting.into() }))
}

/// Writes a type as JSON; by way of [`serde_json::Value`], which orders the attributes of objects.
fn type_to_wire(attr_type: &AttributeType) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::to_value(attr_type)?)
}

/// Leaves out tf-provider's placeholder, which would reach the documentation.
fn description_to_wire(description: &Description) -> (String, i32) {
    if *description == Description::plain("empty") {
        return (String::new(), wire::StringKind::Plain.into());
    }
    let kind = match description.kind {
        StringKind::Plain => wire::StringKind::Plain,
        StringKind::Markdown => wire::StringKind::Markdown,
    };
    (description.content.clone(), kind.into())
}

fn by_name<T>(named: &HashMap<String, T>) -> impl Iterator<Item = (&str, &T)> {
    let sorted: BTreeMap<&str, &T> = named.iter().map(|(name, value)| (name.as_str(), value)).collect();
    sorted.into_iter()
}
