//! The data source `zendesk_ivrs`: the ids of all IVRs, by their names.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{Diagnostic, Diagnostics};

use crate::account::{Account, LookUp, NameMap, lookup, name_map};
use crate::api;
use crate::attributes;
use crate::plugin::attribute;

/// The IVRs of the account; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct Ivrs {
    pub ids: Value<NameMap>,
}

impl LookUp for Ivrs {
    fn schema() -> Schema {
        let ids = attribute(
            "ids",
            AttributeType::Map(Box::new(AttributeType::Number)),
            AttributeConstraint::Computed,
            "The ids of the IVRs by their names. A name that several IVRs have is left out, \
             with a warning that lists their ids; so are IVRs without a name.",
        );
        attributes::schema(
            "Lists the IVRs of the account: the id of each, by its name. Any number of these data sources costs one list \
             of the IVRs.",
            [ids],
        )
    }

    fn check(&self, _diags: &mut Diagnostics) {}

    async fn look_up(self, account: &Account, warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let ivrs = account.ivrs().await;
        let ivrs = ivrs.map_err(|error| lookup::not_found::<api::Ivr>("IVRs of the account", &error))?;
        Ok(Self { ids: name_map("ids", &ivrs, warnings) })
    }
}
