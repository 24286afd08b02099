//! The data source `zendesk_greetings`: the ids of the account's own greetings for phone menus, by their names.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{Diagnostic, Diagnostics};

use super::Custom;
use crate::account::{Account, LookUp, NameMap, name_map};
use crate::attributes;
use crate::plugin::attribute;

/// The account's own greetings for phone menus; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct Greetings {
    pub ids: Value<NameMap>,
}

impl LookUp for Greetings {
    fn schema() -> Schema {
        let ids = attribute(
            "ids",
            AttributeType::Map(Box::new(AttributeType::Number)),
            AttributeConstraint::Computed,
            "The ids of the greetings by their names. A name that several greetings have is left out, with a warning that lists \
             their ids; so are greetings without a name.",
        );
        attributes::schema(
            "Lists the account's own greetings for phone menus: the id of each, by its name. Greetings of other categories and \
             those that Zendesk brings along are left out. Any number of data sources of greetings costs one list of them.",
            [ids],
        )
    }

    fn check(&self, _diags: &mut Diagnostics) {}

    async fn look_up(self, account: &Account, warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let greetings = account.referenced::<Custom>().await?;
        Ok(Self { ids: name_map("ids", &greetings, warnings) })
    }
}
