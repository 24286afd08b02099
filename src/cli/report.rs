//! What a person reads on standard error.

use std::io::Write;

use tf_provider::{Diagnostic, Diagnostics};

use crate::plain_text::plain_lines;
use crate::plugin::shown;

/// Writes a line, or several, without control characters.
pub(super) fn line(text: &str) {
    // Nobody is left to be told that standard error is gone.
    let _ = writeln!(std::io::stderr().lock(), "{}", plain_lines(text));
}

/// Writes diagnostics, warnings first: what matters most stands last.
pub(super) fn diagnostics(diags: &Diagnostics) {
    diags.warnings.iter().for_each(|warning| line(&text("Warning", warning)));
    diags.errors.iter().for_each(|error| line(&text("Error", error)));
}

fn text(severity: &str, diagnostic: &Diagnostic) -> String {
    let (summary, detail) = shown(diagnostic);
    if detail.is_empty() {
        return format!("{severity}: {summary}\n");
    }
    format!("{severity}: {summary}\n\n{}\n", indented(&detail))
}

fn indented(text: &str) -> String {
    let indent = |line: &str| if line.is_empty() { String::new() } else { format!("  {line}") };
    text.lines().map(indent).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use tf_provider::AttributePath;

    use super::text;
    use crate::plugin::diagnostic;

    #[test]
    fn a_diagnostic_is_a_heading_and_an_indented_text() {
        let error = diagnostic("Failed to list IVRs", "One.\n\n- two", AttributePath::new("name"));
        assert_eq!(text("Error", &error), "Error: Failed to list IVRs\n\n  One.\n\n  - two\n");
        let short = diagnostic("Interrupted", "", AttributePath::root());
        assert_eq!(text("Error", &short), "Error: Interrupted\n");
    }
}
