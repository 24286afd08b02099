//! Tests that drive the provider from the outside.

mod fake;
mod harness;

mod harness_steps;
