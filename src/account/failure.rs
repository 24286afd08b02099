//! What the operator reads when an operation fails: in full once, and in one line where the same failure follows.

use tf_provider::{AttributePath, Diagnostic};

use super::error::Error;
use crate::api::{self, Status};
use crate::plugin::diagnostic;

/// What may be the matter when Zendesk has no such record.
const GONE: &str = "It may have been deleted in the meantime, or ivr_id or menu_id may be wrong.";

/// Makes the diagnostic of a failed operation: `what` is a fixed phrase like "read IVR route", `which` says which one.
#[must_use]
pub fn failure(what: &'static str, which: &str, error: &Error) -> Diagnostic {
    let detail = match error {
        Error::Api(error) if !error.is_first_telling() => {
            format!("{which}: {} (another error tells it in full).", error.brief())
        }
        Error::Api(error) => format!("{which}: {error}.{}", advice(error)),
        Error::NotOne(not_one) => not_one.to_string(),
        error => format!("{which}: {error}."),
    };
    diagnostic(format!("Failed to {what}"), detail, AttributePath::root())
}

/// Says what to do about a failure, with a space before it.
fn advice(error: &api::Error) -> String {
    match error.status() {
        Some(Status::RecordNotFound) => format!(" {GONE}"),
        _ => String::new(),
    }
}
