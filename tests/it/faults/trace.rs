//! With everything logged, nothing that a run leaves behind or shows of itself holds a credential.
//!
//! The harness looks for the credentials in every output and file; the log file is one of them.

use std::fs;

use super::account::{config, use_oauth_client, with_menus};
use crate::fake::{Fault, Gate};
use crate::harness::Acceptance;

/// The command lines of all processes.
fn command_lines() -> String {
    let processes = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    lines.map(|line| String::from_utf8_lossy(&line).into_owned()).collect::<Vec<_>>().join("\n")
}

/// The client's secret, and the tokens that were issued.
fn secrets(acc: &Acceptance) -> Vec<String> {
    acc.fake().account(|account| {
        let own = &account.credentials;
        let issued = own.issued_tokens().into_iter().map(str::to_owned);
        issued.chain([own.oauth_client_secret.clone()]).collect()
    })
}

#[test]
fn an_oauth_client_leaves_no_trace() {
    let mut acc = with_menus(1);
    use_oauth_client(&mut acc);
    let log = acc.dir().join("terraform.log");
    acc.env("TF_LOG", "TRACE").env("TF_LOG_PROVIDER", "TRACE").env("TF_LOG_PATH", log.to_str().unwrap());
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(&gate));
    acc.configure(&config(1, "", "+12025550101"));
    let running = acc.spawn(&["apply", "-auto-approve"]);
    gate.wait_until_held(1);
    let lines = command_lines();
    assert!(lines.contains("/terraform-provider-zendesk"), "the provider is among the processes");
    let secrets = secrets(&acc);
    assert_eq!(secrets.len(), 3);
    assert!(secrets.iter().all(|secret| !lines.contains(secret)), "a secret is in a command line");
    acc.fake().account(|account| account.credentials.revoke_issued());
    gate.open();
    let output = acc.finish(running);
    assert!(output.status.success(), "{output}");
    acc.destroy();
    let log = fs::read_to_string(log).unwrap();
    for words in ["request answered", "/oauth/tokens", "status=401", "plugin started"] {
        assert!(log.contains(words), "the log lacks {words:?}");
    }
    acc.expect_no_secrets();
}
