//! What the executable does.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Command};
use super::{export, graph, report};
use crate::plugin::{StartError, init_logging, serve, serve_debug};
use crate::provider;

/// What a person reads who runs the program without arguments, after go-plugin's own message.
const BY_HAND: &str = concat!(
    "terraform-provider-zendesk ",
    env!("CARGO_PKG_VERSION"),
    " brings the phone menus (IVR) of Zendesk Talk under Terraform and OpenTofu,\n",
    "which start it themselves. By hand it writes the menus of an account as configuration, or draws them:\n\n",
    "  terraform-provider-zendesk export --help\n",
    "  terraform-provider-zendesk graph --help\n",
    "  terraform-provider-zendesk --help"
);

/// Does what the command line asks for; its first element is the program's name.
pub async fn run(arguments: Vec<OsString>) -> ExitCode {
    init_logging("zendesk");
    // Terraform passes no arguments, and waits: nothing is parsed on that way.
    if arguments.len() < 2 {
        return served(serve(provider::plugin()).await);
    }
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command: Some(Command::Export(options)), .. }) => export::run(options).await,
        Ok(Arguments { command: Some(Command::Graph(options)), .. }) => graph::run(options).await,
        Ok(Arguments { debug: true, .. }) => served(serve_debug(provider::plugin()).await),
        Ok(Arguments { .. }) => by_hand(&StartError::NotAPluginHost),
        Err(error) => explain(&error),
    }
}

fn served(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => match error.downcast_ref() {
            Some(not_a_host @ StartError::NotAPluginHost) => by_hand(not_a_host),
            _ => {
                report::line(&format!("{error:#}"));
                ExitCode::FAILURE
            }
        },
    }
}

fn by_hand(error: &StartError) -> ExitCode {
    report::line(&format!("{error}\n\n{BY_HAND}"));
    ExitCode::FAILURE
}

/// Prints help and version to standard output, a wrong command line to standard error.
fn explain(error: &clap::Error) -> ExitCode {
    // Nobody is left to be told that the stream is gone.
    let _ = error.print();
    if error.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
