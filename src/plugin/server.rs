//! The server: from a socket that listens to the end of the last change.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::transport::server::Router;

use super::Plugin;
use super::host::{Controller, Stdio};
use super::proto::plugin::grpc_controller_server::GrpcControllerServer;
use super::proto::plugin::grpc_stdio_server::GrpcStdioServer;
use super::proto::tfplugin6::provider_server::ProviderServer;
use super::service::Service;
use super::settings::{Security, Settings};
use super::tls::Tls;
use super::transport::{Connection, Listener};

/// As much as Terraform's own servers take, in bytes.
const MAX_MESSAGE: usize = 256 << 20;
/// A client that connects and then says nothing is let go.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long changes under way may take after the end was asked for; a host that won't wait kills the process.
const GRACE: Duration = Duration::from_secs(60);
/// A pause when no connection can be accepted, as when all file descriptors are taken.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A plugin that listens on its socket.
pub struct Server {
    service: Arc<Service>,
    listener: Listener,
    tls: Option<Tls>,
    end: CancellationToken,
}

impl Server {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// Fails if there is no place to listen or the host's certificate is malformed.
    pub async fn bind(plugin: Plugin, settings: &Settings) -> anyhow::Result<Self> {
        let tls = match &settings.security {
            Security::MutualTls(client) => Some(Tls::new(client)?),
            Security::Plaintext => None,
        };
        let listener = Listener::bind(&settings.transport).await.context("failed to listen")?;
        let service = Arc::new(Service::new(plugin));
        Ok(Self { service, listener, tls, end: CancellationToken::new() })
    }

    /// The line by which the host learns where to connect and which certificate to expect.
    #[must_use]
    pub fn handshake(&self) -> String {
        let line = format!("1|6|{}|{}|grpc", self.network(), self.address());
        match &self.tls {
            Some(tls) => format!("{line}|{}", STANDARD_NO_PAD.encode(&tls.certificate)),
            None => line,
        }
    }

    /// The kind of network: `unix` or `tcp`.
    #[must_use]
    pub fn network(&self) -> &'static str {
        self.listener.network()
    }

    /// The path of the socket, or address and port.
    #[must_use]
    pub fn address(&self) -> String {
        self.listener.address()
    }

    /// The provider's name in a registry.
    #[must_use]
    pub fn provider_address(&self) -> &'static str {
        self.service.plugin.address
    }

    /// Gives the token that ends the server; the host's call of `Shutdown` cancels it as well.
    #[must_use]
    pub fn end(&self) -> CancellationToken {
        self.end.clone()
    }

    /// Serves until the end is asked for, and until the changes then under way are made.
    ///
    /// # Errors
    ///
    /// Fails if the server can't go on.
    pub async fn run(self) -> anyhow::Result<()> {
        let Self { service, listener, tls, end } = self;
        tracing::debug!(version = service.plugin.version, "Serving");
        let (connections, incoming) = mpsc::channel(1);
        let accepting = tokio::spawn(accept(listener, tls.map(|tls| tls.acceptor), connections, end.clone()));
        let serving = router(&service, &end)
            .await
            .serve_with_incoming_shutdown(ReceiverStream::new(incoming), end.clone().cancelled_owned());
        let serving = async {
            let served = serving.await;
            end.cancel();
            served
        };
        let stopping = async {
            end.cancelled().await;
            // Ends waits; a request that was sent is awaited all the same.
            service.plugin.stop.stop();
            service.changes.close();
            service.changes.wait().await;
        };
        let limit = async {
            end.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        let served = tokio::select! {
            (served, ()) = async { tokio::join!(serving, stopping) } => served.context("failed to serve"),
            () = limit => {
                tracing::warn!("Operations were still under way at the end");
                Ok(())
            }
        };
        accepting.await.context("failed to close the socket")?;
        served
    }
}

async fn router(service: &Arc<Service>, end: &CancellationToken) -> Router {
    let provider = ProviderServer::new(Arc::clone(service))
        .max_decoding_message_size(MAX_MESSAGE)
        .max_encoding_message_size(MAX_MESSAGE);
    let (mut reporter, health) = tonic_health::server::health_reporter();
    reporter.set_service_status("plugin", tonic_health::ServingStatus::Serving).await;
    tonic::transport::Server::builder()
        .add_service(provider)
        .add_service(GrpcControllerServer::new(Controller(end.clone())))
        .add_service(GrpcStdioServer::new(Stdio(end.clone())))
        .add_service(health)
}

type Connections = mpsc::Sender<io::Result<Connection>>;

/// Accepts connections till the end; each has its own TLS handshake, so that none holds up another.
async fn accept(
    listener: Listener,
    tls: Option<TlsAcceptor>,
    connections: Connections,
    end: CancellationToken,
) {
    while let Some(accepted) = end.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok(connection) => {
                tokio::spawn(admit(connection, tls.clone(), connections.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "Failed to accept a connection");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

async fn admit(connection: Connection, tls: Option<TlsAcceptor>, connections: Connections) {
    let admitted = match tls {
        None => Ok(connection),
        Some(tls) => secure(connection, &tls).await,
    };
    match admitted {
        // The receiver is gone only if the server ends.
        Ok(connection) => drop(connections.send(Ok(connection)).await),
        Err(error) => tracing::warn!(%error, "Refused a connection"),
    }
}

async fn secure(connection: Connection, tls: &TlsAcceptor) -> io::Result<Connection> {
    Ok(Connection::new(timeout(HANDSHAKE_TIMEOUT, tls.accept(connection)).await??))
}
