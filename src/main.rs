//! The provider's executable.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    zendesk::cli::run(std::env::args_os().collect()).await
}
