//! The configuration of the provider, from HCL and from the environment.

mod base_url;
mod check_references;
mod credentials;
mod environment;
mod limits;
mod scopes;
mod settings;
mod state;
mod validate;

pub use check_references::check_references;
pub use settings::{cannot_set_up, to_settings};
pub use state::ProviderConfig;
pub use validate::validate;

#[cfg(test)]
mod tests;
