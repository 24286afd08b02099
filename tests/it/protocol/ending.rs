//! The end of a process that Terraform started: after Terraform, or at a signal.

use std::process::Stdio;

use tokio::process::Command;

use tonic::transport::Channel;

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
    let lines = tokio::io::BufReader::new(host.stdout.take().unwrap());
    let mut lines = tokio::io::AsyncBufReadExt::lines(lines);
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
