//! The provider's executable.

use std::process::ExitCode;

use zendesk::plugin::{init_logging, serve, serve_debug};
use zendesk::provider;

#[tokio::main]
async fn main() -> ExitCode {
    init_logging("zendesk");
    let plugin = provider::plugin();
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
