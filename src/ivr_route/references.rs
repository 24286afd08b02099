//! The groups and the phone number that a route names by id.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::IvrRoute;
use super::failure::which_on;
use super::request::menu_id;
use crate::account::{Account, Reference};
use crate::api::{Group, PhoneNumber};
use crate::attributes::conversion::known;
use crate::title::title;

/// Begins to list what the state of a route names, for the plan that is likely to follow.
pub(super) fn expect(account: &Account, state: &IvrRoute) {
    let Value::Value(options) = &state.options else { return };
    if known(&options.group_ids).is_some_and(|ids| !ids.is_empty()) {
        account.expect_references::<Group>();
    }
    if options.textback_phone_number_id.is_value() {
        account.expect_references::<PhoneNumber>();
    }
}

/// Warns of what a planned route names and the account lacks.
pub(super) async fn lacking(account: &Account, planned: &IvrRoute, config: &IvrRoute) -> Vec<Diagnostic> {
    let (Value::Value(options), Value::Value(config)) = (&planned.options, &config.options) else {
        return Vec::new();
    };
    let at = |name| AttributePath::new("options").attribute(name);
    let groups = Reference::each(&options.group_ids, &config.group_ids, |index| at("group_ids").index(index));
    let (number, path) = (&options.textback_phone_number_id, at("textback_phone_number_id"));
    let number = Reference::one(number, &config.textback_phone_number_id, path);
    let which = which(planned);
    let unreached = "Callers who choose this route don't reach it, and Zendesk may refuse it.";
    let unsent = "Callers who choose this route get no text message from it, and Zendesk may refuse it.";
    let groups = account.lacking::<Group>(&which, unreached, groups).await;
    let numbers = account.lacking::<PhoneNumber>(&which, unsent, number).await;
    [groups, numbers].concat()
}

/// Says which route is meant, as far as the plan knows.
fn which(planned: &IvrRoute) -> String {
    let key = known(&planned.keypress).map(String::as_str);
    match (menu_id(planned), title(key)) {
        (Ok(menu), _) => which_on(key, menu),
        (Err(_), Some(key)) => format!("Route for key {key}"),
        (Err(_), None) => "Route".to_owned(),
    }
}
