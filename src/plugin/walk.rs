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

    fn of_block(block: &'a Block) -> Self {
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
        let nested = match fields.attributes.get(name) {
            Some(attribute) => in_attribute(&attribute.attr_type),
            None => fields.blocks.and_then(|blocks| blocks.get(name)).map(in_block),
        };
        if let Some((nesting, fields)) = nested {
            nesting.objects(value).for_each(|object| walk(object, fields, visit));
        }
    }
}

/// How a value holds the objects nested in it.
enum Nesting {
    Single,
    Elements,
    Entries,
}

impl Nesting {
    fn objects(self, value: &mut Value) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self {
            Self::Single => Box::new(std::iter::once(value)),
            Self::Elements => Box::new(value.as_array_mut().into_iter().flatten()),
            Self::Entries => Box::new(value.as_object_mut().into_iter().flat_map(|map| map.values_mut())),
        }
    }
}

fn in_block(nested: &NestedBlock) -> (Nesting, Fields<'_>) {
    let (nesting, block) = match nested {
        NestedBlock::Single(block) | NestedBlock::Group(block) => (Nesting::Single, block),
        NestedBlock::List(block) | NestedBlock::Set(block) | NestedBlock::Optional(block) => {
            (Nesting::Elements, block)
        }
        NestedBlock::Map(block) => (Nesting::Entries, block),
    };
    (nesting, Fields::of_block(block))
}

fn in_attribute(attr_type: &AttributeType) -> Option<(Nesting, Fields<'_>)> {
    let (nesting, attributes) = match attr_type {
        AttributeType::AttributeSingle(attributes) => (Nesting::Single, attributes),
        AttributeType::AttributeList(attributes) | AttributeType::AttributeSet(attributes) => {
            (Nesting::Elements, attributes)
        }
        AttributeType::AttributeMap(attributes) => (Nesting::Entries, attributes),
        _ => return None,
    };
    Some((nesting, Fields::of_attribute(attributes)))
}
