//! Where the account's API is.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};
use url::Url;

use super::environment;
use super::state::ProviderConfig;
use crate::api::is_loopback;
use crate::environment::Environment;
use crate::plugin::diagnostic;

/// Finds the base URL of the account: `base_url`, else `subdomain`, from the provider block, else from the environment.
///
/// The block comes first as a whole: a `ZENDESK_BASE_URL` that somebody else set gets no credentials for the account that
/// the block names.
pub(super) fn base_url(config: &ProviderConfig, env: &Environment<'_>) -> Result<Url, Diagnostic> {
    let given = in_block(&BASE_URL, &config.base_url)
        .or_else(|| in_block(&SUBDOMAIN, &config.subdomain))
        .or_else(|| in_environment(&BASE_URL, env))
        .or_else(|| in_environment(&SUBDOMAIN, env));
    given.unwrap_or_else(|| Err(missing()))
}

/// An argument that says where the account is.
struct Argument {
    name: &'static str,
    variables: &'static [&'static str],
    parse: fn(&str) -> Result<Url, String>,
}

const BASE_URL: Argument =
    Argument { name: "base_url", variables: environment::BASE_URL, parse: parse_base_url };

const SUBDOMAIN: Argument =
    Argument { name: "subdomain", variables: environment::SUBDOMAIN, parse: parse_subdomain };

impl Argument {
    fn read(&self, origin: &str, text: &str) -> Result<Url, Diagnostic> {
        (self.parse)(text).map_err(|why| {
            diagnostic(
                format!("Invalid {}", self.name),
                format!("{origin} is \"{}\". {why}", without_user_info(text)),
                AttributePath::new(self.name),
            )
        })
    }
}

fn in_block(argument: &Argument, value: &Value<String>) -> Option<Result<Url, Diagnostic>> {
    value.as_ref_option().map(|text| argument.read(argument.name, text.trim()))
}

fn in_environment(argument: &Argument, env: &Environment<'_>) -> Option<Result<Url, Diagnostic>> {
    let (variable, text) = env.first(argument.variables)?;
    Some(argument.read(&format!("The environment variable {variable}"), &text))
}

fn missing() -> Diagnostic {
    diagnostic(
        "Missing Zendesk account",
        "The provider needs to know which account it works on. Set the argument subdomain (\"acme\" for \
         https://acme.zendesk.com) or the environment variable ZENDESK_SUBDOMAIN. For a proxy or a test server, set \
         base_url or ZENDESK_BASE_URL instead.",
        AttributePath::root(),
    )
}

/// Cuts what may be a user name and a password.
pub(super) fn without_user_info(text: &str) -> String {
    match text.rfind('@') {
        Some(at) => format!("...{}", &text[at..]),
        None => text.to_owned(),
    }
}

/// Makes the URL of the account of that name.
pub(super) fn parse_subdomain(text: &str) -> Result<Url, String> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if text.is_empty()
        || text.len() > 63
        || !text.bytes().all(allowed)
        || text.starts_with('-')
        || text.ends_with('-')
    {
        return Err("Give the account's name alone: letters, digits and hyphens, for example \"acme\" for \
                    https://acme.zendesk.com."
            .to_owned());
    }
    Url::parse(&format!("https://{text}.zendesk.com")).map_err(|error| format!("It makes no URL: {error}."))
}

/// Reads a base URL: `https`, or `http` for loopback addresses and `localhost` alone.
pub(super) fn parse_base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text)
        .map_err(|error| format!("It is no URL ({error}). Allowed is one like https://acme.zendesk.com."))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("It must hold no user name and no password.".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("It must have no query and no fragment.".to_owned());
    }
    if url.path().contains("/api/v2") {
        return Err("Leave /api/v2 out: the provider adds it.".to_owned());
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(
            "Without TLS the credentials could be read on the way. Use https; http is allowed for loopback \
                 addresses and localhost alone."
                .to_owned(),
        ),
        scheme => Err(format!("The scheme {scheme} is not supported. Use https.")),
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_base_url, parse_subdomain, without_user_info};

    #[test]
    fn messages_show_no_password() {
        assert_eq!(without_user_info("https://jo:secret@acme.example"), "...@acme.example");
    }

    #[test]
    fn subdomains_are_names() {
        assert_eq!(parse_subdomain("d3v-acme").unwrap().as_str(), "https://d3v-acme.zendesk.com/");
        for text in
            ["", "acme.zendesk.com", "https://acme.zendesk.com", "a b", "-acme", "acme/", "acme@evil.example"]
        {
            assert!(parse_subdomain(text).unwrap_err().contains("name alone"), "{text}");
        }
    }

    #[test]
    fn base_urls_are_https_or_loopback() {
        for text in [
            "https://acme.zendesk.com",
            "https://proxy.example:8443/zendesk/",
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:80",
            "http://[::ffff:127.0.0.1]:80",
        ] {
            parse_base_url(text).unwrap();
        }
        for (text, why) in [
            ("http://acme.zendesk.com", "Use https"),
            ("http://127.0.0.1.evil.example", "Use https"),
            ("http://foo.localhost", "Use https"),
            ("http://localhost.", "Use https"),
            ("ftp://acme.zendesk.com", "The scheme ftp"),
            ("acme", "no URL"),
            ("https://user:pw@acme.zendesk.com", "no user name"),
            ("https://acme.zendesk.com?x=1", "no query"),
            ("https://acme.zendesk.com/api/v2", "Leave /api/v2 out"),
        ] {
            assert!(parse_base_url(text).unwrap_err().contains(why), "{text}");
        }
    }
}
