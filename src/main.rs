//! The provider's executable.

use std::process::ExitCode;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("Error: the program can't start its threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    let code = runtime.block_on(zendesk::cli::run(std::env::args_os().collect()));
    // A name server that doesn't answer must not hold up the end.
    runtime.shutdown_background();
    code
}
