//! What a run of Terraform left behind.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{self, ExitStatus};

use super::diagnostic::{self, Diagnostic, Severity};

/// The warning that Terraform gives because it is told where the provider is.
const DEVELOPMENT_OVERRIDES: &str = "Provider development overrides are in effect";

/// The outcome of one run.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) command: String,
    pub(crate) dir: PathBuf,
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    pub(crate) fn new(command: String, dir: &Path, output: &process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        Self { command, dir: dir.to_owned(), status: output.status, stdout, stderr }
    }

    /// Both streams, every line break and run of spaces replaced by one space: Terraform wraps what it says.
    pub(crate) fn text(&self) -> String {
        flat(&format!("{} {}", self.stdout, self.stderr))
    }

    /// Checks that a sentence was said, however it was wrapped.
    #[track_caller]
    pub(crate) fn says(&self, sentence: &str) -> &Self {
        assert!(self.text().contains(&flat(sentence)), "{sentence:?} isn't said by {self}");
        self
    }

    /// Checks that something was not said.
    #[track_caller]
    pub(crate) fn does_not_say(&self, sentence: &str) -> &Self {
        assert!(!self.text().contains(&flat(sentence)), "{sentence:?} is said by {self}");
        self
    }

    /// The errors, in their order.
    pub(crate) fn errors(&self) -> Vec<Diagnostic> {
        self.diagnostics().into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect()
    }

    /// The errors and warnings, in their order, without the one that every test gives rise to.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let all = [&self.stdout, &self.stderr].into_iter().flat_map(|text| diagnostic::parse(text));
        all.filter(|diagnostic| diagnostic.summary != DEVELOPMENT_OVERRIDES).collect()
    }

    /// The error with this summary.
    #[track_caller]
    pub(crate) fn error(&self, summary: &str) -> Diagnostic {
        self.diagnostic(Severity::Error, summary)
    }

    /// The warning with this summary.
    #[track_caller]
    pub(crate) fn warning(&self, summary: &str) -> Diagnostic {
        self.diagnostic(Severity::Warning, summary)
    }

    #[track_caller]
    fn diagnostic(&self, severity: Severity, summary: &str) -> Diagnostic {
        let all = self.diagnostics();
        let found = all.iter().find(|d| d.severity == severity && d.summary == summary);
        found.unwrap_or_else(|| panic!("no {severity:?} {summary:?} among {all:#?}")).clone()
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { command, dir, status, stdout, stderr } = self;
        let dir = dir.display();
        write!(f, "`{command}` in {dir} ({status})\n--- stdout\n{stdout}\n--- stderr\n{stderr}\n---")
    }
}

/// The words of a text, one space between them.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
