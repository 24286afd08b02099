//! Checks a configuration against its schema: what is required is there, and what only the provider sets isn't.
//!
//! Terraform refuses a required argument that isn't written, but not one that a variable or a function makes null; and
//! it leaves it to the provider to refuse a value for an attribute that only the provider sets.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use tf_provider::schema::{AttributeConstraint, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::diagnostic::diagnostic;
use super::proto::tfplugin6::DynamicValue;
use super::walk::{Fields, Nesting};

/// Adds an error for each attribute that breaks its constraint; silent where a value is unknown.
///
/// What can't be decoded is left to the object's own validation, which reports it.
pub(super) fn check_constraints(schema: Option<&Schema>, config: &DynamicValue, diags: &mut Diagnostics) {
    let decoded: Option<Value<Known>> = config.decode("configuration", &mut Diagnostics::default());
    if let (Some(schema), Some(Value::Value(Known::Object(object)))) = (schema, decoded) {
        check_object(&object, Fields::of_block(&schema.block), &AttributePath::root(), diags);
    }
}

fn check_object(object: &Object, fields: Fields<'_>, path: &AttributePath, diags: &mut Diagnostics) {
    for (name, value) in object {
        let path = path.clone().attribute(name.clone());
        let constraint = fields.attributes.get(name).map(|attribute| &attribute.constraint);
        match (constraint, value) {
            (Some(AttributeConstraint::Required), Value::Null) => diags.add_error(missing(path)),
            (Some(AttributeConstraint::Computed), Value::Value(_)) => diags.add_error(read_only(path)),
            (_, Value::Value(value)) => {
                let nested = fields.nested(name).into_iter();
                let objects = nested.flat_map(|(nesting, fields)| {
                    objects(nesting, value, &path).into_iter().map(move |found| (found, fields))
                });
                objects.for_each(|((path, object), fields)| check_object(object, fields, &path, diags));
            }
            _ => {}
        }
    }
}

/// Returns the known objects that are nested in a value, each with its path.
fn objects<'a>(nesting: Nesting, value: &'a Known, path: &AttributePath) -> Vec<(AttributePath, &'a Object)> {
    let at = |path, value: &'a Value<Known>| match value {
        Value::Value(Known::Object(object)) => Some((path, object)),
        _ => None,
    };
    match (nesting, value) {
        (Nesting::Single, Known::Object(object)) => vec![(path.clone(), object)],
        (Nesting::Map, Known::Object(map)) => {
            map.iter().filter_map(|(key, value)| at(path.clone().key(key.clone()), value)).collect()
        }
        (Nesting::List, Known::List(list)) => {
            (0_i64..).zip(list).filter_map(|(index, value)| at(path.clone().index(index), value)).collect()
        }
        // An element of a set has no path of its own.
        (Nesting::Set, Known::List(set)) => set.iter().filter_map(|value| at(path.clone(), value)).collect(),
        _ => Vec::new(),
    }
}

fn missing(path: AttributePath) -> Diagnostic {
    let detail = format!(
        "{path} is required, but it is null. Set it to a value; if it comes from a variable, an output or a function \
         such as try, check why that is null."
    );
    diagnostic("Missing required argument", detail, path)
}

fn read_only(path: AttributePath) -> Diagnostic {
    let detail = format!("{path} is set by the provider: remove it from the configuration.");
    diagnostic("Value for a read-only attribute", detail, path)
}

/// A known value of any type, as far as constraints need it.
enum Known {
    Scalar,
    List(Vec<Value<Known>>),
    Object(Object),
}

type Object = BTreeMap<String, Value<Known>>;

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KnownVisitor)
    }
}

/// Takes everything but null and unknown, which [`Value`] takes.
struct KnownVisitor;

impl<'de> Visitor<'de> for KnownVisitor {
    type Value = Known;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a known value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Known, E> {
        Ok(Known::Scalar)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Known, E> {
        Ok(Known::Scalar)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Known, E> {
        Ok(Known::Scalar)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Known, E> {
        Ok(Known::Scalar)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Known, E> {
        Ok(Known::Scalar)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Known, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Known::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Known, A::Error> {
        let mut object = Object::new();
        while let Some((name, value)) = map.next_entry()? {
            object.insert(name, value);
        }
        Ok(Known::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tf_provider::schema::{Attribute, AttributeType, Block, NestedBlock};
    use tf_provider::{Diagnostics, map};

    use super::AttributeConstraint::{self, Computed, Optional, OptionalComputed, Required};
    use super::{DynamicValue, Schema, check_constraints};

    fn text(constraint: AttributeConstraint) -> Attribute {
        of(AttributeType::String, constraint)
    }

    fn of(attr_type: AttributeType, constraint: AttributeConstraint) -> Attribute {
        Attribute { attr_type, constraint, ..Attribute::default() }
    }

    fn schema() -> Schema {
        let inner = || map! { "must" => text(Required), "theirs" => text(Computed) };
        let block = Block {
            attributes: map! {
                "id" => text(Computed),
                "name" => text(Required),
                "note" => text(Optional),
                "key" => text(OptionalComputed),
                "found" => of(AttributeType::AttributeList(inner()), Computed),
                "one" => of(AttributeType::AttributeSingle(inner()), Optional),
                "many" => of(AttributeType::AttributeList(inner()), OptionalComputed),
                "some" => of(AttributeType::AttributeSet(inner()), Optional),
                "named" => of(AttributeType::AttributeMap(inner()), Optional),
                "tags" => of(AttributeType::Map(Box::new(AttributeType::String)), Optional),
            },
            blocks: map! { "step" => NestedBlock::List(Block { attributes: inner(), ..Block::default() }) },
            ..Block::default()
        };
        Schema { version: 0, block }
    }

    fn told(config: &DynamicValue) -> Vec<String> {
        let mut diags = Diagnostics::default();
        check_constraints(Some(&schema()), config, &mut diags);
        let told = diags.errors.iter().map(|error| format!("{}: {}", error.summary, error.attribute));
        told.collect()
    }

    fn json_value(json: &serde_json::Value) -> DynamicValue {
        DynamicValue { json: json.to_string().into(), msgpack: vec![] }
    }

    #[test]
    fn each_attribute_is_held_to_its_constraint_at_every_depth() {
        let wrong = || json!({ "must": null, "theirs": "b" });
        let config = json!({
            "id": "1", "name": null, "note": null, "key": "k", "found": [], "one": wrong(), "many": [null, wrong()],
            "some": [wrong()], "named": { "x": wrong() }, "tags": { "must": null }, "step": [wrong()],
        });
        let mut expected =
            vec!["Value for a read-only attribute: found", "Value for a read-only attribute: id"];
        expected.extend([
            "Missing required argument: many[1].must",
            "Value for a read-only attribute: many[1].theirs",
        ]);
        expected.push("Missing required argument: name");
        expected.extend([
            "Missing required argument: named[\"x\"].must",
            "Value for a read-only attribute: named[\"x\"].theirs",
        ]);
        expected
            .extend(["Missing required argument: one.must", "Value for a read-only attribute: one.theirs"]);
        expected
            .extend(["Missing required argument: some.must", "Value for a read-only attribute: some.theirs"]);
        expected.extend([
            "Missing required argument: step[0].must",
            "Value for a read-only attribute: step[0].theirs",
        ]);
        assert_eq!(told(&json_value(&config)), expected);
    }

    #[test]
    fn what_is_right_or_absent_is_no_error() {
        let right = || json!({ "must": "a", "theirs": null });
        let config = json!({
            "id": null, "name": "n", "note": 1.5, "key": null, "found": null, "one": right(), "many": [right()],
            "some": null, "named": null, "tags": null, "step": [],
        });
        assert_eq!(told(&json_value(&config)), [] as [&str; 0]);
        assert_eq!(told(&DynamicValue::null()), [] as [&str; 0]);
        assert_eq!(told(&DynamicValue { msgpack: vec![0xc1], json: vec![] }), [] as [&str; 0]);
    }

    #[test]
    fn an_unknown_value_may_turn_out_to_be_right() {
        // {"id": unknown, "name": unknown and not null, "one": {"must": unknown, "theirs": unknown}, "many": unknown}
        let (plain, refined) = (b"\xd4\0\0".as_slice(), b"\xc7\x03\x0c\x81\x01\xc2".as_slice());
        let one = [b"\x82\xa4must", plain, b"\xa6theirs", plain].concat();
        let whole =
            [b"\x84\xa2id", plain, b"\xa4name", refined, b"\xa3one", &one, b"\xa4many", plain].concat();
        assert_eq!(told(&DynamicValue { msgpack: whole.clone(), json: vec![] }), [] as [&str; 0]);
        let with_null = [whole.as_slice(), b"\xa4note\xa1x\xa5found\x90"].concat();
        let with_null = [b"\x86".as_slice(), &with_null[1..]].concat();
        let only = ["Value for a read-only attribute: found"];
        assert_eq!(told(&DynamicValue { msgpack: with_null, json: vec![] }), only);
    }
}
