//! Calls that run side by side, and how they end.

use std::path::Path;

use tf_provider::value::Value;
use tonic::{Code, Streaming};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use super::host::{Served, null, thing, told, value};
use super::toy::{Thing, empty};
use super::wire::plugin::grpc_stdio_client::GrpcStdioClient;
use super::wire::plugin::{Empty, StdioData};
use super::wire::tfplugin6::apply_resource_change::{Request, Response};
use super::wire::tfplugin6::{configure_provider, stop_provider};

/// The creation of a thing that does as `mode` says.
fn creation(mode: &str) -> Request {
    let planned = value(&Thing { mode: Value::Value(mode.into()), ..empty() });
    Request {
        type_name: "toy_thing".into(),
        prior_state: null(),
        planned_state: planned.clone(),
        config: planned,
        ..Default::default()
    }
}

/// Starts a creation on a connection of its own.
async fn start(
    served: &Served,
    mode: &'static str,
) -> tokio::task::JoinHandle<Result<Response, tonic::Status>> {
    let mut client = served.client().await;
    tokio::spawn(async move { Ok(client.apply_resource_change(creation(mode)).await?.into_inner()) })
}

#[tokio::test]
async fn panic_ends_one_call_only() {
    let mut served = Served::start().await;
    let mut client = served.client().await;
    let mut same_connection = client.clone();
    let held = tokio::spawn(async move { same_connection.apply_resource_change(creation("hold")).await });
    assert_eq!(served.event().await, "holding");

    let answer = client.apply_resource_change(creation("panic")).await.unwrap().into_inner();
    let [error] = answer.diagnostics.as_slice() else { panic!("{:?}", answer.diagnostics) };
    assert_eq!(error.summary, "The provider failed in ApplyResourceChange of toy_thing");
    assert!(error.detail.contains("https://github.com/zendesk-tf/terraform-provider-zendesk/issues"));
    assert!(!error.detail.contains("42"), "the message is for the log");
    assert!(!error.detail.contains("core::panicking"), "no backtrace, whatever RUST_BACKTRACE says");

    served.gate.add_permits(1);
    let answer = held.await.unwrap().unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(thing(answer.new_state).id, Value::Value("made".into()));
}

#[tokio::test]
async fn stop_ends_waits_of_this_run() {
    let mut served = Served::start().await;
    let mut client = served.client().await;
    for _run in 0..2 {
        let configured = client.configure_provider(configure_provider::Request {
            config: value(&serde_json::json!({ "token": null })),
            ..Default::default()
        });
        assert_eq!(told(&configured.await.unwrap().into_inner().diagnostics), []);
        assert_eq!(served.event().await, "configured");
        let waiting = start(&served, "wait").await;
        assert_eq!(served.event().await, "waiting");
        let stopped = client.stop_provider(stop_provider::Request {}).await.unwrap().into_inner();
        assert_eq!(stopped.error, "");
        let answer = waiting.await.unwrap().unwrap();
        assert_eq!(told(&answer.diagnostics), [(1, "Stopped", "Terraform asked for it.")]);
    }
}

#[tokio::test]
async fn change_whose_caller_goes_away_is_seen_through() {
    let mut served = Served::start().await;
    let calling = start(&served, "hold").await;
    assert_eq!(served.event().await, "holding");
    calling.abort();
    assert!(calling.await.unwrap_err().is_cancelled());
    served.gate.add_permits(1);
    assert_eq!(served.event().await, "released");
}

#[tokio::test]
async fn shutdown_waits_for_changes_and_removes_the_socket() {
    let mut served = Served::start().await;
    let held = start(&served, "hold").await;
    assert_eq!(served.event().await, "holding");
    served.shut_down().await;
    served.gate.add_permits(1);
    assert_eq!(told(&held.await.unwrap().unwrap().diagnostics), []);
    let socket = served.handshake.address.clone();
    let folder = served.ended().await;
    assert!(!Path::new(&socket).exists());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the private folder is gone as well");
}

#[tokio::test]
async fn shutdown_ends_waits() {
    let mut served = Served::start().await;
    let waiting = start(&served, "wait").await;
    assert_eq!(served.event().await, "waiting");
    served.shut_down().await;
    assert_eq!(waiting.await.unwrap().unwrap().diagnostics[0].summary, "Stopped");
    served.ended().await;
}

#[tokio::test]
async fn standard_streams_stay_open_till_the_end() {
    let served = Served::start().await;
    let mut client = GrpcStdioClient::new(served.channel().await);
    let mut stream: Streaming<StdioData> = client.stream_stdio(Empty {}).await.unwrap().into_inner();
    let reading = tokio::spawn(async move { stream.message().await });
    served.shut_down().await;
    assert_eq!(reading.await.unwrap().unwrap(), None);
    served.ended().await;
}

#[tokio::test]
async fn health_of_the_plugin_is_told() {
    let served = Served::start().await;
    let mut client = HealthClient::new(served.channel().await);
    let request = |service: &str| HealthCheckRequest { service: service.to_owned() };
    let answer = client.check(request("plugin")).await.unwrap().into_inner();
    assert_eq!(answer.status(), ServingStatus::Serving);
    assert_eq!(client.check(request("other")).await.unwrap_err().code(), Code::NotFound);
}
