//! Tests that drive the provider from the outside.

// What the tests stand on
#[cfg(test)]
mod account;
mod fake;
mod harness;

// The tests of that
#[cfg(test)]
mod fake_zendesk;
mod harness_steps;

// The plugin protocol, over the real socket
#[cfg(test)]
mod protocol;

// The executable, run by hand
#[cfg(test)]
mod export;
#[cfg(test)]
mod graph;

// The HCL that users read
mod examples;
#[cfg(test)]
mod guides;

// What the provider promises, by the real Terraform
#[cfg(test)]
mod data_sources;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod lookups;
#[cfg(test)]
mod outages;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod resources;

// What exists, brought under Terraform
#[cfg(test)]
mod generated_config;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod query;

// Keys, stops, many things at once
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod moves;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod soak;
#[cfg(test)]
mod stopping;

// What is given away
#[cfg(test)]
mod dist;
