//! Accepts connections, those with the right certificate alone where there is TLS.

use std::io;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;

use super::transport::{Connection, Listener};

/// A client that connects and then says nothing is let go.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// A pause when no connection can be accepted, as when all file descriptors are taken.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Connections as tonic takes them.
pub(super) type Incoming = ReceiverStream<io::Result<Connection>>;
type Connections = mpsc::Sender<io::Result<Connection>>;

/// Accepts connections till the end, when the listener is dropped.
///
/// Each connection has its own TLS handshake, so that none holds up another.
pub(super) fn accept(
    listener: Listener,
    tls: Option<TlsAcceptor>,
    end: CancellationToken,
) -> (JoinHandle<()>, Incoming) {
    let (connections, incoming) = mpsc::channel(1);
    (tokio::spawn(accept_all(listener, tls, connections, end)), ReceiverStream::new(incoming))
}

async fn accept_all(
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
