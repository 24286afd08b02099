//! The data source `zendesk_ivr`: one IVR, found by its id or its name.

use async_trait::async_trait;
use tf_provider::schema::{AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::{Value, ValueEmpty};
use tf_provider::{AttributePath, DataSource, Diagnostic, Diagnostics};

use super::lookup::{Candidate, Wanted, only_one};
use crate::api;
use crate::menus::Menus;
use crate::models::ivr::{self, Ivr};
use crate::models::{ids, ivr_route};
use crate::plugin::{Number, attribute, diagnostic};
use crate::resources::failure::failure;
use crate::session::Session;

use AttributeConstraint::{Computed, OptionalComputed};

/// Finds IVRs through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrDataSource {
    session: Session,
}

impl IvrDataSource {
    /// Makes the data source for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

#[async_trait]
impl DataSource for IvrDataSource {
    type State<'a> = Ivr;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: Ivr) -> Option<()> {
        ivr_route::check_id(diags, &config.ivr_id, AttributePath::new("ivr_id"));
        diags.errors.extend(wrong_lookup(&config));
        Some(())
    }

    async fn read<'a>(&self, diags: &mut Diagnostics, config: Ivr, _meta: ValueEmpty) -> Option<Ivr> {
        let account = self.session.account();
        let found = match account.menus() {
            Ok(menus) => find(menus, &config).await,
            Err(error) => Err(error),
        };
        found.map_err(|error| diags.add_error(error)).ok()
    }
}

fn schema() -> Schema {
    let list = |of| AttributeType::List(Box::new(of));
    let menu = [
        attribute("menu_id", AttributeType::Number, Computed, "The id of the menu."),
        attribute("name", AttributeType::String, Computed, "The name of the menu."),
        attribute("default", AttributeType::Bool, Computed, "Whether callers reach this menu first."),
    ];
    let menus = AttributeType::AttributeList(menu.into_iter().collect());
    let attributes = [
        attribute(
            "ivr_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the IVR. Set this or `name`.",
        ),
        attribute(
            "name",
            AttributeType::String,
            OptionalComputed,
            "The name of the IVR. Set this or `ivr_id`.",
        ),
        attribute(
            "phone_number_ids",
            list(AttributeType::Number),
            Computed,
            "The ids of the Talk numbers that lead to the IVR.",
        ),
        attribute("phone_number_names", list(AttributeType::String), Computed, "The names of these numbers."),
        attribute(
            "menus",
            menus,
            Computed,
            "The menus of the IVR, in the order in which Zendesk lists them.",
        ),
    ];
    let description = Description::markdown("Finds an IVR by its name or its id, with its menus.");
    let block =
        Block { version: 0, attributes: attributes.into_iter().collect(), description, ..Block::default() };
    Schema { version: 0, block }
}

fn wrong_lookup(config: &Ivr) -> Option<Diagnostic> {
    let detail = match (&config.ivr_id, &config.name) {
        (Value::Null, Value::Null) => "Neither ivr_id nor name is set. Set the one to find the IVR by.",
        (Value::Value(_), Value::Value(_)) => "Both ivr_id and name are set. Leave one of them out.",
        _ => return None,
    };
    Some(diagnostic("IVR not determined", detail, AttributePath::new("name")))
}

async fn find(menus: &Menus, config: &Ivr) -> Result<Ivr, Diagnostic> {
    if let Some(error) = wrong_lookup(config) {
        return Err(error);
    }
    let ivrs = menus.ivrs().await.map_err(|error| failure("list IVRs", "IVRs of the account", &error))?;
    let found = match &config.name {
        Value::Value(name) => {
            let wanted = Wanted { noun: "IVR", attribute: "name", property: format!("the name \"{name}\"") };
            only_one(&ivrs, wanted, |ivr| ivr.name.as_ref() == Some(name), candidate)?
        }
        _ => with_id(&ivrs, &config.ivr_id)?,
    };
    let which = format!("Menus of IVR {}", found.id);
    let names = menus.menus_of(found).await.map_err(|error| failure("list IVR menus", &which, &error))?;
    Ok(ivr::from_response(found, &names))
}

/// Picks the IVR of an id.
pub(super) fn with_id<'a>(ivrs: &'a [api::Ivr], id: &Value<Number>) -> Result<&'a api::Ivr, Diagnostic> {
    let property = id.as_ref().map_or_else(|| "no id".to_owned(), |id| format!("the id {id}"));
    let id = id.as_ref().map_or(None, ids::parse);
    let wanted = Wanted { noun: "IVR", attribute: "ivr_id", property };
    only_one(ivrs, wanted, |ivr| Some(ivr.id) == id, candidate)
}

fn candidate(ivr: &api::Ivr) -> Candidate<'_> {
    Candidate { id: ivr.id, name: ivr.name.as_deref(), note: "" }
}
