//! All faults of a server.

use super::{Action, Change, Chaos, Fault, Gate};
use crate::fake::LoggedRequest;

/// All faults of a server: the first one set that wants a request takes it.
#[derive(Default)]
pub(crate) struct Faults {
    faults: Vec<Fault>,
    chaos: Option<Chaos>,
    random: usize,
}

/// What becomes of one request.
pub(crate) struct Fate {
    pub(crate) action: Action,
    pub(crate) before: Option<Gate>,
    pub(crate) after: Option<Gate>,
    pub(crate) change: Option<Change>,
}

impl Faults {
    /// Sets a fault.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Turns random faults on or off.
    pub(crate) fn set_chaos(&mut self, chaos: Option<Chaos>) {
        self.chaos = chaos;
    }

    /// How many random faults there were.
    pub(crate) fn random_count(&self) -> usize {
        self.random
    }

    /// Decides about a request. Each fault counts it, one at most takes it.
    pub(crate) fn decide(&mut self, request: &LoggedRequest) -> Fate {
        let mut taker = None;
        for fault in &mut self.faults {
            if fault.wants(request) && taker.is_none() {
                taker = Some(fault);
            }
        }
        if let Some(fault) = taker {
            fault.fire();
            return Fate {
                action: fault.action.clone(),
                before: fault.before.clone(),
                after: fault.after.clone(),
                change: fault.change.clone(),
            };
        }
        let action = self.chaos.as_mut().and_then(Chaos::next);
        self.random += usize::from(action.is_some());
        Fate { action: action.unwrap_or(Action::Serve), before: None, after: None, change: None }
    }

    /// The faults that should have fired and didn't.
    pub(crate) fn unfired(&self) -> Vec<String> {
        self.faults.iter().filter_map(Fault::unfired).collect()
    }
}
