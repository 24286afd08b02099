//! The Terraform edge: a server of plugin protocol 6 for types that implement tf-provider's traits.

mod accept;
mod attribute;
mod call;
mod catalog;
mod data_source;
mod diagnostic;
mod host;
mod logging;
mod number;
mod panics;
mod proto;
mod provider;
mod provider_calls;
mod registration;
mod resource;
mod resource_calls;
mod schema;
mod serve;
mod server;
mod service;
mod settings;
mod signals;
mod stop;
mod tls;
mod transport;
mod upgrade;
mod value;

pub use attribute::attribute;
pub use diagnostic::diagnostic;
pub use logging::init_logging;
pub use number::Number;
pub use registration::Plugin;
pub use serve::{serve, serve_debug};
pub use server::Server;
pub use settings::{Security, Settings, StartError, Transport};
pub use stop::StopSignal;
