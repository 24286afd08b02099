//! What the operator reads when an operation fails.

use tf_provider::{AttributePath, Diagnostic};

use crate::api;
use crate::menus::Error;
use crate::plugin::diagnostic;

/// What may be the matter when Zendesk has no such record.
const GONE: &str = " It may have been deleted in the meantime, or ivr_id or menu_id may be wrong.";

/// Makes the diagnostic of a failed operation: `what` is a fixed phrase like "read IVR route", `which` says which one.
#[must_use]
pub fn failure(what: &'static str, which: &str, error: &Error) -> Diagnostic {
    let (path, advice) = match error {
        Error::KeyTaken(taken) => {
            let advice = format!(
                " In this run that route doesn't give it up in time: it isn't part of the run, it stays, or it goes \
                 only afterwards (create_before_destroy). Give one of them another key; if that route isn't \
                 Terraform's yet, bring it in:\n\n{}",
                taken.import_block()
            );
            (AttributePath::new("keypress"), advice)
        }
        Error::NotOneRoute { .. } | Error::NoFreeKey(_) | Error::Stopped(_) => {
            (AttributePath::new("keypress"), String::new())
        }
        Error::Api(api::Error::RecordNotFound(_)) => (AttributePath::root(), GONE.to_owned()),
        Error::Api(_) | Error::MayExist { .. } | Error::Twice { .. } | Error::NoIvr(_) | Error::NoMenu(_) => {
            (AttributePath::root(), String::new())
        }
    };
    diagnostic(format!("Failed to {what}"), format!("{which}: {error}.{advice}"), path)
}
