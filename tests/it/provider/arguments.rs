//! Values that aren't allowed, from the block and from the environment.

use super::cases::{aliases, at, with_environment, without_environment};

/// An argument, the value that is refused, and what is said of it.
const INVALID: [(&str, &str, &str); 20] = [
    (
        "subdomain",
        "\"acme.zendesk.com\"",
        "subdomain is \"acme.zendesk.com\". Give the account's name alone: letters, digits and hyphens, for example \
         \"acme\" for https://acme.zendesk.com.",
    ),
    (
        "subdomain",
        "\"\"",
        "subdomain is \"\". Give the account's name alone: letters, digits and hyphens, for example \"acme\" for \
         https://acme.zendesk.com.",
    ),
    (
        "base_url",
        "\"http://acme.example\"",
        "base_url is \"http://acme.example\". Without TLS the credentials could be read on the way. Use https; http \
         is allowed for loopback addresses and localhost alone.",
    ),
    (
        "base_url",
        "\"https://jo:Hunter2@acme.example\"",
        "base_url is \"...@acme.example\". It must hold no user name and no password.",
    ),
    (
        "base_url",
        "\"https://acme.zendesk.com/api/v2\"",
        "base_url is \"https://acme.zendesk.com/api/v2\". Leave /api/v2 out: the provider adds it.",
    ),
    (
        "base_url",
        "\"acme.zendesk.com\"",
        "base_url is \"acme.zendesk.com\". It is no URL (relative URL without a base). Allowed is one like \
         https://acme.zendesk.com.",
    ),
    (
        "email",
        "\"jo\"",
        "email is no e-mail address. Give the address alone, without \"/token\", for example \"jo@acme.example\".",
    ),
    (
        "email",
        "\"jo@acme.example/token\"",
        "email is no e-mail address. Give the address alone, without \"/token\", for example \"jo@acme.example\".",
    ),
    ("api_token", "\"\"", "api_token is set but empty. Leave it out, or give it its value."),
    ("oauth_token", "\" \"", "oauth_token holds white space alone. Leave it out, or give it its value."),
    ("email", "\" \\n\"", "email holds white space alone. Leave it out, or give it its value."),
    (
        "oauth_client_secret",
        "\"\\n\"",
        "oauth_client_secret holds white space alone. Leave it out, or give it its value.",
    ),
    (
        "oauth_scopes",
        "[]",
        "oauth_scopes is an empty list. Write the scopes to ask for, for example [\"read\", \"write\"], or leave it \
         out: these two are the default.",
    ),
    (
        "oauth_scopes",
        "[\"\"]",
        "oauth_scopes[0] is empty. Write each scope as an element of its own, without spaces, commas and quotation \
         marks in it, for example [\"read\", \"write\"].",
    ),
    (
        "oauth_scopes",
        "[\"read write\"]",
        "oauth_scopes[0] is \"read write\". Write each scope as an element of its own, without spaces, commas and \
         quotation marks in it, for example [\"read\", \"write\"].",
    ),
    ("max_retries", "-1", "max_retries is -1. Allowed is a whole number from 0 to 100."),
    ("max_retries", "1.5", "max_retries is 1.5. Allowed is a whole number from 0 to 100."),
    ("request_timeout", "0", "request_timeout is 0. Allowed is a whole number from 1 to 600."),
    ("request_timeout", "601", "request_timeout is 601. Allowed is a whole number from 1 to 600."),
    (
        "max_requests_per_minute",
        "0",
        "max_requests_per_minute is 0. Allowed is a whole number from 1 to 100000.",
    ),
];

#[test]
fn each_value_is_checked_on_its_argument() {
    let names: Vec<_> = (0..INVALID.len()).map(|index| format!("case{index}")).collect();
    let blocks: Vec<_> = INVALID.iter().map(|(name, value, _)| format!("{name} = {value}")).collect();
    let cases: Vec<_> = names.iter().map(String::as_str).zip(blocks.iter().map(String::as_str)).collect();
    let output = without_environment().validate_fails(&aliases(&cases));
    let errors = output.diagnostics();
    for ((name, _), (argument, _, detail)) in cases.iter().zip(INVALID) {
        let found: Vec<_> = errors.iter().filter(|error| error.address == at(name)).collect();
        let [error] = found[..] else { panic!("for {name}: {found:#?}") };
        error.at(&at(name), argument);
        assert_eq!(error.summary, format!("Invalid {argument}"));
        assert_eq!(error.detail, detail);
    }
    assert!(!output.stderr.replace("jo:Hunter2@acme.example\"", "").contains("Hunter2"), "{output}");
}

#[test]
fn two_methods_in_the_block() {
    let cases = [("both", "oauth_token = var.oauth_token\n email = var.email")];
    let error = without_environment().validate_fails(&aliases(&cases)).error("Two methods of authentication");
    error.at(&at("both"), "provider \"zendesk\"");
    assert_eq!(
        error.detail,
        "The provider block sets OAuth access token (oauth_token) and API token (email). Zendesk takes one method: \
         leave the others out."
    );
}

#[test]
fn values_of_the_environment_are_checked_too() {
    let mut acc = with_environment();
    acc.env("ZENDESK_BASE_URL", "https://jo:Hunter2@acme.example").env("ZENDESK_MAX_RETRIES", "many");
    acc.env("ZENDESK_REQUEST_TIMEOUT", "0").env("ZENDESK_MAX_REQUESTS_PER_MINUTE", "1e3");
    acc.env("ZENDESK_EMAIL", "jo@acme.example/token");
    let output = acc.plan_fails(&aliases(&[("nothing", "")]));
    for (summary, detail) in [
        (
            "Invalid base_url",
            "The environment variable ZENDESK_BASE_URL is \"...@acme.example\". It must hold no user name and no \
             password.",
        ),
        (
            "Invalid email",
            "The environment variable ZENDESK_EMAIL is no e-mail address. Give the address alone, without \"/token\", \
             for example \"jo@acme.example\".",
        ),
        (
            "Invalid max_retries",
            "The environment variable ZENDESK_MAX_RETRIES is many. Allowed is a whole number from 0 to 100.",
        ),
        (
            "Invalid request_timeout",
            "The environment variable ZENDESK_REQUEST_TIMEOUT is 0. Allowed is a whole number from 1 to 600.",
        ),
        (
            "Invalid max_requests_per_minute",
            "The environment variable ZENDESK_MAX_REQUESTS_PER_MINUTE is 1e3. Allowed is a whole number from 1 to \
             100000.",
        ),
    ] {
        assert_eq!(output.error(summary).detail, detail);
    }
    output.does_not_say("Hunter2");
}

#[test]
fn limits_of_the_environment_are_taken() {
    let mut acc = with_environment();
    acc.env("ZENDESK_MAX_RETRIES", "0").env("ZENDESK_REQUEST_TIMEOUT", "600");
    acc.env("ZENDESK_MAX_REQUESTS_PER_MINUTE", "100000");
    super::cases::accepts(&acc, &[("nothing", "", "Basic")]);
}
