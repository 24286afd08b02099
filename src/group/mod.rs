//! Groups of agents.

mod data_source;
mod list_data_source;

pub use data_source::Group;
pub use list_data_source::Groups;

use crate::account::{Named, Referenced};
use crate::api;

impl Named for api::Group {
    const NOUN: &'static str = "group";
    const ID: &'static str = "group_id";

    fn own_id(&self) -> i64 {
        self.id
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Referenced for api::Group {
    type Wire = Self;

    const LIST: &'static str = "list groups";
    const DATA_SOURCE: &'static str = "zendesk_group";

    /// Leaves out groups that were deleted.
    fn from_wire(group: Self) -> Option<Self> {
        (!group.deleted).then_some(group)
    }
}
