//! The executable, run by hand: what it says, and how it ends.

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::account;
use super::program::{Ran, run_with};
use crate::fake::{Fake, Fault, Gate};

const NOTHING: [(&str, &str); 0] = [];

fn by_hand(args: &[&str]) -> Ran {
    run_with(NOTHING, args)
}

#[test]
fn without_arguments_it_says_what_it_is() {
    let ran =
        by_hand(&[]).fails_with("This binary is a plugin. These are not meant to be executed directly.");
    assert!(ran.stderr.contains("\n  terraform-provider-zendesk export --help\n"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("stack backtrace"), "{}", ran.stderr);
}

#[test]
fn it_tells_its_version_and_what_it_can_do() {
    assert_eq!(by_hand(&["--version"]).ok().stdout, "terraform-provider-zendesk 0.1.0\n");
    let help = by_hand(&["--help"]).ok().stdout;
    assert!(
        help.contains(
            "  export  Write resource and import blocks for all IVRs, menus and routes that exist\n"
        ),
        "{help}"
    );
    for command in ["export", "graph"] {
        let help = by_hand(&[command, "--help"]).ok().stdout;
        assert!(
            help.contains("ZENDESK_SUBDOMAIN") && help.contains("Exit codes: 0 done, 1 failed"),
            "{help}"
        );
    }
}

#[test]
fn a_wrong_command_line_is_an_error() {
    by_hand(&["exprt"]).fails_with("tip: a similar subcommand exists: 'export'");
    by_hand(&["export", "--ivr", ""]).fails_with("a value is required for '--ivr <ID|NAME>'");
    by_hand(&["export", "--portable", "--routes-only"])
        .fails_with("the argument '--portable' cannot be used with '--routes-only'");
    by_hand(&["graph", "--format", "png"]).fails_with("[possible values: mermaid, dot, markdown, svg, html]");
}

#[test]
fn an_interrupt_ends_it_and_leaves_nothing() {
    let fake = Fake::start();
    fake.account(account::seed);
    let gate = Gate::new();
    fake.fault(Fault::serve().on("GET", Fault::IVRS).hold_before(&gate));
    let scratch = TempDir::new().expect("a temporary directory");
    let mut command = Command::new(env!("CARGO_BIN_EXE_terraform-provider-zendesk"));
    command.args(["export", "--out"]).arg(scratch.path().join("out")).env_clear().envs(fake.env());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    gate.wait_until_held(1);
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
    let output = child.wait_with_output().expect("it ends");
    gate.open();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "Interrupted: nothing was written.\n");
    assert_eq!(fs::read_dir(scratch.path()).expect("the directory").count(), 0);
}
