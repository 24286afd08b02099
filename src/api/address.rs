//! Where IVRs, menus and routes are: each below the one that holds it.

/// The family of all three: who may read one may read all of it.
pub(super) const FAMILY: &str = "ivrs";

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

/// Returns the path of the IVRs, below the base URL.
pub(super) fn ivrs() -> String {
    "api/v2/channels/voice/ivr".to_owned()
}

/// Returns the path of the menus of an IVR, below the base URL.
pub(super) fn menus(ivr_id: i64) -> String {
    format!("{}/{ivr_id}/menus", ivrs())
}

/// Returns the path of the routes of a menu, below the base URL.
pub(super) fn routes(MenuId { ivr_id, menu_id }: MenuId) -> String {
    format!("{}/{menu_id}/routes", menus(ivr_id))
}
