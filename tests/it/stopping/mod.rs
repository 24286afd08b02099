//! Stops: what Terraform and the provider do when somebody wants them to end.
//!
//! Gates of the fake hold requests, so that each stop comes at a sure moment.

mod interrupts;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod processes;
mod second_interrupt;
mod waits;
