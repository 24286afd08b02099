//! An answer that quotes the request, or points elsewhere: no credential gets into a message or to another server.
//!
//! The harness looks for the credentials in every output and file.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::account::{config, use_oauth_client, with_menus};
use crate::fake::{Answer, Fake, Fault, Gate, LoggedRequest};
use crate::harness::Acceptance;

/// Refusals of all kinds that quote this.
fn quotes(text: &str) -> [Answer; 4] {
    [
        Answer::json(401, &json!({"error": "invalid_token", "error_description": text})),
        Answer::record_invalid(json!({"base": [{"description": text}]})),
        Answer::text(500, "text/plain", &format!("Authorization: {text}")).header("x-request-id", "1"),
        Answer::json(200, &json!({"ivr_routes": text})),
    ]
}

/// Plans once for each way of quoting; the log is traced.
fn expect_masked(acc: &mut Acceptance, text: &str) {
    acc.env("ZENDESK_MAX_RETRIES", "0").env("TF_LOG", "TRACE");
    for answer in quotes(text) {
        acc.fake().fault(Fault::answer(answer).on("GET", Fault::ROUTES));
        let output = acc.apply_fails(&config(1, "", "+12025550101"));
        // Not looked for in one error: a line that begins with "Error:" after wrapping is taken for another.
        output.says("Failed to create IVR route").says("(sensitive)");
    }
}

#[test]
fn a_quoted_api_token_is_masked() {
    let mut acc = with_menus(1);
    let (email, token) = acc
        .fake()
        .account(|account| (account.credentials.email.clone(), account.credentials.api_token.clone()));
    expect_masked(&mut acc, &format!("Basic {}", STANDARD.encode(format!("{email}/token:{token}"))));
    expect_masked(&mut acc, &token);
}

#[test]
fn a_quoted_access_token_is_masked() {
    let mut acc = with_menus(1);
    let token = acc.fake().account(|account| account.credentials.oauth_token.clone());
    acc.env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN").env("ZENDESK_OAUTH_TOKEN", &token);
    expect_masked(&mut acc, &format!("Bearer {token}"));
}

#[test]
fn a_quoted_issued_token_is_masked() {
    let mut acc = with_menus(1);
    use_oauth_client(&mut acc);
    let log = acc.dir().join("terraform.log");
    acc.env("TF_LOG", "TRACE").env("TF_LOG_PATH", log.to_str().unwrap());
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("GET", Fault::ROUTES).hold_before(&gate));
    acc.configure(&config(1, "", "+12025550101"));
    let running = acc.spawn(&["apply", "-auto-approve"]);
    gate.wait_until_held(1);
    let token = acc.fake().account(|account| {
        account.credentials.issued_tokens().last().copied().unwrap_or_default().to_owned()
    });
    let [_, refusal, ..] = quotes(&format!("Bearer {token}"));
    acc.fake().fault(Fault::answer(refusal).on("POST", Fault::ROUTES));
    gate.open();
    acc.finish(running).error("Failed to create IVR route").says("Bearer (sensitive)");
}

#[test]
fn a_quoted_client_secret_is_masked() {
    let mut acc = with_menus(1);
    use_oauth_client(&mut acc);
    acc.env("ZENDESK_MAX_RETRIES", "0").env("TF_LOG", "TRACE");
    let secret = acc.fake().account(|account| account.credentials.oauth_client_secret.clone());
    let answers = [
        Answer::json(401, &json!({"error": "invalid_client", "error_description": format!("not {secret}")})),
        Answer::text(503, "text/plain", &format!("client_secret={secret}")),
    ];
    for answer in answers {
        acc.fake().fault(Fault::answer(answer).on("POST", Fault::TOKENS));
        let output = acc.plan_fails(&config(1, "", "+12025550101"));
        output.error("Failed to list IVR menus").says("can't get an access token").says("(sensitive)");
    }
}

#[test]
fn a_redirected_request_for_a_token_is_not_followed() {
    let (mut acc, other) = (with_menus(1), Fake::start());
    use_oauth_client(&mut acc);
    let redirect = Answer::redirect(&format!("{}/oauth/tokens", other.url()));
    acc.fake().fault(Fault::answer(redirect).on("POST", Fault::TOKENS));
    let error = acc.plan_fails(&config(1, "", "+12025550101")).error("Failed to list IVR menus");
    error.says(&format!("redirects POST /oauth/tokens to {}/oauth/tokens", other.url()));
    error.says("check subdomain or base_url");
    assert_eq!(other.requests(), [] as [LoggedRequest; 0]);
    assert_eq!(acc.fake().requests().len(), 1);
}
