//! Random configurations, random faults, round after round: at the end of each, server and state are equal.
//!
//! - [`routes`]: a route as the configuration has it, and whether the service has the same.
//! - [`changes`]: what people do to a configuration; [`drift`]: what they do behind Terraform's back.
//! - [`stops`]: what ends an apply in the middle.
//! - [`whole`]: rounds of whole phone menus: IVRs, menus and routes that refer to each other.
//! - [`names`]: what these name: groups, greetings and numbers, which come and go.
//! - [`rounds`]: a round: change, apply under faults until it succeeds, compare.
//!
//! `make soak ROUNDS=200 SEED=1` runs the long one. The seed decides about configurations, drift and faults; the order in
//! which requests arrive is Terraform's, so a second run with a seed is alike, not the same.

mod changes;
mod drift;
mod names;
mod rounds;
mod routes;
mod stops;
mod whole;

use std::env;

use rounds::Soak;
use whole::WholeSoak;

/// A number from the environment; empty is the same as not set.
fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|e| panic!("{name} is {text:?}: {e}")))
}

#[test]
fn a_few_rounds_converge() {
    Soak::new(20, false).run(5);
}

#[test]
fn a_few_rounds_of_whole_menus_converge() {
    WholeSoak::new(7, false).run(4);
}

#[test]
#[ignore = "long: `make soak`"]
fn many_rounds_of_whole_menus_converge() {
    let seed = number("SOAK_SEED").unwrap_or_else(|| fastrand::u64(1..1_000_000));
    WholeSoak::new(seed, true).run(number("SOAK_ROUNDS").unwrap_or(200));
}

#[test]
#[ignore = "long: `make soak`"]
fn many_rounds_converge() {
    let seed = number("SOAK_SEED").unwrap_or_else(|| fastrand::u64(1..1_000_000));
    Soak::new(seed, true).run(number("SOAK_ROUNDS").unwrap_or(200));
}
