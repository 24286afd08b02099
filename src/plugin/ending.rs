//! When the process ends: its host is gone, or a signal asks for it.

use std::io::{self, IsTerminal};
use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::RunSignal;
use super::connections::Connections;
use super::parent::Parent;
use super::signals::{Signal, Signals};
use super::tally::Tally;

/// How long no call may have been under way until the process ends after a signal: till then its host has had all answers.
const QUIET: Duration = Duration::from_secs(2);

/// How long a host has to connect once more after it has closed its connection, before it counts as gone.
const RECONNECTING: Duration = Duration::from_secs(1);

/// What decides that the process ends.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub(super) run: RunSignal,
    /// Ends the server; what was sent is awaited all the same.
    pub(super) end: CancellationToken,
    pub(super) connections: Connections,
    pub(super) calls: Tally,
}

impl Ending {
    /// Ends the server of one host, Terraform: when that is gone, or when a signal asks for it.
    ///
    /// After a signal nothing new is sent, but the host gets its answers, so that its state has what was written.
    pub(super) async fn of_one_host(self, parent: Parent, mut signals: Signals) {
        let gone = self.host_gone(&parent);
        tokio::pin!(gone);
        tokio::select! {
            () = &mut gone => {}
            () = self.told(&mut signals) => {
                self.run.stop_for_good();
                if self.connections.is_any_open() {
                    tokio::select! {
                        () = gone => {}
                        () = self.calls.quiet(QUIET) => {}
                    }
                }
            }
        }
        self.end_now();
    }

    /// Ends the server of any number of hosts, one after the other: when a signal asks for it.
    pub(super) async fn of_many_hosts(self, mut signals: Signals) {
        signals.next().await;
        self.end_now();
    }

    fn end_now(&self) {
        self.run.stop_for_good();
        self.end.cancel();
    }

    /// Waits until the host is gone: its connection is closed, or it ended before it had made one.
    async fn host_gone(&self, parent: &Parent) {
        tokio::select! {
            () = self.disconnected() => {}
            () = parent.gone() => if self.connections.is_any_open() {
                self.disconnected().await;
            }
        }
        tracing::debug!("Terraform is gone");
    }

    /// Waits until the connection is closed and no other comes; the run ends at once.
    async fn disconnected(&self) {
        loop {
            self.connections.all_closed().await;
            self.run.stop();
            if timeout(RECONNECTING, self.connections.opened()).await.is_err() {
                return;
            }
        }
    }

    /// Waits for a signal that isn't the host's to decide about.
    async fn told(&self, signals: &mut Signals) {
        loop {
            let signal = signals.next().await;
            // Ctrl-C in a terminal reaches Terraform as well: it stops the provider, or goes on to clean up after tests.
            if signal == Signal::Interrupt && io::stdin().is_terminal() && self.connections.is_any_open() {
                tracing::trace!("Left an interrupt to Terraform");
                continue;
            }
            tracing::debug!(?signal, "Ending");
            return;
        }
    }
}
