//! Diagnostics without backtraces.
//!
//! tf-provider's own constructors append a backtrace whenever `RUST_BACKTRACE` is set, which is nothing for the
//! eyes of an operator; clippy refuses them in this project.

use std::borrow::Cow;

use tf_provider::{AttributePath, Diagnostic};

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
