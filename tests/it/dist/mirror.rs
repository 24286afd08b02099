//! Installed from a mirror, as operators without a registry do it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::file;
use crate::account;
use crate::harness::{Acceptance, Action, Binary};

const CONFIG: &str = r#"resource "zendesk_ivr_route" "test" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "voicemail"
  options = {
    group_ids = [360001381413]
  }
}
"#;

/// Lays the zip of this machine out as a mirror, and has the CLI install from nowhere else.
fn install_from_mirror(acc: &mut Acceptance) {
    let mirror = acc.dir().with_file_name("mirror");
    let zip = file(&format!("{}.zip", platform(acc)));
    let dir = mirror.join(Binary::chosen().provider_address());
    fs::create_dir_all(&dir).unwrap();
    fs::copy(&zip, dir.join(zip.file_name().unwrap())).unwrap_or_else(|e| panic!("{}: {e}", zip.display()));
    let config = mirror.with_file_name("mirror.tfrc");
    fs::write(
        &config,
        format!("provider_installation {{\n  filesystem_mirror {{ path = {mirror:?} }}\n}}\n"),
    )
    .unwrap();
    acc.env("TF_CLI_CONFIG_FILE", config.to_str().unwrap());
}

/// As Terraform names this machine: `linux_amd64`.
fn platform(acc: &Acceptance) -> String {
    let version: Value = serde_json::from_str(&acc.terraform(&["version", "-json"]).stdout).unwrap();
    version["platform"].as_str().unwrap().to_owned()
}

/// The executable that `init` unpacked.
fn executable(dir: &Path) -> Option<PathBuf> {
    let mut entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.find_map(|path| match path.is_dir() {
        true => executable(&path),
        false => path.file_name()?.to_str()?.starts_with("terraform-provider-").then_some(path),
    })
}

#[test]
#[ignore = "needs `make dist`: `make dist-test`"]
fn terraform_installs_the_zip_from_a_mirror_and_applies() {
    let mut acc = account::with_menu();
    install_from_mirror(&mut acc);
    acc.configure(CONFIG);
    let init = acc.terraform(&["init"]);
    assert!(init.status.success(), "{init}");
    let lock = fs::read_to_string(acc.dir().join(".terraform.lock.hcl")).unwrap();
    assert!(lock.contains(env!("CARGO_PKG_VERSION")) && lock.contains("\"h1:"), "{lock}");

    // It plans, applies, and plans nothing more.
    let applied = acc.apply(CONFIG);
    applied.plan.expect_action("zendesk_ivr_route.test", Action::Create);
    applied.output.does_not_say("Provider development overrides");
    acc.destroy();
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "needs `make dist`: `make dist-test`"]
fn the_executable_needs_no_library_of_the_machine() {
    let mut acc = Acceptance::new();
    install_from_mirror(&mut acc);
    acc.configure(CONFIG);
    acc.terraform(&["init"]);
    let executable = executable(&acc.dir().join(".terraform")).expect("`init` unpacked it");
    let ldd = Command::new("ldd").arg(&executable).output().unwrap();
    let said = [ldd.stdout, ldd.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    assert!(said.contains("statically linked") || said.contains("not a dynamic executable"), "{said}");
}
