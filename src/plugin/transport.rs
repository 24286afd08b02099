//! Where a plugin listens, and the connections it accepts there.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpListener;
use tonic::transport::server::Connected;

use super::connections::{ConnectionId, Open};
use super::settings::Transport;
#[cfg(unix)]
use super::socket_folder;

/// A socket that listens; a Unix socket and its folder are removed when it is dropped.
pub(super) enum Listener {
    #[cfg(unix)]
    Unix(tokio::net::UnixListener, tempfile::TempDir),
    Tcp(TcpListener, SocketAddr),
}

impl Listener {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// Fails if the folder can't be made or no port is free.
    pub(super) async fn bind(transport: &Transport) -> io::Result<Self> {
        match transport {
            #[cfg(unix)]
            Transport::Unix(folders) => folders.bind().map(|(listener, folder)| Self::Unix(listener, folder)),
            Transport::Tcp { min_port, max_port } => Self::bind_tcp(*min_port, *max_port).await,
        }
    }

    async fn bind_tcp(min_port: u16, max_port: u16) -> io::Result<Self> {
        let range: Vec<SocketAddr> =
            (min_port..=max_port).map(|port| (Ipv4Addr::LOCALHOST, port).into()).collect();
        let listener = TcpListener::bind(range.as_slice()).await?;
        let address = listener.local_addr()?;
        Ok(Self::Tcp(listener, address))
    }

    /// The kind of network, in the words of the handshake.
    pub(super) fn network(&self) -> &'static str {
        match self {
            #[cfg(unix)]
            Self::Unix(..) => "unix",
            Self::Tcp(..) => "tcp",
        }
    }

    /// The path or the address and port.
    pub(super) fn address(&self) -> String {
        match self {
            #[cfg(unix)]
            Self::Unix(_, folder) => socket_folder::socket(folder).display().to_string(),
            Self::Tcp(_, address) => address.to_string(),
        }
    }

    /// Waits for the next connection.
    ///
    /// # Errors
    ///
    /// Fails if the connection is gone before it was accepted, or if no more files can be opened.
    pub(super) async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        match self {
            #[cfg(unix)]
            Self::Unix(listener, _) => Ok(Box::new(listener.accept().await?.0)),
            Self::Tcp(listener, _) => {
                let (stream, _) = listener.accept().await?;
                // A request is several small writes; waiting to fill a packet doubles the time of a plan.
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
        }
    }
}

/// A two-way stream of bytes, with or without TLS.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A connection that was accepted; it counts as open until it is dropped.
pub(super) struct Connection {
    stream: Box<dyn Stream>,
    open: Open,
}

impl Connection {
    pub(super) fn new(stream: Box<dyn Stream>, open: Open) -> Self {
        Self { stream, open }
    }
}

impl Connected for Connection {
    type ConnectInfo = ConnectionId;

    fn connect_info(&self) -> ConnectionId {
        self.open.id
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
