//! Stops: what Terraform and the provider do when somebody wants them to end.
//!
//! Gates of the fake hold requests, so that each stop comes at a sure moment.

#[cfg(target_os = "linux")]
mod gone;
mod groups;
mod interrupts;
#[cfg(target_os = "linux")]
mod kills;
mod phases;
#[cfg(target_os = "linux")]
mod processes;
mod second_interrupt;
mod waits;

#[cfg(target_os = "linux")]
pub(crate) use gone::wait_until;
pub(crate) use groups::signals;
#[cfg(target_os = "linux")]
pub(crate) use processes::{providers, signal};
