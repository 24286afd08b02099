//! Upgrades of what Terraform stored: from an older version to today's, and from a schema to today's of that version.

use serde_json::Value;
use tf_provider::schema::Block;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::diagnostic::diagnostic;
use super::walk::each_object;

/// What Terraform stored under another version than today's.
pub(super) struct Stored<'a> {
    /// What it is: `state` or `identity`.
    pub(super) what: &'static str,
    /// The resource that it belongs to.
    pub(super) type_name: &'a str,
    /// The version it was stored under.
    pub(super) version: i64,
    /// Today's version.
    pub(super) current: i64,
}

impl Stored<'_> {
    /// Returns what the resource's `upgrade` makes of an older version; a failure is an error diagnostic.
    pub(super) fn upgraded<T>(
        &self,
        diags: &mut Diagnostics,
        upgrade: impl FnOnce() -> Option<Result<T, String>>,
    ) -> Option<T> {
        let older = self.version < self.current;
        let upgraded = match older.then(upgrade).flatten() {
            Some(upgraded) => upgraded.map_err(|why| self.failed(&why)),
            None => Err(self.unsupported()),
        };
        upgraded.map_err(|error| diags.add_error(error)).ok()
    }

    fn unsupported(&self) -> Diagnostic {
        let Self { what, type_name, version, current } = self;
        let remedy = if version > current {
            "It was written by a newer version of the provider: use that version or a later one."
        } else {
            "This version of the provider can't upgrade it: apply once with an earlier version that can."
        };
        let detail = format!(
            "The stored {what} of {type_name} has schema version {version}, the provider has {current}. {remedy}"
        );
        diagnostic(format!("Unsupported {what} version"), detail, AttributePath::root())
    }

    fn failed(&self, why: &str) -> Diagnostic {
        let Self { what, type_name, version, current } = self;
        let detail = format!(
            "The stored {what} of {type_name} can't be upgraded from schema version {version} to {current}: {why}"
        );
        diagnostic(format!("Failed to upgrade the stored {what}"), detail, AttributePath::root())
    }
}

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
