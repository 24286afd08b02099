//! Makes a configuration from a state: what an operator would have written to get it.

use std::collections::HashMap;

use serde_json::{Map, Value};
use tf_provider::Diagnostics;
use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, NestedBlock};

use super::diagnostic::to_wire;
use super::proto::tfplugin6::{DynamicValue, generate_resource_config};
use super::service::Service;

impl Service {
    /// Gives the configuration of an object that Terraform imports; Terraform writes it as HCL.
    pub(super) fn generate(
        &self,
        request: generate_resource_config::Request,
    ) -> generate_resource_config::Response {
        let mut diags = Diagnostics::default();
        let config = self.configuration(&request, &mut diags);
        generate_resource_config::Response { config, diagnostics: to_wire(diags) }
    }

    fn configuration(
        &self,
        request: &generate_resource_config::Request,
        diags: &mut Diagnostics,
    ) -> Option<DynamicValue> {
        self.resource(&request.type_name, diags)?;
        let schema = self.catalog.resources.get(request.type_name.as_str())?;
        let mut config: Value = request.state.as_ref()?.decode("state", diags)?;
        clear_block(&mut config, &schema.block);
        DynamicValue::encode(&config, "configuration", diags)
    }
}

/// Nulls what only the provider can set, at every depth.
fn clear_block(config: &mut Value, block: &Block) {
    let Value::Object(object) = config else { return };
    clear_attributes(object, &block.attributes);
    for (name, nested) in &block.blocks {
        if let Some(value) = object.get_mut(name) {
            clear_nested_block(value, nested);
        }
    }
}

fn clear_nested_block(value: &mut Value, nested: &NestedBlock) {
    match nested {
        NestedBlock::Single(block) | NestedBlock::Group(block) => clear_block(value, block),
        NestedBlock::List(block) | NestedBlock::Set(block) | NestedBlock::Optional(block) => {
            elements(value).for_each(|element| clear_block(element, block));
        }
        NestedBlock::Map(block) => entries(value).for_each(|entry| clear_block(entry, block)),
    }
}

fn clear_attributes(object: &mut Map<String, Value>, attributes: &HashMap<String, Attribute>) {
    for (name, attribute) in attributes {
        let Some(value) = object.get_mut(name) else { continue };
        if attribute.constraint == AttributeConstraint::Computed {
            *value = Value::Null;
        } else {
            clear_attribute(value, &attribute.attr_type);
        }
    }
}

fn clear_attribute(value: &mut Value, attr_type: &AttributeType) {
    match attr_type {
        AttributeType::AttributeSingle(attributes) => clear_object(value, attributes),
        AttributeType::AttributeList(attributes) | AttributeType::AttributeSet(attributes) => {
            elements(value).for_each(|element| clear_object(element, attributes));
        }
        AttributeType::AttributeMap(attributes) => {
            entries(value).for_each(|entry| clear_object(entry, attributes));
        }
        _ => {}
    }
}

fn clear_object(value: &mut Value, attributes: &HashMap<String, Attribute>) {
    if let Value::Object(object) = value {
        clear_attributes(object, attributes);
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
    use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, NestedBlock};

    use super::clear_block;

    fn text(constraint: AttributeConstraint) -> Attribute {
        Attribute { attr_type: AttributeType::String, constraint, ..Attribute::default() }
    }

    fn of(attr_type: AttributeType) -> Attribute {
        Attribute { attr_type, constraint: AttributeConstraint::Optional, ..Attribute::default() }
    }

    #[test]
    fn computed_attributes_are_nulled_at_every_depth_and_nothing_else() {
        let inner = || {
            map! { "own" => text(AttributeConstraint::Optional), "theirs" => text(AttributeConstraint::Computed) }
        };
        let block = Block {
            attributes: map! {
                "id" => text(AttributeConstraint::Computed),
                "key" => text(AttributeConstraint::OptionalComputed),
                "unset" => text(AttributeConstraint::OptionalComputed),
                "one" => of(AttributeType::AttributeSingle(inner())),
                "many" => of(AttributeType::AttributeList(inner())),
                "named" => of(AttributeType::AttributeMap(inner())),
                "none" => of(AttributeType::AttributeSingle(inner())),
            },
            blocks: map! { "step" => NestedBlock::List(Block { attributes: inner(), ..Block::default() }) },
            ..Block::default()
        };
        let object = || json!({ "own": "a", "theirs": "b" });
        let cleared = || json!({ "own": "a", "theirs": null });
        let mut config = json!({
            "id": "1", "key": "2", "unset": null, "one": object(), "many": [object(), null],
            "named": { "x": object() }, "none": null, "step": [object()],
        });
        clear_block(&mut config, &block);
        assert_eq!(
            config,
            json!({
                "id": null, "key": "2", "unset": null, "one": cleared(), "many": [cleared(), null],
                "named": { "x": cleared() }, "none": null, "step": [cleared()],
            })
        );
    }
}
