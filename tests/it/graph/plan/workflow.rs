//! The example of a workflow: its own commands are run, with Terraform and a `gh` that keeps comments in a directory.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{demo, office, replaced, without};
use crate::harness::{Acceptance, Binary};

const WORKFLOW: &str = include_str!("../../../../examples/pull-request/phone-menus.yml");

/// What `gh api` does here: it lists comments, each a file that is named by its id, creates one or changes one.
const GH: &str = r#"#!/bin/sh
[ "$1" = api ] || exit 9
shift
method=GET
for argument; do
  case $previous in --method) method=$argument ;; -F) body=$argument ;; esac
  case $argument in repos/acme/menus/issues/*) path=$argument ;; esac
  previous=$argument
done
echo "$method $path" >> ../requests
case "$method $path" in
"GET repos/acme/menus/issues/12/comments") ls ../comments ;;
"POST repos/acme/menus/issues/12/comments") [ "$body" = body=@comment.md ] && cp comment.md ../comments/501 ;;
"PATCH repos/acme/menus/issues/comments/501") [ "$body" = body=@comment.md ] && cp comment.md ../comments/501 ;;
*) exit 9 ;;
esac
"#;

/// The command of a step.
#[track_caller]
fn command(step: &str) -> String {
    let (_, step) = WORKFLOW.split_once(&format!("- name: {step}\n")).expect("the step");
    let step = step.split("\n      - ").next().unwrap_or_default();
    let (_, run) = step.split_once("run: ").expect("a command");
    match run.strip_prefix("|\n") {
        None => run.lines().next().unwrap_or_default().to_owned(),
        Some(block) => {
            block.lines().map(|line| format!("{}\n", line.trim_start_matches("          "))).collect()
        }
    }
}

/// Runs a step as GitHub does, in the directory of the configuration.
fn run(acc: &Acceptance, step: &str, variables: &[(&str, &str)]) -> Option<i32> {
    let bin = acc.dir().with_file_name("bin");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a path"));
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", &command(step)]).current_dir(acc.dir()).env_clear().envs(acc.variables());
    bash.env("PATH", path)
        .env("GITHUB_REPOSITORY", "acme/menus")
        .env("GITHUB_OUTPUT", acc.dir().join("../output"));
    let output = bash.envs(variables.iter().copied()).output().expect("bash runs");
    println!(
        "{step}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output.status.code()
}

fn link(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().expect("a directory")).expect("made");
    std::os::unix::fs::symlink(from, to).expect("linked");
}

/// Plans, describes and comments, as the workflow does; returns the exit code of its last step.
#[track_caller]
fn push(acc: &Acceptance, config: &str) -> Option<i32> {
    acc.configure(config);
    assert_eq!(run(acc, "Plan", &[]), Some(0));
    assert_eq!(run(acc, "Describe", &[("ZENDESK_BASE_URL", "")]), Some(0));
    assert_eq!(run(acc, "Comment", &[("GH_TOKEN", "token"), ("NUMBER", "12")]), Some(0));
    let outputs = fs::read_to_string(acc.dir().join("../output")).expect("outputs");
    let code = outputs.lines().last().and_then(|line| line.strip_prefix("code=")).expect("a code");
    run(acc, "Fail where callers are worse off", &[("CODE", code)])
}

#[test]
fn a_comment_is_posted_once_and_updated_with_each_push() {
    let acc = office();
    acc.apply(&demo());
    let scratch = acc.dir().with_file_name("");
    let bin = scratch.join("bin");
    link(&Binary::chosen().path, &bin.join("terraform"));
    let provider = Path::new(env!("CARGO_BIN_EXE_terraform-provider-zendesk"));
    link(
        provider,
        &acc.dir().join(".terraform/providers/registry/0.2.0/linux_amd64/terraform-provider-zendesk_v0.2.0"),
    );
    fs::write(bin.join("gh"), GH).expect("written");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(bin.join("gh"), mode).expect("executable");
    fs::create_dir(scratch.join("comments")).expect("made");
    let posted = || fs::read_to_string(scratch.join("comments/501")).expect("a comment");

    let config = without(&demo(), "resource \"zendesk_ivr_route\" \"billing_default\"");
    assert_eq!(push(&acc, &config), Some(2), "callers are worse off");
    assert!(
        posted().starts_with("<!-- phone-menus -->\n1 change for callers in Acme, 1 new problem.\n"),
        "{}",
        posted()
    );
    let config = replaced(&demo(), "tags      = [\"sales\"]", "tags      = [\"new\"]");
    assert_eq!(push(&acc, &config), Some(0));
    assert_eq!(posted(), "<!-- phone-menus -->\nNo changes for callers.\n\n");
    let requests = fs::read_to_string(scratch.join("requests")).expect("requests");
    let expected = "GET repos/acme/menus/issues/12/comments\nPOST repos/acme/menus/issues/12/comments\n\
                    GET repos/acme/menus/issues/12/comments\nPATCH repos/acme/menus/issues/comments/501\n";
    assert_eq!(requests, expected);
}
