//! The fake Zendesk as a process: `cargo run --example fake_zendesk -- --port 0 --seed-demo`.

#[path = "../mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests use the rest of the fake")]
mod fake;

mod arguments;
mod description;
mod tally;

use arguments::Arguments;
use clap::Parser;
use fake::Fake;
use tokio::signal::ctrl_c;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut count = signal(SignalKind::user_defined1())?;
    let fake = Fake::start_on(arguments.port);
    let seeds = fake.account(|account| {
        arguments.turn(&mut account.knobs);
        arguments.seed(account)
    });
    if let Some(outage) = arguments.outage {
        fake.fault(outage.fault());
    }
    description::print(&fake, &seeds, arguments.json);
    loop {
        tokio::select! {
            result = ctrl_c() => return result,
            _ = terminate.recv() => return Ok(()),
            _ = count.recv() => println!("{}", tally::since_the_last(&fake)),
        }
    }
}
