//! Where a Unix socket can be made, so that the host finds it.
//!
//! The path of a socket is short: `sun_path` has 104 bytes on macOS and 108 on Linux, with the zero at the end. The host
//! reads the path from a line that is split at `|`.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::net::UnixListener;

/// The socket's name in its own folder: short, since it is a part of the path.
const SOCKET: &str = "s";

/// Where to look if the environment's folder can't be used.
const FALLBACK: &str = "/tmp";

/// Folders in which a socket may be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketFolders {
    /// The environment variable that says where.
    pub variable: &'static str,
    /// The folders, the one to try first at the beginning.
    pub folders: Vec<PathBuf>,
}

impl SocketFolders {
    /// Reads where the socket has to be, from the environment.
    ///
    /// A host that says so by `PLUGIN_UNIX_SOCKET_DIR` looks nowhere else. A temporary folder has a fallback.
    pub(super) fn from_host(lookup: &impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| lookup(name).filter(|folder| !folder.trim().is_empty()).map(PathBuf::from);
        if let Some(folder) = set("PLUGIN_UNIX_SOCKET_DIR") {
            return Self { variable: "PLUGIN_UNIX_SOCKET_DIR", folders: vec![folder] };
        }
        let mut folders = vec![set("TMPDIR").unwrap_or_else(std::env::temp_dir), FALLBACK.into()];
        folders.dedup();
        Self { variable: "TMPDIR", folders }
    }

    /// Makes a private folder in the first of the folders that can be used, and listens on a socket in it.
    ///
    /// # Errors
    ///
    /// Says of each folder why it can't be used, and names the variable.
    pub(super) fn bind(&self) -> io::Result<(UnixListener, TempDir)> {
        let mut reasons = Vec::new();
        for folder in &self.folders {
            match bind_in(folder) {
                Ok(bound) => return Ok(bound),
                Err(error) => {
                    tracing::warn!(?folder, %error, "No socket can be made here");
                    reasons.push(format!("{folder:?}: {error}"));
                }
            }
        }
        let (variable, reasons) = (self.variable, reasons.join("; "));
        Err(io::Error::other(format!(
            "no socket can be made in {reasons}. Set {variable} to a folder that exists and that you can write to, with \
             a path of at most 90 characters"
        )))
    }
}

/// Returns the path of the socket in its folder.
pub(super) fn socket(folder: &TempDir) -> PathBuf {
    folder.path().join(SOCKET)
}

fn bind_in(folder: &Path) -> io::Result<(UnixListener, TempDir)> {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = std::path::absolute(folder)?;
    if !folder.to_str().is_some_and(fits_in_the_line) {
        return Err(io::Error::other("the path must be UTF-8, without \"|\" and control characters"));
    }
    let private = std::fs::Permissions::from_mode(0o700);
    let folder = tempfile::Builder::new().prefix("tf").permissions(private).tempdir_in(folder);
    let folder = folder.map_err(|error| {
        // The caller tells the path, without the random name.
        io::Error::other(error.to_string().split(" at path ").next().unwrap_or_default())
    })?;
    let listener = UnixListener::bind(socket(&folder)).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidInput => io::Error::other("the path is too long for a socket"),
        _ => error,
    })?;
    Ok((listener, folder))
}

fn fits_in_the_line(path: &str) -> bool {
    !path.chars().any(|character| character == '|' || character.is_control())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn from(variables: &[(&str, &str)]) -> SocketFolders {
        SocketFolders::from_host(&|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    /// Variables, and the variable and the folders that are read from them.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'static str, &'a [&'a str]);

    #[test]
    fn the_host_decides_and_a_temporary_folder_has_a_fallback() {
        let own = ("PLUGIN_UNIX_SOCKET_DIR", "/run/own");
        let cases: [Case<'_>; 6] = [
            (&[own, ("TMPDIR", "/var/tmp")], "PLUGIN_UNIX_SOCKET_DIR", &["/run/own"]),
            (&[("TMPDIR", "/var/tmp")], "TMPDIR", &["/var/tmp", "/tmp"]),
            (&[("TMPDIR", "/tmp")], "TMPDIR", &["/tmp"]),
            (&[("PLUGIN_UNIX_SOCKET_DIR", ""), ("TMPDIR", "/a")], "TMPDIR", &["/a", "/tmp"]),
            (&[("PLUGIN_UNIX_SOCKET_DIR", " \n"), ("TMPDIR", "/a")], "TMPDIR", &["/a", "/tmp"]),
            (&[("TMPDIR", "relative")], "TMPDIR", &["relative", "/tmp"]),
        ];
        for (variables, variable, folders) in cases {
            let folders = folders.iter().map(PathBuf::from).collect();
            assert_eq!(from(variables), SocketFolders { variable, folders }, "{variables:?}");
        }
        assert_eq!(from(&[("TMPDIR", " ")]), from(&[]));
    }

    /// Folders in which no socket can be made, each with a word of the reason.
    fn unusable(within: &Path) -> Vec<(PathBuf, &'static str)> {
        let make = |name: &str| {
            let folder = within.join(name);
            fs::create_dir_all(&folder).unwrap();
            folder
        };
        let file = within.join("file");
        fs::write(&file, "").unwrap();
        vec![
            (within.join("missing"), "No such file"),
            (file, "Not a directory"),
            (make(&"long".repeat(30)), "too long"),
            (make("pi|pe"), "without \"|\""),
            (make("new\nline"), "control characters"),
            (make("esc\u{1b}[2Jape"), "control characters"),
            (PathBuf::new(), "empty"),
        ]
    }

    #[tokio::test]
    async fn each_folder_that_cannot_be_used_is_named_with_its_reason() {
        let within = tempfile::tempdir().unwrap();
        for (folder, reason) in unusable(within.path()) {
            let folders = SocketFolders { variable: "TMPDIR", folders: vec![folder.clone(), "/proc".into()] };
            let error = folders.bind().unwrap_err().to_string();
            let shown = format!("{folder:?}: ");
            assert!(
                error.contains(&shown) && error.contains(reason) && !error.contains("at path"),
                "{error}"
            );
            assert!(error.contains("; \"/proc\": ") && error.contains("Set TMPDIR to"), "{error}");
            assert!(!error.contains(char::is_control), "{error:?}");
        }
    }

    #[tokio::test]
    async fn the_next_folder_is_taken_and_nothing_is_left() {
        let (within, good) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, reason) in unusable(within.path()) {
            let folders = vec![folder.clone(), good.path().to_owned()];
            let (listener, made) = SocketFolders { variable: "TMPDIR", folders }.bind().unwrap();
            assert!(made.path().starts_with(good.path()), "{reason}");
            assert_eq!(fs::metadata(made.path()).unwrap().permissions().mode() & 0o777, 0o700);
            drop((listener, made));
            assert_eq!(fs::read_dir(good.path()).unwrap().count(), 0);
            if let Ok(entries) = fs::read_dir(folder) {
                assert_eq!(entries.count(), 0, "{reason}");
            }
        }
    }

    #[tokio::test]
    async fn a_path_of_ninety_characters_is_short_enough() {
        let within = tempfile::tempdir().unwrap();
        let rest = 90 - within.path().as_os_str().len() - 1;
        let folder = within.path().join("x".repeat(rest));
        fs::create_dir(&folder).unwrap();
        let folders = SocketFolders { variable: "TMPDIR", folders: vec![folder] };
        let (_listener, made) = folders.bind().unwrap();
        assert!(socket(&made).as_os_str().len() < 104);
    }
}
