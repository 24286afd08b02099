//! Diagnostics without backtraces, and their wire form.
//!
//! tf-provider's own constructors append a backtrace whenever `RUST_BACKTRACE` is set, which is nothing for the
//! eyes of an operator; clippy refuses them in this project.

use std::borrow::Cow;

use tf_provider::{AttributePath, AttributePathStep, Diagnostic, Diagnostics};

use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::diagnostic::Severity;

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
    let errors = diags.errors.into_iter().map(|error| one_to_wire(error, Severity::Error));
    let warnings = diags.warnings.into_iter().map(|warning| one_to_wire(warning, Severity::Warning));
    errors.chain(warnings).collect()
}

/// Gives the wire form of one diagnostic.
pub(super) fn one_to_wire(diagnostic: Diagnostic, severity: Severity) -> wire::Diagnostic {
    let Diagnostic { summary, detail, attribute } = diagnostic;
    wire::Diagnostic {
        severity: severity.into(),
        summary: summary.into_owned(),
        detail: detail.into_owned(),
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
