//! Where a key leads.

use crate::api::IvrRoute;

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Out of the IVR: to people, a mailbox, another number.
    Out,
    /// On to a menu that lies further from the start, or beside: an arrow.
    On(i64),
    /// Back to a menu that lies nearer to the start, or to the same one; an arrow would only cross others.
    Back(i64),
    /// From a menu that nobody reaches to one that callers do; an arrow would only cross others.
    Aside(i64),
    /// To a menu that the IVR doesn't have.
    Nowhere(i64),
}

/// Returns the menu that a route leads to.
pub(super) fn target(route: &IvrRoute) -> Option<i64> {
    route.options.menu_id.filter(|_| route.action.as_deref() == Some("menu"))
}
