//! The process that started this one, before it has connected: whether it still waits for the handshake.

/// The process that started this one.
#[derive(Debug)]
pub(super) struct Parent {
    #[cfg(unix)]
    id: u32,
}

#[cfg(unix)]
impl Parent {
    /// Notes which process started this one.
    pub(super) fn new() -> Self {
        Self { id: std::os::unix::process::parent_id() }
    }

    /// Waits until the process is gone, and nobody reads standard output.
    ///
    /// One of the two says nothing: a script may start the plugin and end, and a host may read no further than the
    /// handshake. Where standard output is no pipe, it isn't noticed.
    pub(super) async fn gone(&self) {
        /// The parent is gone a moment after its files are closed.
        const PAUSE: std::time::Duration = std::time::Duration::from_millis(500);

        unread().await;
        while std::os::unix::process::parent_id() == self.id {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Waits until nobody reads the pipe that is standard output.
#[cfg(unix)]
async fn unread() {
    use std::os::fd::AsFd;

    use tokio::io::Interest;
    use tokio::net::unix::pipe::Sender;

    let pipe = std::io::stdout().as_fd().try_clone_to_owned().and_then(Sender::from_owned_fd);
    match pipe {
        Ok(pipe) => drop(pipe.ready(Interest::ERROR).await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
impl Parent {
    /// Notes nothing: a process doesn't learn here that another one has ended.
    pub(super) fn new() -> Self {
        Self {}
    }

    /// Waits for ever.
    pub(super) async fn gone(&self) {
        std::future::pending().await
    }
}
