//! The data source `zendesk_ivr_route`: one route, found by its id or its key.

use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Description, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::failure::{failure, which_on};
use super::routes::by_key;
use super::{IvrRoute, menu_id, option_attributes, route_id, schema};
use crate::account::{self, Account, FoundBy, Kept, LookUp, not_determined};
use crate::api::{self, MenuId, RouteId};
use crate::attributes::{self, ids};
use crate::plugin::diagnostic;

impl LookUp for IvrRoute {
    fn schema() -> Schema {
        let attributes = schema().block.attributes.into_iter().map(as_data_source);
        attributes::schema(
            "Reads one route of an IVR menu, found by its id or by its key. No such route is an error.",
            attributes,
        )
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.ivr_id, AttributePath::new("ivr_id"));
        ids::check(diags, &self.menu_id, AttributePath::new("menu_id"));
        ids::check(diags, &self.route_id, AttributePath::new("route_id"));
        super::check_keypress(diags, &self.keypress);
        diags.errors.extend(wrong_lookup(self));
    }

    async fn look_up(self, account: &Account, _warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        find(account, &self).await
    }
}

/// What the resource computes or takes, the data source computes, but for what it is found by.
fn as_data_source(of_resource: (String, Attribute)) -> (String, Attribute) {
    let (name, attribute) = computed(of_resource);
    let text = match name.as_str() {
        "ivr_id" | "menu_id" => {
            return (name, Attribute { constraint: AttributeConstraint::Required, ..attribute });
        }
        "route_id" => "The id that Zendesk gave the route. Set either this or `keypress`.",
        "keypress" => {
            "The key of the route: `0` to `9`, `*`, `#` or `default`. Set either this or `route_id`."
        }
        _ => return (name, attribute),
    };
    let constraint = AttributeConstraint::OptionalComputed;
    (name, Attribute { constraint, description: Description::markdown(text), ..attribute })
}

/// Describes what Zendesk says, not what a configuration may say.
fn computed((name, attribute): (String, Attribute)) -> (String, Attribute) {
    let constraint = AttributeConstraint::Computed;
    let text = match name.as_str() {
        "ivr_id" => "The id of the IVR that the menu belongs to.",
        "menu_id" => "The id of the IVR menu that the route belongs to.",
        "keypress" => {
            "The key that callers press: `0` to `9`, `*` or `#`; or `default`, for callers who press none or a wrong one."
        }
        "action" => "What happens to the call: `group`, `voicemail`, `phone_number`, `textback` or `menu`.",
        "options" => {
            let text = "What the action needs; what belongs to other actions is null.";
            let attr_type = AttributeType::AttributeSingle(option_attributes(constraint.clone()));
            return (
                name,
                Attribute { attr_type, constraint, description: Description::markdown(text), ..attribute },
            );
        }
        "overflow_options" => "Options for overflow calls, as the text of a JSON array.",
        _ => return (name, Attribute { constraint, ..attribute }),
    };
    (name, Attribute { constraint, description: Description::markdown(text), ..attribute })
}

fn wrong_lookup(config: &IvrRoute) -> Option<Diagnostic> {
    let found_by = [FoundBy::new("route_id", &config.route_id), FoundBy::new("keypress", &config.keypress)];
    not_determined("route", "route_id", &found_by)
}

async fn find(account: &Account, config: &IvrRoute) -> Result<IvrRoute, Diagnostic> {
    if let Some(error) = wrong_lookup(config) {
        return Err(error);
    }
    let menu = menu_id(config)?;
    let route = match &config.keypress {
        Value::Value(key) => found_by_key(account, menu, key).await?,
        _ => found_by_id(account, route_id(config)?).await?,
    };
    Ok(super::from_response(menu, &route))
}

async fn found_by_id(account: &Account, id: RouteId) -> Result<api::IvrRoute, Diagnostic> {
    let which = api::IvrRoute::which(id.menu, id.route_id);
    match account.find::<api::IvrRoute>(id.menu, id.route_id).await {
        Ok(Some(route)) => Ok(route),
        Ok(None) => {
            let detail = format!("{which} does not exist.");
            Err(diagnostic("Route not found", detail, AttributePath::new("route_id")))
        }
        Err(error) => Err(account::failure("read IVR route", &which, &error)),
    }
}

async fn found_by_key(account: &Account, menu: MenuId, key: &str) -> Result<api::IvrRoute, Diagnostic> {
    let which = which_on(Some(key), menu);
    by_key(account, menu, key).await.map_err(|error| failure("read IVR route", &which, &error))
}
