//! What the process writes to standard error.

use serde_json::Value as Json;
use tf_provider::value::Value;

use super::host::{null, value};
use super::process::Process;
use super::toy::{Thing, empty};
use super::wire::tfplugin6::apply_resource_change::Request;

/// Has things made in these modes, one after the other; gives the lines of standard error.
async fn lines_of(modes: &[&str], variables: &[(&str, &str)]) -> Vec<String> {
    let mut process = Process::toy_as_plugin(variables);
    let handshake = process.handshake().await;
    let mut client = process.connect(&handshake).await;
    for mode in modes {
        let planned = value(&Thing { mode: Value::Value((*mode).into()), ..empty() });
        let request = Request {
            type_name: "toy_thing".into(),
            prior_state: null(),
            planned_state: planned.clone(),
            config: planned,
            ..Default::default()
        };
        client.apply_resource_change(request).await.unwrap();
    }
    process.shut_down(&handshake).await;
    process.ended().await.2
}

fn parse(lines: &[String]) -> Vec<Json> {
    lines.iter().map(|line| serde_json::from_str(line).expect(line)).collect()
}

/// The form that go-plugin's host takes for JSON: six fraction digits.
fn is_time(text: &str) -> bool {
    let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    form == "0000-00-00T00:00:00.000000Z"
}

#[tokio::test]
async fn every_line_is_json_for_the_host() {
    let lines = parse(&lines_of(&["warn", "fail"], &[("TF_LOG", "TRACE")]).await);
    for line in &lines {
        assert!(is_time(line["@timestamp"].as_str().unwrap()), "{line}");
        assert_eq!(line["@module"], "toy");
        assert!(line["@message"].is_string());
    }
    let of_call: Vec<&Json> = lines.iter().filter(|line| line["tf_rpc"] == "ApplyResourceChange").collect();
    let messages: Vec<&str> = of_call.iter().map(|line| line["@message"].as_str().unwrap()).collect();
    let expected = [
        "Received request",
        "Response contains warning diagnostic",
        "Served request",
        "Received request",
        "Response contains error diagnostic",
        "Served request",
    ];
    assert_eq!(messages, expected);
    let levels: Vec<&str> = of_call.iter().map(|line| line["@level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["trace", "warn", "trace", "trace", "error", "trace"]);

    let failed = of_call[4];
    assert_eq!(failed["diagnostic_summary"], "Refused");
    assert_eq!(failed["tf_resource_type"], "toy_thing");
    assert_eq!(failed["tf_provider_addr"], "registry.terraform.io/zendesk-tf/toy");
    assert_eq!(failed["tf_req_id"], of_call[5]["tf_req_id"]);
    assert_ne!(failed["tf_req_id"], of_call[0]["tf_req_id"]);
    assert!(of_call[5]["tf_req_duration_ms"].is_u64());
    assert_eq!(
        (&of_call[5]["diagnostic_error_count"], &of_call[5]["diagnostic_warning_count"]),
        (&1.into(), &0.into())
    );
}

#[tokio::test]
async fn level_is_that_of_the_provider_and_without_one_nothing_is_logged() {
    let variables = [("TF_LOG", "TRACE"), ("TF_LOG_PROVIDER_TOY", "ERROR")];
    let lines = parse(&lines_of(&["warn", "fail"], &variables).await);
    let messages: Vec<&str> = lines.iter().map(|line| line["@message"].as_str().unwrap()).collect();
    assert_eq!(messages, ["Response contains error diagnostic"]);
    assert!(lines_of(&["warn", "fail"], &[]).await.is_empty());
}

#[tokio::test]
async fn panic_of_a_call_is_an_error_line() {
    let lines = parse(&lines_of(&["panic"], &[("TF_LOG", "ERROR"), ("RUST_BACKTRACE", "1")]).await);
    assert_eq!(lines[0]["@message"], "Panic");
    assert_eq!(lines[0]["panic"], "bug 42");
    assert_eq!(lines[0]["tf_rpc"], "ApplyResourceChange");
    assert!(lines[0]["place"].as_str().unwrap().contains("toy.rs:"));
    assert!(lines[0]["backtrace"].as_str().unwrap().contains("toy.rs"));
    let told = lines[1]["diagnostic_detail"].as_str().unwrap();
    assert!(
        told.starts_with("ApplyResourceChange of toy_thing panicked at tests/it/protocol/toy.rs:"),
        "{told}"
    );
    assert_eq!(lines.len(), 2);
}

/// Terraform takes a line that begins so for a crash, and shows what follows.
#[tokio::test]
async fn panic_outside_of_a_call_is_announced_as_go_does() {
    let lines = lines_of(&["stray"], &[]).await;
    assert_eq!(lines[0], "panic: astray");
    assert!(lines.iter().any(|line| line.starts_with("tests/it/protocol/toy.rs:")), "{lines:?}");
}
