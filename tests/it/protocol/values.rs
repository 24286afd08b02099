//! Values on the wire: unknown, number, JSON, and what doesn't fit.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_bytes::ByteBuf;
use tf_provider::value::Value;
use zendesk::plugin::Number;

use super::host::{Served, null, told, value};
use super::toy::{Nested, Thing, empty};
use super::wire::tfplugin6::attribute_path::step::Selector;
use super::wire::tfplugin6::plan_resource_change::{Request, Response};
use super::wire::tfplugin6::{DynamicValue, validate_resource_config};

/// A value as Terraform's own encoder writes it.
#[derive(Serialize)]
#[serde(untagged)]
enum Wire {
    Null,
    Text(&'static str),
    Int(i64),
    Float(f64),
    List(Vec<Wire>),
    Object(BTreeMap<&'static str, Wire>),
    Extension(Extension),
}

#[derive(Serialize)]
#[serde(rename = "_ExtStruct")]
struct Extension((i8, ByteBuf));

/// An unknown value of which nothing is known.
fn unknown() -> Wire {
    Wire::Extension(Extension((0, ByteBuf::from([0]))))
}

/// An unknown value that is known not to be null: extension 12 with a map that says so.
fn unknown_not_null() -> Wire {
    Wire::Extension(Extension((12, ByteBuf::from([0x81, 0x01, 0xc2]))))
}

fn object(attributes: impl IntoIterator<Item = (&'static str, Wire)>) -> Wire {
    Wire::Object(attributes.into_iter().collect())
}

/// A thing with these attributes; the others are null.
fn thing(attributes: impl IntoIterator<Item = (&'static str, Wire)>) -> Wire {
    let names = ["id", "mode", "number", "flag", "numbers", "texts", "labels", "one", "many"];
    let nulls = names.map(|name| (name, Wire::Null));
    object(nulls.into_iter().chain([("step", Wire::List(vec![]))]).chain(attributes))
}

/// Has the creation of a thing planned: the toy gives back what it is proposed, with an unknown id.
async fn plan(proposed: Option<DynamicValue>) -> Response {
    let served = Served::start().await;
    let request = Request {
        type_name: "toy_thing".into(),
        prior_state: null(),
        proposed_new_state: proposed,
        config: value(&empty()),
        ..Default::default()
    };
    served.client().await.plan_resource_change(request).await.unwrap().into_inner()
}

async fn planned(proposed: Option<DynamicValue>) -> (Thing, Vec<u8>) {
    let answer = plan(proposed).await;
    assert_eq!(told(&answer.diagnostics), []);
    let bytes = answer.planned_state.unwrap().msgpack;
    (rmp_serde::from_slice(&bytes).unwrap(), bytes)
}

#[tokio::test]
async fn unknown_values_are_kept_at_every_depth() {
    let nested = |number, texts| object([("number", number), ("texts", texts)]);
    let proposed = thing([
        ("mode", unknown_not_null()),
        ("number", unknown()),
        ("flag", unknown_not_null()),
        ("numbers", Wire::List(vec![Wire::Int(1), unknown_not_null(), unknown()])),
        ("texts", Wire::List(vec![unknown_not_null()])),
        ("labels", object([("a", unknown()), ("b", Wire::Text("c"))])),
        ("one", nested(unknown_not_null(), Wire::List(vec![unknown()]))),
        ("many", Wire::List(vec![nested(Wire::Int(5), unknown_not_null()), unknown()])),
        ("step", unknown_not_null()),
    ]);
    let (planned, bytes) = planned(value(&proposed)).await;
    let number = |int| Value::Value(Number::Int(int));
    let expected = Thing {
        id: Value::Unknown,
        mode: Value::Unknown,
        number: Value::Unknown,
        flag: Value::Unknown,
        numbers: Value::Value(vec![number(1), Value::Unknown, Value::Unknown]),
        texts: Value::Value([Value::Unknown].into()),
        labels: Value::Value([("a".into(), Value::Unknown), ("b".into(), Value::Value("c".into()))].into()),
        one: Value::Value(Nested { number: Value::Unknown, texts: Value::Value([Value::Unknown].into()) }),
        many: Value::Value(vec![
            Value::Value(Nested { number: number(5), texts: Value::Unknown }),
            Value::Unknown,
        ]),
        step: Value::Unknown,
    };
    assert_eq!(planned, expected);
    let without_refinement = [0xc7, 0, 0];
    assert_eq!(bytes.windows(3).filter(|bytes| *bytes == without_refinement).count(), 13);
}

#[tokio::test]
async fn whole_collections_may_be_unknown() {
    let proposed = thing([
        ("numbers", unknown()),
        ("texts", unknown_not_null()),
        ("labels", unknown()),
        ("one", unknown_not_null()),
        ("many", unknown()),
    ]);
    let (planned, _) = planned(value(&proposed)).await;
    let expected = Thing {
        id: Value::Unknown,
        numbers: Value::Unknown,
        texts: Value::Unknown,
        labels: Value::Unknown,
        one: Value::Unknown,
        many: Value::Unknown,
        ..empty()
    };
    assert_eq!(planned, expected);
}

#[tokio::test]
async fn numbers_arrive_as_integer_float_or_decimal_text() {
    let numbers = vec![
        Wire::Int(360_001_381_413),
        Wire::Int(-1),
        Wire::Float(2.5),
        Wire::Text("123456789012345678901234567890"),
        Wire::Text("0.1"),
    ];
    let (planned, bytes) = planned(value(&thing([("numbers", Wire::List(numbers))]))).await;
    let decimal = |text: &str| Value::Value(Number::Decimal(text.into()));
    let expected = vec![
        Value::Value(Number::Int(360_001_381_413)),
        Value::Value(Number::Int(-1)),
        decimal("2.5"),
        decimal("123456789012345678901234567890"),
        decimal("0.1"),
    ];
    assert_eq!(planned.numbers, Value::Value(expected));
    let exact = b"\xbe123456789012345678901234567890";
    assert!(bytes.windows(exact.len()).any(|bytes| bytes == exact), "as text, no digit lost");
}

#[tokio::test]
async fn json_is_read_where_msgpack_is_absent() {
    let json = serde_json::json!({
        "id": null, "mode": "x", "number": 7, "flag": true, "numbers": [1, 2.5], "texts": ["b", "a"],
        "labels": { "k": "v" }, "one": { "number": null, "texts": [] }, "many": null, "step": [],
    });
    let (planned, _) = planned(Some(DynamicValue { json: json.to_string().into(), msgpack: vec![] })).await;
    assert_eq!(planned.mode, Value::Value("x".into()));
    assert_eq!(planned.number, Value::Value(Number::Int(7)));
    assert_eq!(planned.one, Value::Value(Nested { number: Value::Null, texts: Value::Value([].into()) }));
}

#[tokio::test]
async fn value_of_eight_mebibytes_is_taken_and_given() {
    let long = "x".repeat(8 << 20);
    let (planned, _) = planned(value(&Thing { mode: Value::Value(long.clone()), ..empty() })).await;
    assert!(planned.mode == Value::Value(long));
}

#[tokio::test]
async fn value_that_does_not_fit_is_an_error_that_names_it() {
    let answer = plan(value(&thing([("flag", Wire::Text("maybe"))]))).await;
    assert_eq!(answer.planned_state, None);
    let [error] = answer.diagnostics.as_slice() else { panic!("{:?}", answer.diagnostics) };
    assert_eq!(error.summary, "Failed to decode the proposed state");
    assert!(error.detail.starts_with("`flag` doesn't fit the provider's schema: "), "{}", error.detail);
    assert!(error.detail.contains("https://github.com/zendesk-tf/terraform-provider-zendesk/issues"));
    let steps = &error.attribute.as_ref().unwrap().steps;
    assert_eq!(steps[0].selector, Some(Selector::AttributeName("flag".into())));
}

#[tokio::test]
async fn garbage_is_an_error() {
    let served = Served::start().await;
    let request = validate_resource_config::Request {
        type_name: "toy_thing".into(),
        config: Some(DynamicValue { msgpack: vec![0xc1, 0xff], json: vec![] }),
        ..Default::default()
    };
    let answer = served.client().await.validate_resource_config(request).await.unwrap().into_inner();
    assert_eq!(answer.diagnostics.len(), 1);
    assert_eq!(answer.diagnostics[0].summary, "Failed to decode the configuration");
}
