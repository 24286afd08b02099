//! What the host asks for through the environment.

use thiserror::Error;

#[cfg(unix)]
use super::socket_folder::SocketFolders;

const COOKIE: (&str, &str) =
    ("TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2");
const PROTOCOL: &str = "6";

/// Why the plugin isn't served.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum StartError {
    /// Somebody ran the executable by hand.
    #[error(
        "This binary is a plugin. These are not meant to be executed directly.\n\
         Please execute the program that consumes these plugins, which will\n\
         load any plugins automatically"
    )]
    NotAPluginHost,
    /// The host speaks other protocols only.
    #[error(
        "the host speaks plugin protocol {0}, this provider speaks {PROTOCOL}: use Terraform 1.0.3 or later"
    )]
    Protocol(String),
    /// The host sent no certificate and didn't say that none is wanted.
    #[error(
        "the host gave no certificate in PLUGIN_CLIENT_CERT: \
         without one any local process could use the provider's credentials. Set TF_DISABLE_PLUGIN_TLS to accept that"
    )]
    NoCertificate,
    /// A port number is malformed.
    #[error("{0} must be a port number")]
    Port(&'static str),
}

/// How Terraform wants to be served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether and how callers are authenticated.
    pub security: Security,
    /// Where to listen.
    pub transport: Transport,
}

/// Whether callers are authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// Mutual TLS: only the holder of this certificate, in PEM, is answered.
    MutualTls(String),
    /// Anyone who can reach the socket is answered.
    Plaintext,
}

/// Where a plugin listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// A Unix socket in a new private folder within one of these.
    #[cfg(unix)]
    Unix(SocketFolders),
    /// The first free port of the range on the loopback address.
    Tcp {
        /// The first port to try.
        min_port: u16,
        /// The last port to try.
        max_port: u16,
    },
}

impl Settings {
    /// Reads what Terraform set: cookie, protocol versions, certificate, and where to listen.
    ///
    /// # Errors
    ///
    /// Fails if the process wasn't started by a host that can be served.
    pub fn from_host(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, StartError> {
        if lookup(COOKIE.0).as_deref() != Some(COOKIE.1) {
            return Err(StartError::NotAPluginHost);
        }
        check_protocol(&lookup)?;
        Ok(Self { security: security(&lookup)?, transport: Transport::from_host(&lookup)? })
    }

    /// Settings for `--debug`, where the developer starts the process.
    ///
    /// # Errors
    ///
    /// Fails if the variables that say where to listen are malformed.
    pub fn for_debug(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, StartError> {
        Ok(Self { security: Security::Plaintext, transport: Transport::from_host(&lookup)? })
    }
}

fn check_protocol(lookup: &impl Fn(&str) -> Option<String>) -> Result<(), StartError> {
    match lookup("PLUGIN_PROTOCOL_VERSIONS").filter(|versions| !versions.trim().is_empty()) {
        Some(versions) if !versions.split(',').any(|version| version.trim() == PROTOCOL) => {
            Err(StartError::Protocol(versions))
        }
        _ => Ok(()),
    }
}

/// As go-plugin has it, a certificate means TLS; unlike it, none means plaintext only if the operator asked for that.
fn security(lookup: &impl Fn(&str) -> Option<String>) -> Result<Security, StartError> {
    let set = |name| lookup(name).filter(|value| !value.trim().is_empty());
    match (set("PLUGIN_CLIENT_CERT"), set("TF_DISABLE_PLUGIN_TLS")) {
        (Some(certificate), _) => Ok(Security::MutualTls(certificate)),
        (None, Some(_)) => Ok(Security::Plaintext),
        (None, None) => Err(StartError::NoCertificate),
    }
}

impl Transport {
    #[cfg(unix)]
    fn from_host(lookup: &impl Fn(&str) -> Option<String>) -> Result<Self, StartError> {
        Ok(Self::Unix(SocketFolders::from_host(lookup)))
    }

    #[cfg(not(unix))]
    fn from_host(lookup: &impl Fn(&str) -> Option<String>) -> Result<Self, StartError> {
        Self::tcp(lookup)
    }

    /// Listens on the loopback address, in the port range that the host gives.
    ///
    /// # Errors
    ///
    /// Fails if the range is malformed.
    pub fn tcp(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, StartError> {
        let port = |name, default| match lookup(name) {
            Some(port) if !port.trim().is_empty() => port.trim().parse().map_err(|_| StartError::Port(name)),
            _ => Ok(default),
        };
        Ok(Self::Tcp { min_port: port("PLUGIN_MIN_PORT", 0)?, max_port: port("PLUGIN_MAX_PORT", 0)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Settings, StartError> {
        Settings::from_host(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn serves_hosts_of_protocol_6_only() {
        assert_eq!(from(&[]).unwrap_err(), StartError::NotAPluginHost);
        assert_eq!(from(&[("TF_PLUGIN_MAGIC_COOKIE", "other")]).unwrap_err(), StartError::NotAPluginHost);
        for versions in ["6", "5,6", "6,5", "", " "] {
            assert!(
                from(&[COOKIE, ("PLUGIN_PROTOCOL_VERSIONS", versions), ("PLUGIN_CLIENT_CERT", "pem")])
                    .is_ok()
            );
        }
        let refused = from(&[COOKIE, ("PLUGIN_PROTOCOL_VERSIONS", "4,5"), ("PLUGIN_CLIENT_CERT", "pem")]);
        assert_eq!(refused.unwrap_err(), StartError::Protocol("4,5".into()));
    }

    #[test]
    fn speaks_plaintext_only_if_asked_to() {
        let tls = Security::MutualTls("pem".into());
        assert_eq!(from(&[COOKIE, ("PLUGIN_CLIENT_CERT", "pem")]).unwrap().security, tls);
        let both = [COOKIE, ("PLUGIN_CLIENT_CERT", "pem"), ("TF_DISABLE_PLUGIN_TLS", "1")];
        assert_eq!(from(&both).unwrap().security, tls);
        assert_eq!(from(&[COOKIE, ("TF_DISABLE_PLUGIN_TLS", "1")]).unwrap().security, Security::Plaintext);
        assert_eq!(from(&[COOKIE]).unwrap_err(), StartError::NoCertificate);
        for blank in ["", " ", "\n"] {
            let variables = [COOKIE, ("PLUGIN_CLIENT_CERT", blank), ("TF_DISABLE_PLUGIN_TLS", blank)];
            assert_eq!(from(&variables).unwrap_err(), StartError::NoCertificate);
        }
    }

    #[test]
    fn port_range_comes_from_the_host() {
        let ports = |min: &'static str, max: &'static str| {
            Transport::tcp(move |name| Some(if name == "PLUGIN_MIN_PORT" { min } else { max }.to_owned()))
        };
        assert_eq!(ports("10000", "25000"), Ok(Transport::Tcp { min_port: 10_000, max_port: 25_000 }));
        assert_eq!(ports(" 10000\n", "25000"), Ok(Transport::Tcp { min_port: 10_000, max_port: 25_000 }));
        assert_eq!(ports("", " "), Ok(Transport::Tcp { min_port: 0, max_port: 0 }));
        assert_eq!(ports("10000", "many"), Err(StartError::Port("PLUGIN_MAX_PORT")));
    }
}
