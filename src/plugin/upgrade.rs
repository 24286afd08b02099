//! Fits stored state to today's schema.

use serde_json::Value;
use tf_provider::schema::Block;

use super::walk::each_object;

/// Drops the attributes that the schema no longer has and adds those it has gained, as null.
///
/// Within one schema version attributes come and go; Terraform leaves it to the provider to bridge that.
pub(super) fn fit_block(state: &mut Value, block: &Block) {
    each_object(state, block, |object, fields| {
        object.retain(|name, _| fields.has(name));
        for name in fields.attributes.keys() {
            object.entry(name.as_str()).or_insert(Value::Null);
        }
    });
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
