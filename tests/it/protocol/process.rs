//! A plugin as a process: the provider's executable, or the toy.

use std::process::Stdio;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::unbounded_channel;

use super::host::{Handshake, Identity, provider_client};
use super::toy::{self, Wires};
use super::wire::plugin::Empty;
use super::wire::plugin::grpc_controller_client::GrpcControllerClient;
use super::wire::tfplugin6::provider_client::ProviderClient;

pub(crate) const COOKIE: (&str, &str) =
    ("TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2");

/// A process with its standard streams, which is killed when this is dropped.
pub(crate) struct Process {
    pub(crate) child: Child,
    pub(crate) stdout: Lines<BufReader<ChildStdout>>,
    pub(crate) stderr: Lines<BufReader<ChildStderr>>,
    pub(crate) identity: Identity,
    /// Where the process makes its socket.
    pub(crate) folder: TempDir,
}

impl Process {
    /// Starts the provider's executable with an environment of its own.
    pub(crate) fn provider(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::start(env!("CARGO_BIN_EXE_terraform-provider-zendesk").as_ref(), arguments, variables)
    }

    /// Starts the provider's executable as Terraform does.
    pub(crate) fn provider_as_plugin(variables: &[(&str, &str)]) -> Self {
        Self::provider(&[], &as_plugin(variables))
    }

    /// Starts the toy as Terraform does: this very program, told to run one test, which serves.
    pub(crate) fn toy_as_plugin(variables: &[(&str, &str)]) -> Self {
        let program = std::env::current_exe().unwrap();
        Self::start(
            &program,
            &["protocol::process::toy_process", "--exact", "--nocapture"],
            &as_plugin(variables),
        )
    }

    fn start(program: &std::path::Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let identity = Identity::like_terraform();
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(program);
        command.args(arguments).env_clear().env("PLUGIN_UNIX_SOCKET_DIR", folder.path());
        for (name, value) in variables {
            command.env(name, if *value == CLIENT_CERTIFICATE { &identity.pem } else { *value });
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let stderr = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, stdout, stderr, identity, folder }
    }

    /// Waits for the handshake line; the test framework of the toy prints something before it.
    pub(crate) async fn handshake(&mut self) -> Handshake {
        loop {
            let line = self.stdout.next_line().await.unwrap().expect("a handshake line");
            if line.starts_with("1|") {
                return Handshake::parse(&line);
            }
        }
    }

    /// Connects as Terraform does, after the handshake.
    pub(crate) async fn connect(&self, handshake: &Handshake) -> ProviderClient<tonic::transport::Channel> {
        provider_client(handshake.connect(Some(&self.identity)).await.unwrap())
    }

    /// Asks the server to end, as Terraform does.
    pub(crate) async fn shut_down(&self, handshake: &Handshake) {
        let channel = handshake.connect(Some(&self.identity)).await.unwrap();
        GrpcControllerClient::new(channel).shutdown(Empty {}).await.unwrap();
    }

    /// Sends a signal, as `INT`.
    pub(crate) async fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id().unwrap());
        assert!(Command::new("sh").args(["-c", &kill]).status().await.unwrap().success());
    }

    /// Waits for the end; gives the exit code and what is left of the standard streams.
    pub(crate) async fn ended(&mut self) -> (Option<i32>, Vec<String>, Vec<String>) {
        let code = self.child.wait().await.unwrap().code();
        let mut stdout = Vec::new();
        while let Some(line) = self.stdout.next_line().await.unwrap() {
            stdout.push(line);
        }
        let mut stderr = Vec::new();
        while let Some(line) = self.stderr.next_line().await.unwrap() {
            stderr.push(line);
        }
        (code, stdout, stderr)
    }

    /// Counts what the process has in its folder.
    pub(crate) fn sockets(&self) -> usize {
        std::fs::read_dir(self.folder.path()).unwrap().count()
    }
}

/// Stands for the certificate of the process's host.
pub(crate) const CLIENT_CERTIFICATE: &str = "the certificate of the host";

/// What Terraform sets, and these variables on top.
fn as_plugin<'a>(variables: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let terraform = [
        COOKIE,
        ("PLUGIN_MIN_PORT", "10000"),
        ("PLUGIN_MAX_PORT", "25000"),
        ("PLUGIN_PROTOCOL_VERSIONS", "6,5"),
        ("PLUGIN_CLIENT_CERT", CLIENT_CERTIFICATE),
    ];
    terraform.into_iter().chain(variables.iter().copied()).collect()
}

/// Serves the toy if it was started as a plugin; otherwise there is nothing to test.
#[tokio::test]
async fn toy_process() {
    if std::env::var(COOKIE.0).is_err() {
        return;
    }
    let (events, _receiver) = unbounded_channel();
    let wires = Wires { events, gate: Semaphore::new(0).into() };
    zendesk::plugin::init_logging("toy");
    zendesk::plugin::serve(toy::plugin(wires)).await.unwrap();
}
