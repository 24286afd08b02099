//! Credentials stay inside the provider: nothing that it leaves behind holds one.
//!
//! The harness looks at the output of every run, logs included, and at every file. What it can't see is tested here.

use std::fs;
use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::account;
use crate::fake::{Answer, Fault, Gate};
use crate::harness::Acceptance;

const ROUTE: &str = r#"
provider "zendesk" {
  max_retries = 0
}
resource "zendesk_ivr_route" "test" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options  = { group_ids = [360001381413] }
}
"#;

/// The credentials of the account, and the e-mail address with the API token as they are sent.
fn secrets(acc: &Acceptance) -> Vec<String> {
    use base64::Engine;
    acc.fake().account(|account| {
        let own = &account.credentials;
        let sent = format!("{}/token:{}", own.email, own.api_token);
        let encoded = base64::engine::general_purpose::STANDARD.encode(&sent);
        vec![own.api_token.clone(), own.oauth_token.clone(), own.oauth_client_secret.clone(), sent, encoded]
    })
}

#[track_caller]
fn expect_none(secrets: &[String], bytes: &[u8], place: &str) {
    let text = String::from_utf8_lossy(bytes);
    assert!(!secrets.iter().any(|secret| text.contains(secret)), "a credential is in {place}");
}

/// The files in a saved plan: each follows a local header of the archive.
fn archived(archive: &[u8]) -> Vec<Vec<u8>> {
    let headers = archive.windows(4).enumerate().filter(|(_, bytes)| bytes == b"PK\x03\x04");
    let inflated = headers.map(|(start, _)| {
        let length =
            |at: usize| usize::from(u16::from_le_bytes([archive[start + at], archive[start + at + 1]]));
        let mut file = Vec::new();
        let data = &archive[start + 30 + length(26) + length(28)..];
        DeflateDecoder::new(data).read_to_end(&mut file).unwrap();
        file
    });
    inflated.collect()
}

/// The command lines of all processes.
fn command_lines() -> Vec<Vec<u8>> {
    let processes = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok()).collect()
}

/// Applies, fails to plan after so many refusals, and destroys, with everything traced; the harness looks for
/// credentials in each output.
fn trace(acc: &mut Acceptance, refusals: usize) {
    acc.env("TF_LOG", "TRACE").env("TF_LOG_PROVIDER", "TRACE");
    acc.configure(ROUTE);
    let applied = acc.terraform(&["apply", "-auto-approve"]);
    assert!(applied.status.success(), "{applied}");
    // The provider's own log is among what the harness looked at.
    assert!(applied.stderr.contains("request answered"), "{applied}");
    acc.fake().fault(Fault::answer(Answer::not_authenticated()).on("GET", Fault::IVRS).times(refusals));
    let failed = acc.terraform(&["plan"]);
    assert!(failed.stderr.contains("Couldn't authenticate you"), "{failed}");
    acc.destroy();
}

#[test]
fn not_in_the_trace_of_an_api_token() {
    trace(&mut account::with_menu(), 1);
}

#[test]
fn not_in_the_trace_of_an_access_token() {
    let mut acc = account::with_menu();
    let token = acc.fake().account(|account| account.credentials.oauth_token.clone());
    acc.env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN").env("ZENDESK_OAUTH_TOKEN", &token);
    trace(&mut acc, 1);
}

#[test]
fn not_in_the_trace_of_an_oauth_client() {
    let mut acc = account::with_menu();
    let (id, secret) = acc.fake().account(|account| {
        (account.credentials.oauth_client_id.clone(), account.credentials.oauth_client_secret.clone())
    });
    acc.env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN");
    acc.env("ZENDESK_OAUTH_CLIENT_ID", &id).env("ZENDESK_OAUTH_CLIENT_SECRET", &secret);
    // A run that answers 401 once gets another token and sends again.
    trace(&mut acc, 2);
}

#[test]
fn not_in_a_saved_plan() {
    let acc = account::with_menu();
    acc.plan(ROUTE);
    let files = archived(&fs::read(acc.dir().join("tfplan")).unwrap());
    let plan = files.iter().find(|file| String::from_utf8_lossy(file).contains("zendesk_ivr_route.test"));
    assert!(plan.is_some(), "the plan is among {} files", files.len());
    files.iter().for_each(|file| expect_none(&secrets(&acc), file, "the saved plan"));
}

#[test]
fn not_in_the_process_list() {
    let acc = account::with_menu();
    acc.apply(ROUTE);
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("GET", Fault::IVRS).hold_before(&gate));
    let running = acc.spawn(&["plan"]);
    gate.wait_until_held(1);
    let lines = command_lines();
    gate.open();
    let output = acc.finish(running);
    assert!(output.status.success(), "{output}");
    let is_provider = |line: &Vec<u8>| String::from_utf8_lossy(line).contains("/terraform-provider-zendesk");
    assert!(lines.iter().any(is_provider), "the provider is among the processes");
    lines.iter().for_each(|line| expect_none(&secrets(&acc), line, "a command line"));
}
