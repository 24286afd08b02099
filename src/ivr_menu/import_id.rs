//! What tells a menu from every other: its import id and its identity.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use super::state::{IvrMenuState, menu_id};
use crate::api::MenuId;
use crate::attributes::conversion::number;
use crate::attributes::identity::{id, text};
use crate::attributes::import_id;

/// The form that an import id has, for a message.
const FORM: &str = "{ivr_id}/{menu_id}, for example 10001/10002";

/// The identity of a menu; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IvrMenuIdentity {
    /// The id of the IVR.
    pub ivr_id: Value<String>,
    /// The id that Zendesk gave the menu.
    pub menu_id: Value<String>,
}

/// Writes the id of a menu as state shows it.
pub(super) fn import_id(MenuId { ivr_id, menu_id }: MenuId) -> String {
    import_id::write(&[ivr_id, menu_id])
}

/// Reads the id of a menu, as `terraform import` and the `import` block give it.
///
/// # Errors
///
/// What is wrong with the id, and which form is accepted.
pub(super) fn parse_import_id(text: &str) -> Result<MenuId, String> {
    let [ivr_id, menu_id] = import_id::parts(text, FORM)?;
    let id = |name, text| import_id::id(name, text, FORM);
    Ok(MenuId { ivr_id: id("ivr_id", ivr_id)?, menu_id: id("menu_id", menu_id)? })
}

/// Makes the state of a menu of which only the id is known, for a read to fill in.
pub(super) fn from_id(id: MenuId) -> IvrMenuState {
    IvrMenuState {
        id: Value::Value(import_id(id)),
        ivr_id: number(id.ivr_id),
        menu_id: number(id.menu_id),
        ..IvrMenuState::default()
    }
}

/// Returns the identity of a menu; none as long as one of its ids isn't known.
pub(super) fn identity(menu: &IvrMenuState) -> Option<IvrMenuIdentity> {
    let MenuId { ivr_id, menu_id } = menu_id(menu).ok()?;
    Some(IvrMenuIdentity { ivr_id: text(ivr_id), menu_id: text(menu_id) })
}

/// Reads the identity that an `import` block gives.
///
/// # Errors
///
/// Which of the ids is none, and what is allowed.
pub(super) fn identified(identity: &IvrMenuIdentity) -> Result<MenuId, String> {
    let IvrMenuIdentity { ivr_id, menu_id } = identity;
    Ok(MenuId { ivr_id: id("ivr_id", ivr_id)?, menu_id: id("menu_id", menu_id)? })
}

#[cfg(test)]
mod tests {
    use super::{from_id, identified, identity, parse_import_id};
    use crate::api::MenuId;

    const ID: MenuId = MenuId { ivr_id: 10001, menu_id: 21_973_423_542_804 };

    #[test]
    fn both_lead_back_to_the_menu() {
        assert_eq!(parse_import_id("10001/21973423542804"), Ok(ID));
        assert_eq!(identified(&identity(&from_id(ID)).unwrap()), Ok(ID));
    }

    #[test]
    fn malformed_ids_say_what_is_accepted() {
        for text in ["", "1", "1/2/3", "1/x", "0/2", "1/-2", "1/key=1"] {
            let error = parse_import_id(text).unwrap_err();
            assert!(error.contains("Use {ivr_id}/{menu_id}"), "{error}");
        }
    }
}
