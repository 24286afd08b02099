//! The data source `zendesk_ivr`: one IVR, found by its id or its name.

use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::model::{self, Ivr};
use crate::account::{Account, FoundBy, Kept, LookUp, by_name, lookup, not_determined};
use crate::api;
use crate::attributes::{self, ids};
use crate::plugin::attribute;

use AttributeConstraint::{Computed, OptionalComputed};

impl LookUp for Ivr {
    fn schema() -> Schema {
        schema()
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.ivr_id, AttributePath::new("ivr_id"));
        diags.errors.extend(wrong_lookup(self));
    }

    async fn look_up(self, account: &Account, warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        find(account, &self, warnings).await
    }
}

fn schema() -> Schema {
    let list = |of| AttributeType::List(Box::new(of));
    let menu = [
        ("menu_id", AttributeType::Number),
        ("name", AttributeType::String),
        ("default", AttributeType::Bool),
    ];
    let menus = attributes::list_of_objects(menu.map(|(name, attr_type)| (name.to_owned(), attr_type)));
    let attributes = [
        attribute(
            "ivr_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the IVR. Set either this or `name`.",
        ),
        attribute(
            "name",
            AttributeType::String,
            OptionalComputed,
            "The name of the IVR, spelled as Zendesk has it. Several of one name are an error that lists their ids. Set \
             either this or `ivr_id`.",
        ),
        attribute(
            "phone_number_ids",
            list(AttributeType::Number),
            Computed,
            "The ids of the Talk numbers that lead to the IVR.",
        ),
        attribute(
            "phone_number_names",
            list(AttributeType::String),
            Computed,
            "The names of these numbers, in the same order.",
        ),
        attribute(
            "menus",
            menus,
            Computed,
            "The menus of the IVR, in the order in which Zendesk lists them: of each `menu_id`, `name` and `default`, which \
             tells whether it is the menu that callers get to first.",
        ),
        attribute(
            "menu_ids",
            AttributeType::Map(Box::new(AttributeType::Number)),
            Computed,
            "The ids of the menus by their names. A name that several menus have is left out, with a warning that lists \
             their ids; so are menus without a name.",
        ),
        attribute(
            "default_menu_id",
            AttributeType::Number,
            Computed,
            "The id of the menu that callers get to first. Null if no menu is marked as that one, or several are.",
        ),
    ];
    attributes::schema(
        "Reads an IVR and its menus, found by its name or its id. This is how to get at the ids of \
         an IVR and of menus that this configuration doesn't make. No such IVR is an error that lists those there are.",
        attributes,
    )
}

fn wrong_lookup(config: &Ivr) -> Option<Diagnostic> {
    let found_by = [FoundBy::new("ivr_id", &config.ivr_id), FoundBy::new("name", &config.name)];
    not_determined("IVR", "name", &found_by)
}

async fn find(account: &Account, config: &Ivr, warnings: &mut Vec<Diagnostic>) -> Result<Ivr, Diagnostic> {
    if let Some(error) = wrong_lookup(config) {
        return Err(error);
    }
    let failed = |error| lookup::not_found::<api::Ivr>("IVRs of the account", &error);
    let found = match &config.name {
        Value::Value(name) => {
            let ivrs = account.ivrs().await.map_err(failed)?;
            by_name(&ivrs, name).map_err(|not_one| not_one.diagnostic())?
        }
        _ => {
            let id = ids::required(&config.ivr_id, AttributePath::new("ivr_id"))?;
            lookup::ivr(account, id).await.map_err(failed)?
        }
    };
    let which = || format!("Menus of {}", api::Ivr::which((), found.id));
    let menus = lookup::menus(account, found.id).await;
    let menus = menus.map_err(|error| lookup::not_found::<api::IvrMenu>(&which(), &error))?;
    Ok(model::from_response(&found, &menus, warnings))
}
