//! Tests of the whole: one binary.

mod fake;

// Tests of the fake itself
#[cfg(test)]
mod fake_zendesk;
