//! The data source `zendesk_ivr_menu`: one menu of an IVR, found by its id, its name, or as the default menu.

use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::model::{self, IvrMenu};
use crate::account::{Account, FoundBy, LookUp, Wanted, by_name, lookup, not_determined, only_one};
use crate::api::{self, MenuId};
use crate::attributes::{self, ids};
use crate::plugin::{attribute, diagnostic};

use AttributeConstraint::{Computed, OptionalComputed, Required};

impl LookUp for IvrMenu {
    fn schema() -> Schema {
        schema()
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.ivr_id, AttributePath::new("ivr_id"));
        ids::check(diags, &self.menu_id, AttributePath::new("menu_id"));
        diags.errors.extend(wrong_lookup(self));
    }

    async fn look_up(self, account: &Account, _warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        find(account, &self).await
    }
}

fn schema() -> Schema {
    let attributes = [
        attribute("ivr_id", AttributeType::Number, Required, "The id of the IVR that the menu belongs to."),
        attribute(
            "menu_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the menu. Set one of this, `name` and `default`.",
        ),
        attribute(
            "name",
            AttributeType::String,
            OptionalComputed,
            "The name of the menu, spelled as Zendesk has it. Several of one name are an error that lists their ids. \
             Set one of this, `menu_id` and `default`.",
        ),
        attribute(
            "default",
            AttributeType::Bool,
            OptionalComputed,
            "Whether this is the menu that callers get to first. Set it to `true` to find that menu; `false` finds none. \
             Set one of this, `menu_id` and `name`.",
        ),
        attribute(
            "greeting_id",
            AttributeType::Number,
            Computed,
            "The id of the greeting that callers hear in the menu. Null if it is not one of the account's own.",
        ),
    ];
    attributes::schema(
        "Reads a menu of an IVR, found by its name, by its id, or as the menu that callers get to first. This is how to \
         get at the id of a menu that this configuration doesn't make. No such menu is an error that lists those \
         there are.",
        attributes,
    )
}

fn wrong_lookup(config: &IvrMenu) -> Option<Diagnostic> {
    if config.default == Value::Value(false) {
        let detail = "default = false finds no menu: leave it out, or set it to true for the menu that callers reach first.";
        return Some(diagnostic("Menu not determined", detail, AttributePath::new("default")));
    }
    let found_by = [
        FoundBy::new("menu_id", &config.menu_id),
        FoundBy::new("name", &config.name),
        FoundBy::new("default", &config.default),
    ];
    not_determined("menu", "name", &found_by)
}

async fn find(account: &Account, config: &IvrMenu) -> Result<IvrMenu, Diagnostic> {
    if let Some(error) = wrong_lookup(config) {
        return Err(error);
    }
    let ivr_id = ids::required(&config.ivr_id, AttributePath::new("ivr_id"))?;
    let failed = |error| lookup::not_found::<api::IvrMenu>(&format!("Menus of IVR {ivr_id}"), &error);
    if let Value::Value(_) = config.menu_id {
        let menu_id = ids::required(&config.menu_id, AttributePath::new("menu_id"))?;
        let menu = lookup::menu(account, MenuId { ivr_id, menu_id }).await.map_err(failed)?;
        return Ok(model::from_response(ivr_id, &menu));
    }
    let menus = lookup::menus(account, ivr_id).await.map_err(failed)?;
    let found = match &config.name {
        Value::Value(name) => by_name(&menus, name),
        _ => {
            let (attribute, value) = ("default", "default");
            let wanted = Wanted { attribute, property: "default = true".to_owned(), value: value.to_owned() };
            only_one(&menus, wanted, |menu: &api::IvrMenu| menu.default)
        }
    };
    let menu = found.map_err(|not_one| not_one.diagnostic())?;
    Ok(model::from_response(ivr_id, &menu))
}
