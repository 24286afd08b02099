//! What the operator reads when an operation fails.

use tf_provider::{AttributePath, Diagnostic};

use crate::account::{Error, Taken};
use crate::api::Status;
use crate::plugin::diagnostic;

/// What may be the matter when Zendesk has no such record.
const GONE: &str = "It may have been deleted in the meantime, or ivr_id or menu_id may be wrong.";

/// Makes the diagnostic of a failed operation: `what` is a fixed phrase like "read IVR route", `which` says which one.
#[must_use]
pub fn failure(what: &'static str, which: &str, error: &Error) -> Diagnostic {
    let path = if is_about_key(error) { AttributePath::new("keypress") } else { AttributePath::root() };
    let advice = advice(error).map(|advice| format!(" {advice}")).unwrap_or_default();
    diagnostic(format!("Failed to {what}"), format!("{which}: {error}.{advice}"), path)
}

fn is_about_key(error: &Error) -> bool {
    match error {
        Error::KeyTaken(_) | Error::NoFreeKey(_) | Error::NotOneRoute { .. } | Error::Stopped(Some(_)) => {
            true
        }
        Error::LeftAside { error, .. } => is_about_key(error),
        Error::Api(_)
        | Error::MayExist { .. }
        | Error::Twice { .. }
        | Error::NoIvr(_)
        | Error::NoMenu(_)
        | Error::Stopped(None) => false,
    }
}

fn advice(error: &Error) -> Option<String> {
    match error {
        Error::KeyTaken(taken) if taken.holder_moves() => Some(wait_for_the_mover(taken)),
        Error::KeyTaken(taken) => Some(give_way_or_import(taken)),
        Error::NoFreeKey(_) => Some(
            "Remove one of them from the configuration and apply; then put it back, and apply again."
                .to_owned(),
        ),
        Error::LeftAside { error, .. } => {
            let left = "The next apply moves it on.".to_owned();
            Some(advice(error).map(|advice| format!("{left} {advice}")).unwrap_or(left))
        }
        Error::Api(error) if error.status() == Some(Status::RecordNotFound) => Some(GONE.to_owned()),
        Error::Api(_)
        | Error::MayExist { .. }
        | Error::Twice { .. }
        | Error::NoIvr(_)
        | Error::NoMenu(_)
        | Error::NotOneRoute { .. }
        | Error::Stopped(_) => None,
    }
}

fn wait_for_the_mover(taken: &Taken) -> String {
    format!(
        "Route {} has to wait for its new key in turn. If another error of this apply says why, mend that first. Then \
         apply again, or let Terraform do more at once: -parallelism has to be at least the number of routes that \
         exchange keys.",
        taken.holder.id
    )
}

fn give_way_or_import(taken: &Taken) -> String {
    format!(
        "In this run that route doesn't give it up in time: it isn't part of the run, it stays, or it goes only \
         afterwards (create_before_destroy). Apply again if this configuration moves or deletes it; -parallelism has to \
         be at least the number of routes that exchange keys. Give one of them another key if it stays. If that route \
         isn't Terraform's yet, bring it in:\n\n{}",
        taken.import_block()
    )
}
