//! The attributes of the list of a menu's routes, each known, null or unknown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use crate::api::MenuId;
use crate::attributes::conversion::number;
use crate::attributes::{ids, import_id};
use crate::plugin::Number;

/// Ids of routes by their keys.
pub type Routes = BTreeMap<String, Value<Number>>;

/// All routes of a menu, in a configuration, a plan or a state.
///
/// What each attribute means stands in the resource's schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the resource documents each attribute")]
pub struct IvrRoutesExclusive {
    pub id: Value<String>,
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
    pub routes: Value<Routes>,
    pub removes: Value<Routes>,
}

impl IvrRoutesExclusive {
    /// Makes the state of a menu whose routes aren't read yet.
    pub(super) fn of(menu: MenuId) -> Self {
        Self {
            id: Value::Value(written(menu)),
            ivr_id: number(menu.ivr_id),
            menu_id: number(menu.menu_id),
            ..Self::default()
        }
    }

    /// Returns the menu.
    ///
    /// # Errors
    ///
    /// A diagnostic on `ivr_id` or `menu_id` where it is missing, unknown or no id.
    pub(super) fn menu(&self) -> Result<MenuId, Diagnostic> {
        Ok(MenuId {
            ivr_id: ids::required(&self.ivr_id, AttributePath::new("ivr_id"))?,
            menu_id: ids::required(&self.menu_id, AttributePath::new("menu_id"))?,
        })
    }
}

/// Writes the id of a menu's list, as state shows it and import takes it.
pub(super) fn written(MenuId { ivr_id, menu_id }: MenuId) -> String {
    import_id::write(&[ivr_id, menu_id])
}
