//! Through which proxy the account is reached, as the environment says.
//!
//! reqwest ignores a variable that it can't read, and connects directly. So the variables are read here, as Terraform
//! itself (Go's `httpproxy`) and curl read them:
//!
//! - The first that is set decides: `HTTPS_PROXY`, `https_proxy`, `ALL_PROXY`, `all_proxy`. `HTTP_PROXY` is for `http`,
//!   which only loopback addresses speak here, and those are never reached through a proxy.
//! - An entry of `NO_PROXY` or `no_proxy` that either of the two takes for the host counts; `no_proxy` has the forms.
//!
//! Sources: [httpproxy](https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config),
//! [curl](https://curl.se/docs/manpage.html#ENVIRONMENT).

use std::fmt;

use reqwest::ClientBuilder;
use url::Url;

use super::loopback::is_loopback;
use super::no_proxy::is_excepted;
use super::settings::SetupError;
use crate::environment::Environment;

/// The variables that name a proxy; the first that is set decides.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The variables that name the hosts that are reached directly; the first that is set decides.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

const SCHEMES: [&str; 4] = ["http", "https", "socks5", "socks5h"];

/// Through which proxy the account is reached.
#[derive(Clone, Debug, Default)]
pub enum Proxy {
    /// Through none.
    #[default]
    Direct,
    /// As the settings of the operating system say, which macOS and Windows have.
    System,
    /// Through this one.
    Server(ProxyServer),
}

/// A proxy that a variable names; `Debug` shows no password.
#[derive(Clone)]
pub struct ProxyServer {
    variable: &'static str,
    url: Url,
}

impl Proxy {
    /// Finds the proxy for an account from the environment.
    ///
    /// # Errors
    ///
    /// Fails if the variable that decides can't be used. A variable that has no effect isn't read.
    pub fn find(base_url: &Url, env: &Environment<'_>) -> Result<Self, SetupError> {
        // A proxy for a loopback address would get the credentials, without TLS in clear, and reach another machine.
        if is_loopback(base_url) {
            return Ok(Self::Direct);
        }
        if env.first(&EXCEPTIONS).is_some_and(|(_, hosts)| is_excepted(&hosts, base_url)) {
            return Ok(Self::Direct);
        }
        match env.first(&VARIABLES) {
            Some((variable, text)) => match parse(&text) {
                Ok(url) => Ok(Self::Server(ProxyServer { variable, url })),
                Err(why) => Err(SetupError::Variable { variable, reason: unusable(&why) }),
            },
            None if cfg!(any(target_os = "macos", windows)) => Ok(Self::System),
            None => Ok(Self::Direct),
        }
    }

    /// Has a client use this proxy.
    pub(super) fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, reqwest::Error> {
        Ok(match self {
            Self::Direct => builder.no_proxy(),
            Self::System => builder,
            Self::Server(server) => builder.no_proxy().proxy(reqwest::Proxy::all(server.url.clone())?),
        })
    }

    /// Says through what a connection goes, as the end of "can't connect to ...".
    pub(super) fn through(&self) -> String {
        match self {
            Self::Direct | Self::System => String::new(),
            Self::Server(server) => format!(" through the proxy {server}"),
        }
    }

    /// Says what to look at if the proxy refuses.
    pub(super) fn advice(&self) -> String {
        match self {
            Self::Direct | Self::System => "check the proxy in the settings of the system".to_owned(),
            Self::Server(ProxyServer { variable, .. }) => format!("check {variable}"),
        }
    }

    /// Returns the variable that names the proxy, if that is who looks up the host of the account.
    pub(super) fn resolver(&self) -> Option<&'static str> {
        match self {
            Self::Server(server) if server.url.scheme() != "socks5" => Some(server.variable),
            _ => None,
        }
    }
}

impl fmt::Display for ProxyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variable, url } = self;
        let host = url.host_str().unwrap_or_default();
        match url.port() {
            Some(port) => write!(f, "{host}:{port} of {variable}"),
            None => write!(f, "{host} of {variable}"),
        }
    }
}

impl fmt::Debug for ProxyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProxyServer").field(&self.to_string()).finish()
    }
}

/// Says what is wrong with a variable; its value isn't shown, since it may hold a password.
fn unusable(why: &str) -> String {
    format!(
        "The proxy that it names can't be used: {why}. Allowed is a URL with the scheme http, https, socks5 or socks5h, \
         such as http://proxy.example:3128 or http://user:password@proxy.example:3128. The value isn't shown, since it \
         may hold a password."
    )
}

/// Reads a proxy's URL; one without a scheme is `http`.
fn parse(text: &str) -> Result<Url, String> {
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err("it isn't UTF-8".to_owned());
    }
    if text.starts_with(['"', '\'']) {
        return Err("it is in quotation marks, which aren't a part of a URL".to_owned());
    }
    let text = match text.split_once("://") {
        Some((scheme, _)) if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) => text.to_owned(),
        Some(_) => return Err("its scheme isn't supported".to_owned()),
        // `https:/proxy` would be the host `https`.
        None if text.contains(":/") => return Err("it is no URL".to_owned()),
        None => format!("http://{text}"),
    };
    let mut url = Url::parse(&text).map_err(|error| format!("it is no URL ({error})"))?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it has no host".to_owned());
    }
    url.set_path("");
    url.set_query(None);
    url.set_fragment(None);
    // What hyper can't read, it ignores: the connection would be made directly.
    if url.as_str().parse::<http::Uri>().is_err() {
        return Err("it is no URL".to_owned());
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(base_url: &str, variables: &[(&str, &str)]) -> Result<Proxy, SetupError> {
        Proxy::find(
            &base_url.parse().unwrap(),
            &Environment::new(&|name| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())
            }),
        )
    }

    /// The variable and the URL of the proxy that is found.
    #[track_caller]
    fn server(variables: &[(&str, &str)]) -> Option<(&'static str, String)> {
        match find("https://acme.zendesk.com", variables).unwrap() {
            Proxy::Server(ProxyServer { variable, url }) => Some((variable, url.to_string())),
            Proxy::Direct | Proxy::System => None,
        }
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let all = [
            ("HTTPS_PROXY", "http://a:1"),
            ("https_proxy", "http://b:1"),
            ("ALL_PROXY", "http://c:1"),
            ("all_proxy", "http://d:1"),
        ];
        for from in 0..all.len() {
            let (variable, url) = all[from];
            assert_eq!(server(&all[from..]), Some((variable, format!("{url}/"))));
            let blank = all[..from].iter().map(|(name, _)| (*name, " \n"));
            let variables: Vec<_> = blank.chain(all[from..].iter().copied()).collect();
            assert_eq!(server(&variables), Some((variable, format!("{url}/"))), "blank is unset");
        }
        assert_eq!(server(&[]), None);
        assert_eq!(server(&[("HTTP_PROXY", "http://a:1"), ("http_proxy", "ht!tp://x")]), None);
        // Only HTTP_PROXY can be set by a header of a request to a CGI script.
        assert!(server(&[("REQUEST_METHOD", "GET"), ("HTTPS_PROXY", "a:1")]).is_some());
    }

    #[test]
    fn proxies_are_read_in_every_form() {
        for (text, expected) in [
            ("http://proxy.example:3128", "http://proxy.example:3128/"),
            (" http://proxy.example:3128/\n", "http://proxy.example:3128/"),
            ("proxy.example:3128", "http://proxy.example:3128/"),
            ("proxy.example", "http://proxy.example/"),
            ("jo:secret@proxy.example:3128", "http://jo:secret@proxy.example:3128/"),
            ("HTTPS://Proxy.Example", "https://proxy.example/"),
            ("http://jo:s%40cr%3Aet@proxy.example", "http://jo:s%40cr%3Aet@proxy.example/"),
            ("http://jo:s@cret@proxy.example", "http://jo:s%40cret@proxy.example/"),
            ("http://proxy.example:3128/path?query#fragment", "http://proxy.example:3128/"),
            ("http://[::1]:3128", "http://[::1]:3128/"),
            ("socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
            ("socks5h://jo:secret@proxy.example", "socks5h://jo:secret@proxy.example"),
        ] {
            assert_eq!(server(&[("ALL_PROXY", text)]), Some(("ALL_PROXY", expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_named_without_its_value() {
        for (text, why) in [
            ("ht!tp://s3cret", "scheme isn't supported"),
            ("ftp://s3cret", "scheme isn't supported"),
            ("socks4://s3cret:1080", "scheme isn't supported"),
            ("://s3cret", "scheme isn't supported"),
            ("https:/s3cret", "no URL"),
            ("http:s3cret:3128", "no URL"),
            ("http://", "no URL (empty host)"),
            ("http://:3128", "no URL (empty host)"),
            ("socks5://", "no host"),
            ("http://jo:s3cret@", "no URL (empty host)"),
            ("http://proxy.example:s3cret", "no URL (invalid port number)"),
            ("http://proxy.example:99999", "no URL (invalid port number)"),
            ("http://jo:s3cret%40proxy.example:3128", "no URL (invalid port number)"),
            ("http://s3 cret", "no URL"),
            ("socks5://s3%41cret", "no URL"),
            ("s3cret\u{fffd}", "isn't UTF-8"),
            ("\"http://s3cret:3128\"", "in quotation marks"),
            ("'s3cret:3128'", "in quotation marks"),
        ] {
            for variable in VARIABLES {
                let error = find("https://acme.zendesk.com", &[(variable, text)]).unwrap_err().to_string();
                assert!(error.starts_with(&format!("{variable}: ")), "{error}");
                assert!(error.contains(why) && !error.contains("s3"), "{text}: {error}");
            }
        }
    }

    #[test]
    fn what_has_no_effect_is_no_error() {
        let broken = ("HTTPS_PROXY", "ht!tp://x");
        for (base_url, other) in [
            ("https://127.0.0.1:1", ("TF_LOG", "")),
            ("http://localhost:1", ("TF_LOG", "")),
            ("https://acme.zendesk.com", ("NO_PROXY", "zendesk.com")),
            ("https://acme.zendesk.com", ("no_proxy", "*")),
        ] {
            let found = find(base_url, &[broken, other]).unwrap();
            assert!(matches!(found, Proxy::Direct), "{base_url} {other:?}");
        }
        assert!(server(&[("HTTPS_PROXY", "a:1"), ("ALL_PROXY", "ht!tp://x")]).is_some());
        assert!(server(&[("HTTPS_PROXY", "a:1"), ("NO_PROXY", " "), ("no_proxy", "x")]).is_some());
    }

    #[test]
    fn no_password_is_shown() {
        let found = find("https://a.example", &[("HTTPS_PROXY", "http://jo:s3cret@proxy.example:3128")]);
        let proxy = found.unwrap();
        let shown = format!("{proxy:?}{}{}", proxy.through(), proxy.advice());
        assert!(shown.contains("proxy.example:3128 of HTTPS_PROXY"), "{shown}");
        assert!(!shown.contains("s3cret") && !shown.contains("jo"), "{shown}");
    }
}
