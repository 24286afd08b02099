//! How far a menu is from the one that callers reach first.

use std::collections::{HashMap, HashSet, VecDeque};

use super::names::{Names, called};
use super::way::target;
use crate::account::{IvrContents, MenuContents};
use crate::api::IvrRoute;

/// Returns the menus from which callers get to somebody: by a key of the menu, or of one that it leads to.
pub(super) fn ways_out(ivr: &IvrContents, names: &Names) -> HashSet<i64> {
    let mut sources: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut queue = VecDeque::new();
    for MenuContents { menu, routes } in &ivr.contents {
        for to in routes.iter().filter_map(target) {
            sources.entry(to).or_default().push(menu.id);
        }
        if names.know_partly(menu.id) || routes.iter().any(|route| leads_out(route, names)) {
            queue.push_back(menu.id);
        }
    }
    let mut found: HashSet<i64> = queue.iter().copied().collect();
    while let Some(id) = queue.pop_front() {
        for source in sources.get(&id).into_iter().flatten() {
            if found.insert(*source) {
                queue.push_back(*source);
            }
        }
    }
    found
}

/// Reports whether a route leads to people, a mailbox, a number or a text message.
fn leads_out(route: &IvrRoute, names: &Names) -> bool {
    match route.action.as_deref() {
        Some("group" | "voicemail") => called(route).iter().any(|id| !names.lack_group(*id)),
        Some("menu") | None => false,
        Some(_) => true,
    }
}

/// The number of keys that lead to a menu at least; menus that nobody reaches have none.
#[derive(Debug)]
pub(super) struct Depths(HashMap<i64, usize>);

impl Depths {
    /// Follows the routes of an IVR from its default menu.
    pub(super) fn new(ivr: &IvrContents) -> Self {
        let targets: HashMap<i64, Vec<i64>> = ivr
            .contents
            .iter()
            .map(|menu| (menu.menu.id, menu.routes.iter().filter_map(target).collect()))
            .collect();
        let first = ivr.contents.iter().filter(|menu| menu.menu.default).map(|menu| menu.menu.id);
        let mut depths: HashMap<i64, usize> = first.map(|id| (id, 0)).collect();
        let mut queue: VecDeque<i64> = depths.keys().copied().collect();
        while let Some(id) = queue.pop_front() {
            let depth = depths.get(&id).copied().unwrap_or_default() + 1;
            for target in targets.get(&id).into_iter().flatten().filter(|id| targets.contains_key(id)) {
                depths.entry(*target).or_insert_with(|| {
                    queue.push_back(*target);
                    depth
                });
            }
        }
        Self(depths)
    }

    /// Tells whether callers reach the menu at all.
    pub(super) fn is_reached(&self, menu_id: i64) -> bool {
        self.0.contains_key(&menu_id)
    }

    /// Tells whether the way from one menu to another leads nearer to the start.
    pub(super) fn is_back(&self, from: i64, to: i64) -> bool {
        matches!((self.0.get(&from), self.0.get(&to)), (Some(from), Some(to)) if to < from)
    }
}
