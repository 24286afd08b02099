//! Walks through a value along its schema: nested blocks and attributes alike.

use std::collections::HashMap;

use serde_json::{Map, Value};
use tf_provider::schema::{Attribute, AttributeType, Block, NestedBlock};

/// What the schema says of one object: the object of a resource, of a block or of a nested attribute.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    /// Its attributes.
    pub(super) attributes: &'a HashMap<String, Attribute>,
    /// Its blocks; a nested attribute has none.
    blocks: Option<&'a HashMap<String, NestedBlock>>,
}

impl<'a> Fields<'a> {
    /// Tells whether the object may have something of that name.
    pub(super) fn has(self, name: &str) -> bool {
        self.attributes.contains_key(name) || self.blocks.is_some_and(|blocks| blocks.contains_key(name))
    }

    /// Returns what is nested under that name, and how.
    pub(super) fn nested(self, name: &str) -> Option<(Nesting, Self)> {
        match self.attributes.get(name) {
            Some(attribute) => in_attribute(&attribute.attr_type),
            None => self.blocks.and_then(|blocks| blocks.get(name)).map(in_block),
        }
    }

    /// Returns what the schema says of the object of a block.
    pub(super) fn of_block(block: &'a Block) -> Self {
        Self { attributes: &block.attributes, blocks: Some(&block.blocks) }
    }

    fn of_attribute(attributes: &'a HashMap<String, Attribute>) -> Self {
        Self { attributes, blocks: None }
    }
}

/// Has `visit` change every object in a value, each before what is nested in it.
pub(super) fn each_object(
    value: &mut Value,
    block: &Block,
    mut visit: impl FnMut(&mut Map<String, Value>, Fields<'_>),
) {
    walk(value, Fields::of_block(block), &mut visit);
}

fn walk(value: &mut Value, fields: Fields<'_>, visit: &mut impl FnMut(&mut Map<String, Value>, Fields<'_>)) {
    let Value::Object(object) = value else { return };
    visit(object, fields);
    for (name, value) in object {
        if let Some((nesting, fields)) = fields.nested(name) {
            nesting.objects(value).for_each(|object| walk(object, fields, visit));
        }
    }
}

/// How a value holds the objects nested in it.
#[derive(Clone, Copy)]
pub(super) enum Nesting {
    /// It is the object.
    Single,
    /// It is a list of objects.
    List,
    /// It is a set of objects, written as a list.
    Set,
    /// It is a map of objects.
    Map,
}

impl Nesting {
    fn objects(self, value: &mut Value) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self {
            Self::Single => Box::new(std::iter::once(value)),
            Self::List | Self::Set => Box::new(value.as_array_mut().into_iter().flatten()),
            Self::Map => Box::new(value.as_object_mut().into_iter().flat_map(|map| map.values_mut())),
        }
    }
}

fn in_block(nested: &NestedBlock) -> (Nesting, Fields<'_>) {
    let (nesting, block) = match nested {
        NestedBlock::Single(block) | NestedBlock::Group(block) => (Nesting::Single, block),
        NestedBlock::List(block) | NestedBlock::Optional(block) => (Nesting::List, block),
        NestedBlock::Set(block) => (Nesting::Set, block),
        NestedBlock::Map(block) => (Nesting::Map, block),
    };
    (nesting, Fields::of_block(block))
}

fn in_attribute(attr_type: &AttributeType) -> Option<(Nesting, Fields<'_>)> {
    let (nesting, attributes) = match attr_type {
        AttributeType::AttributeSingle(attributes) => (Nesting::Single, attributes),
        AttributeType::AttributeList(attributes) => (Nesting::List, attributes),
        AttributeType::AttributeSet(attributes) => (Nesting::Set, attributes),
        AttributeType::AttributeMap(attributes) => (Nesting::Map, attributes),
        _ => return None,
    };
    Some((nesting, Fields::of_attribute(attributes)))
}
