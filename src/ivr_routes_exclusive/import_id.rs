//! The import id and the identity of the list of a menu's routes: the ids of the IVR and of the menu.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use super::IvrRoutesExclusive;
use crate::api::MenuId;
use crate::attributes::identity::{id, text};
use crate::attributes::import_id;

/// The form that an import id has, for a message.
const FORM: &str = "{ivr_id}/{menu_id}, for example 10001/10002";

/// What tells a list from every other; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IvrRoutesExclusiveIdentity {
    /// The id of the IVR.
    pub ivr_id: Value<String>,
    /// The id of the menu.
    pub menu_id: Value<String>,
}

/// Returns the identity of a list; none as long as one of its ids isn't known.
#[must_use]
pub fn identity(state: &IvrRoutesExclusive) -> Option<IvrRoutesExclusiveIdentity> {
    let MenuId { ivr_id, menu_id } = state.menu().ok()?;
    Some(IvrRoutesExclusiveIdentity { ivr_id: text(ivr_id), menu_id: text(menu_id) })
}

/// Reads the identity that an `import` block gives.
///
/// # Errors
///
/// Which of the ids is none, and what is allowed.
pub fn identified(identity: &IvrRoutesExclusiveIdentity) -> Result<MenuId, String> {
    Ok(MenuId { ivr_id: id("ivr_id", &identity.ivr_id)?, menu_id: id("menu_id", &identity.menu_id)? })
}

/// Reads the id of a list, as `terraform import` and the `import` block give it.
///
/// # Errors
///
/// What is wrong with the id, and which form is allowed.
pub fn parse_import_id(text: &str) -> Result<MenuId, String> {
    let [ivr_id, menu_id] = import_id::parts(text, FORM)?;
    let id = |name, text| import_id::id(name, text, FORM);
    Ok(MenuId { ivr_id: id("ivr_id", ivr_id)?, menu_id: id("menu_id", menu_id)? })
}

#[cfg(test)]
mod tests {
    use super::{identified, identity, parse_import_id};
    use crate::api::MenuId;
    use crate::ivr_routes_exclusive::IvrRoutesExclusive;

    const MENU: MenuId = MenuId { ivr_id: 10001, menu_id: 10002 };

    #[test]
    fn the_id_and_the_identity_lead_back_to_the_menu() {
        let state = IvrRoutesExclusive::of(MENU);
        assert_eq!(parse_import_id(&state.id.clone().unwrap_or_default()), Ok(MENU));
        assert_eq!(identified(&identity(&state).unwrap()), Ok(MENU));
        assert_eq!(identity(&IvrRoutesExclusive::default()), None);
    }

    #[test]
    fn malformed_ids_say_what_is_allowed() {
        for text in ["", "1", "1/2/3", "1/x", "0/2", "1/key=1"] {
            let error = parse_import_id(text).unwrap_err();
            assert!(error.ends_with("Use {ivr_id}/{menu_id}, for example 10001/10002."), "{error}");
        }
    }
}
