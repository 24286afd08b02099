//! The OAuth client: the provider gets a token for it, and uses that.

use super::cases::{accepts, with_environment, without_environment};
use crate::fake::Fault;
use crate::harness::Acceptance;

const BLOCK: &str =
    "base_url = var.url\n oauth_client_id = var.client_id\n oauth_client_secret = var.client_secret";

/// The scopes that were asked for, in the order of the requests for a token.
fn scopes(acc: &Acceptance) -> Vec<String> {
    let requests = acc.fake().requests().into_iter().filter(|request| request.is("POST", Fault::TOKENS));
    requests.map(|request| request.body["scope"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Id and secret of the account's OAuth client.
fn client(acc: &Acceptance) -> (String, String) {
    acc.fake().account(|account| {
        (account.credentials.oauth_client_id.clone(), account.credentials.oauth_client_secret.clone())
    })
}

#[test]
fn provider_block_alone() {
    let acc = without_environment();
    accepts(&acc, &[("client", BLOCK, "Bearer")]);
    assert_eq!(scopes(&acc), ["read write"]);
    accepts(&acc, &[("scopes", &format!("{BLOCK}\n oauth_scopes = [\"read\"]"), "Bearer")]);
    assert_eq!(scopes(&acc), ["read"]);
    let with_line_breaks = BLOCK.replace("var.client_id", "\"${var.client_id}\\n\"");
    let with_line_breaks = with_line_breaks.replace("var.client_secret", "\"${var.client_secret}\\n\"");
    accepts(&acc, &[("line_breaks", &with_line_breaks, "Bearer")]);
}

#[test]
fn provider_block_beats_environment() {
    let mut acc = with_environment();
    acc.env("ZENDESK_OAUTH_SCOPES", "impersonate");
    accepts(&acc, &[("client", &format!("{BLOCK}\n oauth_scopes = [\"read\", \"write\"]"), "Bearer")]);
    assert_eq!(scopes(&acc), ["read write"]);
}

#[test]
fn environment_alone_and_with_the_block() {
    let mut acc = without_environment();
    let (id, secret) = client(&acc);
    acc.env("ZENDESK_BASE_URL", &acc.fake().url()).env("ZENDESK_OAUTH_CLIENT_ID", &id);
    acc.env("ZENDESK_OAUTH_CLIENT_SECRET", &secret).env("ZENDESK_OAUTH_SCOPES", "write read");
    accepts(
        &acc,
        &[
            ("nothing", "", "Bearer"),
            ("id", "oauth_client_id = var.client_id", "Bearer"),
            ("secret", "oauth_client_secret = var.client_secret", "Bearer"),
        ],
    );
    assert_eq!(scopes(&acc), ["write read", "write read", "write read"]);
}

#[test]
fn a_refused_client_is_an_error_without_its_secret() {
    let acc = without_environment();
    acc.fake().account(|account| account.credentials.allowed_scopes = vec!["read".into()]);
    let output = acc.plan_fails(&super::cases::aliases(&[
        ("secret", &BLOCK.replace("var.client_secret", "\"none\"")),
        ("scopes", BLOCK),
    ]));
    let errors = output.diagnostics();
    for (name, words) in
        [("secret", "401 Unauthorized: invalid_client"), ("scopes", "400 Bad Request: invalid_scope")]
    {
        let address = format!("data.zendesk_ivr_routes.{name}");
        let error = errors.iter().find(|error| error.address == address).expect(name);
        error.says("POST /oauth/tokens").says(words);
    }
}
