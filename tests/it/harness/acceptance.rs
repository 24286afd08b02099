//! The surroundings of one test, from its first line to the clean-up.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use super::binary::{Binary, Feature};
use super::environment;
use super::output::Output;
use super::plain::{expect_plain, expect_plain_output};
use super::run::Running;
use super::secrets;
use crate::fake::Fake;

/// A fake Zendesk, a directory for Terraform to work in, and an environment that holds the account's credentials.
///
/// Dropping it ends the test: what Terraform made is destroyed, and the fake must hold none of it.
/// `TF_ACC_PERSIST_WORKING_DIR=1` keeps the directory.
pub(crate) struct Acceptance {
    fake: Fake,
    scratch: TempDir,
    env: BTreeMap<OsString, OsString>,
    /// What the last apply was given: the configuration to destroy with.
    applied: RefCell<Option<String>>,
    directories: Cell<u32>,
}

impl Acceptance {
    /// Starts a fake Zendesk and prepares the directory.
    #[track_caller]
    pub(crate) fn new() -> Self {
        Self::with(Fake::start())
    }

    /// Takes a fake Zendesk that the test prepared.
    #[track_caller]
    pub(crate) fn with(fake: Fake) -> Self {
        let scratch = TempDir::with_prefix("zendesk-acc-").expect("a temporary directory can be made");
        let env = environment::variables(scratch.path(), &fake);
        let acceptance = Self { fake, scratch, env, applied: RefCell::default(), directories: Cell::new(0) };
        fs::write(acceptance.scratch.path().join("cli.tfrc"), environment::cli_config())
            .expect("the CLI's configuration");
        fs::create_dir(acceptance.dir()).expect("the working directory");
        acceptance
    }

    /// The fake Zendesk.
    pub(crate) fn fake(&self) -> &Fake {
        &self.fake
    }

    /// The directory that Terraform works in.
    pub(crate) fn dir(&self) -> PathBuf {
        self.scratch.path().join("work")
    }

    /// Sets an environment variable for the runs that follow.
    pub(crate) fn env(&mut self, name: &str, value: &str) -> &mut Self {
        self.env.insert(name.into(), value.into());
        self
    }

    /// Has the runs that follow check what a configuration names by id, as they do for users.
    pub(crate) fn check_references(&mut self) -> &mut Self {
        self.env_remove("ZENDESK_CHECK_REFERENCES")
    }

    /// The environment of the runs, for the executable that is run by hand.
    pub(crate) fn variables(&self) -> &BTreeMap<OsString, OsString> {
        &self.env
    }

    /// Removes an environment variable for the runs that follow.
    pub(crate) fn env_remove(&mut self, name: &str) -> &mut Self {
        self.env.remove(&OsString::from(name));
        self
    }

    /// Whether the Terraform that is driven can do this.
    #[must_use]
    pub(crate) fn has(&self, feature: Feature) -> bool {
        Binary::chosen().has(feature)
    }

    /// Whether the Terraform that is driven can't do this, and the test had better return; says so.
    ///
    /// `.ci/matrix` counts these lines. They are written past the capture of a test's output, which shows failures alone.
    #[must_use]
    pub(crate) fn lacks(&self, feature: Feature) -> bool {
        let lacks = !self.has(feature);
        if lacks {
            let test = thread::current().name().unwrap_or_default().to_owned();
            let line = format!("skipped {test}: {} has no {feature:?}\n", Binary::chosen().name);
            io::stderr().write_all(line.as_bytes()).expect("standard error can be written");
        }
        lacks
    }

    /// Writes a file into the working directory, such as a module's `modules/menu/main.tf`.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.dir().join(file);
        fs::create_dir_all(path.parent().expect("a file has a directory"))
            .expect("the directory can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Runs Terraform in the working directory. Success isn't checked.
    pub(crate) fn terraform(&self, args: &[&str]) -> Output {
        self.terraform_in(&self.dir(), args)
    }

    /// Starts Terraform in the working directory, to be interrupted; [`Self::finish`] waits for it.
    #[track_caller]
    pub(crate) fn spawn(&self, args: &[&str]) -> Running {
        self.start(&self.dir(), args)
    }

    /// Waits for the end of a run that was started with [`Self::spawn`].
    #[track_caller]
    pub(crate) fn finish(&self, running: Running) -> Output {
        self.wait(running, &self.dir())
    }

    /// Checks that no credential is in the files that Terraform left.
    #[track_caller]
    pub(crate) fn expect_no_secrets(&self) {
        let secrets = self.fake.account(|account| secrets::of(account));
        secrets::expect_none_in_files(&secrets, self.scratch.path());
    }

    #[track_caller]
    pub(super) fn terraform_in(&self, dir: &Path, args: &[&str]) -> Output {
        self.wait(self.start(dir, args), dir)
    }

    /// Runs a command that must succeed.
    #[track_caller]
    pub(super) fn succeeds(&self, dir: &Path, args: &[&str]) -> Output {
        let output = self.terraform_in(dir, args);
        if !output.status.success() {
            self.fail(&output, "it failed");
        }
        output
    }

    /// Runs a command that must fail.
    #[track_caller]
    pub(super) fn fails(&self, dir: &Path, args: &[&str]) -> Output {
        let output = self.terraform_in(dir, args);
        if output.status.success() {
            self.fail(&output, "it succeeded, and should have failed");
        }
        output
    }

    /// Runs a command that prints JSON.
    #[track_caller]
    pub(super) fn json(&self, dir: &Path, args: &[&str]) -> Value {
        let output = self.succeeds(dir, args);
        serde_json::from_str(&output.stdout).unwrap_or_else(|e| self.fail(&output, &e.to_string()))
    }

    /// Ends the test, with all that is known about a run.
    #[track_caller]
    pub(super) fn fail(&self, output: &Output, why: &str) -> ! {
        let requests = self.fake.requests();
        let lines = requests.iter().map(|r| format!("{} {} {} -> {:?}", r.method, r.path, r.body, r.status));
        panic!(
            "{why}: {output}\n{} requests to the fake\n{}",
            requests.len(),
            lines.collect::<Vec<_>>().join("\n")
        );
    }

    /// Names another working directory.
    pub(super) fn next_dir(&self) -> PathBuf {
        self.directories.set(self.directories.get() + 1);
        self.scratch.path().join(format!("work-{}", self.directories.get()))
    }

    /// Notes what is about to be applied.
    pub(super) fn applies(&self, config: &str) {
        *self.applied.borrow_mut() = Some(config.to_owned());
    }

    #[track_caller]
    fn start(&self, dir: &Path, args: &[&str]) -> Running {
        let mut command = Command::new(&Binary::chosen().path);
        command.args(args).current_dir(dir).env_clear().envs(&self.env);
        Running::start(command)
    }

    #[track_caller]
    fn wait(&self, running: Running, dir: &Path) -> Output {
        let output = running.wait(dir);
        let secrets = self.fake.account(|account| secrets::of(account));
        let plan = serde_json::from_str(&output.stdout).map(|json| secrets::without_configuration(&json));
        secrets::expect_none(&secrets, plan.as_ref().unwrap_or(&output.stdout), &output.command);
        secrets::expect_none(&secrets, &output.stderr, &output.command);
        expect_plain_output(&output.stdout, &output.command);
        expect_plain(&output.stderr, &output.command);
        output
    }

    fn clean_up(&self) {
        let applied = self.applied.borrow();
        if let Some(config) = applied.as_deref() {
            self.configure(config);
        }
        // A run that was interrupted may have made something, though no step noted its configuration: it must be in the state.
        if applied.is_some() || !self.left().is_empty() {
            self.succeeds(&self.dir(), &["destroy", "-auto-approve"]);
        }
        let left = self.left();
        assert!(left.is_empty(), "Terraform made {left:?} and didn't destroy them");
        self.expect_no_secrets();
    }

    /// The objects that Terraform made and didn't destroy.
    fn left(&self) -> Vec<i64> {
        self.fake.account(|account| account.posted())
    }
}

impl Drop for Acceptance {
    fn drop(&mut self) {
        if env::var_os("TF_ACC_PERSIST_WORKING_DIR").is_some() {
            self.scratch.disable_cleanup(true);
            println!("kept {}", self.scratch.path().display());
        }
        if !thread::panicking() {
            self.clean_up();
        }
    }
}
