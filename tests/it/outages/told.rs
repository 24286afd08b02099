//! How failures are told: one text in full, then one line for each further record.

use crate::account;
use crate::harness::Output;

/// How long a line may be: summary and detail together.
const LINE: usize = 200;

/// Checks what a run for programs (`-json`) said of one outage: it failed, one error says this in full, and all others
/// are no longer than a line. Gives the number of errors.
#[track_caller]
pub(super) fn expect_told_once(output: &Output, says: &str, case: &str) -> usize {
    assert_eq!(output.status.code(), Some(1), "{case}: {output}");
    let errors = account::errors(output);
    let size = |error: &(String, String)| error.0.chars().count() + error.1.chars().count();
    let full = errors.iter().any(|(summary, detail)| format!("{summary} {detail}").contains(says));
    assert!(full, "{case}: no error says {says:?}: {errors:#?}");
    let long: Vec<_> = errors.iter().filter(|error| size(error) > LINE).collect();
    assert!(
        long.len() <= 1,
        "{case}: {} of {} errors are longer than a line: {:#?}",
        long.len(),
        errors.len(),
        &long[..2]
    );
    errors.len()
}
