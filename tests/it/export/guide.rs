//! The guide on existing menus: its commands are run as they stand.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::account;
use super::program::{run, run_with};
use crate::guides::fences;
use crate::harness::{Acceptance, Binary};

const GUIDE: &str = include_str!("../../../docs/guides/bring-in-an-existing-menu.md");
const PROMOTION: &str = include_str!("../../../docs/guides/sandbox-to-production.md");

/// A folder from which `terraform init` installs the provider, as from a registry.
fn mirror() -> TempDir {
    let mirror = TempDir::new().expect("a temporary directory");
    let (os, arch) =
        (if OS == "macos" { "darwin" } else { OS }, if ARCH == "x86_64" { "amd64" } else { "arm64" });
    let version = env!("CARGO_PKG_VERSION");
    let folder = format!("{}/{version}/{os}_{arch}", Binary::chosen().provider_address());
    let folder = mirror.path().join(folder);
    fs::create_dir_all(&folder).expect("the folder");
    let name = format!("terraform-provider-zendesk_v{version}");
    symlink(env!("CARGO_BIN_EXE_terraform-provider-zendesk"), folder.join(name)).expect("the link");
    let source = format!(
        "provider_installation {{\n  filesystem_mirror {{\n    path = {:?}\n  }}\n}}\n",
        mirror.path()
    );
    fs::write(mirror.path().join("cli.tfrc"), source).expect("the CLI's configuration");
    mirror
}

/// A shell as far as the guide needs one: variables, the two programs, `cd` and `rm`.
struct Shell {
    acc: Acceptance,
    variables: Vec<(String, String)>,
    cd: Option<String>,
    /// What the last run of Terraform said.
    said: String,
}

impl Shell {
    fn run(&mut self, line: &str) {
        let words: Vec<_> = line.split(' ').collect();
        match words[..] {
            ["export", ..] => self.export(line),
            ["cd", dir] => self.cd = Some(dir.to_owned()),
            ["rm", ..] => words[1..].iter().for_each(|file| {
                fs::remove_file(self.acc.dir().join(self.cd.as_deref().unwrap_or("")).join(file))
                    .expect("a file");
            }),
            ["terraform", ..] => self.terraform(&words[1..]),
            ["terraform-provider-zendesk", "graph", ">", file] => {
                let picture = run_with(self.variables.clone(), &["graph"]).ok().stdout;
                self.acc.write(file, &picture);
            }
            ["terraform-provider-zendesk", "export", .., "--out", dir] => {
                let out = self.acc.dir().join(dir);
                let args = [&words[1..words.len() - 1], &[out.to_str().expect("UTF-8")]].concat();
                run_with(self.variables.clone(), &args).ok();
            }
            _ => panic!("the guide has a command that this test can't run: {line}"),
        }
    }

    /// Takes the variable's name from the guide, and its value from the fake.
    fn export(&mut self, line: &str) {
        let name = line.trim_start_matches("export ").split('=').next().expect("a name");
        let fake = self.acc.fake();
        let value = fake.account(|account| match name {
            "ZENDESK_SUBDOMAIN" => "acme".to_owned(),
            "ZENDESK_OAUTH_CLIENT_ID" => account.credentials.oauth_client_id.clone(),
            "ZENDESK_OAUTH_CLIENT_SECRET" => account.credentials.oauth_client_secret.clone(),
            _ => panic!("the guide sets {name}"),
        });
        self.acc.env(name, &value);
        self.variables.push((name.to_owned(), value));
    }

    fn terraform(&mut self, args: &[&str]) {
        let dir = self.cd.as_ref().map(|dir| format!("-chdir={dir}"));
        let output = self
            .acc
            .terraform(&dir.iter().map(String::as_str).chain(args.iter().copied()).collect::<Vec<_>>());
        assert!(output.status.success(), "{output}");
        self.said = output.stdout;
    }
}

#[test]
fn the_export_goes_as_the_guide_says() {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account::seed(account);
        // The guide speaks of an account without namesakes.
        let [ivr, other] = [0, 1].map(|index| account.ivrs()[index].id);
        account.ivr_mut(other).expect("there").name = Some("Second line".into());
        let menu = account.ivrs()[0].menus[2].id;
        account.menu_mut(ivr, menu).expect("there").name = Some("Old bills".into());
    });
    let mirror = mirror();
    let mut shell = shell(acc, &mirror);
    let lines: Vec<_> = fences(GUIDE, "sh").into_iter().flat_map(str::lines).collect();
    assert_eq!(lines.len(), 11, "{lines:#?}");
    for line in lines {
        shell.run(line);
        if line.starts_with("terraform plan -out") {
            assert!(
                shell.said.contains("325 to import, 0 to add, 0 to change, 0 to destroy."),
                "{}",
                shell.said
            );
        }
    }
    assert!(shell.said.contains("No changes."), "{}", shell.said);
    let dir = shell.acc.dir().join("phone-menus");
    assert!(Path::new(&dir).join("main_line_billing.tf").exists(), "a file that the guide names");
    let routes = fs::read_to_string(dir.join("main_line_billing.tf")).expect("the file");
    assert!(routes.contains("\"main_line_billing_to_main_menu\""), "a resource that the guide names");
    // The provider's binary is below: there is no credential in it, and it is large.
    fs::remove_dir_all(dir.join(".terraform")).expect("what init made");
}

/// A shell with the test's own settings: where the account is, and where the provider comes from. The guide supplies the
/// credentials.
fn shell(mut acc: Acceptance, mirror: &TempDir) -> Shell {
    let url = acc.fake().url();
    acc.env("ZENDESK_BASE_URL", &url).env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN");
    acc.env("TF_CLI_CONFIG_FILE", mirror.path().join("cli.tfrc").to_str().expect("UTF-8"));
    Shell { acc, variables: vec![("ZENDESK_BASE_URL".into(), url)], cd: None, said: String::new() }
}

#[test]
fn menus_get_from_the_sandbox_to_production_as_the_guide_says() {
    let [export, apply] = fences(PROMOTION, "sh")[..] else { panic!("commands for two accounts") };
    let mirror = mirror();
    let [mut sandbox, mut production] = [10_000, 70_000].map(|first| {
        let acc = Acceptance::new();
        acc.fake().account(|account| {
            account.add_group(first, "Sales");
            account.set_next_id(first);
        });
        shell(acc, &mirror)
    });
    sandbox.acc.fake().account(|account| {
        let ivr = account.add_ivr("Main line");
        let menu = account.default_menu(ivr);
        account.add_route(ivr, menu, "1", "group", json!({"group_ids": [10_000]}));
    });
    export.lines().for_each(|line| sandbox.run(line));
    let from = sandbox.acc.dir().join("phone-menus");
    for file in fs::read_dir(&from).expect("the files").map(|entry| entry.expect("a file").path()) {
        let text = fs::read_to_string(&file).expect("a file");
        let name = file.file_name().expect("a name").to_str().expect("UTF-8");
        production.acc.write(&format!("phone-menus/{name}"), &text);
    }
    let references = fs::read_to_string(from.join("references.tf")).expect("the file that the guide shows");
    let [shown] = fences(PROMOTION, "terraform")[..] else { panic!("one configuration") };
    shown
        .split("\n\n")
        .for_each(|block| assert!(references.contains(block.trim()), "{block} isn't in {references}"));
    apply.lines().for_each(|line| production.run(line));
    assert!(production.said.contains("No changes."), "{}", production.said);
    let fake = production.acc.fake();
    fake.account(|account| {
        let ivr = account.ivrs()[0].id;
        assert_eq!(account.routes(ivr, account.default_menu(ivr))[0].options["group_ids"], json!([70_000]));
        account.remove_ivr(ivr);
    });
    fs::remove_dir_all(production.acc.dir().join("phone-menus/.terraform")).expect("what init made");
}

#[test]
fn what_was_renamed_is_moved_as_the_guide_says() {
    let acc = Acceptance::new();
    let (ivr, menu) = acc.fake().account(|account| {
        account.add_group(7, "Sales");
        let ivr = account.add_ivr("Main line");
        let (main, menu) = (account.default_menu(ivr), account.add_menu(ivr, "Billing"));
        account.add_route(ivr, main, "1", "menu", json!({"menu_id": menu}));
        account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
        (ivr, menu)
    });
    let export = || run(acc.fake(), &["export"]).ok().stdout;
    acc.configure(&export());
    assert!(acc.terraform(&["apply", "-auto-approve"]).status.success());
    acc.fake().account(|account| account.menu_mut(ivr, menu).expect("there").name = Some("Invoices".into()));
    let exported = export();
    acc.plan_fails(&exported).says("Menu kept and destroyed in one run");
    let [moved] = fences(GUIDE, "terraform")[..] else { panic!("moved blocks") };
    acc.configure(&format!("{exported}\n{moved}"));
    let plan = acc.terraform(&["plan", "-out=tfplan"]);
    plan.says("0 to add, 0 to change, 0 to destroy.");
    assert!(acc.terraform(&["apply", "tfplan"]).status.success());
    acc.configure(&exported);
    let again = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(again.status.code(), Some(0), "{again}");
    acc.fake().account(|account| assert_eq!(account.route_count(), 2));
}

#[test]
fn a_route_is_imported_by_its_key_as_the_guide_says() {
    let acc = crate::account::with_menu();
    acc.fake().account(|account| {
        account.add_route(10001, 10002, "1", "group", json!({"group_ids": [360_001_381_413_i64]}));
    });
    let blocks = fences(GUIDE, "hcl");
    assert_eq!(blocks.len(), 1);
    acc.write(
        "provider.tf",
        "terraform {\n  required_providers {\n    zendesk = { source = \"zendesk-tf/zendesk\" }\n  }\n}\n",
    );
    acc.write("main.tf", blocks[0]);
    let plan = acc.terraform(&["plan"]);
    plan.says("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.");
}
