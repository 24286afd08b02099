//! IVRs and menus as the account holds them.

use serde_json::Value;

use super::Route;

/// An IVR.
#[derive(Clone, Debug)]
pub(crate) struct Ivr {
    pub(crate) id: i64,
    pub(crate) name: Option<String>,
    /// In the order of their creation.
    pub(crate) menus: Vec<Menu>,
    /// Phone numbers that lead to the IVR: id and name.
    pub(crate) phone_numbers: Vec<(i64, String)>,
}

/// One level of an IVR.
#[derive(Clone, Debug)]
pub(crate) struct Menu {
    pub(crate) id: i64,
    pub(crate) name: Option<String>,
    /// Whether calls start here.
    pub(crate) default: bool,
    /// Id of a greeting of the account (a number) or of Zendesk (a string).
    pub(crate) greeting_id: Option<Value>,
    /// In the order of their creation.
    pub(crate) routes: Vec<Route>,
}

impl Ivr {
    /// The menu with this id.
    pub(crate) fn menu(&self, menu_id: i64) -> Option<&Menu> {
        self.menus.iter().find(|m| m.id == menu_id)
    }
}
