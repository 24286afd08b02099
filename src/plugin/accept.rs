//! Accepts connections, those with the right certificate alone where there is TLS.

use std::io;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;

use super::connections::Connections;
use super::transport::{Connection, Listener, Stream};

/// A client that connects and then says nothing is let go.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// A pause when no connection can be accepted, as when all file descriptors are taken.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Connections as tonic takes them.
pub(super) type Incoming = ReceiverStream<io::Result<Connection>>;

/// Accepts connections till the end, when the listener is dropped.
///
/// Each connection has its own TLS handshake, so that none holds up another.
pub(super) fn accept(
    listener: Listener,
    tls: Option<TlsAcceptor>,
    connections: Connections,
    end: CancellationToken,
) -> (JoinHandle<()>, Incoming) {
    let (accepted, incoming) = mpsc::channel(1);
    let door = Door { tls, connections, accepted };
    (tokio::spawn(accept_all(listener, door, end)), ReceiverStream::new(incoming))
}

/// What a connection has to pass, and where it goes then.
#[derive(Clone)]
struct Door {
    tls: Option<TlsAcceptor>,
    connections: Connections,
    accepted: mpsc::Sender<io::Result<Connection>>,
}

async fn accept_all(listener: Listener, door: Door, end: CancellationToken) {
    while let Some(accepted) = end.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok(stream) => {
                tokio::spawn(admit(stream, door.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "Failed to accept a connection");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

async fn admit(stream: Box<dyn Stream>, door: Door) {
    let admitted = match &door.tls {
        None => Ok(stream),
        Some(tls) => secure(stream, tls).await,
    };
    match admitted {
        // The receiver is gone only if the server ends.
        Ok(stream) => drop(door.accepted.send(Ok(Connection::new(stream, door.connections.open()))).await),
        Err(error) => tracing::warn!(%error, "Refused a connection"),
    }
}

async fn secure(stream: Box<dyn Stream>, tls: &TlsAcceptor) -> io::Result<Box<dyn Stream>> {
    Ok(Box::new(timeout(HANDSHAKE_TIMEOUT, tls.accept(stream)).await??))
}
