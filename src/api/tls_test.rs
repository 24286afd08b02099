//! Whom the client trusts, and through which proxy it goes.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Bytes;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use url::Url;

use super::client_test::{MENU, create};
use super::test_server::{Raw, patient, read_head, settings};
use super::{Client, Error, IvrRoute, Kind, Proxy, Roots, Settings, SetupError};
use crate::environment::Environment;

/// An account that only a proxy leads to.
const ACCOUNT: &str = "https://acme.example";

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

fn self_signed(name: &str) -> CertifiedKey {
    generate_simple_self_signed([name.to_owned()]).unwrap()
}

/// Settings of a client that trusts this certificate, which is written to a file in the folder.
fn trusting(url: Url, certificate: &[u8], folder: &Path) -> Settings {
    let file = folder.join("certificate");
    fs::write(&file, certificate).unwrap();
    let roots = Roots::from_environment(&Environment::new(&|name| {
        (name == "SSL_CERT_FILE").then(|| file.clone().into())
    }));
    Settings { roots, ..settings(url) }
}

#[tokio::test]
async fn a_server_that_the_system_does_not_trust_is_sent_nothing() {
    let CertifiedKey { cert, key_pair } = self_signed("127.0.0.1");
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
#[cfg_attr(any(windows, target_vendor = "apple"), ignore = "the system alone decides whom to trust")]
async fn an_attempt_after_a_silent_one_over_http_2_goes_over_a_new_connection() {
    let CertifiedKey { cert, key_pair } = self_signed("127.0.0.1");
    let mut config = config(cert.der().to_vec(), key_pair.serialize_der());
    config.alpn_protocols = vec![b"h2".to_vec()];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    let connections = Arc::<AtomicUsize>::default();
    let serves = serve_silently(listener, config, Arc::clone(&connections));
    let (folder, request_timeout) = (tempfile::tempdir().unwrap(), Duration::from_secs(2));
    let trusting = trusting(url, cert.pem().as_bytes(), folder.path());
    let client = patient(Settings { max_retries: 1, request_timeout, ..trusting });
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

/// The proxy that this variable names, for the account of these tests.
fn proxy(variable: &'static str, url: &str) -> Proxy {
    let lookup = |name: &str| (name == variable).then(|| url.into());
    Proxy::find(&ACCOUNT.parse().unwrap(), &Environment::new(&lookup)).unwrap()
}

/// What a client is connected by.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// Reads the head of a request.
async fn head(stream: &mut impl Stream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

/// Takes a request to connect to the account; gives the credentials that came along.
async fn connected(stream: &mut impl Stream) -> String {
    let head = head(stream).await;
    assert!(head.starts_with("CONNECT acme.example:443 HTTP/1.1\r\n"), "{head}");
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    let (_, value) = headers.find(|(name, _)| name.eq_ignore_ascii_case("proxy-authorization")).unwrap();
    String::from_utf8(STANDARD.decode(value.strip_prefix("Basic ").unwrap()).unwrap()).unwrap()
}

/// Is the account behind a proxy: it answers one request with an empty list.
async fn serve_behind_proxy(stream: impl Stream, acceptor: &TlsAcceptor) {
    let mut stream = acceptor.accept(stream).await.unwrap();
    head(&mut stream).await;
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{\"ivr_routes\":[]}";
    stream.write_all(answer).await.unwrap();
    let _ = stream.shutdown().await;
}

/// Takes the handshake of SOCKS 5 with a user's name and password; gives them, and the host that is asked for.
async fn socks5(stream: &mut impl Stream) -> (String, String) {
    async fn text(stream: &mut impl Stream) -> String {
        let mut text = vec![0; stream.read_u8().await.unwrap().into()];
        stream.read_exact(&mut text).await.unwrap();
        String::from_utf8(text).unwrap()
    }
    assert_eq!(stream.read_u8().await.unwrap(), 5);
    assert!(text(stream).await.contains('\u{2}'), "it offers a password");
    stream.write_all(&[5, 2]).await.unwrap();
    assert_eq!(stream.read_u8().await.unwrap(), 1);
    let credentials = format!("{}:{}", text(stream).await, text(stream).await);
    stream.write_all(&[1, 0]).await.unwrap();
    let mut head = [0; 4];
    stream.read_exact(&mut head).await.unwrap();
    let host = match head {
        [5, 1, 0, 1] => Ipv4Addr::from(stream.read_u32().await.unwrap()).to_string(),
        [5, 1, 0, 3] => text(stream).await,
        other => panic!("{other:?} is no connection to a name or an address"),
    };
    let host = format!("{host}:{}", stream.read_u16().await.unwrap());
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.unwrap();
    (credentials, host)
}

#[tokio::test]
#[cfg_attr(any(windows, target_vendor = "apple"), ignore = "the system alone decides whom to trust")]
async fn proxies_of_each_kind_lead_to_the_account() {
    let names = ["acme.example", "192.0.2.1", "127.0.0.1"].map(str::to_owned);
    let CertifiedKey { cert, key_pair } = generate_simple_self_signed(names).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config(cert.der().to_vec(), key_pair.serialize_der())));
    let folder = tempfile::tempdir().unwrap();
    for (scheme, account, certificate) in [
        ("http", ACCOUNT, cert.pem().into_bytes()),
        ("https", ACCOUNT, format!("\u{feff}{}", cert.pem()).into_bytes()),
        ("socks5h", ACCOUNT, cert.der().to_vec()),
        ("socks5", "https://192.0.2.1", cert.der().to_vec()),
    ] {
        let acceptor = acceptor.clone();
        let through = Raw::start(move |_, mut stream| {
            let acceptor = acceptor.clone();
            async move {
                let credentials = match scheme {
                    "http" => connected(&mut stream).await,
                    "https" => {
                        let mut stream = acceptor.accept(stream).await.unwrap();
                        assert_eq!(connected(&mut stream).await, "jo:s@cret");
                        return serve_behind_proxy(stream, &acceptor).await;
                    }
                    _ => {
                        let (credentials, host) = socks5(&mut stream).await;
                        assert_eq!(format!("https://{host}"), format!("{account}:443"));
                        credentials
                    }
                };
                assert_eq!(credentials, "jo:s@cret");
                serve_behind_proxy(stream, &acceptor).await;
            }
        })
        .await;
        let url = format!("{scheme}://jo:s%40cret@127.0.0.1:{}", through.port);
        let trusting = trusting(account.parse().unwrap(), &certificate, folder.path());
        let client = patient(Settings { proxy: proxy("all_proxy", &url), ..trusting });
        assert_eq!(client.list::<IvrRoute>(MENU).await.unwrap(), [], "{scheme}");
        assert_eq!(through.connections(), 1);
    }
}

/// Calls the account through a proxy, which fails; gives what is said.
async fn refused(variable: &'static str, url: &str, max_retries: u32) -> Error {
    let settings = settings(ACCOUNT.parse().unwrap());
    let client = patient(Settings { proxy: proxy(variable, url), max_retries, ..settings });
    let error = create(&client).await.unwrap_err();
    assert!(!error.is_ambiguous(), "{error}");
    assert!(!error.to_string().contains("s3cret") && !format!("{error:?}").contains("s3cret"), "{error}");
    error
}

#[tokio::test]
async fn a_proxy_that_refuses_is_asked_once_and_its_variable_named() {
    for (scheme, answer) in [
        ("http", b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n".as_slice()),
        ("http", b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"),
        // No method that was offered is accepted.
        ("socks5h", &[5, 0xff]),
    ] {
        let refuses = Raw::start(move |_, mut stream| async move {
            match scheme {
                "http" => drop(read_head(&mut stream).await),
                _ => drop(stream.read_u16().await),
            }
            stream.write_all(answer).await.unwrap();
            // Until the client has gone, or the answer may be lost.
            let _ = stream.read_to_end(&mut Vec::new()).await;
        })
        .await;
        let at = format!("127.0.0.1:{}", refuses.port);
        let error = refused("ALL_PROXY", &format!("{scheme}://jo:s3cret@{at}"), 8).await;
        assert!(matches!(error.kind(), Kind::Unusable { .. }), "{error:?}");
        let said = error.to_string();
        assert!(said.contains(&format!("through the proxy {at} of ALL_PROXY: ")), "{said}");
        assert!(said.contains("the proxy refuses; check ALL_PROXY"), "{said}");
        assert_eq!(refuses.connections(), 1, "{said}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let at = Raw::start(|_, _| async {}).await.url("http").authority().to_owned();
    let error = refused("https_proxy", &format!("http://jo:s3cret@{at}"), 0).await;
    assert!(matches!(error.kind(), Kind::Transport { reached: false, .. }), "{error:?}");
    assert!(error.to_string().contains(&format!("through the proxy {at} of https_proxy: ")), "{error}");
    let error = refused("HTTPS_PROXY", "http://jo:s3cret@proxy.invalid:3128", 0).await;
    let said = error.to_string();
    assert!(said.contains("through the proxy proxy.invalid:3128 of HTTPS_PROXY: "), "{said}");
    assert!(!said.contains("check subdomain"), "{said}");
}

#[test]
#[cfg_attr(any(windows, target_vendor = "apple"), ignore = "the system alone decides whom to trust")]
fn certificates_that_cannot_be_used_are_no_matter_without_tls() {
    let roots = Roots::from_environment(&Environment::new(&|_| Some("/missing".into())));
    let made = |url: &str| Client::new(Settings { roots: roots.clone(), ..settings(url.parse().unwrap()) });
    assert!(made("http://127.0.0.1:1").is_ok());
    assert!(matches!(made("https://127.0.0.1:1").unwrap_err(), SetupError::Variable { .. }));
}
