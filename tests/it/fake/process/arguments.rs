//! The command line, and what it does to the account.

use std::time::Duration;

use clap::{Parser, ValueEnum};

use crate::fake::state::{Account, Demo, Knobs, RateLimit};
use crate::fake::{Answer, Fault, Gate};

/// A fake Zendesk on 127.0.0.1, until it is interrupted. It prints its URL and its credentials.
///
/// On SIGUSR1 it prints, as a line of JSON, how many requests there were since the last such signal, by method and
/// status.
#[derive(Parser)]
#[command(name = "fake_zendesk")]
pub(crate) struct Arguments {
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Most objects on one page of a list
    #[arg(long, default_value_t = 100)]
    page_size: usize,
    /// Milliseconds that pass before each answer
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// Requests that are answered in one minute; the rest gets 429 with Retry-After
    #[arg(long)]
    requests_per_minute: Option<u32>,
    /// Starts with groups, a phone number and greetings, and with the IVR "Main line" and its menus "Main menu",
    /// "Billing" and "Support"
    #[arg(long)]
    seed_demo: bool,
    /// Starts with groups, a phone number and greetings, and with no IVR
    #[arg(long, conflicts_with = "seed_demo")]
    seed_office: bool,
    /// Starts with the IVR "Call center" and so many menus
    #[arg(long, default_value_t = 0)]
    menus: usize,
    /// How many IVRs "Call center" there are, each with as many menus
    #[arg(long, default_value_t = 1, requires = "menus")]
    ivrs: usize,
    /// What becomes of all requests to the API
    #[arg(long)]
    pub(crate) outage: Option<Outage>,
    /// Takes unknown fields and requests without Accept or Content-Type
    #[arg(long)]
    lenient: bool,
    /// Prints one line of JSON instead of shell commands
    #[arg(long)]
    pub(crate) json: bool,
}

/// An outage: no request to the API has an effect.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Outage {
    /// Each is answered with 401, as if the access token weren't valid
    #[value(name = "401")]
    Unauthorized,
    /// Each is answered with 503
    #[value(name = "503")]
    Unavailable,
    /// None is answered
    Silence,
}

impl Outage {
    /// The fault that makes it. A process may end without one request.
    pub(crate) fn fault(self) -> Fault {
        let fault = match self {
            Self::Unauthorized => Fault::answer(Answer::invalid_token()),
            Self::Unavailable => Fault::answer(Answer::empty(503)),
            Self::Silence => Fault::serve().hold_before(&Gate::new()),
        };
        fault.at(Fault::API).always().optional()
    }
}

/// What the account starts with.
pub(crate) struct Seeds {
    /// Whether there are groups, a phone number and greetings.
    pub(crate) has_office: bool,
    pub(crate) demo: Option<Demo>,
    pub(crate) call_centers: Vec<CallCenter>,
}

/// An IVR with as many menus as were asked for, none of which has a route.
pub(crate) struct CallCenter {
    pub(crate) ivr_id: i64,
    pub(crate) menu_ids: Vec<i64>,
}

impl Arguments {
    /// Turns the account's knobs.
    pub(crate) fn turn(&self, knobs: &mut Knobs) {
        knobs.page_size = self.page_size;
        knobs.latency = Duration::from_millis(self.latency_ms);
        knobs.rate_limit =
            self.requests_per_minute.map(|requests| RateLimit { requests, window: Duration::from_secs(60) });
        knobs.strict_fields = !self.lenient;
        knobs.strict_headers = !self.lenient;
    }

    /// Fills the account.
    pub(crate) fn seed(&self, account: &mut Account) -> Seeds {
        if self.seed_office {
            account.seed_office();
        }
        let ivrs = if self.menus > 0 { self.ivrs } else { 0 };
        Seeds {
            has_office: self.seed_demo || self.seed_office,
            demo: self.seed_demo.then(|| account.seed_demo()),
            call_centers: (1..=ivrs).map(|number| call_center(account, number, self.menus)).collect(),
        }
    }
}

fn call_center(account: &mut Account, number: usize, menus: usize) -> CallCenter {
    let name = if number == 1 { "Call center".into() } else { format!("Call center {number}") };
    let ivr_id = account.add_ivr(&name);
    let main = account.default_menu(ivr_id);
    let others = (2..=menus).map(|number| account.add_menu(ivr_id, &format!("Menu {number}")));
    let menu_ids = std::iter::once(main).chain(others).collect();
    CallCenter { ivr_id, menu_ids }
}
