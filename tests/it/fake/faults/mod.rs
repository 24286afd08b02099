//! Injected misbehaviour.

mod chaos;
mod fault;
mod gate;
mod pattern;
mod set;

pub(crate) use chaos::Chaos;
pub(crate) use fault::{Action, Change, Edit, Fault};
pub(crate) use gate::Gate;
pub(crate) use pattern::matches;
pub(crate) use set::{Fate, Faults};
