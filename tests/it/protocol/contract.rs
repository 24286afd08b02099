//! The contract between Terraform and the process: how it starts, what it prints, how it ends.

use super::host::provider_client;
use super::process::{COOKIE, Process};
use super::wire::tfplugin6::get_provider_schema;

const REQUEST: get_provider_schema::Request = get_provider_schema::Request {};

#[tokio::test]
async fn started_by_hand_it_says_what_it_is() {
    let (code, stdout, stderr) = Process::provider(&[], &[]).ended().await;
    assert_eq!(code, Some(1));
    assert!(stdout.is_empty());
    let expected = [
        "This binary is a plugin. These are not meant to be executed directly.",
        "Please execute the program that consumes these plugins, which will",
        "load any plugins automatically",
        "",
    ];
    assert_eq!(stderr[..4], expected, "go-plugin's own words first");
    assert!(stderr[4].starts_with("terraform-provider-zendesk 0.1.0 brings the phone menus"), "{stderr:?}");
}

#[tokio::test]
async fn host_that_cannot_be_served_is_told_why() {
    let cases: [(&[(&str, &str)], &str); 3] = [
        (
            &[COOKIE, ("PLUGIN_PROTOCOL_VERSIONS", "5")],
            "the host speaks plugin protocol 5, this provider speaks 6",
        ),
        (&[COOKIE, ("PLUGIN_PROTOCOL_VERSIONS", "6")], "the host gave no certificate in PLUGIN_CLIENT_CERT"),
        (&[COOKIE, ("PLUGIN_CLIENT_CERT", "no certificate")], "PLUGIN_CLIENT_CERT is no certificate"),
    ];
    for (variables, expected) in cases {
        let (code, stdout, stderr) = Process::provider(&[], variables).ended().await;
        assert_eq!(code, Some(1));
        assert!(stderr[0].starts_with(expected), "{stderr:?}");
        // Terraform shows the first line of standard output, which is where the handshake should be.
        assert_eq!(stdout, stderr, "{expected}");
    }
}

#[tokio::test]
async fn it_serves_from_the_handshake_to_the_shutdown() {
    let mut process = Process::provider_as_plugin(&[]);
    let line = process.stdout.next_line().await.unwrap().unwrap();
    let start = format!("1|6|unix|{}/tf", process.folder.path().display());
    assert!(line.starts_with(&start), "{line}");
    assert!(!line.contains('='), "no padding: {line}");
    let handshake = super::host::Handshake::parse(&line);
    assert!(handshake.certificate.is_some());

    let schemas = process.connect(&handshake).await.get_provider_schema(REQUEST).await.unwrap().into_inner();
    assert!(schemas.provider.is_some());
    assert_eq!(schemas.diagnostics, []);

    process.shut_down(&handshake).await;
    let (code, stdout, stderr) = process.ended().await;
    assert_eq!((code, stdout.len(), stderr.len()), (Some(0), 0, 0), "{stdout:?} {stderr:?}");
    assert_eq!(process.sockets(), 0);
}

#[tokio::test]
async fn operator_may_do_without_tls() {
    let variables = [("PLUGIN_CLIENT_CERT", ""), ("TF_DISABLE_PLUGIN_TLS", "1")];
    let mut process = Process::provider_as_plugin(&variables);
    let handshake = process.handshake().await;
    assert_eq!(handshake.certificate, None);
    let mut client = provider_client(handshake.connect(None).await.unwrap());
    assert!(client.get_provider_schema(REQUEST).await.is_ok());
    process.shut_down(&handshake).await;
    assert_eq!(process.ended().await.0, Some(0));
}
