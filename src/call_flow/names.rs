//! The names that a call flow needs beside those of menus: of groups and greetings; and what isn't known of an account.

use std::collections::{HashMap, HashSet};

use crate::account::IvrContents;
use crate::api::{Group, IvrRoute};
use crate::greeting::Custom;
use crate::title::title;

/// The groups and greetings of an account by their ids; nothing where they weren't or couldn't be listed.
#[derive(Clone, Debug, Default)]
pub struct Names {
    groups: HashMap<i64, Option<String>>,
    /// Whether these are all groups of the account.
    are_all_groups: bool,
    greetings: HashMap<i64, Option<String>>,
    /// The menus that may have routes beside those that are known.
    partly_known: HashSet<i64>,
}

impl Names {
    /// Takes the groups that were listed.
    #[must_use]
    pub fn with_groups(self, groups: &[Group]) -> Self {
        let groups = groups.iter().map(|group| (group.id, title(group.name.as_deref()))).collect();
        Self { groups, are_all_groups: true, ..self }
    }

    /// Takes the greetings that were listed.
    #[must_use]
    pub fn with_greetings(self, greetings: &[Custom]) -> Self {
        let greetings =
            greetings.iter().map(|greeting| (greeting.id, title(greeting.name.as_deref()))).collect();
        Self { greetings, ..self }
    }

    /// Takes names of groups and greetings, of which there may be more, and the menus that may have routes beside those
    /// that are known.
    pub(super) fn of_a_part(
        groups: &HashMap<i64, String>,
        greetings: &HashMap<i64, String>,
        partly_known: HashSet<i64>,
    ) -> Self {
        let titles = |names: &HashMap<i64, String>| {
            names.iter().map(|(id, name)| (*id, title(Some(name)))).collect::<HashMap<_, _>>()
        };
        Self { groups: titles(groups), are_all_groups: false, greetings: titles(greetings), partly_known }
    }

    /// Reports whether it is known that there is no such group.
    pub(super) fn lack_group(&self, id: i64) -> bool {
        self.are_all_groups && !self.groups.contains_key(&id)
    }

    /// Reports whether a menu may have routes beside those that are known.
    pub(super) fn know_partly(&self, menu_id: i64) -> bool {
        self.partly_known.contains(&menu_id)
    }

    /// Returns the name of a group, where it is known.
    pub(super) fn group(&self, id: i64) -> Option<&str> {
        self.groups.get(&id)?.as_deref()
    }

    /// Returns what a greeting is called.
    pub(super) fn greeting(&self, id: i64) -> String {
        self.greetings.get(&id).cloned().flatten().unwrap_or_else(|| id.to_string())
    }
}

/// Returns the groups that a route calls, in the order in which they are called.
#[must_use]
pub(super) fn called(route: &IvrRoute) -> &[i64] {
    let calls = matches!(route.action.as_deref(), Some("group" | "voicemail"));
    route.options.group_ids.as_deref().filter(|_| calls).unwrap_or_default()
}

/// Reports whether a route of an IVR calls a group, so that the names of groups are needed.
#[must_use]
pub fn calls_groups(ivr: &IvrContents) -> bool {
    ivr.contents.iter().flat_map(|menu| &menu.routes).any(|route| !called(route).is_empty())
}

/// Reports whether a menu of an IVR has a greeting of the account, so that the names of greetings are needed.
#[must_use]
pub fn plays_greetings(ivr: &IvrContents) -> bool {
    ivr.contents.iter().any(|menu| menu.menu.own_greeting().is_some())
}
