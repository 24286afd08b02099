//! The fake Zendesk as a process: `cargo run --example fake_zendesk -- --port 0 --seed-demo`.

#[path = "mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests use the rest of the fake")]
mod fake;

use std::time::Duration;

use clap::Parser;
use fake::Fake;
use fake::state::Demo;
use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};

/// A fake Zendesk on 127.0.0.1, until it is interrupted. It prints its URL and its credentials.
#[derive(Parser)]
#[command(name = "fake_zendesk")]
struct Args {
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Most objects on one page of a list
    #[arg(long, default_value_t = 100)]
    page_size: usize,
    /// Milliseconds that pass before each answer
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// Starts with the IVR "Main line" and its menus "Main menu", "Billing" and "Support"
    #[arg(long)]
    seed_demo: bool,
    /// Takes unknown fields and requests without Accept or Content-Type
    #[arg(long)]
    lenient: bool,
    /// Prints one line of JSON instead of shell commands
    #[arg(long)]
    json: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let args = Args::parse();
    let mut terminate = signal(SignalKind::terminate())?;
    let fake = Fake::start_on(args.port);
    let demo = fake.account(|account| {
        account.knobs.page_size = args.page_size;
        account.knobs.latency = Duration::from_millis(args.latency_ms);
        account.knobs.strict_fields = !args.lenient;
        account.knobs.strict_headers = !args.lenient;
        args.seed_demo.then(|| account.seed_demo())
    });
    print(&fake, demo.as_ref(), args.json);
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

/// Says where the server is and how to get in.
fn print(fake: &Fake, demo: Option<&Demo>, as_json: bool) {
    if as_json {
        return println!("{}", description(fake, demo));
    }
    for (name, value) in fake.env() {
        println!("export {name}='{value}'");
    }
    if let Some(demo) = demo {
        println!("# IVR \"Main line\": {}", demo.ivr_id);
        println!(
            "# its menus \"Main menu\": {}, \"Billing\": {}, \"Support\": {}",
            demo.main_menu_id, demo.billing_menu_id, demo.support_menu_id
        );
        println!("# phone number \"{}\": {}", Demo::PHONE_NUMBER.1, Demo::PHONE_NUMBER.0);
        Demo::GROUPS.iter().for_each(|(id, name)| println!("# group \"{name}\": {id}"));
    }
}

fn description(fake: &Fake, demo: Option<&Demo>) -> Value {
    let url = fake.url();
    fake.account(|account| {
        let own = &account.credentials;
        json!({
            "base_url": url,
            "email": own.email,
            "api_token": own.api_token,
            "oauth_token": own.oauth_token,
            "oauth_client_id": own.oauth_client_id,
            "oauth_client_secret": own.oauth_client_secret,
            "demo": demo.map(|demo| json!({
                "ivr_id": demo.ivr_id,
                "main_menu_id": demo.main_menu_id,
                "billing_menu_id": demo.billing_menu_id,
                "support_menu_id": demo.support_menu_id,
                "phone_number_id": Demo::PHONE_NUMBER.0,
                "group_ids": Demo::GROUPS.map(|(id, _)| id),
            })),
        })
    })
}
