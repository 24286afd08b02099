//! The stream of what a list resource finds.

use tf_provider::value::Value;
use tonic::Streaming;

use super::host::{Served, null, thing, told, value};
use super::process::Process;
use super::toy::ThingIdentity;
use super::toy_list::Config;
use super::wire::tfplugin6::list_resource::{Event, Request};
use super::wire::tfplugin6::{DynamicValue, validate_list_resource_config};

const ERROR: i32 = 1;
const WARNING: i32 = 2;

fn config(mode: &str) -> Option<DynamicValue> {
    value(&Config { mode: Value::Value(mode.into()) })
}

fn request(mode: &str) -> Request {
    Request { type_name: "toy_thing".into(), config: config(mode), limit: 100, ..Default::default() }
}

async fn start(served: &Served, request: Request) -> Streaming<Event> {
    served.client().await.list_resource(request).await.unwrap().into_inner()
}

async fn events(request: Request) -> Vec<Event> {
    let served = Served::start().await;
    let mut stream = start(&served, request).await;
    let mut events = Vec::new();
    while let Some(event) = stream.message().await.unwrap() {
        events.push(event);
    }
    events
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.display_name.as_str()).collect()
}

/// Severities and summaries of all events.
fn summaries(events: &[Event]) -> Vec<(i32, &str)> {
    let diagnostics = events.iter().flat_map(|event| &event.diagnostic);
    diagnostics.map(|told| (told.severity, told.summary.as_str())).collect()
}

#[tokio::test]
async fn each_event_has_name_identity_and_on_demand_the_object() {
    for include_resource_object in [false, true] {
        let events = events(Request { include_resource_object, ..request("") }).await;
        assert_eq!(names(&events), ["Thing 1", "Thing 2", "Thing 3"]);
        assert_eq!(summaries(&events), []);
        let identity = events[1].identity.clone().unwrap().identity_data;
        assert_eq!(identity, value(&ThingIdentity { id: "2".into() }));
        let object = events[1].resource_object.clone();
        assert_eq!(object.is_some(), include_resource_object);
        if include_resource_object {
            assert_eq!(thing(object).id, Value::Value("2".into()));
        }
    }
}

#[tokio::test]
async fn a_missing_config_block_is_an_empty_one() {
    for config in [None, null()] {
        assert_eq!(events(Request { config, ..request("") }).await.len(), 3);
    }
}

#[tokio::test]
async fn a_list_ends_at_its_limit_and_says_so() {
    let cut = events(Request { limit: 2, ..request("panic") }).await;
    assert_eq!(names(&cut), ["Thing 1", "Thing 2"]);
    let [warning] = cut[1].diagnostic.as_slice() else { panic!("{:?}", cut[1].diagnostic) };
    assert_eq!((warning.severity, warning.summary.as_str()), (WARNING, "List cut off at its limit"));
    assert!(warning.detail.starts_with("There are more objects of toy_thing than the limit of 2"));
    assert_eq!(summaries(&cut).len(), 1);
    for limit in [3, 0] {
        let whole = events(Request { limit, ..request("") }).await;
        assert_eq!((whole.len(), summaries(&whole)), (3, vec![]), "limit {limit}");
    }
}

#[tokio::test]
async fn an_error_is_the_last_event() {
    let events = events(request("fail")).await;
    assert_eq!(names(&events), ["Thing 1", "Thing 2", "Thing 3", ""]);
    assert_eq!(told(&events[3].diagnostic), [(ERROR, "Not all", "The rest can't be read.")]);
    assert_eq!(events[3].identity, None);
}

#[tokio::test]
async fn a_panic_is_an_error_of_this_stream_alone() {
    let served = Served::start().await;
    for (mode, found) in [("early", 0), ("panic", 3)] {
        let mut stream = start(&served, request(mode)).await;
        for _ in 0..found {
            assert_eq!(stream.message().await.unwrap().unwrap().diagnostic, []);
        }
        let last = stream.message().await.unwrap().unwrap();
        let [error] = last.diagnostic.as_slice() else { panic!("{last:?}") };
        assert_eq!(error.summary, "The provider failed in ListResource of toy_thing");
        assert_eq!(stream.message().await.unwrap(), None);
    }
    let mut after = start(&served, request("")).await;
    assert_eq!(after.message().await.unwrap().unwrap().display_name, "Thing 1");
}

#[tokio::test]
async fn an_object_without_identity_is_an_error() {
    let events = events(request("nameless")).await;
    assert_eq!(summaries(&events), [(ERROR, "Failed to give the identity of Nameless")]);
}

#[tokio::test]
async fn events_come_as_they_are_found_and_work_ends_with_the_caller() {
    let mut served = Served::start().await;
    let mut stream = start(&served, request("hold")).await;
    for name in ["Thing 1", "Thing 2", "Thing 3"] {
        assert_eq!(stream.message().await.unwrap().unwrap().display_name, name);
    }
    assert_eq!(served.event().await, "holding");
    drop(stream);
    assert_eq!(served.event().await, "dropped");
}

#[tokio::test]
async fn configurations_are_validated() {
    let served = Served::start().await;
    let mut client = served.client().await;
    let mut validate = async |type_name: &str, config| {
        let request = validate_list_resource_config::Request {
            type_name: type_name.into(),
            config,
            ..Default::default()
        };
        client.validate_list_resource_config(request).await.unwrap().into_inner().diagnostics
    };
    assert_eq!(told(&validate("toy_thing", config("invalid")).await), [(ERROR, "Invalid", "So it says.")]);
    assert_eq!(validate("toy_thing", config("")).await, []);
    assert_eq!(validate("toy_thing", null()).await, []);
    let counted = validate("toy_thing", value(&serde_json::json!({ "mode": "", "count": 3 }))).await;
    let detail = "count is set by the provider: remove it from the configuration.";
    assert_eq!(told(&counted), [(ERROR, "Value for a read-only attribute", detail)]);
    assert_eq!(validate("toy_bare", config("")).await[0].summary, "Unknown list resource");
    let unknown = events(Request { type_name: "toy_bare".into(), ..request("") }).await;
    assert_eq!(summaries(&unknown), [(ERROR, "Unknown list resource")]);
    let wrong = events(Request { config: value(&serde_json::json!({ "mode": 1 })), ..request("") }).await;
    assert_eq!(summaries(&wrong), [(ERROR, "Failed to decode the configuration")]);
}

#[tokio::test]
async fn the_log_tells_of_start_error_and_end() {
    let mut process = Process::toy_as_plugin(&[("TF_LOG", "TRACE")]);
    let handshake = process.handshake().await;
    let mut client = process.connect(&handshake).await;
    let mut stream = client.list_resource(request("fail")).await.unwrap().into_inner();
    while stream.message().await.unwrap().is_some() {}
    process.shut_down(&handshake).await;
    let lines = process.ended().await.2;
    let lines = lines.iter().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let of_call: Vec<_> = lines.filter(|line| line["tf_rpc"] == "ListResource").collect();
    let messages: Vec<_> = of_call.iter().map(|line| line["@message"].as_str().unwrap()).collect();
    assert_eq!(messages, ["Received request", "Response contains error diagnostic", "Served request"]);
    assert_eq!(of_call[1]["tf_list_resource_type"], "toy_thing");
    assert_eq!(of_call[2]["diagnostic_error_count"], 1);
}
