//! Makes a configuration from a state: what an operator would have written to get it.

use serde_json::Value;
use tf_provider::Diagnostics;
use tf_provider::schema::{AttributeConstraint, Block};

use super::diagnostic::to_wire;
use super::proto::tfplugin6::{DynamicValue, generate_resource_config};
use super::service::Service;
use super::walk::each_object;

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
        clear(&mut config, &schema.block);
        DynamicValue::encode(&config, "configuration", diags)
    }
}

/// Nulls what only the provider can set, at every depth.
fn clear(config: &mut Value, block: &Block) {
    each_object(config, block, |object, fields| {
        for (name, value) in object {
            let attribute = fields.attributes.get(name);
            if attribute.is_some_and(|attribute| attribute.constraint == AttributeConstraint::Computed) {
                *value = Value::Null;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tf_provider::map;
    use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, NestedBlock};

    use super::clear;

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
        clear(&mut config, &block);
        assert_eq!(
            config,
            json!({
                "id": null, "key": "2", "unset": null, "one": cleared(), "many": [cleared(), null],
                "named": { "x": cleared() }, "none": null, "step": [cleared()],
            })
        );
    }
}
