//! What the operator reads when an operation fails: in full once, and in one line where the same failure follows.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::error::{Error, MayExist};
use super::named::capitalised;
use super::tree::Kept;
use crate::api::{self, Status};
use crate::plugin::diagnostic;

/// What may be the matter when Zendesk has no such record.
const GONE: &str = "It may have been deleted in the meantime, or ivr_id or menu_id may be wrong.";

/// How long summary and detail together are at most where the failure has been told in full before, in characters.
const MAX_LINE_CHARS: usize = 200;

/// The last sentence of an error at plan: Terraform plans before it destroys, and stops at the error.
pub const DESTROY_ALL_THE_SAME: &str =
    "To destroy everything all the same, run terraform destroy -refresh=false.";

/// Ends an error at plan with the way to destroy in spite of it.
#[must_use]
pub fn ending_destroy(error: Diagnostic) -> Diagnostic {
    Diagnostic { detail: format!("{} {DESTROY_ALL_THE_SAME}", error.detail).into(), ..error }
}

/// Makes the diagnostic of a failed operation: `what` is a fixed phrase like "read IVR route", `which` says which one.
#[must_use]
pub fn failure(what: &'static str, which: &str, error: &Error) -> Diagnostic {
    let summary = format!("Failed to {what}");
    let detail = match error {
        Error::Api(error) if !error.is_first_telling() => {
            line(&summary, which, error, " (another error tells it in full).")
        }
        Error::MayExist(doubt) if !doubt.write.is_first_telling() => {
            line(&summary, which, &doubt.write, &may_exist(doubt))
        }
        Error::Api(error) => format!("{which}: {error}.{}", advice(error)),
        Error::NotOne(not_one) => format!("{which}: {not_one}"),
        error => format!("{which}: {error}."),
    };
    diagnostic(summary, detail, AttributePath::root())
}

/// Checks what a plan is made of; each error ends with the way to destroy in spite of it.
pub fn check_plan(diags: &mut Diagnostics, check: impl FnOnce(&mut Diagnostics)) -> Option<()> {
    let mut found = Diagnostics::default();
    check(&mut found);
    let is_sound = found.errors.is_empty();
    diags.errors.extend(found.errors.into_iter().map(ending_destroy));
    is_sound.then_some(())
}

/// Makes the warning of an object that isn't read, since the provider isn't configured yet.
#[must_use]
pub fn not_refreshed<R: Kept>(id: &Value<String>) -> Diagnostic {
    let noun = capitalised(R::NOUN);
    let id = match id {
        Value::Value(id) => id,
        Value::Null | Value::Unknown => "without an id",
    };
    diagnostic(
        format!("{noun} not refreshed"),
        format!(
            "{noun} {id} was not read, because the configuration of the provider has values that are known only \
             after apply. The plan starts from what the state holds."
        ),
        AttributePath::root(),
    )
}

/// Says in one line which record befell what another error tells in full; the failure is cut where the line is too long.
fn line(summary: &str, which: &str, error: &api::Error, end: &str) -> String {
    let count = |text: &str| text.chars().count();
    let left = MAX_LINE_CHARS.saturating_sub(count(summary) + count(which) + count(end) + 2);
    let brief = error.brief();
    if count(&brief) <= left {
        return format!("{which}: {brief}{end}");
    }
    let cut: String = brief.chars().take(left.saturating_sub(1)).collect();
    format!("{which}: {cut}…{end}")
}

fn may_exist(doubt: &MayExist) -> String {
    let import_id = doubt.import_ids.first().map(String::as_str).unwrap_or_default();
    format!("; it may exist: import \"{import_id}\".")
}

/// Says what to do about a failure, with a space before it.
fn advice(error: &api::Error) -> String {
    match error.status() {
        Some(Status::RecordNotFound) => format!(" {GONE}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_LINE_CHARS, failure};
    use crate::account::Error;
    use crate::api::test_error;

    #[test]
    fn a_failure_is_told_in_full_once_and_then_in_one_line() {
        let error = test_error(&"a long reason ".repeat(20));
        let which = "Route for key default of menu 9007199254740991 (IVR 9007199254740991)";
        let first = failure("create IVR route", which, &Error::Api(error.clone()));
        assert!(first.detail.contains(&"a long reason ".repeat(20)), "{first:?}");
        for _ in 0..2 {
            let next = failure("create IVR route", which, &Error::Api(error.clone()));
            let length = next.summary.chars().count() + next.detail.chars().count();
            assert!(length <= MAX_LINE_CHARS && next.detail.starts_with(which), "{length} {next:?}");
        }
    }
}
