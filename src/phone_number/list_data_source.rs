//! The data source `zendesk_phone_numbers`: the ids of all phone numbers, by the numbers.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{Diagnostic, Diagnostics};

use crate::account::{Account, Key, LookUp, NameMap, id_map};
use crate::api;
use crate::attributes;
use crate::plugin::attribute;

/// The phone numbers of the account; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct PhoneNumbers {
    pub ids: Value<NameMap>,
}

impl LookUp for PhoneNumbers {
    fn schema() -> Schema {
        let ids = attribute(
            "ids",
            AttributeType::Map(Box::new(AttributeType::Number)),
            AttributeConstraint::Computed,
            "The ids of the phone numbers by the numbers in E.164, such as `+12059531462`. A number that stands twice is left out, \
             with a warning that lists the ids.",
        );
        attributes::schema(
            "Lists the phone numbers of Zendesk Talk: the id of each, by its number. Any number of data sources of phone \
             numbers costs one list of them.",
            [ids],
        )
    }

    fn check(&self, _diags: &mut Diagnostics) {}

    async fn look_up(self, account: &Account, warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let phone_numbers = account.referenced::<api::PhoneNumber>().await?;
        let numbers = Key {
            called: "number",
            of: |found: &api::PhoneNumber| found.number.as_deref(),
            shared: "have the number",
        };
        Ok(Self { ids: id_map("ids", &numbers, &phone_numbers, warnings) })
    }
}
