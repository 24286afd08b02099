//! Which settings come of which block and environment.

use std::collections::HashMap;
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::{Value as Json, json};
use tf_provider::Diagnostics;

use super::{ProviderConfig, check_references, to_settings, validate};
use crate::api::{Credentials, Settings};
use crate::environment::Environment;

fn config(arguments: Json) -> ProviderConfig {
    let mut all = json!({
        "subdomain": null, "base_url": null, "oauth_client_id": null, "oauth_client_secret": null,
        "oauth_scopes": null, "oauth_token": null, "email": null, "api_token": null, "max_retries": null,
        "request_timeout": null, "max_requests_per_minute": null, "check_references": null,
    });
    let (Some(all_arguments), Json::Object(arguments)) = (all.as_object_mut(), arguments) else {
        panic!("no object")
    };
    all_arguments.extend(arguments);
    serde_json::from_value(all).unwrap()
}

fn settings(arguments: Json, variables: &[(&str, &str)]) -> Result<Settings, Diagnostics> {
    let variables: HashMap<_, _> = variables.iter().copied().collect();
    let lookup = |name: &str| variables.get(name).map(|value| (*value).into());
    to_settings(&config(arguments), &Environment::new(&lookup), "agent".into(), Default::default())
}

fn accepted(arguments: Json, variables: &[(&str, &str)]) -> Settings {
    settings(arguments, variables).unwrap_or_else(|diags| panic!("{diags:?}"))
}

fn refused(arguments: Json, variables: &[(&str, &str)]) -> (String, String) {
    let diags = settings(arguments, variables).err().unwrap();
    let [error] = &diags.errors[..] else { panic!("{diags:?}") };
    (error.summary.clone().into_owned(), error.detail.clone().into_owned())
}

fn shown(credentials: &Credentials) -> String {
    match credentials {
        Credentials::ApiToken { email, token } => format!("api {email} {}", token.expose_secret()),
        Credentials::OauthToken(token) => format!("token {}", token.expose_secret()),
        Credentials::OauthClient { id, secret, scopes } => {
            format!("client {id} {} {}", secret.expose_secret(), scopes.join("+"))
        }
    }
}

const ACCOUNT: (&str, &str) = ("ZENDESK_SUBDOMAIN", "acme");

#[test]
fn each_method_comes_from_either_source() {
    for (arguments, variables, expected) in [
        (json!({"email": "jo@x", "api_token": "t"}), vec![], "api jo@x t"),
        (json!({}), vec![("ZENDESK_EMAIL", "jo@x"), ("ZENDESK_API_TOKEN", "t")], "api jo@x t"),
        (json!({}), vec![("ZENDESK_USERNAME", "jo@x"), ("ZENDESK_TOKEN", "t")], "api jo@x t"),
        (json!({"email": "jo@x"}), vec![("ZENDESK_EMAIL", "al@x"), ("ZENDESK_API_TOKEN", "t")], "api jo@x t"),
        (json!({"oauth_token": "o"}), vec![("ZENDESK_EMAIL", "jo@x"), ("ZENDESK_API_TOKEN", "t")], "token o"),
        (json!({}), vec![("ZENDESK_OAUTH_TOKEN", "o")], "token o"),
        (json!({}), vec![("ZENDESK_OAUTH_TOKEN", " o\n")], "token o"),
        (json!({"email": "jo@x\n", "api_token": " t\n"}), vec![], "api jo@x t"),
        (
            json!({}),
            vec![
                ("ZENDESK_OAUTH_TOKEN", " "),
                ("ZENDESK_OAUTH_CLIENT_ID", "\n"),
                ("ZENDESK_EMAIL", "\t"),
                ("ZENDESK_USERNAME", "jo@x"),
                ("ZENDESK_API_TOKEN", "t\r\n"),
            ],
            "api jo@x t",
        ),
        (json!({"oauth_client_id": "c", "oauth_client_secret": "s"}), vec![], "client c s read+write"),
        (
            json!({"oauth_client_id": "c", "oauth_client_secret": "s", "oauth_scopes": ["read"]}),
            vec![("ZENDESK_OAUTH_SCOPES", "a b")],
            "client c s read",
        ),
        (
            json!({}),
            vec![
                ("ZENDESK_OAUTH_CLIENT_ID", "c"),
                ("ZENDESK_OAUTH_CLIENT_SECRET", "s"),
                ("ZENDESK_OAUTH_SCOPES", "a b"),
            ],
            "client c s a+b",
        ),
    ] {
        let variables = [variables, vec![ACCOUNT]].concat();
        assert_eq!(shown(&accepted(arguments.clone(), &variables).credentials), expected, "{arguments}");
    }
}

#[test]
fn two_methods_of_one_source_are_refused() {
    let (summary, detail) = refused(json!({"oauth_token": "o", "email": "jo@x"}), &[ACCOUNT]);
    assert_eq!(summary, "Two methods of authentication");
    assert!(
        detail.starts_with("The provider block sets OAuth access token (oauth_token) and API token (email).")
    );
    let variables = [ACCOUNT, ("ZENDESK_OAUTH_TOKEN", "o"), ("ZENDESK_TOKEN", "t")];
    let (_, detail) = refused(json!({}), &variables);
    let expected =
        "The environment sets OAuth access token (ZENDESK_OAUTH_TOKEN) and API token (ZENDESK_TOKEN).";
    assert!(detail.starts_with(expected), "{detail}");
}

#[test]
fn half_a_method_names_what_is_missing() {
    for (arguments, variables, expected) in [
        (
            json!({"email": "jo@x"}),
            vec![],
            "Authentication by API token has email but lacks api_token. Set the argument, or the environment \
             variable ZENDESK_API_TOKEN or ZENDESK_TOKEN.",
        ),
        (
            json!({}),
            vec![("ZENDESK_OAUTH_CLIENT_SECRET", "s")],
            "Authentication by OAuth client credentials has oauth_client_secret (from ZENDESK_OAUTH_CLIENT_SECRET) \
             but lacks oauth_client_id. Set the argument, or the environment variable ZENDESK_OAUTH_CLIENT_ID.",
        ),
    ] {
        let variables = [variables, vec![ACCOUNT]].concat();
        let found = refused(arguments, &variables);
        assert_eq!(found, ("Incomplete authentication".to_owned(), expected.to_owned()));
    }
}

#[test]
fn no_method_names_them_all() {
    let (summary, detail) = refused(json!({}), &[ACCOUNT]);
    assert_eq!(summary, "No authentication configured");
    for variable in
        ["ZENDESK_OAUTH_CLIENT_ID", "ZENDESK_OAUTH_TOKEN", "ZENDESK_API_TOKEN", "ZENDESK_USERNAME"]
    {
        assert!(detail.contains(variable), "{detail}");
    }
}

#[test]
fn the_account_comes_from_either_source() {
    const TOKEN: (&str, &str) = ("ZENDESK_OAUTH_TOKEN", "o");
    for (arguments, variables, expected) in [
        (json!({"subdomain": "acme"}), vec![("ZENDESK_SUBDOMAIN", "other")], "https://acme.zendesk.com/"),
        (json!({}), vec![("ZENDESK_ACCOUNT", "acme")], "https://acme.zendesk.com/"),
        (json!({}), vec![("ZENDESK_ACCOUNT", "b"), ("ZENDESK_SUBDOMAIN", "a")], "https://a.zendesk.com/"),
        (json!({"base_url": "http://127.0.0.1:1", "subdomain": "acme"}), vec![], "http://127.0.0.1:1/"),
        (json!({"subdomain": "acme"}), vec![("ZENDESK_BASE_URL", "")], "https://acme.zendesk.com/"),
        (
            json!({}),
            vec![("ZENDESK_SUBDOMAIN", " \n"), ("ZENDESK_ACCOUNT", " acme\n")],
            "https://acme.zendesk.com/",
        ),
        (json!({}), vec![("ZENDESK_BASE_URL", "\thttps://a.example ")], "https://a.example/"),
    ] {
        let settings = accepted(arguments, &[variables, vec![TOKEN]].concat());
        assert_eq!(settings.base_url.as_str(), expected);
    }
    assert_eq!(refused(json!({}), &[TOKEN]).0, "Missing Zendesk account");
    let (_, detail) = refused(json!({}), &[TOKEN, ("ZENDESK_SUBDOMAIN", "a.b")]);
    assert!(detail.starts_with("The environment variable ZENDESK_SUBDOMAIN is \"a.b\"."), "{detail}");
}

#[test]
fn the_block_beats_the_environment_and_a_base_url_the_subdomain_beside_it() {
    const LOCAL: &str = "http://127.0.0.1:1";
    for (arguments, variables, expected) in [
        (json!({"subdomain": "acme"}), vec![("ZENDESK_BASE_URL", LOCAL)], "https://acme.zendesk.com/"),
        (json!({"subdomain": "acme", "base_url": LOCAL}), vec![], "http://127.0.0.1:1/"),
        (
            json!({"base_url": LOCAL}),
            vec![("ZENDESK_BASE_URL", "https://a.example"), ("ZENDESK_SUBDOMAIN", "a")],
            "http://127.0.0.1:1/",
        ),
        (json!({}), vec![("ZENDESK_BASE_URL", LOCAL), ("ZENDESK_SUBDOMAIN", "a")], "http://127.0.0.1:1/"),
    ] {
        let variables = [variables, vec![("ZENDESK_OAUTH_TOKEN", "o")]].concat();
        assert_eq!(accepted(arguments.clone(), &variables).base_url.as_str(), expected, "{arguments}");
    }
    // Nor does a variable step in for what the block has wrong.
    let variables = [("ZENDESK_BASE_URL", LOCAL), ("ZENDESK_OAUTH_TOKEN", "o")];
    assert_eq!(refused(json!({"subdomain": "a.b"}), &variables).0, "Invalid subdomain");
}

#[test]
fn white_space_around_a_value_of_the_block_is_cut() {
    for (arguments, expected) in [
        (json!({"email": " jo@x\r\n", "api_token": "\tt\n"}), "api jo@x t"),
        (json!({"oauth_token": "o\n"}), "token o"),
        (
            json!({"oauth_client_id": "c\n", "oauth_client_secret": "\u{a0}s\n", "oauth_scopes": [" read\n"]}),
            "client c s read",
        ),
    ] {
        for (name, value) in [("subdomain", "acme\n"), ("base_url", " https://acme.zendesk.com\n")] {
            let mut arguments = arguments.clone();
            arguments[name] = value.into();
            let mut diags = Diagnostics::default();
            validate(&mut diags, &config(arguments.clone()));
            assert!(diags.errors.is_empty(), "{arguments}: {diags:?}");
            let settings = accepted(arguments, &[]);
            assert_eq!(shown(&settings.credentials), expected);
            assert_eq!(settings.base_url.as_str(), "https://acme.zendesk.com/");
        }
    }
}

#[test]
fn scopes_that_are_none_or_several_in_one_are_refused() {
    let client = [ACCOUNT, ("ZENDESK_OAUTH_CLIENT_ID", "c"), ("ZENDESK_OAUTH_CLIENT_SECRET", "s")];
    for (scopes, path, words) in [
        (json!([]), "oauth_scopes", "is an empty list. Write the scopes"),
        (json!([""]), "oauth_scopes[0]", "oauth_scopes[0] is empty. Write each scope"),
        (json!(["read", "\n"]), "oauth_scopes[1]", "oauth_scopes[1] is empty. Write each scope"),
        (json!(["read", null]), "oauth_scopes[1]", "oauth_scopes[1] is empty. Write each scope"),
        (json!(["read write"]), "oauth_scopes[0]", "oauth_scopes[0] is \"read write\". Write each scope"),
        (json!(["read,write"]), "oauth_scopes[0]", "oauth_scopes[0] is \"read,write\". Write each scope"),
        (json!(["read\nwrite"]), "oauth_scopes[0]", "oauth_scopes[0] is \"read\nwrite\". Write each scope"),
    ] {
        let arguments = json!({"oauth_scopes": scopes});
        let mut diags = Diagnostics::default();
        validate(&mut diags, &config(arguments.clone()));
        let [error] = &diags.errors[..] else { panic!("{arguments}: {diags:?}") };
        assert_eq!((&*error.summary, error.attribute.to_string().as_str()), ("Invalid oauth_scopes", path));
        assert!(error.detail.contains(words), "{}", error.detail);
        assert_eq!(refused(arguments, &client).1, error.detail);
    }
    for text in ["read,write", "read, write", "[\"read\", \"write\"]", "read;write"] {
        let (summary, detail) =
            refused(json!({}), &[&client[..], &[("ZENDESK_OAUTH_SCOPES", text)]].concat());
        assert_eq!(summary, "Invalid oauth_scopes");
        let beginning =
            format!("The environment variable ZENDESK_OAUTH_SCOPES is \"{text}\". Write the scopes with");
        assert!(detail.starts_with(&beginning), "{detail}");
    }
    let names = json!({"oauth_scopes": ["tickets:read", "hc:write"]});
    assert_eq!(shown(&accepted(names, &client).credentials), "client c s tickets:read+hc:write");
}

#[test]
fn limits_have_defaults_and_bounds() {
    let variables = [ACCOUNT, ("ZENDESK_OAUTH_TOKEN", "o"), ("ZENDESK_MAX_RETRIES", "3")];
    let settings = accepted(json!({}), &variables[..2]);
    assert_eq!((settings.max_retries, settings.request_timeout), (8, Duration::from_secs(30)));
    assert_eq!(settings.max_requests_per_minute, None);
    assert_eq!(accepted(json!({}), &variables).max_retries, 3);
    let blank = [variables[0], variables[1], ("ZENDESK_MAX_RETRIES", " ")];
    assert_eq!(accepted(json!({}), &blank).max_retries, 8);
    assert_eq!(accepted(json!({"max_retries": 0}), &variables).max_retries, 0);
    for (name, value) in [
        ("max_retries", json!(-1)),
        ("max_retries", json!(1.5)),
        ("request_timeout", json!(0)),
        ("request_timeout", json!(601)),
        ("max_requests_per_minute", json!(0)),
    ] {
        assert_eq!(refused(json!({name: value}), &variables).0, format!("Invalid {name}"));
    }
    let (_, detail) = refused(json!({}), &[ACCOUNT, variables[1], ("ZENDESK_REQUEST_TIMEOUT", "soon")]);
    assert!(detail.starts_with("The environment variable ZENDESK_REQUEST_TIMEOUT is soon."), "{detail}");
}

#[test]
fn a_proxy_that_cannot_be_used_is_told_with_the_rest() {
    let variables = [ACCOUNT, ("https_proxy", "ftp://jo:s3cret@proxy.example")];
    let diags = settings(json!({"max_retries": -1}), &variables).err().unwrap();
    let summaries: Vec<_> = diags.errors.iter().map(|error| &*error.summary).collect();
    assert_eq!(summaries, ["Invalid https_proxy", "No authentication configured", "Invalid max_retries"]);
    assert!(!format!("{diags:?}").contains("s3cret"));
}

#[test]
fn every_finding_is_told_at_once() {
    let diags = settings(json!({"max_retries": -1}), &[]).err().unwrap();
    assert_eq!(diags.errors.len(), 3);
}

#[test]
fn the_block_alone_is_checked_on_each_argument() {
    for (arguments, path) in [
        (json!({"subdomain": "acme.zendesk.com"}), "subdomain"),
        (json!({"base_url": "http://acme.zendesk.com"}), "base_url"),
        (json!({"email": "jo"}), "email"),
        (json!({"email": "jo@acme.example/token"}), "email"),
        (json!({"api_token": ""}), "api_token"),
        (json!({"email": " "}), "email"),
        (json!({"oauth_client_id": "\n"}), "oauth_client_id"),
        (json!({"oauth_client_secret": "\t"}), "oauth_client_secret"),
        (json!({"subdomain": " "}), "subdomain"),
        (json!({"max_retries": 1000}), "max_retries"),
        (json!({"oauth_token": "o", "api_token": "t"}), ""),
    ] {
        let mut diags = Diagnostics::default();
        validate(&mut diags, &config(arguments.clone()));
        let paths: Vec<_> = diags.errors.iter().map(|error| error.attribute.to_string()).collect();
        assert_eq!(paths, [path], "{arguments}");
    }
}

/// What the block and the variable say of the check of references.
fn checks(argument: Json, variable: Option<&str>) -> Result<bool, String> {
    let lookup = |name: &str| variable.filter(|_| name == "ZENDESK_CHECK_REFERENCES").map(Into::into);
    let config = config(json!({ "check_references": argument }));
    let checks = check_references(&config, &Environment::new(&lookup));
    checks.map_err(|error| format!("{}: {}", error.summary, error.detail))
}

#[test]
fn references_are_checked_unless_the_block_or_the_variable_says_otherwise() {
    let nothing = || Json::Null;
    assert_eq!(checks(nothing(), None), Ok(true));
    for (text, expected) in [
        ("true", true),
        ("1", true),
        (" True\n", true),
        ("false", false),
        ("0", false),
        ("FALSE", false),
        ("", true),
        (" ", true),
    ] {
        assert_eq!(checks(nothing(), Some(text)), Ok(expected), "{text:?}");
        // The block beats it.
        assert_eq!(checks(json!(false), Some(text)), Ok(false), "{text:?}");
        assert_eq!(checks(json!(true), Some(text)), Ok(true), "{text:?}");
    }
    for text in ["no", "off", "2", "00", "true false", "\u{131}"] {
        let error = format!(
            "Invalid check_references: The environment variable ZENDESK_CHECK_REFERENCES is \"{text}\". Allowed are true, \
             false, 1 and 0."
        );
        assert_eq!(checks(nothing(), Some(text)), Err(error));
        assert_eq!(checks(json!(false), Some(text)), Ok(false), "{text:?}");
    }
}
