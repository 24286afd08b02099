//! Which hosts are reached past the proxy.
//!
//! The forms of an entry, and who reads it:
//!
//! | entry | hosts | Go | curl |
//! | --- | --- | --- | --- |
//! | `*` | all | yes | if alone |
//! | `zendesk.com` | it and all below it | yes | yes |
//! | `.zendesk.com` | the same | those below it | yes |
//! | `*.zendesk.com` | those below it | yes | no |
//! | `10.0.0.1`, `2001:db8::1`, `[2001:db8::1]` | that address | yes | yes |
//! | `10.0.0.0/8`, `2001:db8::/32` | addresses of that network | yes | yes |
//! | any of a name or an address with `:443` | that port alone | yes | no |
//!
//! Commas separate entries, for curl blanks as well. What either of the two reads counts: then nothing goes through a proxy
//! that somebody excepted. Names are the same in upper and lower case, and with a dot at the end.

use std::net::IpAddr;

use ipnet::IpNet;
use url::{Host, Url};

/// Reports whether one of the entries is about the host of a URL.
pub(super) fn is_excepted(entries: &str, url: &Url) -> bool {
    let entries = entries.split(|character: char| character == ',' || character.is_whitespace());
    let (host, port) = (url.host().map(|host| host.to_owned()), url.port_or_known_default());
    host.is_some_and(|host| entries.into_iter().any(|entry| matches(entry, &host, port)))
}

fn matches(entry: &str, host: &Host, port: Option<u16>) -> bool {
    if entry == "*" {
        return true;
    }
    if let Ok(network) = entry.replace(['[', ']'], "").parse::<IpNet>() {
        return address(host).is_some_and(|address| network.contains(&address));
    }
    let (name, its_port) = split(entry);
    if its_port.is_some_and(|its_port| its_port.parse().ok() != port) {
        return false;
    }
    // `Host` wants brackets around an IPv6 address.
    let its_host = match name.contains(':') && !name.starts_with('[') {
        true => Host::parse(&format!("[{name}]")),
        false => Host::parse(bare(name)),
    };
    match (its_host, address(host)) {
        (Ok(its_host), Some(its_address)) => address(&its_host) == Some(its_address),
        (Ok(Host::Domain(domain)), None) => is_below(host, &domain, name.starts_with("*.")),
        _ => false,
    }
}

/// Splits an entry into name and port; what has several colons and no brackets is an IPv6 address.
fn split(entry: &str) -> (&str, Option<&str>) {
    match entry.rsplit_once(':') {
        Some((name, port)) if name.ends_with(']') || !name.contains(':') => {
            (name, Some(port).filter(|port| !port.is_empty()))
        }
        _ => (entry, None),
    }
}

/// Returns a name without what says whether hosts below it are meant.
fn bare(name: &str) -> &str {
    let name = name.strip_prefix("*.").or_else(|| name.strip_prefix('.')).unwrap_or(name);
    name.strip_suffix('.').unwrap_or(name)
}

fn is_below(host: &Host, domain: &str, is_strictly: bool) -> bool {
    let Host::Domain(name) = host else { return false };
    let name = name.strip_suffix('.').unwrap_or(name);
    match name.strip_suffix(domain) {
        Some("") => !is_strictly,
        Some(rest) => rest.ends_with('.'),
        None => false,
    }
}

/// Returns an address in its shortest form: IPv4 may be written as IPv6.
fn address(host: &Host) -> Option<IpAddr> {
    match host {
        Host::Domain(_) => None,
        Host::Ipv4(address) => Some(IpAddr::V4(*address)),
        Host::Ipv6(address) => Some(address.to_canonical()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_excepted;

    const CASES: &[(&str, &[&str], &[&str])] = &[
        ("*", &["acme.zendesk.test", "10.0.0.1", "[2001:db8::1]"], &[]),
        ("a.example, *", &["acme.zendesk.test"], &[]),
        ("", &[], &["acme.zendesk.test"]),
        (" , ,, ", &[], &["acme.zendesk.test"]),
        (
            "zendesk.test",
            &[
                "zendesk.test",
                "acme.zendesk.test",
                "a.b.zendesk.test",
                "acme.zendesk.test.",
                "acme.zendesk.test:8443",
            ],
            &["notzendesk.test", "zendesk.test.example", "test"],
        ),
        (".zendesk.test", &["acme.zendesk.test", "zendesk.test"], &["notzendesk.test"]),
        ("*.zendesk.test", &["acme.zendesk.test", "a.b.zendesk.test"], &["zendesk.test", "notzendesk.test"]),
        ("*zendesk.test", &[], &["acme.zendesk.test", "notzendesk.test"]),
        ("ZenDesk.TEST", &["acme.zendesk.test", "ACME.zendesk.test"], &[]),
        ("zendesk.test.", &["acme.zendesk.test", "zendesk.test."], &[]),
        ("bücher.example", &["xn--bcher-kva.example", "www.bücher.example"], &["bucher.example"]),
        (
            "acme.zendesk.test:443",
            &["acme.zendesk.test", "x.acme.zendesk.test:443"],
            &["acme.zendesk.test:8443"],
        ),
        ("*.zendesk.test:8443", &["acme.zendesk.test:8443"], &["acme.zendesk.test", "zendesk.test:8443"]),
        (".zendesk.test:8443", &["acme.zendesk.test:8443"], &["acme.zendesk.test"]),
        ("zendesk.test:", &["acme.zendesk.test", "acme.zendesk.test:8443"], &[]),
        ("zendesk.test:https", &[], &["acme.zendesk.test"]),
        (":443", &[], &["acme.zendesk.test"]),
        ("https://acme.zendesk.test", &[], &["acme.zendesk.test"]),
        ("a.example b.example\tc.example", &["a.example", "b.example", "c.example"], &["d.example"]),
        ("a.example,zendesk.test", &["acme.zendesk.test"], &["b.example"]),
        (
            "10.0.0.1",
            &["10.0.0.1", "10.0.0.1:8443", "[::ffff:10.0.0.1]", "10.1"],
            &["10.0.0.11", "110.0.0.1"],
        ),
        ("10.0.0.1:443", &["10.0.0.1"], &["10.0.0.1:8443"]),
        (
            "10.0.0.0/8",
            &["10.255.0.1", "10.0.0.1:8443", "[::ffff:10.0.0.1]"],
            &["11.0.0.1", "a.10.0.0.example"],
        ),
        ("10.1.2.3/8", &["10.255.0.1"], &[]),
        ("10.0.0.0/33", &[], &["10.0.0.0"]),
        ("2001:db8::1", &["[2001:db8::1]", "[2001:DB8:0::1]:8443"], &["[2001:db8::2]"]),
        ("[2001:db8::1]", &["[2001:db8::1]"], &["[2001:db8::2]"]),
        ("[2001:db8::1]:443", &["[2001:db8::1]"], &["[2001:db8::1]:8443"]),
        ("2001:db8::/32", &["[2001:db8:ffff::1]"], &["[2001:db9::1]"]),
        ("[2001:db8::]/32", &["[2001:db8:ffff::1]"], &[]),
        ("zendesk.test", &[], &["10.0.0.1", "[2001:db8::1]"]),
        (".0.0.1", &[], &["10.0.0.1"]),
    ];

    #[test]
    fn entries_are_read_as_go_and_curl_read_them() {
        for (entries, excepted, others) in CASES {
            let url = |host: &&str| format!("https://{host}").parse().unwrap();
            for host in *excepted {
                assert!(is_excepted(entries, &url(host)), "{entries:?} is about {host}");
            }
            for host in *others {
                assert!(!is_excepted(entries, &url(host)), "{entries:?} isn't about {host}");
            }
        }
    }
}
