//! What the environment says of the way to the account: proxies, exceptions from them, root certificates.

use std::fs;
use std::path::Path;
use std::sync::mpsc::Receiver;

use rcgen::{CertifiedKey, generate_simple_self_signed};

use super::proxy::proxy;
use crate::account;
use crate::export::program::{Ran, run_with};
use crate::harness::Acceptance;

const LOOK_UP: &str = "data \"zendesk_ivrs\" \"all\" {}\n";

/// An account that nobody has: only a proxy could lead there.
const ACCOUNT: &str = "https://acme.zendesk.invalid";

/// Runs the executable by hand with an account at this URL, and these variables.
fn export(url: &str, variables: &[(&str, &str)]) -> Ran {
    let own = [("ZENDESK_BASE_URL", url), ("ZENDESK_OAUTH_TOKEN", "token"), ("ZENDESK_MAX_RETRIES", "0")];
    run_with(own.iter().chain(variables).copied(), &["export"])
}

/// An account at this URL, for Terraform.
fn account_at(url: &str) -> Acceptance {
    let mut acc = account::with_menu();
    acc.env("ZENDESK_BASE_URL", url).env("ZENDESK_MAX_RETRIES", "0");
    acc
}

fn asked(lines: &Receiver<String>) -> Vec<String> {
    lines.try_iter().collect()
}

#[test]
fn a_proxy_that_cannot_be_used_is_an_error_that_names_the_variable() {
    let mut acc = account_at(ACCOUNT);
    for (variable, value, why) in [
        ("HTTPS_PROXY", "ht!tp://jo:s3cret@proxy.example", "its scheme isn't supported"),
        ("https_proxy", "ftp://jo:s3cret@proxy.example", "its scheme isn't supported"),
        ("ALL_PROXY", "socks4://proxy.example", "its scheme isn't supported"),
        ("all_proxy", "http://", "it is no URL (empty host)"),
        ("HTTPS_PROXY", "http://jo:s3cret%40proxy.example:3128", "it is no URL (invalid port number)"),
    ] {
        acc.env(variable, value);
        let error = acc.plan_fails(LOOK_UP).error(&format!("Invalid {variable}"));
        assert!(error.detail.contains(why), "{error:?}");
        assert!(error.detail.contains("Allowed is a URL with the scheme http, https, socks5 or socks5h"));
        acc.env_remove(variable);
        let ran = export(ACCOUNT, &[(variable, value)]).fails_with(&format!("Error: Invalid {variable}"));
        assert!(!format!("{error:?}{}", ran.stderr).contains("s3cret"), "{error:?} {}", ran.stderr);
    }
}

#[test]
fn a_variable_without_effect_is_no_error() {
    let mut acc = account::with_menu();
    acc.env("HTTPS_PROXY", "ht!tp://x").env("ALL_PROXY", "ftp://x").env("SSL_CERT_FILE", "/missing");
    acc.env("SSL_CERT_DIR", "/missing");
    acc.plan(LOOK_UP);
    // HTTP_PROXY is for http alone.
    export(ACCOUNT, &[("HTTP_PROXY", "ht!tp://x")]).fails_with("no answer to");
    export(ACCOUNT, &[("HTTPS_PROXY", "ht!tp://x"), ("NO_PROXY", "zendesk.invalid")])
        .fails_with("no answer to");
    export(ACCOUNT, &[("HTTPS_PROXY", " "), ("all_proxy", "")]).fails_with("no answer to");
}

#[test]
fn exceptions_from_the_proxy_are_kept() {
    let (proxy, lines) = proxy();
    let through = |url: &str, entries: &str| {
        export(url, &[("https_proxy", &proxy), ("NO_PROXY", entries)]);
        asked(&lines)
    };
    for entries in [
        "*",
        "*.zendesk.invalid",
        ".ZENDESK.invalid.",
        "zendesk.invalid:443",
        "a.example, acme.zendesk.invalid",
        "a.example acme.zendesk.invalid:443",
    ] {
        assert_eq!(through(ACCOUNT, entries), [] as [String; 0], "{entries}");
    }
    // Addresses of this network lead nowhere, so a direct connection would take its time: the proxy is asked in all.
    for (url, entries) in [
        (ACCOUNT, ""),
        (ACCOUNT, "zendesk.invalid:8443"),
        (ACCOUNT, "*.acme.zendesk.invalid"),
        (ACCOUNT, "desk.invalid"),
        ("https://192.0.2.1", "192.0.2.1:8443, 192.0.2.16/28"),
        ("https://[2001:db8::1]", "2001:db8::2, [2001:db8::1]:8443"),
    ] {
        let asked = through(url, entries);
        let host = url.strip_prefix("https://").unwrap();
        assert_eq!(asked, [format!("CONNECT {host}:443 HTTP/1.1")], "{entries}");
    }
}

#[test]
fn a_plan_goes_through_the_proxy_and_names_its_variable() {
    let (proxy, lines) = proxy();
    let mut acc = account_at(ACCOUNT);
    let with_password = proxy.replace("http://", "http://jo:s3cret@");
    acc.env("ALL_PROXY", &with_password).env("HTTPS_PROXY", " ");
    let output = acc.plan_fails(LOOK_UP);
    output.says("the proxy refuses; check ALL_PROXY").does_not_say("s3cret");
    assert_eq!(asked(&lines), ["CONNECT acme.zendesk.invalid:443 HTTP/1.1"]);
    acc.env("NO_PROXY", "zendesk.invalid");
    acc.plan_fails(LOOK_UP).does_not_say("proxy refuses");
    assert_eq!(asked(&lines), [] as [String; 0]);
}

/// Writes files that have no usable certificate; gives their paths, each with what is said of it.
fn unusable(within: &Path) -> Vec<(String, &'static str)> {
    let CertifiedKey { cert, key_pair } = generate_simple_self_signed(["a.example".to_owned()]).unwrap();
    let (key, malformed) = (key_pair.serialize_pem(), cert.pem().replace("MII", "AAA"));
    let files: [(&str, &[u8], &'static str); 4] = [
        ("empty.pem", b"", "it is empty"),
        ("key.pem", key.as_bytes(), "it has a private key and no certificate"),
        ("malformed.pem", malformed.as_bytes(), "a certificate in it is malformed"),
        ("text.pem", b"no certificate", "it has no certificate, neither in PEM nor in DER"),
    ];
    let path = |name: &str| within.join(name).to_str().unwrap().to_owned();
    let written = files.map(|(name, content, why)| {
        fs::write(within.join(name), content).unwrap();
        (path(name), why)
    });
    let others = [(path("missing.pem"), "No such file or directory"), (path(""), "Is a directory")];
    written.into_iter().chain(others).collect()
}

#[test]
#[cfg(not(any(windows, target_vendor = "apple")))]
fn certificates_that_cannot_be_used_are_an_error_that_names_variable_file_and_reason() {
    let within = tempfile::tempdir().unwrap();
    let url = "https://127.0.0.1:1";
    let mut acc = account_at(url);
    for (path, why) in unusable(within.path()) {
        acc.env("SSL_CERT_FILE", &path);
        let error = acc.plan_fails(LOOK_UP).error("Invalid SSL_CERT_FILE");
        error.says(&format!("{path:?} can't be used: {why}"));
        let ran = export(url, &[("SSL_CERT_FILE", &path)]).fails_with("Error: Invalid SSL_CERT_FILE");
        assert!(ran.stderr.contains(why), "{}", ran.stderr);
    }
    acc.env_remove("SSL_CERT_FILE").env("SSL_CERT_DIR", "/missing:/missing/too");
    let error = acc.plan_fails(LOOK_UP).error("Invalid SSL_CERT_DIR");
    error.says("\"/missing\" can't be used: No such file or directory");
}

#[test]
fn certificates_in_any_form_and_blank_variables_will_do() {
    let CertifiedKey { cert, .. } = generate_simple_self_signed(["a.example".to_owned()]).unwrap();
    let within = tempfile::tempdir().unwrap();
    let file = within.path().join("certificate");
    let path = file.to_str().unwrap();
    let nobody = "https://127.0.0.1:1";
    for content in
        [cert.der().to_vec(), cert.pem().into_bytes(), format!("\u{feff}{}", cert.pem()).into_bytes()]
    {
        fs::write(&file, content).unwrap();
        for variables in
            [[("SSL_CERT_FILE", path), ("SSL_CERT_DIR", " ")], [("SSL_CERT_FILE", path), ("TF_LOG", "")]]
        {
            export(nobody, &variables).fails_with("can't connect to https://127.0.0.1:1");
        }
    }
    for blank in ["", " ", "\n"] {
        let variables = [("SSL_CERT_FILE", blank), ("SSL_CERT_DIR", blank)];
        export(nobody, &variables).fails_with("can't connect to https://127.0.0.1:1");
    }
}

#[test]
fn http_is_for_loopback_addresses_and_localhost_alone() {
    for host in ["foo.localhost", "localhost.", "a.b.localhost", "192.0.2.1", "acme.zendesk.com"] {
        let ran = export(&format!("http://{host}:1"), &[]).fails_with("Error: Invalid base_url");
        assert!(ran.stderr.contains("http is allowed for loopback addresses and localhost alone"), "{host}");
    }
    // Below localhost a name server decides, so a proxy is as good as for any other host.
    let (proxy, lines) = proxy();
    export("https://foo.localhost:1", &[("HTTPS_PROXY", &proxy)]);
    assert_eq!(asked(&lines), ["CONNECT foo.localhost:1 HTTP/1.1"]);
}

#[test]
fn blank_variables_of_the_account_are_unset() {
    let mut acc = account::with_menu();
    for name in ["ZENDESK_SUBDOMAIN", "ZENDESK_OAUTH_TOKEN", "ZENDESK_OAUTH_CLIENT_ID", "ZENDESK_MAX_RETRIES"]
    {
        acc.env(name, " \n");
    }
    acc.env("TF_APPEND_USER_AGENT", " ").env("TF_LOG", " ").env("TF_LOG_PROVIDER", "\t");
    acc.plan(LOOK_UP);
}
