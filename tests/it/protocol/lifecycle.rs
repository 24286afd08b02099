//! What the calls answer, when things go well and when they don't.

use tf_provider::value::Value;
use zendesk::plugin::Number;

use super::host::{Served, null, thing, told, value};
use super::toy::{Remembered, Thing, empty};
use super::wire::tfplugin6::attribute_path::step::Selector;
use super::wire::tfplugin6::{
    DynamicValue, apply_resource_change, configure_provider, import_resource_state, plan_resource_change,
    read_data_source, read_resource, validate_data_resource_config, validate_provider_config,
    validate_resource_config,
};

const ERROR: i32 = 1;
const WARNING: i32 = 2;

fn in_mode(mode: &str) -> Thing {
    Thing { id: Value::Value("1".into()), mode: Value::Value(mode.into()), ..empty() }
}

/// Private data of the toy's version.
fn remembered(revision: i64) -> Vec<u8> {
    [vec![0xc1, 2], rmp_serde::to_vec_named(&Remembered { revision }).unwrap()].concat()
}

fn is_null(state: Option<&DynamicValue>) -> bool {
    state.is_some_and(|state| state.msgpack == [0xc0])
}

// Read

async fn read(mode: &str, private: Vec<u8>) -> read_resource::Response {
    let request = read_resource::Request {
        type_name: "toy_thing".into(),
        current_state: value(&in_mode(mode)),
        private,
        ..Default::default()
    };
    Served::start().await.client().await.read_resource(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn read_gives_state_and_private_data() {
    let answer = read("", remembered(1)).await;
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(answer.private, remembered(2));
    assert_eq!(thing(answer.new_state), in_mode(""));
}

#[tokio::test]
async fn read_of_what_is_gone_gives_null() {
    let answer = read("gone", remembered(1)).await;
    assert_eq!(told(&answer.diagnostics), []);
    assert!(is_null(answer.new_state.as_ref()));
    assert!(answer.private.is_empty());
}

#[tokio::test]
async fn failed_read_keeps_state_and_private_data() {
    let answer = read("fail", remembered(1)).await;
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Refused", "By mode.")]);
    let path = answer.diagnostics[0].attribute.clone().unwrap();
    assert_eq!(path.steps[0].selector, Some(Selector::AttributeName("mode".into())));
    assert_eq!(answer.private, remembered(1));
    assert_eq!(thing(answer.new_state), in_mode("fail"));
}

#[tokio::test]
async fn read_renews_damaged_private_data() {
    let answer = read("", b"\x93damaged".into()).await;
    let [warning] = answer.diagnostics.as_slice() else { panic!("{:?}", answer.diagnostics) };
    assert_eq!((warning.severity, warning.summary.as_str()), (WARNING, "Damaged private data"));
    assert_eq!(answer.private, remembered(2));
}

// Plan

async fn plan(request: plan_resource_change::Request) -> plan_resource_change::Response {
    Served::start().await.client().await.plan_resource_change(request).await.unwrap().into_inner()
}

fn change(prior: Option<DynamicValue>, proposed: Option<DynamicValue>) -> plan_resource_change::Request {
    plan_resource_change::Request {
        type_name: "toy_thing".into(),
        prior_state: prior,
        proposed_new_state: proposed.clone(),
        config: proposed,
        prior_private: remembered(5),
        ..Default::default()
    }
}

#[tokio::test]
async fn planned_update_says_what_requires_replacement() {
    let before = Thing { number: Value::Value(Number::Int(1)), ..in_mode("") };
    let after = Thing { number: Value::Value(Number::Int(2)), ..before.clone() };
    let answer = plan(change(value(&before), value(&after))).await;
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(answer.requires_replace.len(), 1);
    assert_eq!(answer.requires_replace[0].steps[0].selector, Some(Selector::AttributeName("number".into())));
    assert_eq!(answer.planned_private, remembered(5));
    assert_eq!(thing(answer.planned_state), after);

    let same = plan(change(value(&before), value(&before))).await;
    assert_eq!(same.requires_replace, []);
}

#[tokio::test]
async fn planned_creation_without_private_data_has_none() {
    let request =
        plan_resource_change::Request { prior_private: Vec::new(), ..change(null(), value(&in_mode(""))) };
    let answer = plan(request).await;
    assert_eq!(answer.planned_private, b"");
    assert_eq!(thing(answer.planned_state).id, Value::Unknown);
}

#[tokio::test]
async fn planned_destruction_is_null() {
    let answer = plan(change(value(&in_mode("")), null())).await;
    assert_eq!(told(&answer.diagnostics), []);
    assert!(is_null(answer.planned_state.as_ref()));
    assert_eq!(answer.planned_private, remembered(5));
}

#[tokio::test]
async fn damaged_private_data_stop_an_update() {
    let mut request = change(value(&in_mode("")), value(&in_mode("x")));
    request.prior_private = b"\x93damaged".into();
    let answer = plan(request).await;
    assert_eq!(answer.planned_state, None);
    assert_eq!(answer.diagnostics[0].summary, "Damaged private data");
    assert!(answer.diagnostics[0].detail.ends_with("Run a plan with refresh to renew it."));
}

// Apply

async fn apply(
    prior: Option<DynamicValue>,
    planned: Option<DynamicValue>,
) -> apply_resource_change::Response {
    let request = apply_resource_change::Request {
        type_name: "toy_thing".into(),
        prior_state: prior,
        planned_state: planned.clone(),
        config: planned,
        planned_private: remembered(5),
        ..Default::default()
    };
    Served::start().await.client().await.apply_resource_change(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn changes_give_state_and_private_data() {
    let created = apply(null(), value(&in_mode("warn"))).await;
    assert_eq!(told(&created.diagnostics), [(WARNING, "Careful", "By mode.")]);
    assert_eq!(created.private, remembered(1));
    assert_eq!(thing(created.new_state).id, Value::Value("made".into()));

    let updated = apply(value(&in_mode("")), value(&in_mode("x"))).await;
    assert_eq!(told(&updated.diagnostics), []);
    assert_eq!(updated.private, remembered(3));
    assert_eq!(thing(updated.new_state), in_mode("x"));

    let destroyed = apply(value(&in_mode("")), null()).await;
    assert_eq!(told(&destroyed.diagnostics), []);
    assert!(is_null(destroyed.new_state.as_ref()));
}

/// Terraform then keeps the state and the private data that it has.
#[tokio::test]
async fn failed_changes_give_null() {
    let refused = [(ERROR, "Refused", "By mode.")];
    let cases = [
        (null(), value(&in_mode("fail"))),
        (value(&in_mode("")), value(&in_mode("fail"))),
        (value(&in_mode("fail")), null()),
    ];
    for (prior, planned) in cases {
        let answer = apply(prior, planned).await;
        assert_eq!(told(&answer.diagnostics), refused);
        assert!(is_null(answer.new_state.as_ref()));
        assert_eq!(answer.private, b"");
    }
}

#[tokio::test]
async fn what_a_failed_creation_made_is_saved() {
    let answer = apply(null(), value(&in_mode("half"))).await;
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Half done", "It exists.")]);
    assert_eq!(answer.private, remembered(1));
    assert_eq!(thing(answer.new_state).id, Value::Value("made".into()));
}

// Import

async fn import(type_name: &str, id: &str) -> import_resource_state::Response {
    let request =
        import_resource_state::Request { type_name: type_name.into(), id: id.into(), ..Default::default() };
    Served::start().await.client().await.import_resource_state(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn import_gives_one_object_with_its_type() {
    let mut answer = import("toy_thing", "7").await;
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(answer.imported_resources.len(), 1);
    let imported = answer.imported_resources.remove(0);
    assert_eq!(imported.type_name, "toy_thing");
    assert_eq!(imported.private, remembered(9));
    assert_eq!(thing(imported.state).id, Value::Value("7".into()));
}

#[tokio::test]
async fn failed_import_gives_no_object() {
    let answer = import("toy_thing", "missing").await;
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Not found", "There is no such thing.")]);
    assert_eq!(answer.imported_resources, []);
    let answer = import("toy_bare", "1").await;
    let unsupported = (ERROR, "Import is not supported", "Objects of this type can't be imported.");
    assert_eq!(told(&answer.diagnostics), [unsupported]);
}

// Validation, configuration, data sources

#[tokio::test]
async fn configurations_are_validated() {
    let served = Served::start().await;
    let mut client = served.client().await;
    let config = |text| value(&serde_json::json!({ "text": text }));

    let request =
        validate_data_resource_config::Request { type_name: "toy_echo".into(), config: config("invalid") };
    let answer = client.validate_data_resource_config(request).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Invalid", "So it says.")]);

    let request = validate_resource_config::Request {
        type_name: "toy_thing".into(),
        config: value(&Thing { id: Value::Null, ..in_mode("warn") }),
        ..Default::default()
    };
    let answer = client.validate_resource_config(request).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), [(WARNING, "Careful", "By mode.")]);

    let request = validate_provider_config::Request { config: value(&serde_json::json!({ "token": "bad" })) };
    let answer = client.validate_provider_config(request).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), []);
}

#[tokio::test]
async fn provider_is_configured() {
    let mut served = Served::start().await;
    let mut client = served.client().await;
    let token = |token| configure_provider::Request {
        terraform_version: "1.15.5".into(),
        config: value(&serde_json::json!({ "token": token })),
        ..Default::default()
    };
    let answer = client.configure_provider(token("bad")).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Bad token", "It is bad.")]);
    let answer = client.configure_provider(token("good")).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(served.event().await, "configured");
}

#[tokio::test]
async fn data_source_is_read() {
    let served = Served::start().await;
    let state = value(&serde_json::json!({ "text": "hello" }));
    let request = read_data_source::Request {
        type_name: "toy_echo".into(),
        config: state.clone(),
        ..Default::default()
    };
    let answer = served.client().await.read_data_source(request).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(answer.state, state);
}

#[tokio::test]
async fn unknown_types_are_errors() {
    let served = Served::start().await;
    let mut client = served.client().await;
    let request = read_resource::Request {
        type_name: "toy_none".into(),
        current_state: value(&in_mode("")),
        private: remembered(1),
        ..Default::default()
    };
    let answer = client.read_resource(request).await.unwrap().into_inner();
    let detail = "This version of the provider has no resource toy_none.";
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Unknown resource", detail)]);
    assert_eq!(thing(answer.new_state), in_mode(""));
    assert_eq!(answer.private, remembered(1));
    let request = read_data_source::Request { type_name: "toy_none".into(), ..Default::default() };
    let answer = client.read_data_source(request).await.unwrap().into_inner();
    assert_eq!(answer.diagnostics[0].summary, "Unknown data source");
}

/// A resource that gives neither a result nor a reason must not look like success.
#[tokio::test]
async fn no_result_and_no_reason_is_an_error() {
    let served = Served::start().await;
    let mut client = served.client().await;
    let object = value(&serde_json::json!({}));
    for (prior, planned, verb) in [
        (null(), object.clone(), "create"),
        (object.clone(), object.clone(), "update"),
        (object.clone(), null(), "destroy"),
    ] {
        let request = plan_resource_change::Request {
            type_name: "toy_bare".into(),
            prior_state: prior.clone(),
            proposed_new_state: planned.clone(),
            config: planned.clone(),
            ..Default::default()
        };
        let answer = client.plan_resource_change(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics[0].summary, "Failed to plan toy_bare");
        let request = apply_resource_change::Request {
            type_name: "toy_bare".into(),
            prior_state: prior,
            planned_state: planned.clone(),
            config: planned,
            ..Default::default()
        };
        let answer = client.apply_resource_change(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics[0].summary, format!("Failed to {verb} toy_bare"));
    }
}
