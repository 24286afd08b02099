//! What an account holds, read as a whole.

use crate::api::{Ivr, IvrMenu, IvrRoute};

/// The IVRs of an account, and the contents of those that were asked for.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Every IVR of the account.
    pub ivrs: Vec<Ivr>,
    /// What was read.
    pub contents: Vec<IvrContents>,
}

/// An IVR and its menus.
#[derive(Clone, Debug)]
pub struct IvrContents {
    /// The IVR.
    pub ivr: Ivr,
    /// Every menu of the IVR.
    pub menus: Vec<IvrMenu>,
    /// The menus that were asked for, with all their routes.
    pub contents: Vec<MenuContents>,
}

/// A menu and its routes.
#[derive(Clone, Debug)]
pub struct MenuContents {
    /// The menu.
    pub menu: IvrMenu,
    /// Every route of the menu, in the API's order.
    pub routes: Vec<IvrRoute>,
}

impl Inventory {
    /// Counts the menus that were read.
    #[must_use]
    pub fn menu_count(&self) -> usize {
        self.contents.iter().map(|ivr| ivr.contents.len()).sum()
    }

    /// Counts the routes that were read.
    #[must_use]
    pub fn route_count(&self) -> usize {
        self.contents.iter().flat_map(|ivr| &ivr.contents).map(|menu| menu.routes.len()).sum()
    }
}
