//! Drives the real Terraform CLI, with the steps of the ecosystem's acceptance tests.
//!
//! A test makes an [`Acceptance`]: a fake Zendesk, a directory and a clean environment of its own. Each step is one
//! call that panics, at the test's line, when Terraform or the fake doesn't do what the step promises. When the
//! test ends, what it made is destroyed, the fake must hold none of it, and no output may hold a credential.
//!
//! - [`binary`]: which Terraform, and what it can do.
//! - [`acceptance`], [`environment`]: the test's surroundings; [`secrets`] watches what leaks,
//!   [`plain`] that nothing steers a terminal.
//! - [`steps`], [`imports`], [`query`]: what a test does.
//! - [`plan`], [`state`], [`output`], [`diagnostic`]: what a test looks at.
//! - [`run`]: one run of Terraform, interrupted if the test wants it.
#![expect(clippy::expect_used, clippy::panic, reason = "a step that fails must fail the test")]

mod acceptance;
mod binary;
mod diagnostic;
mod environment;
mod imports;
mod json;
mod output;
mod plain;
mod plan;
mod query;
mod run;
mod secrets;
mod state;
mod steps;

pub(crate) use acceptance::Acceptance;
pub(crate) use binary::{Binary, Feature};
pub(crate) use diagnostic::Diagnostic;
pub(crate) use output::Output;
pub(crate) use plain::expect_plain;
pub(crate) use plan::{Action, Plan};
pub(crate) use query::PROVIDER_ALONE;
pub(crate) use run::{Running, signal_group};
pub(crate) use steps::Applied;
