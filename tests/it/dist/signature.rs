//! The signature of the checksums, with keys that are made for the test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::run;

const PASSPHRASE: &str = "correct horse";

/// A directory with a file of checksums, and a keyring with a key that was made for the test.
struct Key {
    scratch: TempDir,
    fingerprint: String,
}

impl Key {
    fn new(algorithm: &str) -> Self {
        let mut key = Self { scratch: TempDir::with_prefix("gpg-").unwrap(), fingerprint: String::new() };
        let user = ["--quick-generate-key", "Test <test@acme.example>", algorithm, "sign", "never"];
        run(key.gpg().args(["--pinentry-mode", "loopback", "--passphrase", PASSPHRASE]).args(user));
        let listed = run(key.gpg().args(["--with-colons", "--list-keys"])).stdout;
        let listed = String::from_utf8(listed).unwrap();
        let line = listed.lines().find_map(|line| line.strip_prefix("fpr:::::::::")).unwrap();
        line.trim_end_matches(':').clone_into(&mut key.fingerprint);
        key
    }

    fn gpg(&self) -> Command {
        let mut gpg = Command::new("gpg");
        gpg.arg("--homedir").arg(self.scratch.path()).arg("--batch");
        gpg
    }

    /// The key as the release workflow has it.
    fn secret(&self) -> String {
        let options =
            ["--armor", "--pinentry-mode", "loopback", "--passphrase", PASSPHRASE, "--export-secret-keys"];
        String::from_utf8(run(self.gpg().args(options)).stdout).unwrap()
    }

    /// Signs as the release workflow does: with a key that is in no keyring.
    fn sign(&self, file: &Path) -> Output {
        let key = [
            ("GPG_FINGERPRINT", self.fingerprint.as_str()),
            ("GPG_PASSPHRASE", PASSPHRASE),
            ("GPG_PRIVATE_KEY", &self.secret()),
        ];
        let mut sign = Command::new("python3");
        sign.args([".ci/dist", "sign"]).arg(file).current_dir(env!("CARGO_MANIFEST_DIR")).envs(key);
        sign.output().unwrap()
    }

    fn file(&self, text: &str) -> PathBuf {
        let file = self.scratch.path().join("SHA256SUMS");
        fs::write(&file, text).unwrap();
        file
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf")
            .arg("--homedir")
            .arg(self.scratch.path())
            .args(["--kill", "all"])
            .status();
    }
}

#[test]
#[ignore = "long: `make dist-test`"]
fn the_signature_verifies_and_a_changed_file_does_not() {
    let key = Key::new("rsa2048");
    let file = key.file("0123  a.zip\n");
    let signed = key.sign(&file);
    assert!(signed.status.success(), "{signed:?}");
    let signature = file.with_file_name("SHA256SUMS.sig");
    assert!(
        !fs::read(&signature).unwrap().starts_with(b"-----BEGIN"),
        "the registries want a binary signature"
    );
    run(key.gpg().arg("--verify").arg(&signature).arg(&file));

    fs::write(&file, "4567  a.zip\n").unwrap();
    let verified = key.gpg().arg("--verify").arg(&signature).arg(&file).output().unwrap();
    assert!(!verified.status.success(), "{verified:?}");
}

#[test]
#[ignore = "long: `make dist-test`"]
fn a_key_that_the_registries_refuse_signs_nothing() {
    let key = Key::new("ed25519");
    let file = key.file("0123  a.zip\n");
    let refused = key.sign(&file);
    assert!(!refused.status.success(), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("RSA and DSA keys alone"), "{refused:?}");
    assert!(!file.with_file_name("SHA256SUMS.sig").exists());
}
