//! The resource `zendesk_ivr_route`: one route of an IVR menu.

mod guarding;
mod identity;
mod lifecycle;
mod planning;
mod schema;

use crate::session::Session;

pub use schema::{option_attributes, schema};

/// Manages routes through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrRouteResource {
    session: Session,
}

impl IvrRouteResource {
    /// Makes the resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}
