//! Fits stored state to today's schema.

use std::collections::HashMap;

use serde_json::{Map, Value};
use tf_provider::schema::{Attribute, AttributeType, Block, NestedBlock};

/// Drops the attributes that the schema no longer has and adds those it has gained, as null.
///
/// Within one schema version attributes come and go; Terraform leaves it to the provider to bridge that.
pub(super) fn fit_block(state: &mut Value, block: &Block) {
    let Value::Object(object) = state else { return };
    object.retain(|name, _| block.attributes.contains_key(name) || block.blocks.contains_key(name));
    fit_attributes_of(object, &block.attributes);
    for (name, nested) in &block.blocks {
        if let Some(value) = object.get_mut(name) {
            fit_nested_block(value, nested);
        }
    }
}

fn fit_nested_block(value: &mut Value, nested: &NestedBlock) {
    match nested {
        NestedBlock::Single(block) | NestedBlock::Group(block) => fit_block(value, block),
        NestedBlock::List(block) | NestedBlock::Set(block) | NestedBlock::Optional(block) => {
            elements(value).for_each(|element| fit_block(element, block));
        }
        NestedBlock::Map(block) => entries(value).for_each(|entry| fit_block(entry, block)),
    }
}

fn fit_attribute(value: &mut Value, attr_type: &AttributeType) {
    match attr_type {
        AttributeType::AttributeSingle(attributes) => fit_object(value, attributes),
        AttributeType::AttributeList(attributes) | AttributeType::AttributeSet(attributes) => {
            elements(value).for_each(|element| fit_object(element, attributes));
        }
        AttributeType::AttributeMap(attributes) => {
            entries(value).for_each(|entry| fit_object(entry, attributes));
        }
        _ => {}
    }
}

fn fit_object(value: &mut Value, attributes: &HashMap<String, Attribute>) {
    let Value::Object(object) = value else { return };
    object.retain(|name, _| attributes.contains_key(name));
    fit_attributes_of(object, attributes);
}

fn fit_attributes_of(object: &mut Map<String, Value>, attributes: &HashMap<String, Attribute>) {
    for (name, attribute) in attributes {
        fit_attribute(object.entry(name.as_str()).or_insert(Value::Null), &attribute.attr_type);
    }
}

fn elements(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}

fn entries(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_object_mut().into_iter().flat_map(|map| map.values_mut())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tf_provider::map;
    use tf_provider::schema::{Attribute, AttributeType, Block};

    use super::fit_block;

    fn text() -> Attribute {
        Attribute { attr_type: AttributeType::String, ..Attribute::default() }
    }

    fn of(attr_type: AttributeType) -> Attribute {
        Attribute { attr_type, ..Attribute::default() }
    }

    #[test]
    fn drops_removed_and_adds_new_attributes_at_every_depth() {
        let block = Block {
            attributes: map! {
                "id" => text(),
                "new" => text(),
                "one" => of(AttributeType::AttributeSingle(map! { "kept" => text(), "new" => text() })),
                "many" => of(AttributeType::AttributeList(map! { "kept" => text() })),
                "tags" => of(AttributeType::Map(Box::new(AttributeType::String))),
                "none" => of(AttributeType::AttributeSingle(map! { "kept" => text() })),
            },
            ..Block::default()
        };
        let mut state = json!({
            "id": "1", "removed": true,
            "one": { "kept": "a", "removed": 1 },
            "many": [{ "kept": "b", "removed": 2 }, null],
            "tags": { "any": "key" },
            "none": null,
        });
        fit_block(&mut state, &block);
        assert_eq!(
            state,
            json!({
                "id": "1", "new": null,
                "one": { "kept": "a", "new": null },
                "many": [{ "kept": "b" }, null],
                "tags": { "any": "key" },
                "none": null,
            })
        );
    }
}
