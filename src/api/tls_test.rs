//! Whom the client trusts, and what the environment of the process makes of it.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hyper::body::Bytes;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::client_test::{MENU, create};
use super::test_server::{Raw, patient, read_head, settings};
use super::{Client, IvrRoute, Kind, Settings};

/// Where a test in a process of its own finds its files, or where its server is.
const PLACE: &str = "ZENDESK_TEST_PLACE";

/// Makes the configuration of a TLS server.
fn config(certificate: Vec<u8>, key: Vec<u8>) -> ServerConfig {
    let key = PrivateKeyDer::try_from(key).unwrap();
    ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key)
        .unwrap()
}

fn self_signed() -> CertifiedKey {
    generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap()
}

/// Runs an ignored test in a process of its own, whose environment has these variables and no proxies.
async fn alone(test: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", &format!("api::tls_test::{test}")]).kill_on_drop(true);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.envs(variables.iter().copied()).stdin(Stdio::null());
    let Output { status, stdout, .. } = command.output().await.unwrap();
    let said = String::from_utf8_lossy(&stdout);
    assert!(status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
async fn a_server_that_the_system_does_not_trust_is_sent_nothing() {
    let CertifiedKey { cert, key_pair } = self_signed();
    let config = config(cert.der().to_vec(), key_pair.serialize_der());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    let accepts = async {
        let (stream, _) = listener.accept().await.unwrap();
        TlsAcceptor::from(Arc::new(config)).accept(stream).await.is_err()
    };
    let client = Client::new(Settings { max_retries: 0, ..settings(url) }).unwrap();
    let (error, is_refused) = tokio::join!(create(&client), accepts);
    let error = error.unwrap_err();
    assert!(is_refused);
    assert!(matches!(error.kind(), Kind::Untrusted { .. }), "{error:?}");
    assert!(error.to_string().contains("the server isn't trusted: invalid peer certificate: "), "{error}");
    assert!(!error.is_ambiguous());
}

#[tokio::test]
async fn a_silent_http_2_connection_is_left_behind() {
    let CertifiedKey { cert, key_pair } = self_signed();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("certificate.pem"), cert.pem()).unwrap();
    fs::write(folder.path().join("certificate"), cert.der()).unwrap();
    fs::write(folder.path().join("key"), key_pair.serialize_der()).unwrap();
    let place = folder.path().to_str().unwrap();
    let trusted = folder.path().join("certificate.pem");
    let variables = [(PLACE, place), ("SSL_CERT_FILE", trusted.to_str().unwrap())];
    alone("an_attempt_after_a_silent_one_over_http_2", &variables).await;
}

/// Answers each first request of a connection over HTTP/2, and nothing after that on the first connection.
async fn serve_silently(listener: TcpListener, config: ServerConfig, connections: Arc<AtomicUsize>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let is_first = connections.fetch_add(1, Ordering::SeqCst) == 0;
        let stream = TlsAcceptor::from(Arc::new(config.clone())).accept(stream).await.unwrap();
        let requests = AtomicUsize::default();
        let service = service_fn(move |_| {
            let is_silent = is_first && requests.fetch_add(1, Ordering::SeqCst) > 0;
            async move {
                if is_silent {
                    std::future::pending::<()>().await;
                }
                let body = axum::body::Body::from(Bytes::from_static(br#"{"ivr_routes":[]}"#));
                Ok::<_, std::convert::Infallible>(hyper::Response::new(body))
            }
        });
        let connection =
            http2::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connection);
    }
}

#[tokio::test]
#[ignore = "needs SSL_CERT_FILE: a_silent_http_2_connection_is_left_behind runs it"]
async fn an_attempt_after_a_silent_one_over_http_2() {
    let folder = std::env::var(PLACE).unwrap();
    let read = |name: &str| fs::read(Path::new(&folder).join(name)).unwrap();
    let mut config = config(read("certificate"), read("key"));
    config.alpn_protocols = vec![b"h2".to_vec()];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    let connections = Arc::<AtomicUsize>::default();
    let serves = serve_silently(listener, config, Arc::clone(&connections));
    let request_timeout = Duration::from_secs(2);
    let client = patient(Settings { max_retries: 1, request_timeout, ..settings(url) });
    let lists = async {
        client.list::<IvrRoute>(MENU).await.unwrap();
        client.list::<IvrRoute>(MENU).await.unwrap();
    };
    tokio::select! {
        () = serves => {}
        () = lists => {}
    }
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_proxy_that_refuses_is_asked_once() {
    let proxy = Raw::start(|_, mut stream| async move {
        read_head(&mut stream).await.unwrap();
        let answer = b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(answer).await.unwrap();
    })
    .await;
    alone("a_call_through_a_proxy_that_refuses", &[("HTTPS_PROXY", proxy.url("http").as_str())]).await;
    assert_eq!(proxy.connections(), 1);
}

#[tokio::test]
#[ignore = "needs HTTPS_PROXY: a_proxy_that_refuses_is_asked_once runs it"]
async fn a_call_through_a_proxy_that_refuses() {
    let client =
        patient(Settings { max_retries: 8, ..settings("https://acme.zendesk.com".parse().unwrap()) });
    let error = create(&client).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::Unusable { .. }), "{error:?}");
    assert!(error.to_string().contains("the proxy refuses; check HTTPS_PROXY"), "{error}");
    assert!(!error.is_ambiguous());
}
