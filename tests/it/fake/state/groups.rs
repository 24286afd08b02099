//! Groups. A group that was deleted stays in lists, marked as such.

use std::collections::BTreeMap;

use super::Account;

/// A group of agents.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) name: Option<String>,
    pub(crate) deleted: bool,
}

impl Account {
    /// Adds a group: routes to it then show the name as `option_text`.
    pub(crate) fn add_group(&mut self, id: i64, name: &str) {
        self.groups.insert(id, Group { name: Some(name.into()), deleted: false });
    }

    /// Deletes a group as the service does: routes that lead to it stay.
    pub(crate) fn delete_group(&mut self, id: i64) {
        self.group_mut(id).deleted = true;
    }

    /// A group, to change it.
    pub(crate) fn group_mut(&mut self, id: i64) -> &mut Group {
        self.groups.get_mut(&id).unwrap_or_else(|| panic!("no group {id}"))
    }

    /// The name of a group that hasn't been deleted.
    pub(super) fn group(&self, id: i64) -> Option<String> {
        self.groups.get(&id).filter(|group| !group.deleted)?.name.clone()
    }

    /// All groups by id, deleted ones too.
    pub(crate) fn groups(&self) -> &BTreeMap<i64, Group> {
        &self.groups
    }
}
