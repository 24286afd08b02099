//! What Terraform runs with.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::Path;

use crate::fake::Fake;

/// The environment: the fake's account, and nothing of the tester's own settings. A backtrace in a diagnostic would show.
pub(super) fn variables(scratch: &Path, fake: &Fake) -> BTreeMap<OsString, OsString> {
    let config = scratch.join("cli.tfrc");
    let fixed = [
        ("CHECKPOINT_DISABLE", "1"),
        ("RUST_BACKTRACE", "1"),
        ("TF_CLI_ARGS", "-no-color"),
        ("TF_INPUT", "0"),
        ("TF_IN_AUTOMATION", "1"),
    ];
    // The groups, numbers and greetings of most tests are ids alone, and each test counts its own requests: what the check asks
    // for has tests of its own.
    let references = ("ZENDESK_CHECK_REFERENCES", "0");
    let paths = [("HOME", scratch), ("TF_CLI_CONFIG_FILE", &config), ("TMPDIR", &env::temp_dir())];
    let own = fixed.iter().chain([&references]).map(|(name, value)| (name.into(), value.into()));
    let files = paths.iter().map(|(name, path)| (name.into(), path.into()));
    let path = env::var_os("PATH").map(|path| ("PATH".into(), path));
    let account = fake.env().map(|(name, value)| (name.into(), value.into()));
    own.chain(files).chain(path).chain(account).collect()
}

/// The CLI's configuration: it has Terraform take the provider that was just built: no `init`, no network.
pub(super) fn cli_config() -> String {
    let provider = Path::new(env!("CARGO_BIN_EXE_terraform-provider-zendesk"));
    let dir = provider.parent().expect("a file has a directory");
    format!("provider_installation {{\n  dev_overrides {{\n    \"zendesk-tf/zendesk\" = {dir:?}\n  }}\n}}\n")
}
