//! What is known of a key that is taken.

use std::collections::HashMap;
use std::fmt;

use super::pending_moves::PendingMove;
use crate::api::{IvrRoute, MenuId};

/// A key of a menu, and the route that holds it.
#[derive(Debug)]
pub(in crate::ivr_route) struct KeyTaken {
    /// The menu.
    pub(in crate::ivr_route) menu: MenuId,
    /// The key that is wanted.
    pub(in crate::ivr_route) key: String,
    /// The route that holds it.
    pub(in crate::ivr_route) holder: IvrRoute,
    /// Every route of the menu, with its key.
    pub(in crate::ivr_route) routes: Vec<(i64, String)>,
    /// The routes that this run was to give another key and hasn't so far, with that key; by their ids.
    pub(in crate::ivr_route) moving: Vec<(i64, String)>,
}

impl KeyTaken {
    pub(super) fn new(
        menu: MenuId,
        key: &str,
        holder: &IvrRoute,
        routes: &[IvrRoute],
        moves: &HashMap<i64, PendingMove>,
    ) -> Self {
        let with_key = |route: &IvrRoute| route.keypress.clone().map(|key| (route.id, key));
        let mut moving: Vec<_> = moves.iter().map(|(id, pending)| (*id, pending.key.clone())).collect();
        moving.sort_unstable();
        Self {
            menu,
            key: key.to_owned(),
            holder: holder.clone(),
            routes: routes.iter().filter_map(with_key).collect(),
            moving,
        }
    }

    /// Tells whether this run was to give the holder another key.
    #[must_use]
    pub(in crate::ivr_route) fn holder_moves(&self) -> bool {
        self.moving.iter().any(|(id, _)| *id == self.holder.id)
    }

    /// Writes the `import` block that brings the holder under Terraform.
    #[must_use]
    pub(in crate::ivr_route) fn import_block(&self) -> String {
        let MenuId { ivr_id, menu_id } = self.menu;
        let id = self.holder.id;
        format!("import {{\n  to = zendesk_ivr_route.NAME\n  id = \"{ivr_id}/{menu_id}/{id}\"\n}}")
    }
}

impl fmt::Display for KeyTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { menu: MenuId { ivr_id, menu_id }, key, holder, routes, moving } = self;
        let action = holder.action.as_deref().unwrap_or("no action");
        let text = holder.option_text.as_deref().map(|text| format!(", \"{text}\"")).unwrap_or_default();
        write!(
            f,
            "key {key} of menu {menu_id} (IVR {ivr_id}) is taken by route {} ({action}{text})",
            holder.id
        )?;
        let others: Vec<_> = routes.iter().map(|(id, key)| format!("{key}: {id}")).collect();
        write!(f, ". Keys and routes of the menu: {}", others.join(", "))?;
        if moving.is_empty() {
            return Ok(());
        }
        let moves: Vec<_> = moving.iter().map(|(id, key)| format!("route {id} to key {key}")).collect();
        write!(f, ". Not moved so far: {}", moves.join(", "))
    }
}
