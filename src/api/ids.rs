//! What names a menu and a route, and where they are.

/// Names one menu of one IVR.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MenuId {
    /// The id of the IVR that the menu belongs to.
    pub ivr_id: i64,
    /// The id of the menu.
    pub menu_id: i64,
}

/// Names one route of one menu.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RouteId {
    /// The menu that the route belongs to.
    pub menu: MenuId,
    /// The id of the route.
    pub route_id: i64,
}

/// The path of the IVRs, below the base URL.
pub(super) const IVRS: &str = "api/v2/channels/voice/ivr";

/// Gives the path of the menus of one IVR, below the base URL.
pub(super) fn menus(ivr_id: i64) -> String {
    format!("{IVRS}/{ivr_id}/menus")
}

impl MenuId {
    /// Gives the path of the menu's routes, below the base URL.
    pub(super) fn routes(self) -> String {
        let Self { ivr_id, menu_id } = self;
        format!("{IVRS}/{ivr_id}/menus/{menu_id}/routes")
    }
}

impl RouteId {
    /// Gives the path of the route, below the base URL.
    pub(super) fn path(self) -> String {
        let Self { menu, route_id } = self;
        format!("{}/{route_id}", menu.routes())
    }
}
