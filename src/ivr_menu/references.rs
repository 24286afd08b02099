//! The greeting that a menu names by id.

use tf_provider::{AttributePath, Diagnostic};

use super::state::IvrMenuState;
use crate::account::{Account, Reference};
use crate::attributes::conversion::known;
use crate::attributes::ids;
use crate::greeting;
use crate::plain_text::quoted;

/// Begins to list what the state of a menu names, for the plan that is likely to follow.
pub(super) fn expect(account: &Account, state: &IvrMenuState) {
    if state.greeting_id.is_value() {
        account.expect_references::<greeting::Custom>();
    }
}

/// Warns of what a planned menu names and the account lacks.
pub(super) async fn lacking(
    account: &Account,
    planned: &IvrMenuState,
    config: &IvrMenuState,
) -> Vec<Diagnostic> {
    let path = AttributePath::new("greeting_id");
    let greeting = Reference::one(&planned.greeting_id, &config.greeting_id, path);
    let name = known(&planned.name).map(|name| quoted(name)).unwrap_or_default();
    let ivr =
        known(&planned.ivr_id).and_then(ids::parse).map(|id| format!(" (IVR {id})")).unwrap_or_default();
    let unheard = "Callers don't hear it, and Zendesk may refuse it.";
    account.lacking::<greeting::Custom>(&format!("Menu {name}{ivr}"), unheard, greeting).await
}
