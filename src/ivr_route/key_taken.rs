//! What is known of a key that is taken.

use std::fmt;

use crate::api::{IvrRoute, MenuId};
use crate::plain_text::short_line;
use crate::title::title;

/// How many keys or routes a message names at most; a menu of Zendesk has 13 keys.
pub(crate) const MAX_NAMED: usize = 50;

/// The length at which a message cuts a key, in characters.
pub(super) const MAX_KEY_CHARS: usize = 20;

/// A key of a menu, and the route that holds it.
#[derive(Debug)]
pub(super) struct KeyTaken {
    /// The menu.
    pub(super) menu: MenuId,
    /// The key that is wanted.
    pub(super) key: String,
    /// The route that holds it.
    pub(super) holder: IvrRoute,
    /// Every route of the menu, with its key.
    pub(super) routes: Vec<(i64, String)>,
    /// The routes that this run was to give another key and hasn't so far, with that key; by their ids.
    pub(super) moving: Vec<(i64, String)>,
    /// Whether Terraform is known to manage the holder.
    pub(super) is_managed: bool,
    /// Why a route in between couldn't be moved, if that was tried.
    reason: Option<String>,
}

impl KeyTaken {
    /// Tells of a key that `holder` holds; `moving` are the routes that are to get another key, with that key.
    pub(super) fn new(
        menu: MenuId,
        key: &str,
        holder: &IvrRoute,
        routes: &[IvrRoute],
        moving: impl IntoIterator<Item = (i64, String)>,
    ) -> Self {
        let with_key = |route: &IvrRoute| route.keypress.clone().map(|key| (route.id, key));
        let mut moving: Vec<_> = moving.into_iter().collect();
        moving.sort_unstable();
        Self {
            menu,
            key: key.to_owned(),
            holder: holder.clone(),
            routes: routes.iter().filter_map(with_key).collect(),
            moving,
            is_managed: false,
            reason: None,
        }
    }

    /// Says why a route in between couldn't be moved, if that was tried.
    pub(super) fn because(self, reason: Option<String>) -> Self {
        Self { reason, ..self }
    }

    /// Says whether Terraform is known to manage the holder.
    pub(super) fn managed(self, is_managed: bool) -> Self {
        Self { is_managed, ..self }
    }

    /// Reports whether this run was to give the holder another key.
    pub(super) fn holder_moves(&self) -> bool {
        self.moving.iter().any(|(id, _)| *id == self.holder.id)
    }

    /// Writes the `import` block that brings the holder under Terraform.
    pub(super) fn import_block(&self) -> String {
        let MenuId { ivr_id, menu_id } = self.menu;
        let id = self.holder.id;
        format!("import {{\n  to = zendesk_ivr_route.NAME\n  id = \"{ivr_id}/{menu_id}/{id}\"\n}}")
    }
}

impl fmt::Display for KeyTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { menu: MenuId { ivr_id, menu_id }, key, holder, routes, moving, is_managed: _, reason } =
            self;
        let action = title(holder.action.as_deref()).unwrap_or_else(|| "no action".to_owned());
        let text =
            title(holder.option_text.as_deref()).map(|text| format!(", \"{text}\"")).unwrap_or_default();
        write!(
            f,
            "key {key} of menu {menu_id} (IVR {ivr_id}) is taken by route {} ({action}{text})",
            holder.id
        )?;
        let others = routes
            .iter()
            .take(MAX_NAMED)
            .map(|(id, key)| format!("{}: {id}", short_line(key, MAX_KEY_CHARS)));
        let others: Vec<_> = others.collect();
        write!(f, ". Keys and routes of the menu: {}", others.join(", "))?;
        if let Some(reason) = reason {
            write!(f, ". Meanwhile {reason}")?;
        }
        if moving.is_empty() {
            return Ok(());
        }
        let moves: Vec<_> = moving.iter().map(|(id, key)| format!("route {id} to key {key}")).collect();
        write!(f, ". Not moved so far: {}", moves.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::KeyTaken;
    use crate::api::{IvrRoute, MenuId};

    fn taken(moving: &[(i64, &str)]) -> KeyTaken {
        let routes: Vec<IvrRoute> = from_value(json!([
            {"id": 8, "keypress": "1", "action": "group", "option_text": "Sales"},
            {"id": 9, "keypress": "2"},
            {"id": 10},
        ]))
        .unwrap();
        let moving = moving.iter().map(|(id, key)| (*id, (*key).to_owned()));
        KeyTaken::new(MenuId { ivr_id: 1, menu_id: 2 }, "1", &routes[0], &routes, moving)
    }

    #[test]
    fn it_tells_who_holds_which_key_and_who_moves() {
        let words = "key 1 of menu 2 (IVR 1) is taken by route 8 (group, \"Sales\"). Keys and routes of the menu: 1: 8, 2: 9";
        assert_eq!(taken(&[]).to_string(), words);
        let moving = ". Not moved so far: route 8 to key 3, route 9 to key 1";
        assert_eq!(taken(&[(9, "1"), (8, "3")]).to_string(), format!("{words}{moving}"));
    }

    #[test]
    fn the_holder_moves_if_it_is_among_those_that_do() {
        assert!(taken(&[(9, "1"), (8, "3")]).holder_moves());
        assert!(!taken(&[(9, "1")]).holder_moves());
        assert!(!taken(&[]).holder_moves());
    }

    #[test]
    fn the_import_block_names_the_holder() {
        assert_eq!(taken(&[]).import_block(), "import {\n  to = zendesk_ivr_route.NAME\n  id = \"1/2/8\"\n}");
    }
}
