//! How the configuration refers to IVRs and menus: to their resources, or to ids in `locals` where they have none.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use hcl_edit::expr::Expression;

use super::hcl::{Entry, line, lines, reference};
use super::names::Names;
use super::{ivr, menu};
use crate::api::MenuId;

/// The names of all IVRs and menus, and which of them have a resource.
#[derive(Debug, Default)]
pub(super) struct References {
    /// The names.
    pub(super) names: Names,
    /// The IVRs that have a resource.
    ivrs: HashSet<i64>,
    /// The default menus of these, each with its IVR.
    default_menus: HashMap<i64, i64>,
    /// The other menus that have a resource.
    menus: HashSet<i64>,
    /// The IVRs that were referred to by their ids.
    local_ivrs: BTreeSet<i64>,
    /// The menus that were referred to by their ids.
    local_menus: BTreeSet<i64>,
}

impl References {
    /// Refers to everything by its id, until it is said to have a resource.
    pub(super) fn new(names: Names) -> Self {
        Self { names, ..Self::default() }
    }

    /// Takes note of the resource of an IVR, which its default menu belongs to.
    pub(super) fn add_ivr(&mut self, id: i64, default_menu_id: i64) {
        self.ivrs.insert(id);
        self.default_menus.insert(default_menu_id, id);
    }

    /// Takes note of the resource of a menu.
    pub(super) fn add_menu(&mut self, id: i64) {
        self.menus.insert(id);
    }

    /// Keeps the ids of a menu and its IVR in `locals`, also where each of the menu's routes is left out.
    pub(super) fn keep(&mut self, menu: MenuId) {
        self.local_ivrs.insert(menu.ivr_id);
        self.local_menus.insert(menu.menu_id);
    }

    /// Refers to the id of an IVR.
    pub(super) fn ivr(&mut self, id: i64) -> Expression {
        let name = self.names.ivr(id);
        if self.ivrs.contains(&id) {
            return reference(&[ivr::RESOURCE, &name, "ivr_id"]);
        }
        self.local_ivrs.insert(id);
        reference(&["local", "ivr_ids", &name])
    }

    /// Refers to the id of a menu; to one that isn't there, by the id itself.
    pub(super) fn menu(&mut self, id: i64) -> Expression {
        if let Some(ivr_id) = self.default_menus.get(&id) {
            return reference(&[ivr::RESOURCE, &self.names.ivr(*ivr_id), "default_menu_id"]);
        }
        let Some(name) = self.names.menu(id) else { return Expression::from(id) };
        if self.menus.contains(&id) {
            return reference(&[menu::RESOURCE, name, "menu_id"]);
        }
        self.local_menus.insert(id);
        reference(&["local", "menu_ids", name])
    }

    /// Returns the locals with the ids that were referred to; none if there are none.
    pub(super) fn locals(&self) -> Vec<Entry> {
        let ivrs: BTreeMap<_, _> = self.local_ivrs.iter().map(|id| (self.names.ivr(*id), *id)).collect();
        let menus = self.local_menus.iter().filter_map(|id| Some((self.names.menu(*id)?.to_owned(), *id)));
        let groups = [("ivr_ids", ivrs), ("menu_ids", menus.collect())];
        groups
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(name, ids)| ids_by_name(name, &ids))
            .collect()
    }
}

fn ids_by_name(name: &str, ids: &BTreeMap<String, i64>) -> Entry {
    lines(name, ids.iter().map(|(name, id)| line(name, Expression::from(*id))).collect())
}
