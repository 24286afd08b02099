//! A loopback address is never reached through a proxy: the proxy would get the credentials in clear.

use std::sync::mpsc::Receiver;

use super::cases::{accepts, without_environment};
use super::proxy::proxy;
use crate::export::program::run_with;
use crate::harness::Acceptance;

/// What names a proxy, in each notation that is in use.
const PROXIES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

const CLIENT: &str =
    "base_url = var.url\n oauth_client_id = var.client_id\n oauth_client_secret = var.client_secret";

const TOKEN: &str = "base_url = var.url\n email = var.email\n api_token = var.api_token";

/// Checks that nobody has connected to the proxy.
#[track_caller]
fn expect_unused(lines: &Receiver<String>, why: &str) {
    assert_eq!(lines.try_iter().collect::<Vec<_>>(), [] as [String; 0], "{why}");
}

/// The environment of the executable: the account at this URL, with its OAuth client.
fn account_at(acc: &Acceptance, url: String) -> Vec<(&'static str, String)> {
    let (id, secret) = acc.fake().account(|account| {
        let own = &account.credentials;
        (own.oauth_client_id.clone(), own.oauth_client_secret.clone())
    });
    vec![
        ("ZENDESK_BASE_URL", url),
        ("ZENDESK_OAUTH_CLIENT_ID", id),
        ("ZENDESK_OAUTH_CLIENT_SECRET", secret),
        ("ZENDESK_MAX_RETRIES", "0".to_owned()),
    ]
}

#[test]
fn a_plan_sends_loopback_requests_past_proxies() {
    let (proxy, lines) = proxy();
    for (index, also) in [("NO_PROXY", "acme.example"), ("REQUEST_METHOD", "GET")].iter().enumerate() {
        let mut acc = without_environment();
        acc.env(also.0, also.1).env("ZENDESK_MAX_RETRIES", "0");
        PROXIES.iter().skip(index).step_by(2).for_each(|name| {
            acc.env(name, &proxy);
        });
        accepts(&acc, &[("client", CLIENT, "Bearer"), ("token", TOKEN, "Basic")]);
        expect_unused(&lines, also.0);
    }
}

#[test]
fn the_command_line_sends_loopback_requests_past_proxies() {
    let (proxy, lines) = proxy();
    let acc = without_environment();
    for name in PROXIES {
        for command in ["export", "graph"] {
            let variables = account_at(&acc, acc.fake().url()).into_iter().chain([(name, proxy.clone())]);
            run_with(variables, &[command]).ok();
            expect_unused(&lines, name);
        }
    }
}

#[test]
fn every_notation_of_a_loopback_host_counts() {
    let (proxy, lines) = proxy();
    let acc = without_environment();
    let port = acc.fake().url().rsplit_once(':').unwrap().1.to_owned();
    for scheme in ["http", "https"] {
        for host in ["localhost", "127.0.0.1", "127.1", "127.9.9.9", "[::1]", "[::ffff:127.0.0.1]"] {
            let url = format!("{scheme}://{host}:{port}");
            let variables = account_at(&acc, url.clone()).into_iter();
            // Whether somebody answers there depends on the machine; who was asked doesn't.
            run_with(variables.chain(PROXIES.map(|name| (name, proxy.clone()))), &["export"]);
            expect_unused(&lines, &url);
        }
    }
}
