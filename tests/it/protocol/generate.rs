//! Configurations made from states.

use tf_provider::value::Value;
use zendesk::plugin::Number;

use super::host::{Served, thing, told, value};
use super::toy::{Nested, Thing, empty};
use super::wire::tfplugin6::generate_resource_config::{Request, Response};

async fn generate(type_name: &str, state: &Thing) -> Response {
    let request = Request { type_name: type_name.into(), state: value(state) };
    Served::start().await.client().await.generate_resource_config(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn computed_attributes_are_null_and_the_rest_is_as_it_was() {
    let nested = || Nested {
        number: Value::Value(Number::Decimal("123456789012345678901234567890".into())),
        texts: Value::Value(["a".to_owned()].map(Value::Value).into()),
    };
    let state = Thing {
        id: Value::Value("1".into()),
        mode: Value::Value("".into()),
        number: Value::Value(Number::Int(9_007_199_254_740_991)),
        flag: Value::Value(false),
        numbers: Value::Value(vec![Value::Value(Number::Decimal("0.5".into()))]),
        one: Value::Value(nested()),
        step: Value::Value(vec![Value::Value(nested())]),
        ..empty()
    };
    let answer = generate("toy_thing", &state).await;
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(thing(answer.config), Thing { id: Value::Null, ..state });
}

#[tokio::test]
async fn an_unknown_type_is_an_error() {
    let answer = generate("toy_none", &empty()).await;
    assert_eq!(answer.diagnostics[0].summary, "Unknown resource");
    assert_eq!(answer.config, None);
}
