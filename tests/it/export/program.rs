//! The executable, run by hand.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use crate::fake::Fake;
use crate::harness::expect_plain;

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Checks that the run succeeded.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self
    }

    /// Checks that the run failed, wrote nothing to standard output, and said this.
    #[track_caller]
    pub(crate) fn fails_with(self, text: &str) -> Self {
        assert_eq!((self.code, self.stdout.as_str()), (Some(1), ""), "{self:#?}");
        assert!(self.stderr.contains(text), "{text:?} isn't said: {self:#?}");
        self
    }
}

/// Runs the executable with nothing but these variables.
pub(crate) fn run_with<K: AsRef<OsStr>, V: AsRef<OsStr>>(
    variables: impl IntoIterator<Item = (K, V)>,
    args: &[&str],
) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terraform-provider-zendesk"));
    command.args(args).env_clear().envs(variables).stdin(Stdio::null());
    let output = command.output().expect("the executable runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
    expect_plain(&ran.stdout, "standard output");
    expect_plain(&ran.stderr, "standard error");
    ran
}

/// Runs the executable against a fake; a failed request is not repeated, and no credential may show.
pub(crate) fn run(fake: &Fake, args: &[&str]) -> Ran {
    let variables = fake.env().into_iter().chain([("ZENDESK_MAX_RETRIES", "0".to_owned())]);
    let ran = run_with(variables, args);
    let token = fake.account(|account| account.credentials.api_token.clone());
    assert!(!ran.stdout.contains(&token) && !ran.stderr.contains(&token), "a credential shows");
    ran
}
