//! Servers that aren't Zendesk's: they count who comes, and answer everybody in one manner.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, Stream};

/// How long a server waits for the first bytes of a connection.
const DEADLINE: Duration = Duration::from_secs(60);

/// What a server does with a connection.
#[derive(Clone)]
enum Manner {
    /// It reads once, sends these bytes and closes.
    Send(Vec<u8>),
    /// It reads and never answers.
    Listen,
    /// It speaks TLS with a certificate that nobody trusts.
    Untrusted(Arc<ServerConfig>),
}

/// A server on a thread of its own; it ends when this is dropped.
pub(super) struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that sends these bytes, whatever it is asked.
    pub(super) fn sending(bytes: &[u8]) -> Self {
        Self::start(Manner::Send(bytes.to_vec()))
    }

    /// A server that takes requests and never answers.
    pub(super) fn silent() -> Self {
        Self::start(Manner::Listen)
    }

    /// A server with a self-signed certificate.
    pub(super) fn untrusted() -> Self {
        let CertifiedKey { cert, key_pair } = generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(key_pair.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.into()], key)
            .unwrap();
        Self::start(Manner::Untrusted(Arc::new(config)))
    }

    /// `127.0.0.1:PORT`
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections there were.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (connections, ends) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, end) = (connections.clone(), ends.clone());
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                count.fetch_add(1, Ordering::SeqCst);
                let manner = manner.clone();
                thread::spawn(move || answer(stream, manner));
            }
        });
        Self { address, connections, ends, thread: Some(thread) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        // The thread waits for a connection: this one is its last.
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// An error means that the client has gone, as it should.
fn answer(mut stream: TcpStream, manner: Manner) {
    let _ = stream.set_read_timeout(Some(DEADLINE));
    let mut bytes = [0; 4096];
    match manner {
        Manner::Send(answer) => {
            let _ = stream.read(&mut bytes).and_then(|_| stream.write_all(&answer));
        }
        Manner::Listen => while stream.read(&mut bytes).is_ok_and(|count| count > 0) {},
        Manner::Untrusted(config) => {
            let mut connection = ServerConnection::new(config).unwrap();
            let _ = Stream::new(&mut connection, &mut stream).read(&mut bytes);
        }
    }
}
