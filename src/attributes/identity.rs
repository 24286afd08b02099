//! Identities of resources that Zendesk knows by numbers.
//!
//! The ids are strings there: Terraform shows a number of an identity rounded, as in `2.197319568e+13`.

use serde_json::Value as Json;
use tf_provider::schema::AttributeType;
use tf_provider::value::Value;

use super::ids;
use crate::plain_text::quoted;
use crate::plugin::{IdentityAttribute, IdentitySchema, Number};

/// Makes the schema of an identity from the names and the descriptions of its ids, all of which an import has to name.
#[must_use]
pub fn schema<const N: usize>(version: i64, ids: [(&'static str, &'static str); N]) -> IdentitySchema {
    let attribute = |(name, description)| IdentityAttribute {
        name,
        attr_type: AttributeType::String,
        description,
        required_for_import: true,
    };
    IdentitySchema { version, attributes: ids.map(attribute).into() }
}

/// Returns the part of an identity that is this id.
#[must_use]
pub fn text(id: i64) -> Value<String> {
    Value::Value(id.to_string())
}

/// Reads an id of the identity that an `import` block gives.
///
/// # Errors
///
/// That it is missing or no id, and what is allowed.
pub fn id(name: &str, value: &Value<String>) -> Result<i64, String> {
    let Value::Value(text) = value else {
        return Err(format!("The identity lacks {name}, which has to be {}.", ids::ALLOWED));
    };
    // An id has one form only: equal identities have to be equal texts.
    let id = text.parse().ok().filter(|id: &i64| id.to_string() == *text);
    id.and_then(|id| ids::parse(&Number::Int(id))).ok_or_else(|| not_allowed(name, text))
}

/// Reads an id of a stored identity of version 0, a number in any of JSON's forms or such a number as a string.
///
/// # Errors
///
/// That it is missing or no id, and what is allowed.
pub fn upgraded_id(name: &str, identity: &Json) -> Result<Value<String>, String> {
    let stored = match identity.get(name) {
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::String(text)) => text.clone(),
        None | Some(Json::Null) => return id(name, &Value::Null).map(text),
        Some(other) => return Err(not_allowed(name, &other.to_string())),
    };
    let id = whole(&stored).and_then(|id| ids::parse(&Number::Int(id)));
    id.map(text).ok_or_else(|| not_allowed(name, &stored))
}

/// Returns the whole number that a decimal number is exactly, as in `2.197e+13`.
fn whole(decimal: &str) -> Option<i64> {
    let (mantissa, exponent) = decimal.split_once(['e', 'E']).unwrap_or((decimal, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{before}{after}");
    let significant = digits.trim_end_matches('0');
    if before.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
    let zeros = i64::from(exponent.parse::<i32>().ok()?) + dropped - i64::try_from(after.len()).ok()?;
    let factor = 10_i64.checked_pow(u32::try_from(zeros).ok()?)?;
    significant.parse::<i64>().ok()?.checked_mul(factor)
}

fn not_allowed(name: &str, value: &str) -> String {
    format!(
        "The {name} of the identity is {}. Allowed is {}, in plain digits such as \"10001\".",
        quoted(value),
        ids::ALLOWED
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};
    use tf_provider::value::Value;

    use super::upgraded_id;

    fn upgraded(stored: &str) -> Result<Value<String>, String> {
        let stored: Json = serde_json::from_str(stored).unwrap();
        upgraded_id("route_id", &json!({ "route_id": stored }))
    }

    #[test]
    fn numbers_of_version_0_are_upgraded_in_every_form() {
        let cases = [
            ("21973", "21973"),
            ("2.197319568e+13", "21973195680000"),
            ("2.197319568E13", "21973195680000"),
            ("21973195680000.0", "21973195680000"),
            ("2.1973423542804e+13", "21973423542804"),
            ("9007199254740991", "9007199254740991"),
            ("9.007199254740991e+15", "9007199254740991"),
            ("9.007199254740990e+15", "9007199254740990"),
            ("1e0", "1"),
            ("\"21973\"", "21973"),
            ("\"2.197319568e+13\"", "21973195680000"),
            ("\"120e-1\"", "12"),
        ];
        for (stored, id) in cases {
            assert_eq!(upgraded(stored), Ok(Value::Value(id.to_owned())), "{stored}");
        }
    }

    #[test]
    fn what_is_no_id_is_not_upgraded() {
        for stored in [
            "0",
            "-3",
            "1.5",
            "1.5e0",
            "9007199254740992",
            "9.007199254740992e+15",
            "1e+300",
            "true",
            "[]",
            "\"\"",
            "\"abc\"",
            "\"e3\"",
            "\".5e1\"",
            "\"1e\"",
            "\"1e99999999999\"",
            "\"9007199254740991.4\"",
            "\" 1\"",
        ] {
            let error = upgraded(stored).unwrap_err();
            assert!(error.contains("Allowed is a whole number from 1 to"), "{stored}: {error}");
        }
        assert!(upgraded("null").unwrap_err().contains("The identity lacks route_id"));
    }
}
