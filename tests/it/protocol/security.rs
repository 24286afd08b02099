//! Who is answered: the holder of Terraform's certificate, and nobody else.

use tokio_rustls::rustls::version;
use tonic::transport::Channel;

use super::host::{Handshake, Identity, Served, client_config};
use super::wire::tfplugin6::get_metadata::Request;
use super::wire::tfplugin6::provider_client::ProviderClient;

/// Tells whether a call is answered; with TLS 1.3 a refusal may show after the connection was made.
async fn answered(connecting: impl Future<Output = Result<Channel, tonic::transport::Error>>) -> bool {
    match connecting.await {
        Ok(channel) => ProviderClient::new(channel).get_metadata(Request {}).await.is_ok(),
        Err(_) => false,
    }
}

#[tokio::test]
async fn right_certificate_is_answered() {
    let served = Served::start().await;
    assert!(answered(served.handshake.connect(Some(&served.identity))).await);
}

#[tokio::test]
async fn right_certificate_is_answered_over_tls_1_2() {
    let served = Served::start().await;
    let server = served.handshake.certificate.as_ref().unwrap();
    let config = client_config(server, Some(&served.identity), &[&version::TLS12]);
    assert!(answered(served.handshake.connect_with(Some(config))).await);
    let stranger = client_config(server, Some(&Identity::like_terraform()), &[&version::TLS12]);
    assert!(!answered(served.handshake.connect_with(Some(stranger))).await);
}

#[tokio::test]
async fn others_are_refused_and_the_right_one_still_answered() {
    let served = Served::start().await;
    let stranger = Identity::like_terraform();
    let thief = served.identity.with_key_of(&stranger);
    let plaintext = Handshake { certificate: None, ..served.handshake.clone() };

    assert!(!answered(served.handshake.connect(None)).await, "no certificate");
    assert!(!answered(served.handshake.connect(Some(&stranger))).await, "a stranger's certificate");
    assert!(!answered(served.handshake.connect(Some(&thief))).await, "the certificate without its key");
    assert!(!answered(plaintext.connect(None)).await, "plaintext");
    assert!(answered(served.handshake.connect(Some(&served.identity))).await);
}

#[tokio::test]
async fn silent_connection_holds_up_nobody() {
    let served = Served::start().await;
    let _silent = tokio::net::UnixStream::connect(&served.handshake.address).await.unwrap();
    assert!(answered(served.handshake.connect(Some(&served.identity))).await);
}

#[tokio::test]
async fn right_certificate_is_answered_over_tcp() {
    let served = Served::start_tcp().await;
    assert!(served.line.starts_with("1|6|tcp|127.0.0.1:"), "{}", served.line);
    assert!(answered(served.handshake.connect(Some(&served.identity))).await);
    assert!(!answered(served.handshake.connect(None)).await);
}

#[tokio::test]
async fn socket_lies_in_a_private_folder() {
    use std::os::unix::fs::PermissionsExt;

    let served = Served::start().await;
    let socket = std::path::Path::new(&served.handshake.address);
    let folder = socket.parent().unwrap();
    assert_eq!(folder.parent(), Some(served.folder.path()));
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}
