//! The host's side: what Terraform does to start a plugin and to call it.

use std::io;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hyper_util::rt::TokioIo;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    PKCS_ECDSA_P521_SHA512,
};
use serde::Serialize;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use tokio_rustls::rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};
use tonic::transport::{Channel, Endpoint, Uri};
use zendesk::plugin::{Security, Server, Settings, SocketFolders, Transport};

use super::toy::{self, Thing, Wires};
use super::wire::plugin::Empty;
use super::wire::plugin::grpc_controller_client::GrpcControllerClient;
use super::wire::tfplugin6::provider_client::ProviderClient;
use super::wire::tfplugin6::{Diagnostic, DynamicValue};

/// A certificate with its key, as Terraform makes one for each plugin.
pub(crate) struct Identity {
    pub(crate) pem: String,
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Identity {
    pub(crate) fn like_terraform() -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P521_SHA512).unwrap();
        let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "localhost");
        params.distinguished_name.push(DnType::OrganizationName, "HashiCorp");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
        let certificate = params.self_signed(&key).unwrap();
        Self { pem: certificate.pem(), certificate: certificate.der().clone(), key: key.serialize_der() }
    }

    /// This certificate, but a key that it doesn't belong to.
    pub(crate) fn with_key_of(&self, other: &Self) -> Self {
        Self { pem: self.pem.clone(), certificate: self.certificate.clone(), key: other.key.clone() }
    }
}

/// The parts of the handshake line.
#[derive(Clone, Debug)]
pub(crate) struct Handshake {
    pub(crate) network: String,
    pub(crate) address: String,
    pub(crate) certificate: Option<Vec<u8>>,
}

impl Handshake {
    pub(crate) fn parse(line: &str) -> Self {
        let parts: Vec<&str> = line.split('|').collect();
        assert_eq!(parts[..2], ["1", "6"], "{line}");
        assert_eq!(parts[4], "grpc", "{line}");
        let certificate = parts.get(5).map(|text| STANDARD_NO_PAD.decode(text).unwrap());
        Self { network: parts[2].to_owned(), address: parts[3].to_owned(), certificate }
    }

    /// Connects as Terraform does, with mutual TLS if the plugin gave a certificate.
    pub(crate) async fn connect(
        &self,
        identity: Option<&Identity>,
    ) -> Result<Channel, tonic::transport::Error> {
        let config =
            self.certificate.as_ref().map(|server| client_config(server, identity, &[&version::TLS13]));
        self.connect_with(config).await
    }

    pub(crate) async fn connect_with(
        &self,
        config: Option<ClientConfig>,
    ) -> Result<Channel, tonic::transport::Error> {
        let (this, config) = (self.clone(), config.map(Arc::new));
        let connector = tower::service_fn(move |_: Uri| {
            let (this, config) = (this.clone(), config.clone());
            async move { this.stream(config).await.map(TokioIo::new) }
        });
        Endpoint::from_static("http://localhost").connect_with_connector(connector).await
    }

    async fn stream(&self, config: Option<Arc<ClientConfig>>) -> io::Result<Box<dyn Stream>> {
        let raw: Box<dyn Stream> = match self.network.as_str() {
            "unix" => Box::new(UnixStream::connect(&self.address).await?),
            _ => Box::new(TcpStream::connect(&self.address).await?),
        };
        let Some(config) = config else { return Ok(raw) };
        let name = ServerName::try_from("localhost").unwrap();
        Ok(Box::new(TlsConnector::from(config).connect(name, raw).await?))
    }
}

pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

pub(crate) fn client_config(
    server: &[u8],
    identity: Option<&Identity>,
    versions: &[&'static SupportedProtocolVersion],
) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(server.to_vec())).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots);
    let mut config = match identity {
        None => config.with_no_client_auth(),
        Some(identity) => {
            let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(identity.key.clone()));
            let key = aws_lc_rs::sign::any_supported_type(&key).unwrap();
            // Takes a key that doesn't belong to the certificate as well.
            let pair = CertifiedKey::new(vec![identity.certificate.clone()], key);
            config.with_client_cert_resolver(Arc::new(SingleCertAndKey::from(pair)))
        }
    };
    config.alpn_protocols = vec![b"h2".to_vec()];
    config
}

/// The toy plugin, served within the test on a socket of its own.
pub(crate) struct Served {
    pub(crate) handshake: Handshake,
    pub(crate) line: String,
    pub(crate) identity: Identity,
    pub(crate) events: UnboundedReceiver<&'static str>,
    pub(crate) gate: Arc<Semaphore>,
    pub(crate) folder: TempDir,
    running: JoinHandle<anyhow::Result<()>>,
}

impl Served {
    pub(crate) async fn start() -> Self {
        Self::start_as(None).await
    }

    /// Listens on the loopback address.
    pub(crate) async fn start_tcp() -> Self {
        Self::start_as(Some(Transport::Tcp { min_port: 0, max_port: 0 })).await
    }

    async fn start_as(transport: Option<Transport>) -> Self {
        let identity = Identity::like_terraform();
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            security: Security::MutualTls(identity.pem.clone()),
            transport: transport.unwrap_or_else(|| {
                let folders = vec![folder.path().to_owned()];
                Transport::Unix(SocketFolders { variable: "TMPDIR", folders })
            }),
        };
        let (sender, events) = unbounded_channel();
        let gate = Arc::new(Semaphore::new(0));
        let wires = Wires { events: sender, gate: Arc::clone(&gate) };
        let server = Server::bind(toy::plugin(wires), &settings).await.unwrap();
        let line = server.handshake();
        let running = tokio::spawn(server.run());
        Self { handshake: Handshake::parse(&line), line, identity, events, gate, folder, running }
    }

    pub(crate) async fn channel(&self) -> Channel {
        self.handshake.connect(Some(&self.identity)).await.unwrap()
    }

    pub(crate) async fn client(&self) -> ProviderClient<Channel> {
        provider_client(self.channel().await)
    }

    /// Waits for the next event of the plugin.
    pub(crate) async fn event(&mut self) -> &'static str {
        self.events.recv().await.unwrap()
    }

    /// Asks the server to end, as Terraform does.
    pub(crate) async fn shut_down(&self) {
        GrpcControllerClient::new(self.channel().await).shutdown(Empty {}).await.unwrap();
    }

    /// Waits until the server has ended.
    pub(crate) async fn ended(self) -> TempDir {
        self.running.await.unwrap().unwrap();
        self.folder
    }
}

/// As large as messages may be.
const MAX_MESSAGE: usize = 256 << 20;

pub(crate) fn provider_client(channel: Channel) -> ProviderClient<Channel> {
    ProviderClient::new(channel).max_decoding_message_size(MAX_MESSAGE).max_encoding_message_size(MAX_MESSAGE)
}

/// Encodes a value as Terraform does.
pub(crate) fn value(value: &impl Serialize) -> Option<DynamicValue> {
    Some(DynamicValue { msgpack: rmp_serde::to_vec_named(value).unwrap(), json: vec![] })
}

pub(crate) fn null() -> Option<DynamicValue> {
    value(&())
}

pub(crate) fn thing(answer: Option<DynamicValue>) -> Thing {
    rmp_serde::from_slice(&answer.unwrap().msgpack).unwrap()
}

/// Gives severity, summary and detail of each diagnostic.
pub(crate) fn told(diagnostics: &[Diagnostic]) -> Vec<(i32, &str, &str)> {
    diagnostics.iter().map(|told| (told.severity, told.summary.as_str(), told.detail.as_str())).collect()
}
