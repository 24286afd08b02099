//! One menu as configuration.

use hcl_edit::structure::Block;

use super::hcl::{Entry, block, line, text};
use super::kind::Kind;
use super::references::References;
use super::support;
use crate::api::{Ivr, IvrMenu};
use crate::title::title;

/// The type of the resource.
pub(super) const RESOURCE: &str = "zendesk_ivr_menu";

/// Writes the resource of a menu: what is set, and nothing else.
pub(super) fn resource(references: &References<'_>, name: &str, ivr_id: i64, menu: &IvrMenu) -> Block {
    let mut entries = vec![line("ivr_id", references.ivr(ivr_id))];
    entries.extend(own_entries(references, menu));
    block("resource", &[RESOURCE, name], entries)
}

/// Returns what a menu has of its own, also the default one; one of Zendesk's greetings has no id that is a number.
pub(super) fn own_entries(references: &References<'_>, menu: &IvrMenu) -> Vec<Entry> {
    let IvrMenu { id: _, name, default: _, greeting_id: _, routes: _ } = menu;
    let name = name.as_deref().filter(|_| support::is_named(menu));
    let name = name.map(|name| line("name", text(name)));
    let greeting = menu.own_greeting().map(|id| line("greeting_id", references.other(Kind::Greeting, id)));
    name.into_iter().chain(greeting).collect()
}

/// Returns the comment above a menu and its routes.
pub(super) fn heading(has_ids: bool, ivr: &Ivr, menu: &IvrMenu) -> String {
    let first = if menu.default { ": callers reach it first" } else { "" };
    format!(
        "Menu {} of IVR {}{first}",
        named(has_ids, menu.name.as_deref(), menu.id),
        named(has_ids, ivr.name.as_deref(), ivr.id)
    )
}

/// Returns a name between quotation marks, or the id where there is none and ids may be told.
pub(super) fn named(has_ids: bool, name: Option<&str>, id: i64) -> String {
    match title(name) {
        Some(name) => format!("\"{name}\""),
        None if has_ids => format!("{id} (no name)"),
        None => "without a name".to_owned(),
    }
}
