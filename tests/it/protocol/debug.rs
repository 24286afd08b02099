//! `--debug`: a developer starts the process, and any number of Terraform processes attach to it.

use serde_json::{Value, json};

use super::host::{Handshake, provider_client, value};
use super::process::Process;
use super::wire::tfplugin6::configure_provider;
use crate::harness::Acceptance;

/// Starts the process; gives what it tells the developer to set.
async fn start() -> (Process, Value) {
    let mut process = Process::provider(&["--debug"], &[]);
    loop {
        let line = process.stdout.next_line().await.unwrap().expect("the variable to set");
        if let Some(text) = line.trim().strip_prefix("TF_REATTACH_PROVIDERS='") {
            let providers = serde_json::from_str(text.strip_suffix('\'').unwrap()).unwrap();
            return (process, providers);
        }
    }
}

#[tokio::test]
async fn it_tells_how_to_attach() {
    let (process, providers) = start().await;
    let socket = providers["zendesk-tf/zendesk"]["Addr"]["String"].as_str().unwrap();
    assert!(std::path::Path::new(socket).starts_with(process.folder.path()));
    let expected = json!({
        "zendesk-tf/zendesk": {
            "Protocol": "grpc", "ProtocolVersion": 6, "Pid": process.child.id(), "Test": true,
            "Addr": { "Network": "unix", "String": socket },
        },
    });
    assert_eq!(providers, expected);
}

#[tokio::test]
async fn terraform_attaches() {
    let (_process, providers) = start().await;
    let mut acc = Acceptance::new();
    acc.write("empty.tfrc", "");
    let nothing = acc.dir().join("empty.tfrc");
    acc.env("TF_CLI_CONFIG_FILE", nothing.to_str().unwrap());
    let config = "provider \"zendesk\" {}\n";
    acc.validate_fails(config).error("Missing required provider");
    acc.env("TF_REATTACH_PROVIDERS", &providers.to_string()).validate(config);
}

#[tokio::test]
async fn it_serves_one_run_after_the_other_until_a_signal() {
    for signal in ["INT", "TERM"] {
        let (mut process, providers) = start().await;
        let socket = &providers["zendesk-tf/zendesk"]["Addr"]["String"];
        let handshake =
            Handshake { network: "unix".into(), address: socket.as_str().unwrap().into(), certificate: None };
        for _run in 0..2 {
            let mut client = provider_client(handshake.connect(None).await.unwrap());
            let request = configure_provider::Request { config: value(&json!({})), ..Default::default() };
            assert!(client.configure_provider(request).await.is_ok());
        }
        process.signal(signal).await;
        assert_eq!(process.ended().await.0, Some(0), "{signal}");
        assert_eq!(process.sockets(), 0);
    }
}
