//! What tells an IVR from every other: its import id and its identity, both its id.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use super::state::{IvrState, ivr_id};
use crate::attributes::conversion::number;
use crate::attributes::identity::{id, text};
use crate::attributes::import_id;

/// The form that an import id has, for a message.
const FORM: &str = "{ivr_id}, for example 10001";

/// The identity of an IVR; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IvrIdentity {
    /// The id that Zendesk gave the IVR.
    pub ivr_id: Value<String>,
}

/// Reads the id of an IVR, as `terraform import` and the `import` block give it.
///
/// # Errors
///
/// What is wrong with the id, and which form is accepted.
pub(super) fn parse_import_id(text: &str) -> Result<i64, String> {
    import_id::id("ivr_id", text, FORM)
}

/// Makes the state of an IVR of which only the id is known, for a read to fill in.
pub(super) fn from_id(ivr_id: i64) -> IvrState {
    IvrState {
        id: Value::Value(ivr_id.to_string()),
        ivr_id: number(ivr_id),
        force_destroy: Value::Value(false),
        ..IvrState::default()
    }
}

/// Returns the identity of an IVR; none as long as its id isn't known.
pub(super) fn identity(ivr: &IvrState) -> Option<IvrIdentity> {
    Some(IvrIdentity { ivr_id: text(ivr_id(ivr).ok()?) })
}

/// Reads the identity that an `import` block gives.
///
/// # Errors
///
/// That the id is none, and what is allowed.
pub(super) fn identified(identity: &IvrIdentity) -> Result<i64, String> {
    id("ivr_id", &identity.ivr_id)
}

#[cfg(test)]
mod tests {
    use super::{from_id, identified, identity, parse_import_id};

    const ID: i64 = 21_973_423_542_804;

    #[test]
    fn both_lead_back_to_the_ivr() {
        assert_eq!(parse_import_id("21973423542804"), Ok(ID));
        assert_eq!(identified(&identity(&from_id(ID)).unwrap()), Ok(ID));
    }

    #[test]
    fn malformed_ids_say_what_is_accepted() {
        for text in ["", "x", "1/2", "0", "-1", " 1", "1.0"] {
            let error = parse_import_id(text).unwrap_err();
            assert!(error.contains("Use {ivr_id}"), "{error}");
        }
    }
}
