//! What a release consists of: `make dist` made it, and `DIST` names its directory.
//!
//! The provider of these tests is the one in the zip, not the one that cargo just built.

mod checksums;
mod mirror;
mod signature;

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A release's file: `terraform-provider-zendesk_0.1.0_SHA256SUMS`.
fn file(suffix: &str) -> PathBuf {
    let name = concat!("terraform-provider-zendesk_", env!("CARGO_PKG_VERSION"), "_");
    directory().join(format!("{name}{suffix}"))
}

fn directory() -> PathBuf {
    env::var_os("DIST").expect("DIST names the release's directory: `make dist-test` sets it").into()
}

/// Runs a program, and tells all that it said if it fails.
#[track_caller]
fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(output.status.success(), "{command:?}: {output:?}");
    output
}
