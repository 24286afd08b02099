//! Tests that drive the provider from the outside.

mod fake;
mod harness;

mod examples;
mod harness_steps;
