//! Identities of resources that Zendesk knows by numbers.

use tf_provider::schema::AttributeType;
use tf_provider::value::Value;

use super::ids;
use crate::plugin::{IdentityAttribute, IdentitySchema, Number};

/// Makes the schema of an identity from the names and the descriptions of its ids, all of which an import has to name.
#[must_use]
pub fn schema<const N: usize>(version: i64, ids: [(&'static str, &'static str); N]) -> IdentitySchema {
    let attribute = |(name, description)| IdentityAttribute {
        name,
        attr_type: AttributeType::Number,
        description,
        required_for_import: true,
    };
    IdentitySchema { version, attributes: ids.map(attribute).into() }
}

/// Reads an id of the identity that an `import` block gives.
///
/// # Errors
///
/// That it is missing or no id, and what is allowed.
pub fn id(name: &str, value: &Value<Number>) -> Result<i64, String> {
    let Value::Value(number) = value else {
        return Err(format!("The identity lacks {name}, which has to be {}.", ids::ALLOWED));
    };
    ids::parse(number)
        .ok_or_else(|| format!("The {name} of the identity is {number}. Allowed is {}.", ids::ALLOWED))
}
