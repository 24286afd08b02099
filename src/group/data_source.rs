//! The data source `zendesk_group`: one group, found by its id or its name.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use crate::account::{Account, FoundBy, LookUp, by_id, by_name, not_determined};
use crate::api;
use crate::attributes::conversion::{number, text};
use crate::attributes::{self, ids};
use crate::plugin::{Number, attribute};

use AttributeConstraint::OptionalComputed;

/// A group; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct Group {
    pub group_id: Value<Number>,
    pub name: Value<String>,
}

impl LookUp for Group {
    fn schema() -> Schema {
        let attributes = [
            attribute(
                "group_id",
                AttributeType::Number,
                OptionalComputed,
                "The id of the group. Set either this or `name`.",
            ),
            attribute(
                "name",
                AttributeType::String,
                OptionalComputed,
                "The name of the group, spelled as Zendesk has it. Several of one name are an error that lists their ids. Set \
                 either this or `group_id`.",
            ),
        ];
        attributes::schema(
            "Reads a group of agents, found by its name or its id. Groups that were deleted are left out. No such group is an \
             error that lists those there are. Any number of data sources of groups costs one list of the groups.",
            attributes,
        )
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.group_id, AttributePath::new("group_id"));
        diags.errors.extend(self.not_determined());
    }

    async fn look_up(self, account: &Account, _warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        if let Some(error) = self.not_determined() {
            return Err(error);
        }
        let groups = account.referenced::<api::Group>().await?;
        let found = match &self.name {
            Value::Value(name) => by_name(&groups, name),
            _ => by_id(&groups, ids::required(&self.group_id, AttributePath::new("group_id"))?),
        };
        let group = found.map_err(|not_one| not_one.diagnostic())?;
        Ok(Self { group_id: number(group.id), name: text(&group.name) })
    }
}

impl Group {
    fn not_determined(&self) -> Option<Diagnostic> {
        let found_by = [FoundBy::new("group_id", &self.group_id), FoundBy::new("name", &self.name)];
        not_determined("group", "name", &found_by)
    }
}
