//! `--debug`: a developer starts the process, and any number of Terraform processes attach to it.

use serde_json::{Value, json};

use super::host::{Handshake, provider_client, value};
use super::process::Process;
use super::wire::tfplugin6::configure_provider;
use super::wire::tfplugin6::provider_client::ProviderClient;
use crate::harness::Acceptance;
use crate::stopping::signals;

/// Starts the process; gives what it tells the developer to set.
pub(crate) async fn start(variables: &[(&str, &str)]) -> (Process, Value) {
    let mut process = Process::provider(&["--debug"], variables);
    loop {
        let line = process.stdout.next_line().await.unwrap().expect("the variable to set");
        if let Some(text) = line.trim().strip_prefix("TF_REATTACH_PROVIDERS='") {
            let providers = serde_json::from_str(text.strip_suffix('\'').unwrap()).unwrap();
            return (process, providers);
        }
    }
}

/// Where the process listens.
fn handshake(providers: &Value) -> Handshake {
    let socket = &providers["zendesk-tf/zendesk"]["Addr"]["String"];
    Handshake { network: "unix".into(), address: socket.as_str().unwrap().into(), certificate: None }
}

#[tokio::test]
async fn it_tells_how_to_attach() {
    let (process, providers) = start(&[]).await;
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
    let (_process, providers) = start(&[]).await;
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
    for (signal, _) in signals() {
        let (mut process, providers) = start(&[]).await;
        let handshake = handshake(&providers);
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

/// The provider block of an account; nothing is sent to it.
fn block(account: &str, token: &str) -> Value {
    let names = ["oauth_client_id", "oauth_client_secret", "oauth_scopes", "subdomain", "email", "api_token"];
    let others = ["max_retries", "request_timeout", "max_requests_per_minute", "check_references"];
    let mut block: serde_json::Map<_, _> =
        names.into_iter().chain(others).map(|name| (name.to_owned(), Value::Null)).collect();
    block.insert("base_url".into(), format!("https://{account}.example").into());
    block.insert("oauth_token".into(), token.into());
    block.into()
}

/// Configures the provider; returns the errors.
async fn configure(client: &mut ProviderClient<tonic::transport::Channel>, block: &Value) -> Vec<String> {
    let request = configure_provider::Request { config: value(block), ..Default::default() };
    let answer = client.configure_provider(request).await.unwrap().into_inner();
    answer.diagnostics.into_iter().map(|told| format!("{}\n{}", told.summary, told.detail)).collect()
}

#[tokio::test]
async fn two_accounts_at_once_are_an_error() {
    let (_process, providers) = start(&[]).await;
    let connect = async || provider_client(handshake(&providers).connect(None).await.unwrap());
    let (mut one, mut other) = (connect().await, connect().await);
    assert_eq!(configure(&mut one, &block("acme", "token-1")).await, [] as [&str; 0]);
    // An alias of the same account.
    assert_eq!(configure(&mut other, &block("acme", "token-1")).await, [] as [&str; 0]);
    let mut third = connect().await;
    for (account, token, which) in [
        ("sandbox", "token-1", "https://sandbox.example/"),
        ("acme", "token-2", "https://acme.example/ with other credentials"),
    ] {
        let errors = configure(&mut third, &block(account, token)).await;
        let [error] = &errors[..] else { panic!("one error: {errors:?}") };
        assert!(error.starts_with("Provider process is in use for another account\n"), "{error}");
        assert!(error.contains(&format!("this one needs {which}.")), "{error}");
        assert!(!error.contains("token-"), "{error}");
    }
    // Those who have it may configure it anew.
    assert_eq!(configure(&mut one, &block("acme", "token-1")).await, [] as [&str; 0]);
}

#[tokio::test]
async fn two_accounts_one_after_the_other_are_fine() {
    let (_process, providers) = start(&[]).await;
    let handshake = handshake(&providers);
    for account in ["acme", "sandbox", "acme"] {
        let mut client = provider_client(handshake.connect(None).await.unwrap());
        // The end of the connection before may be noticed a moment later.
        while !configure(&mut client, &block(account, "token")).await.is_empty() {
            tokio::task::yield_now().await;
        }
        // Over one connection the last one counts.
        assert_eq!(configure(&mut client, &block("third", "token")).await, [] as [&str; 0]);
    }
}
