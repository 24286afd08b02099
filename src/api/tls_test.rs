//! Whom the client trusts.

use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::client_test::{MENU, request};
use super::test_server::settings;
use super::{Client, Error, Settings};

#[tokio::test]
async fn a_server_that_the_system_does_not_trust_is_sent_nothing() {
    let CertifiedKey { cert, key_pair } = generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(key_pair.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.into()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    let accepts = async {
        let (stream, _) = listener.accept().await.unwrap();
        TlsAcceptor::from(Arc::new(config)).accept(stream).await.is_err()
    };
    let client = Client::new(Settings { max_retries: 0, ..settings(url) }).unwrap();
    let request = request();
    let (error, is_refused) = tokio::join!(client.create_ivr_route(MENU, &request), accepts);
    let error = error.unwrap_err();
    assert!(is_refused);
    assert!(matches!(error, Error::Untrusted { .. }), "{error:?}");
    assert!(error.to_string().contains("the server isn't trusted: invalid peer certificate: "), "{error}");
    assert!(!error.is_ambiguous());
}
