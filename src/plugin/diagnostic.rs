//! Diagnostics without backtraces, what is shown of them, and their wire form.
//!
//! tf-provider's own constructors append a backtrace whenever `RUST_BACKTRACE` is set, which is nothing for the
//! eyes of an operator; clippy refuses them in this project.

use std::borrow::Cow;

use tf_provider::{AttributePath, AttributePathStep, Diagnostic, Diagnostics};

use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::diagnostic::Severity;
use crate::plain_text::{cut_lines, short_line};

/// How long a summary is at most, in characters.
const MAX_SUMMARY_CHARS: usize = 500;

/// How long a summary and its detail are at most together, in characters.
const MAX_CHARS: usize = 10_000;

/// How many errors, and how many warnings, one answer has at most.
const MAX_COUNT: usize = 100;

const ISSUES: &str = "https://github.com/zendesk-tf/terraform-provider-zendesk/issues";

/// Makes a diagnostic about one attribute; an empty `attribute` path makes it one about the whole object.
///
/// Whether it is an error or a warning is decided by the list of [`tf_provider::Diagnostics`] it is added to.
pub fn diagnostic(
    summary: impl Into<Cow<'static, str>>,
    detail: impl Into<Cow<'static, str>>,
    attribute: AttributePath,
) -> Diagnostic {
    Diagnostic { summary: summary.into(), detail: detail.into(), attribute }
}

/// Returns what succeeded; a failure is added to the errors.
pub fn noted<T>(diags: &mut Diagnostics, result: Result<T, Diagnostic>) -> Option<T> {
    result.map_err(|error| diags.add_error(error)).ok()
}

/// Returns the summary and the detail as they are shown: without control characters, and cut if they are too long.
///
/// Every diagnostic passes here, on its way to Terraform and on its way to the standard error of a command alike.
#[must_use]
pub fn shown(diagnostic: &Diagnostic) -> (String, String) {
    let Diagnostic { summary, detail, attribute: _ } = diagnostic;
    let summary = short_line(summary, MAX_SUMMARY_CHARS);
    let left = MAX_CHARS.saturating_sub(summary.chars().count());
    (summary, cut_lines(detail, left))
}

/// Ends a detail text about a fault of the provider with the request to report it.
pub(super) fn report_bug(detail: &str) -> String {
    format!("{detail}\n\nThis is a bug in the provider. Please report it at {ISSUES}.")
}

/// Adds an error if an operation gave no result and no reason.
pub(super) fn require<T>(result: Option<T>, operation: &str, diags: &mut Diagnostics) -> Option<T> {
    if result.is_none() && diags.errors.is_empty() {
        let detail =
            report_bug(&format!("The provider gave no result and no reason when asked to {operation}."));
        diags.add_error(diagnostic(format!("Failed to {operation}"), detail, AttributePath::root()));
    }
    result
}

/// Gives the wire form, errors first.
pub(super) fn to_wire(diags: Diagnostics) -> Vec<wire::Diagnostic> {
    let errors = first(diags.errors, "errors").into_iter().map(|error| one_to_wire(error, Severity::Error));
    let warnings = first(diags.warnings, "warnings").into_iter();
    errors.chain(warnings.map(|warning| one_to_wire(warning, Severity::Warning))).collect()
}

/// Keeps the first ones, and says how many more there are.
fn first(mut diagnostics: Vec<Diagnostic>, noun: &str) -> Vec<Diagnostic> {
    let more = diagnostics.len().saturating_sub(MAX_COUNT);
    if more > 0 {
        diagnostics.truncate(MAX_COUNT);
        let detail = format!("The provider shows {MAX_COUNT} {noun} of one operation at most.");
        diagnostics.push(diagnostic(format!("And {more} more {noun}"), detail, AttributePath::root()));
    }
    diagnostics
}

/// Gives the wire form of one diagnostic.
pub(super) fn one_to_wire(diagnostic: Diagnostic, severity: Severity) -> wire::Diagnostic {
    let (summary, detail) = shown(&diagnostic);
    let attribute = diagnostic.attribute;
    wire::Diagnostic {
        severity: severity.into(),
        summary,
        detail,
        attribute: (!attribute.steps.is_empty()).then(|| path_to_wire(attribute)),
    }
}

/// Gives the wire form of a path.
pub(super) fn path_to_wire(path: AttributePath) -> wire::AttributePath {
    use wire::attribute_path::{Step, step::Selector};

    let steps = path.steps.into_iter().map(|step| {
        let selector = match step {
            AttributePathStep::Attribute(name) => Selector::AttributeName(name.into_owned()),
            AttributePathStep::Key(key) => Selector::ElementKeyString(key.into_owned()),
            AttributePathStep::Index(index) => Selector::ElementKeyInt(index),
        };
        Step { selector: Some(selector) }
    });
    wire::AttributePath { steps: steps.collect() }
}

#[cfg(test)]
mod tests {
    use tf_provider::{AttributePath, Diagnostics};

    use super::{MAX_CHARS, Severity, diagnostic, shown, to_wire};

    #[test]
    fn no_control_character_reaches_the_wire_and_a_summary_is_one_line() {
        let warning = diagnostic("a\nError: b", "1\x1b[2J\n2\u{202e}", AttributePath::root());
        let wire = to_wire(Diagnostics { warnings: vec![warning], ..Diagnostics::default() });
        assert_eq!(wire[0].summary, "a Error: b");
        assert_eq!(wire[0].detail, "1\\u{1b}[2J\n2\\u{202e}");
    }

    #[test]
    fn a_diagnostic_has_one_limit_for_summary_and_detail() {
        let long = diagnostic("s".repeat(600), "é".repeat(20_000), AttributePath::root());
        let (summary, detail) = shown(&long);
        assert!(summary.chars().count() + detail.chars().count() <= MAX_CHARS);
        assert!(detail.ends_with("more characters are cut off)"), "{detail}");
    }

    #[test]
    fn an_answer_has_so_many_diagnostics_at_most() {
        let errors = (0..250).map(|n| diagnostic(n.to_string(), "", AttributePath::root())).collect();
        let wire = to_wire(Diagnostics { errors, ..Diagnostics::default() });
        assert_eq!((wire.len(), wire[100].summary.as_str()), (101, "And 150 more errors"));
        assert!(wire.iter().all(|one| one.severity() == Severity::Error));
    }
}
