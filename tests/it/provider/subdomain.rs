//! The account's name becomes its URL. A proxy sees where the provider wants to go, and lets nobody through.

use super::cases::{aliases, with_environment};
use super::proxy::proxy;
use crate::fake::LoggedRequest;

#[test]
fn becomes_the_url_and_proxies_are_used() {
    let (url, lines) = proxy();
    let mut acc = with_environment();
    acc.env("HTTPS_PROXY", &url).env("ZENDESK_MAX_RETRIES", "0").env_remove("ZENDESK_BASE_URL");
    acc.env("ZENDESK_SUBDOMAIN", "acme").env("ZENDESK_ACCOUNT", "other");
    let blocks = [("environment", ""), ("block", "subdomain = \"d3v-acme\"")];
    let output = acc.plan_fails(&aliases(&blocks));
    output.error("Failed to list IVR routes").says("Routes of menu 1000");
    let mut asked: Vec<_> = lines.try_iter().collect();
    asked.sort();
    assert_eq!(asked, ["CONNECT acme.zendesk.com:443 HTTP/1.1", "CONNECT d3v-acme.zendesk.com:443 HTTP/1.1"]);

    // Nor do the credentials of the block's account go where the environment points.
    acc.fake().clear_requests();
    acc.env("ZENDESK_BASE_URL", &acc.fake().url());
    acc.plan_fails(&aliases(&[("block", "subdomain = \"d3v-acme\\n\"")]));
    assert_eq!(lines.try_iter().collect::<Vec<_>>(), ["CONNECT d3v-acme.zendesk.com:443 HTTP/1.1"]);
    assert_eq!(acc.fake().requests(), [] as [LoggedRequest; 0]);

    acc.env_remove("ZENDESK_SUBDOMAIN").env_remove("ZENDESK_BASE_URL");
    acc.plan_fails(&aliases(&[("other_name", "")]));
    assert_eq!(lines.try_iter().collect::<Vec<_>>(), ["CONNECT other.zendesk.com:443 HTTP/1.1"]);
}
