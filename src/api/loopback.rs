//! Which addresses never leave this machine.

use url::{Host, Url};

/// Tells whether a URL's host is this machine itself: what is sent there needs no TLS, and no proxy may get it.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        // What lies below `localhost`, and the name with a dot at its end, is for name servers to decide.
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::is_loopback;

    #[test]
    fn loopback_addresses_are_recognised_in_every_notation() {
        for host in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1",
            "127.255.255.254:8080",
            "127.1",
            "0x7f.0.0.1",
            "2130706433",
            "[::1]:80",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
        ] {
            assert!(is_loopback(&Url::parse(&format!("https://{host}")).unwrap()), "{host}");
        }
    }

    #[test]
    fn other_hosts_are_none() {
        for host in [
            "acme.zendesk.com",
            "localhost.example",
            "notlocalhost",
            "foo.localhost",
            "localhost.",
            "foo.localhost.",
            "127.0.0.1.evil.example",
            "128.0.0.1",
            "0.0.0.0",
            "[::]",
            "[::2]",
            "[::ffff:10.0.0.1]",
        ] {
            assert!(!is_loopback(&Url::parse(&format!("https://{host}")).unwrap()), "{host}");
        }
    }
}
