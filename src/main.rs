//! The provider's executable.

use std::process::ExitCode;

use async_trait::async_trait;
use tf_provider::schema::{Block, Schema};
use tf_provider::value::ValueEmpty;
use tf_provider::{Diagnostics, Provider};
use zendesk::plugin::{Plugin, StopSignal, init_logging, serve, serve_debug};

#[tokio::main]
async fn main() -> ExitCode {
    init_logging("zendesk");
    let plugin = Plugin::new(
        "registry.terraform.io/zendesk-tf/zendesk",
        env!("CARGO_PKG_VERSION"),
        Zendesk,
        StopSignal::default(),
    );
    let served = match std::env::args().nth(1).as_deref() {
        Some("--debug") => serve_debug(plugin).await,
        _ => serve(plugin).await,
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Stands in for the provider.
struct Zendesk;

#[async_trait]
impl Provider for Zendesk {
    type Config<'a> = ValueEmpty;
    type MetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        Some(Schema { version: 0, block: Block::default() })
    }
}
