//! The data source `zendesk_groups`: the ids of all groups, by their names.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{Diagnostic, Diagnostics};

use crate::account::{Account, LookUp, NameMap, name_map};
use crate::api;
use crate::attributes;
use crate::plugin::attribute;

/// The groups of the account; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct Groups {
    pub ids: Value<NameMap>,
}

impl LookUp for Groups {
    fn schema() -> Schema {
        let ids = attribute(
            "ids",
            AttributeType::Map(Box::new(AttributeType::Number)),
            AttributeConstraint::Computed,
            "The ids of the groups by their names. A name that several groups have is left out, with a warning that lists their \
             ids; so are groups without a name. Groups that were deleted are left out.",
        );
        attributes::schema(
            "Lists the groups of agents of the account: the id of each, by its name. Any number of data sources of groups \
             costs one list of the groups.",
            [ids],
        )
    }

    fn check(&self, _diags: &mut Diagnostics) {}

    async fn look_up(self, account: &Account, warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let groups = account.referenced::<api::Group>().await?;
        Ok(Self { ids: name_map("ids", &groups, warnings) })
    }
}
