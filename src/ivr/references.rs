//! The phone numbers and the greeting that an IVR names by id.

use tf_provider::{AttributePath, Diagnostic};

use super::state::IvrState;
use crate::account::{Account, Reference};
use crate::api::PhoneNumber;
use crate::attributes::conversion::known;
use crate::greeting;
use crate::plain_text::quoted;

/// Begins to list what the state of an IVR names, for the plan that is likely to follow.
pub(super) fn expect(account: &Account, state: &IvrState) {
    if known(&state.phone_number_ids).is_some_and(|ids| !ids.is_empty()) {
        account.expect_references::<PhoneNumber>();
    }
    if known(&state.default_menu).is_some_and(|menu| menu.greeting_id.is_value()) {
        account.expect_references::<greeting::Custom>();
    }
}

/// Warns of what a planned IVR names and the account lacks.
pub(super) async fn lacking(account: &Account, planned: &IvrState, config: &IvrState) -> Vec<Diagnostic> {
    let which = format!("IVR {}", known(&planned.name).map(|name| quoted(name)).unwrap_or_default());
    // An element of a set has no path of its own.
    let numbers = Reference::each(&planned.phone_number_ids, &config.phone_number_ids, |_| {
        AttributePath::new("phone_number_ids")
    });
    let greeting =
        known(&planned.default_menu).zip(known(&config.default_menu)).and_then(|(planned, config)| {
            let path = AttributePath::new("default_menu").attribute("greeting_id");
            Reference::one(&planned.greeting_id, &config.greeting_id, path)
        });
    let unreached = "No call gets to this IVR by it, and Zendesk may refuse it.";
    let unheard = "Callers of the default menu don't hear it, and Zendesk may refuse it.";
    let numbers = account.lacking::<PhoneNumber>(&which, unreached, numbers).await;
    let greetings = account.lacking::<greeting::Custom>(&which, unheard, greeting).await;
    [numbers, greetings].concat()
}
