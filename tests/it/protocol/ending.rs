//! The end of a process that Terraform started: after Terraform, or at a signal.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

use tonic::transport::Channel;

use super::host::{Handshake, provider_client};
use super::process::{COOKIE, Process};
use super::wire::tfplugin6::get_metadata;
use super::wire::tfplugin6::provider_client::ProviderClient;
use crate::stopping::signals;

/// Makes a call, so that the process knows the connection for certain.
async fn called(mut client: ProviderClient<Channel>) -> ProviderClient<Channel> {
    client.get_metadata(get_metadata::Request {}).await.unwrap();
    client
}

#[tokio::test]
async fn an_idle_process_ends_when_its_host_is_gone() {
    let mut process = Process::provider_as_plugin(&[]);
    let handshake = process.handshake().await;
    drop(called(process.connect(&handshake).await).await);
    assert_eq!(process.ended().await.0, Some(0));
    assert_eq!(process.sockets(), 0);
}

#[tokio::test]
async fn a_process_ends_with_the_last_connection() {
    let mut process = Process::provider_as_plugin(&[]);
    let handshake = process.handshake().await;
    let first = called(process.connect(&handshake).await).await;
    let second = called(process.connect(&handshake).await).await;
    drop(first);
    drop(called(second).await);
    assert_eq!(process.ended().await.0, Some(0));
}

#[tokio::test]
async fn an_idle_process_ends_at_each_signal() {
    for (signal, _) in signals() {
        for is_connected in [true, false] {
            let mut process = Process::provider_as_plugin(&[]);
            let handshake = process.handshake().await;
            let client =
                if is_connected { Some(called(process.connect(&handshake).await).await) } else { None };
            process.signal(signal).await;
            assert_eq!(process.ended().await.0, Some(0), "{signal}, connected: {is_connected}");
            assert_eq!(process.sockets(), 0, "{signal}, connected: {is_connected}");
            drop(client);
        }
    }
}

/// Starts what follows with a terminal of its own, which it controls, and passes on what is typed.
const IN_A_TERMINAL: &str = "import pty, sys; pty.spawn(sys.argv[1:])";

#[tokio::test]
async fn an_interrupt_from_a_terminal_is_left_to_the_host() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Command::new("python3")
        .args(["-c", IN_A_TERMINAL, env!("CARGO_BIN_EXE_terraform-provider-zendesk")])
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .envs([COOKIE, ("TF_DISABLE_PLUGIN_TLS", "1"), ("TF_LOG", "TRACE")])
        .env("PLUGIN_UNIX_SOCKET_DIR", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut keyboard = terminal.stdin.take().unwrap();
    let mut lines = BufReader::new(terminal.stdout.take().unwrap()).lines();
    let mut said = async |what: &str| loop {
        let line = lines.next_line().await.unwrap().unwrap_or_else(|| panic!("it doesn't say {what}"));
        if line.contains(what) {
            return line;
        }
    };
    let handshake = Handshake::parse(said("1|6|unix|").await.trim());
    let client = called(provider_client(handshake.connect(None).await.unwrap())).await;
    // Ctrl-C.
    keyboard.write_all(b"\x03").await.unwrap();
    said("Left an interrupt to Terraform").await;
    drop(called(client).await);
    assert!(terminal.wait().await.unwrap().success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_process_whose_host_ended_before_it_connected_ends_as_well() {
    let folder = tempfile::tempdir().unwrap();
    // The shell is the host: it ends while the process lives on.
    let script = "\"$PROVIDER\" & echo \"pid $!\"; read line";
    let mut host = Command::new("sh")
        .args(["-c", script])
        .env_clear()
        .env("PROVIDER", env!("CARGO_BIN_EXE_terraform-provider-zendesk"))
        .envs([COOKIE, ("TF_DISABLE_PLUGIN_TLS", "1")])
        .env("PLUGIN_UNIX_SOCKET_DIR", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(host.stdout.take().unwrap()).lines();
    let (mut is_listening, mut is_told) = (false, false);
    while !(is_listening && is_told) {
        let line = lines.next_line().await.unwrap().expect("the handshake and the id");
        is_listening |= line.starts_with("1|6|unix|");
        is_told |= line.starts_with("pid ");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    host.start_kill().unwrap();
    host.wait().await.unwrap();
    // Nobody tells of the end of a process that isn't a child: its folder is gone then.
    drop(lines);
    while std::fs::read_dir(folder.path()).unwrap().count() > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}
