//! What ends an apply in the middle: Ctrl-C, a job that is cancelled, a process that is killed.

use std::fmt;
use std::thread;
use std::time::Duration;

use fastrand::Rng;

use crate::harness::{Acceptance, Output};
use crate::stopping::{providers, signal, wait_until};

/// The longest time between the first write and the end, in milliseconds; then most applies are over.
const LATEST_MS: u64 = 400;

/// Who gets which signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Victim {
    /// Terraform and the provider, SIGINT.
    Interrupt,
    /// Both, SIGTERM.
    Terminate,
    /// The provider alone, SIGTERM.
    TerminateProvider,
    /// Terraform alone, SIGKILL.
    KillTerraform,
    /// Both, SIGKILL.
    KillBoth,
    /// The provider alone, SIGKILL.
    KillProvider,
}

/// The end of an apply, so long after its first write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    victim: Victim,
    after: Duration,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} ms after the first write", self.victim, self.after.as_millis())
    }
}

impl Stop {
    /// Some end, at some moment; a SIGKILL only if `may_kill` says so.
    pub(super) fn random(random: &mut Rng, may_kill: bool) -> Self {
        let asked = [Victim::Interrupt, Victim::Terminate, Victim::TerminateProvider];
        let killed = [Victim::KillTerraform, Victim::KillBoth, Victim::KillProvider];
        let victims = if may_kill { [asked, killed].concat() } else { asked.to_vec() };
        let after = Duration::from_millis(random.u64(..LATEST_MS));
        Self { victim: victims[random.usize(..victims.len())], after }
    }

    /// Whether nobody is left who could write down what the provider did.
    pub(super) fn is_kill(self) -> bool {
        matches!(self.victim, Victim::KillTerraform | Victim::KillBoth | Victim::KillProvider)
    }

    /// Runs Terraform, ends it, and waits until the provider has ended as well, and nothing is under way on the service.
    pub(super) fn run(self, acc: &Acceptance, args: &[&str]) -> Output {
        let url = acc.fake().url();
        acc.fake().clear_requests();
        let running = acc.spawn(args);
        acc.fake().wait_for_request(|request| request.method != "GET");
        // The moment is random, and no event.
        thread::sleep(self.after);
        let to_providers = |name: &str| providers(&url).into_iter().for_each(|id| signal(name, id));
        match self.victim {
            Victim::Interrupt => running.interrupt(),
            Victim::Terminate => running.signal("TERM"),
            Victim::TerminateProvider => to_providers("TERM"),
            Victim::KillTerraform => signal("KILL", running.id()),
            Victim::KillBoth => running.signal("KILL"),
            Victim::KillProvider => to_providers("KILL"),
        }
        let output = acc.finish(running);
        wait_until("the provider ends", || providers(&url).is_empty());
        wait_until("the service is idle", || acc.fake().requests().iter().all(|r| r.ended.is_some()));
        output
    }
}
