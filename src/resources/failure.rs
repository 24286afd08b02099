//! What the operator reads when an operation fails.

use tf_provider::{AttributePath, Diagnostic};

use crate::menus::Error;
use crate::plugin::diagnostic;

/// Makes the diagnostic of a failed operation: `what` is a fixed phrase like "read IVR route", `which` says which one.
#[must_use]
pub fn failure(what: &'static str, which: &str, error: &Error) -> Diagnostic {
    let (path, advice) = match error {
        Error::KeyTaken(taken) => {
            let advice = format!(
                " This run didn't move or delete that route. Give one of them another key, or bring the route that is \
                 there under Terraform:\n\n{}",
                taken.import_block()
            );
            (AttributePath::new("keypress"), advice)
        }
        Error::NotOneRoute { .. } | Error::NoFreeKey(_) | Error::Stopped(_) => {
            (AttributePath::new("keypress"), String::new())
        }
        Error::Api(_) | Error::MayExist { .. } => (AttributePath::root(), String::new()),
    };
    diagnostic(format!("Failed to {what}"), format!("{which}: {error}.{advice}"), path)
}
