//! An id that nothing has, and what there is instead.

use super::candidate::listed;
use crate::api::{Ivr, IvrMenu};

/// An id that no IVR or no menu has.
#[derive(Debug)]
pub struct Missing {
    /// The id.
    pub id: i64,
    /// The IVR that was looked at; none for the whole account.
    pub within: Option<i64>,
    /// The IVRs that were looked at; where a menu is missing, with all their menus.
    pub among: Vec<Ivr>,
}

impl Missing {
    /// Gives the menus that were looked at, each with its IVR.
    pub fn menus(&self) -> impl Iterator<Item = (&Ivr, &IvrMenu)> {
        self.among.iter().flat_map(|ivr| ivr.menus.iter().flatten().map(move |menu| (ivr, menu)))
    }

    pub(super) fn ivr(&self) -> String {
        format!("the account has no IVR {}; its IVRs: {}", self.id, listed(&self.among))
    }

    pub(super) fn menu(&self) -> String {
        let place = self.within.map_or_else(|| "the account".to_owned(), |ivr_id| format!("IVR {ivr_id}"));
        let menus = self.menus().map(|(_, menu)| menu);
        format!("{place} has no menu {}; its menus: {}", self.id, listed(menus))
    }
}
