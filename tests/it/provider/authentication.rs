//! Every combination of sources and methods. The fake checks the credentials: an answer of 200 proves them.

use super::cases::{accepts, aliases, refuses, with_environment, without_environment};

#[test]
fn provider_block_alone() {
    let acc = without_environment();
    accepts(
        &acc,
        &[
            ("api_token", "base_url = var.url\n email = var.email\n api_token = var.api_token", "Basic"),
            ("oauth_token", "base_url = var.url\n oauth_token = var.oauth_token", "Bearer"),
            // As files have it.
            (
                "line_break",
                "base_url = \"${var.url}\\n\"\n oauth_token = \"${var.oauth_token}\\n\"",
                "Bearer",
            ),
            (
                "line_breaks",
                "base_url = var.url\n email = \"${var.email}\\r\\n\"\n api_token = \" ${var.api_token}\\n\"",
                "Basic",
            ),
        ],
    );
}

#[test]
fn environment_fills_in_what_the_block_leaves_out() {
    let mut acc = with_environment();
    // The first variable that is set wins.
    acc.env("ZENDESK_USERNAME", "nobody@example.com").env("ZENDESK_TOKEN", "none");
    accepts(
        &acc,
        &[
            ("nothing", "", "Basic"),
            ("account", "base_url = var.url", "Basic"),
            ("email", "email = var.email", "Basic"),
            ("token", "api_token = var.api_token", "Basic"),
            ("other_method", "oauth_token = var.oauth_token", "Bearer"),
        ],
    );
}

#[test]
fn provider_block_beats_environment() {
    let mut acc = with_environment();
    acc.env("ZENDESK_BASE_URL", "http://127.0.0.1:1").env("ZENDESK_MAX_RETRIES", "many");
    acc.env("ZENDESK_EMAIL", "nobody@example.com").env("ZENDESK_API_TOKEN", "none");
    acc.env("ZENDESK_OAUTH_TOKEN", "none");
    accepts(
        &acc,
        &[
            (
                "api_token",
                "base_url = var.url\n max_retries = 0\n email = var.email\n api_token = var.api_token",
                "Basic",
            ),
            ("oauth_token", "base_url = var.url\n max_retries = 0\n oauth_token = var.oauth_token", "Bearer"),
        ],
    );
}

#[test]
fn environment_alone_by_other_names() {
    let mut acc = with_environment();
    let own = acc.fake().account(|account| account.credentials.api_token.clone());
    acc.env_remove("ZENDESK_EMAIL").env("ZENDESK_USERNAME", "agent@example.com");
    acc.env_remove("ZENDESK_API_TOKEN").env("ZENDESK_TOKEN", &own);
    // An empty variable is one that isn't set, as in a workflow whose secret is missing.
    acc.env("ZENDESK_OAUTH_TOKEN", "").env("ZENDESK_SUBDOMAIN", "");
    accepts(&acc, &[("usernames", "", "Basic")]);
}

#[test]
fn environment_alone_with_an_access_token() {
    let mut acc = without_environment();
    let (url, token) = (acc.fake().url(), acc.fake().account(|a| a.credentials.oauth_token.clone()));
    acc.env("ZENDESK_BASE_URL", &url).env("ZENDESK_OAUTH_TOKEN", &token);
    accepts(
        &acc,
        &[
            ("oauth_token", "", "Bearer"),
            ("api_token", "email = var.email\n api_token = var.api_token", "Basic"),
        ],
    );
}

#[test]
fn incomplete_provider_block() {
    refuses(
        &without_environment(),
        &[
            (
                "account",
                "oauth_token = var.oauth_token",
                "Missing Zendesk account",
                "The provider needs to know which account it works on. Set the argument subdomain (\"acme\" for \
                 https://acme.zendesk.com) or the environment variable ZENDESK_SUBDOMAIN. For a proxy or a test \
                 server, set base_url or ZENDESK_BASE_URL instead.",
            ),
            (
                "none",
                "base_url = var.url",
                "No authentication configured",
                "Neither the provider block nor the environment holds credentials. Set one of: - oauth_client_id and \
                 oauth_client_secret (ZENDESK_OAUTH_CLIENT_ID, ZENDESK_OAUTH_CLIENT_SECRET): OAuth client \
                 credentials, recommended - oauth_token (ZENDESK_OAUTH_TOKEN): a ready access token - email and \
                 api_token (ZENDESK_EMAIL or ZENDESK_USERNAME, ZENDESK_API_TOKEN or ZENDESK_TOKEN): API tokens end \
                 on 2027-04-30",
            ),
            (
                "email",
                "base_url = var.url\n email = var.email",
                "Incomplete authentication",
                "Authentication by API token has email but lacks api_token. Set the argument, or the environment \
                 variable ZENDESK_API_TOKEN or ZENDESK_TOKEN.",
            ),
            (
                "token",
                "base_url = var.url\n api_token = var.api_token",
                "Incomplete authentication",
                "Authentication by API token has api_token but lacks email. Set the argument, or the environment \
                 variable ZENDESK_EMAIL or ZENDESK_USERNAME.",
            ),
            (
                "client_id",
                "base_url = var.url\n oauth_client_id = \"terraform\"",
                "Incomplete authentication",
                "Authentication by OAuth client credentials has oauth_client_id but lacks oauth_client_secret. Set \
                 the argument, or the environment variable ZENDESK_OAUTH_CLIENT_SECRET.",
            ),
            (
                "client_secret",
                "base_url = var.url\n oauth_client_secret = \"none\"",
                "Incomplete authentication",
                "Authentication by OAuth client credentials has oauth_client_secret but lacks oauth_client_id. Set \
                 the argument, or the environment variable ZENDESK_OAUTH_CLIENT_ID.",
            ),
            (
                "scopes",
                "base_url = var.url\n oauth_scopes = [\"read\"]",
                "Incomplete authentication",
                "Authentication by OAuth client credentials has oauth_scopes but lacks oauth_client_id and \
                 oauth_client_secret. Set the arguments, or the environment variables ZENDESK_OAUTH_CLIENT_ID and \
                 ZENDESK_OAUTH_CLIENT_SECRET.",
            ),
        ],
    );
}

#[test]
fn incomplete_environment() {
    let mut acc = with_environment();
    acc.env_remove("ZENDESK_API_TOKEN").env_remove("ZENDESK_EMAIL");
    acc.env("ZENDESK_USERNAME", "agent@example.com");
    refuses(
        &acc,
        &[(
            "nothing",
            "",
            "Incomplete authentication",
            "Authentication by API token has email (from ZENDESK_USERNAME) but lacks api_token. Set the argument, or \
             the environment variable ZENDESK_API_TOKEN or ZENDESK_TOKEN.",
        )],
    );
}

#[test]
fn two_methods_in_the_environment() {
    let mut acc = with_environment();
    let token = acc.fake().account(|account| account.credentials.oauth_token.clone());
    acc.env("ZENDESK_OAUTH_TOKEN", &token).env("ZENDESK_OAUTH_CLIENT_ID", "terraform");
    refuses(
        &acc,
        &[(
            "nothing",
            "",
            "Two methods of authentication",
            "The environment sets OAuth client credentials (ZENDESK_OAUTH_CLIENT_ID) and OAuth access token \
             (ZENDESK_OAUTH_TOKEN) and API token (ZENDESK_EMAIL, ZENDESK_API_TOKEN). Zendesk takes one method: leave \
             the others out.",
        )],
    );
    // An argument in the block chooses, and what it lacks comes from the environment.
    accepts(&acc, &[("email", "email = var.email", "Basic")]);
}

#[test]
fn validate_needs_no_credentials() {
    let acc = without_environment();
    acc.validate(&aliases(&[("nothing", ""), ("half", "email = \"agent@example.com\"")]));
    acc.validate(&aliases(&[("variables", "oauth_token = var.oauth_token\n email = null")]));
}

#[test]
fn wrong_credentials_say_what_to_check() {
    let acc = without_environment();
    let output = acc.plan_fails(&aliases(&[
        ("api_token", "base_url = var.url\n email = var.email\n api_token = \"none\""),
        ("oauth_token", "base_url = var.url\n oauth_token = \"none\""),
    ]));
    let errors = output.diagnostics();
    for (name, words, advice) in [
        (
            "api_token",
            "401 Unauthorized: Couldn't authenticate you",
            "check email and api_token: the token must be active (unused ones are switched off after 30 days) and API \
             token access must be on in the account",
        ),
        (
            "oauth_token",
            "401 Unauthorized: invalid_token: The access token provided is expired, revoked, malformed or invalid \
             for other reasons.",
            "check oauth_token: it may be expired or revoked",
        ),
    ] {
        let address = format!("data.zendesk_ivr_routes.{name}");
        let error = errors.iter().find(|error| error.address == address).expect(name);
        assert_eq!(error.summary, "Failed to list IVR routes");
        error.says(words).says(advice);
    }
}

#[test]
fn a_token_that_cannot_be_sent_is_refused() {
    refuses(
        &without_environment(),
        &[(
            "line_break",
            "base_url = var.url\n oauth_token = \"no\\nne\"",
            "Failed to configure provider",
            "The client for the Zendesk API can't be made: can't use the settings: oauth_token holds characters that \
             no HTTP header can hold",
        )],
    );
}
