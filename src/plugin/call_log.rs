//! The log lines of one call.

use std::time::Instant;

use super::proto::tfplugin6::Diagnostic;
use super::proto::tfplugin6::diagnostic::Severity;

/// What is logged of a call under way: its start, its diagnostics, and its end with how many there were.
pub(super) struct CallLog {
    started: Instant,
    errors: usize,
    warnings: usize,
}

impl CallLog {
    /// Logs the start.
    pub(super) fn begin() -> Self {
        tracing::trace!("Received request");
        Self { started: Instant::now(), errors: 0, warnings: 0 }
    }

    /// Logs the diagnostics of an answer, or of a part of it.
    pub(super) fn note(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            let (summary, detail) = (&diagnostic.summary, &diagnostic.detail);
            if diagnostic.severity() == Severity::Error {
                self.errors += 1;
                tracing::error!(
                    diagnostic_severity = "ERROR",
                    diagnostic_summary = summary,
                    diagnostic_detail = detail,
                    "Response contains error diagnostic"
                );
            } else {
                self.warnings += 1;
                tracing::warn!(
                    diagnostic_severity = "WARNING",
                    diagnostic_summary = summary,
                    diagnostic_detail = detail,
                    "Response contains warning diagnostic"
                );
            }
        }
    }

    /// Logs the end.
    pub(super) fn end(&self) {
        let tf_req_duration_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::trace!(
            tf_req_duration_ms,
            diagnostic_error_count = self.errors,
            diagnostic_warning_count = self.warnings,
            "Served request"
        );
    }
}
