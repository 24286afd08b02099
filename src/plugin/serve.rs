//! The two ways in which the process serves: for Terraform, which started it, and for a developer.

use std::io::Write;

use anyhow::Context;

use super::Plugin;
use super::panics;
use super::parent::Parent;
use super::server::Server;
use super::settings::{Settings, StartError};
use super::signals::Signals;

/// Serves the Terraform process that started this one, until it says that it is done.
///
/// A signal, or the end of the Terraform process, ends it as well: what was sent is awaited, and nothing new is sent.
/// Ctrl-C in a terminal is left to Terraform, which gets it, too.
///
/// # Errors
///
/// Fails with [`super::StartError`] if Terraform didn't start this process, and if there is no place to listen.
pub async fn serve(plugin: Plugin) -> anyhow::Result<()> {
    let settings = Settings::from_host(variable).map_err(|error| told_to_host(error.into()))?;
    panics::install_hook();
    let (parent, signals) = (Parent::new(), Signals::catch()?);
    let server = Server::bind(plugin, &settings).await.map_err(told_to_host)?;
    print(&format!("{}\n", server.handshake()))?;
    let ending = tokio::spawn(server.ending().of_one_host(parent, signals));
    let served = server.run().await;
    ending.abort();
    served
}

/// Serves any number of Terraform processes, one after the other, until a signal asks for the end.
///
/// It prints the variable by which they find the provider. There is no TLS, as reattaching knows none; on Unix the
/// socket's folder is closed to other users.
///
/// # Errors
///
/// Fails if there is no place to listen.
pub async fn serve_debug(plugin: Plugin) -> anyhow::Result<()> {
    let settings = Settings::for_debug(variable)?;
    panics::install_hook();
    let signals = Signals::catch()?;
    let server = Server::bind(plugin, &settings).await?;
    print(&reattach(&server))?;
    let ending = tokio::spawn(server.ending().of_many_hosts(signals));
    let served = server.run().await;
    ending.abort();
    served
}

/// What isn't UTF-8 is set all the same, and can't be used.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// Writes why nothing is served in the place of the handshake line: Terraform shows its user that line alone, and puts
/// standard error into its log.
fn told_to_host(error: anyhow::Error) -> anyhow::Error {
    if error.downcast_ref() != Some(&StartError::NotAPluginHost) {
        // A line with several of these would be read as a handshake.
        let line = format!("{error:#}").replace('|', "\\u{7c}").replace('\n', " ");
        let _ = print(&format!("{line}\n"));
    }
    error
}

/// What Terraform needs to know of a provider that it didn't start.
fn reattach(server: &Server) -> String {
    let address = server.provider_address();
    // Without the registry: Terraform and OpenTofu each put their own in front.
    let (_registry, name) = address.split_once('/').unwrap_or(("", address));
    let providers = serde_json::json!({
        name: {
            "Protocol": "grpc",
            "ProtocolVersion": 6,
            "Pid": std::process::id(),
            // Terraform negotiates the version and leaves the process alone only with this.
            "Test": true,
            "Addr": { "Network": server.network(), "String": server.address() },
        },
    });
    format!(
        "Provider started. To attach Terraform CLI, set the TF_REATTACH_PROVIDERS environment variable with the following:\n\n\
         \tTF_REATTACH_PROVIDERS='{providers}'\n"
    )
}

/// Writes to standard output, which nothing else may do: Terraform reads the first line.
fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
        .context("failed to write to standard output")
}
