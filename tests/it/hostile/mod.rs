//! Answers that no Zendesk sends: the provider refuses them, says so in a few words, and stays small.

mod answers;
mod bounds;
mod memory;
mod pages;
mod server;
mod texts;
