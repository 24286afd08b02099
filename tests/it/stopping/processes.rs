//! The processes of a run, found by what Linux says of them.

use std::fs;
use std::process::Command;

/// The provider's processes that talk to the service at this URL.
pub(crate) fn providers(url: &str) -> Vec<u32> {
    let provider = fs::canonicalize(env!("CARGO_BIN_EXE_terraform-provider-zendesk")).expect("it was built");
    let variable = format!("ZENDESK_BASE_URL={url}");
    let processes = fs::read_dir("/proc").expect("Linux lists processes").flatten();
    let ids = processes.filter_map(|process| process.file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| {
        let program = fs::read_link(format!("/proc/{id}/exe"));
        let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        program.is_ok_and(|program| program == provider)
            && environment.split(|byte| *byte == 0).any(|entry| entry == variable.as_bytes())
    })
    .collect()
}

fn is_alive(process: u32) -> bool {
    fs::exists(format!("/proc/{process}")).unwrap_or_default()
}

/// The Terraform that started a provider.
pub(super) fn terraform_of(provider: u32) -> u32 {
    let status = fs::read_to_string(format!("/proc/{provider}/status")).expect("it runs");
    let parent = status.lines().find_map(|line| line.strip_prefix("PPid:")).expect("it has a parent");
    parent.trim().parse().expect("an id")
}

/// Sends a signal to one process, unless it has ended. By the shell: the standard library sends no signals, and unsafe code is forbidden.
pub(crate) fn signal(name: &str, process: u32) {
    let sent = Command::new("sh").args(["-c", &format!("kill -s {name} {process}")]).status();
    assert!(
        sent.is_ok_and(|status| status.success()) || !is_alive(process),
        "SIG{name} can't be sent to {process}"
    );
}
