//! The server: from a socket that listens to the end of the last change.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio_util::sync::CancellationToken;
use tonic::transport::server::Router;

use super::Plugin;
use super::accept::accept;
use super::connections::Connections;
use super::ending::Ending;
use super::host::{Controller, Stdio};
use super::proto::plugin::grpc_controller_server::GrpcControllerServer;
use super::proto::plugin::grpc_stdio_server::GrpcStdioServer;
use super::proto::tfplugin6::provider_server::ProviderServer;
use super::service::Service;
use super::settings::{Security, Settings};
use super::tls::Tls;
use super::transport::Listener;

/// As much as Terraform's own servers take, in bytes.
const MAX_MESSAGE: usize = 256 << 20;
/// How long changes under way may take after the end was asked for: a request may take 10 minutes, and the look at what
/// became of it as long. A host that won't wait kills the process.
const GRACE: Duration = Duration::from_secs(20 * 60);

/// A plugin that listens on its socket.
pub struct Server {
    service: Arc<Service>,
    listener: Listener,
    tls: Option<Tls>,
    end: CancellationToken,
    connections: Connections,
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
        let connections = Connections::default();
        let service = Arc::new(Service::new(plugin, connections.clone()));
        Ok(Self { service, listener, tls, end: CancellationToken::new(), connections })
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

    /// Returns what decides when the server ends; the host's call of `Shutdown` ends it as well.
    pub(super) fn ending(&self) -> Ending {
        Ending {
            run: self.service.plugin.run.clone(),
            end: self.end.clone(),
            connections: self.connections.clone(),
            calls: self.service.calls.clone(),
        }
    }

    /// Serves until the end is asked for, and until the changes then under way are made.
    ///
    /// # Errors
    ///
    /// Fails if the server can't go on.
    pub async fn run(self) -> anyhow::Result<()> {
        let Self { service, listener, tls, end, connections } = self;
        tracing::debug!(version = service.plugin.version, "Serving");
        let (accepting, incoming) = accept(listener, tls.map(|tls| tls.acceptor), connections, end.clone());
        let router = router(&service, &end).await;
        let serving = async {
            let served = router.serve_with_incoming_shutdown(incoming, end.clone().cancelled_owned()).await;
            end.cancel();
            // Changes whose callers are gone.
            service.changes.close();
            service.changes.wait().await;
            served.context("failed to serve")
        };
        let ending = async {
            end.cancelled().await;
            // Ends waits; a request that was sent is awaited all the same.
            service.plugin.run.stop_for_good();
            tokio::time::sleep(GRACE).await;
            tracing::warn!("Operations were still under way at the end");
        };
        let served = tokio::select! {
            served = serving => served,
            () = ending => Ok(()),
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
