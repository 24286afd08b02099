//! The data source `zendesk_greeting`: one of the account's own greetings for phone menus, found by its id or its name.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::Custom;
use crate::account::{Account, FoundBy, LookUp, by_id, by_name, not_determined};
use crate::attributes::conversion::{number, text};
use crate::attributes::{self, ids};
use crate::plugin::{Number, attribute};

use AttributeConstraint::{Computed, OptionalComputed};

/// A greeting; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct Greeting {
    pub greeting_id: Value<Number>,
    pub name: Value<String>,
    pub active: Value<bool>,
    pub pending: Value<bool>,
}

impl LookUp for Greeting {
    fn schema() -> Schema {
        let attributes = [
            attribute(
                "greeting_id",
                AttributeType::Number,
                OptionalComputed,
                "The id of the greeting. Set either this or `name`.",
            ),
            attribute(
                "name",
                AttributeType::String,
                OptionalComputed,
                "The name of the greeting, spelled as Zendesk has it. Several of one name are an error that lists their ids. \
                 Set either this or `greeting_id`.",
            ),
            attribute(
                "active",
                AttributeType::Bool,
                Computed,
                "Whether the greeting is in use, as Zendesk has it.",
            ),
            attribute(
                "pending",
                AttributeType::Bool,
                Computed,
                "Whether the greeting still waits for its sound: a new one is silent until a recording is uploaded.",
            ),
        ];
        attributes::schema(
            "Reads one of the account's own greetings for phone menus, found by its name or its id. Greetings of other \
             categories and those that Zendesk brings along are left out. No such greeting is an error that lists those there \
             are. Any number of data sources of greetings costs one list of them.",
            attributes,
        )
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.greeting_id, AttributePath::new("greeting_id"));
        diags.errors.extend(self.not_determined());
    }

    async fn look_up(self, account: &Account, _warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        if let Some(error) = self.not_determined() {
            return Err(error);
        }
        let greetings = account.referenced::<Custom>().await?;
        let found = match &self.name {
            Value::Value(name) => by_name(&greetings, name),
            _ => by_id(&greetings, ids::required(&self.greeting_id, AttributePath::new("greeting_id"))?),
        };
        let Custom { id, name, active, pending } = found.map_err(|not_one| not_one.diagnostic())?;
        Ok(Self {
            greeting_id: number(id),
            name: text(&name),
            active: Value::Value(active),
            pending: Value::Value(pending),
        })
    }
}

impl Greeting {
    fn not_determined(&self) -> Option<Diagnostic> {
        let found_by = [FoundBy::new("greeting_id", &self.greeting_id), FoundBy::new("name", &self.name)];
        not_determined("greeting", "name", &found_by)
    }
}
