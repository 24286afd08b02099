//! Where the provider's socket is made: a temporary folder that can't hold one has a fallback, another has an error.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::Acceptance;

const CONFIG: &str = "data \"zendesk_ivrs\" \"all\" {}\n";

fn folder(within: &Path, name: &str) -> PathBuf {
    let folder = within.join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A folder whose path has this many bytes.
fn of_length(within: &Path, length: usize) -> PathBuf {
    folder(within, &"x".repeat(length - within.as_os_str().len() - 1))
}

/// Paths of temporary folders, with those of which each is unfit in a manner of its own.
fn temporary(within: &Path) -> Vec<PathBuf> {
    let file = within.join("file");
    fs::write(&file, "").unwrap();
    vec![
        of_length(within, 88),
        of_length(within, 120),
        of_length(within, 255),
        within.join("missing"),
        file,
        // Nobody can write there, root neither.
        "/proc".into(),
        folder(within, "pi|pe"),
        folder(within, "new\nline"),
        folder(within, "bücher und mehr"),
        folder(within, " "),
        "relative".into(),
        " ".into(),
        "".into(),
    ]
}

#[test]
fn any_temporary_folder_will_do() {
    let mut acc = Acceptance::new();
    let within = tempfile::tempdir().unwrap();
    for path in temporary(within.path()) {
        acc.env("TMPDIR", path.to_str().unwrap());
        acc.validate(CONFIG);
        if let Ok(entries) = fs::read_dir(&path) {
            let left: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
            assert!(path.starts_with("/proc") || left.is_empty(), "{path:?}: {left:?}");
        }
    }
}

#[test]
fn a_socket_folder_that_cannot_be_used_is_named_to_the_user() {
    let mut acc = Acceptance::new();
    let within = tempfile::tempdir().unwrap();
    let file = within.path().join("file");
    fs::write(&file, "").unwrap();
    for (path, reason) in [
        (within.path().join("missing"), "No such file or directory"),
        (file, "Not a directory"),
        (of_length(within.path(), 120), "too long"),
        (folder(within.path(), "a|b|c|d|e"), "must be UTF-8"),
    ] {
        acc.env("PLUGIN_UNIX_SOCKET_DIR", path.to_str().unwrap());
        let output = acc.validate_fails(CONFIG);
        output.says("Unrecognized remote plugin message: failed to listen: no socket can be made in");
        output.says(reason).says("Set PLUGIN_UNIX_SOCKET_DIR to a folder that exists");
    }
    acc.env("PLUGIN_UNIX_SOCKET_DIR", " ").validate(CONFIG);
}
