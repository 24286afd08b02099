//! The data source `zendesk_ivr`: one IVR, found by its id or its name.

use async_trait::async_trait;
use tf_provider::schema::{AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::{Value, ValueEmpty};
use tf_provider::{AttributePath, DataSource, Diagnostic, Diagnostics};

use crate::account::Menus;
use crate::account::Session;
use crate::account::lookup::{self, Wanted, only_one};
use crate::ivr::model::{self, Ivr};
use crate::ivr_route;
use crate::plugin::{attribute, diagnostic};

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
        lookup::read(&self.session, diags, async |menus| find(menus, &config).await).await
    }
}

fn schema() -> Schema {
    let list = |of| AttributeType::List(Box::new(of));
    let menu = [
        attribute("menu_id", AttributeType::Number, Computed, "The id of the menu."),
        attribute("name", AttributeType::String, Computed, "The name of the menu."),
        attribute(
            "default",
            AttributeType::Bool,
            Computed,
            "Whether this is the menu that callers get to first.",
        ),
    ];
    let menus = AttributeType::AttributeList(menu.into_iter().collect());
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
            "The menus of the IVR, in the order in which Zendesk lists them.",
        ),
    ];
    let description = Description::markdown(
        "Reads an IVR and its menus, found by its name or its id. IVRs are made in the admin center; this is how to get \
         at the ids that routes need. No such IVR is an error that lists those there are.",
    );
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
    let found = match &config.name {
        Value::Value(name) => {
            let wanted = Wanted { noun: "IVR", attribute: "name", property: format!("the name \"{name}\"") };
            only_one(lookup::ivrs(menus).await?, wanted, |ivr| ivr.name.as_ref() == Some(name))?
        }
        _ => lookup::ivr(menus, &config.ivr_id).await?,
    };
    let names = lookup::menus_of(menus, &found).await?;
    Ok(model::from_response(&found, &names))
}
