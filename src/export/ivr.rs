//! One IVR as configuration, with the default menu, which Zendesk makes with it.

use std::collections::BTreeMap;
use std::iter::repeat;

use hcl_edit::structure::Block;

use super::hcl::{block, line, lines, list, text};
use super::kind::Kind;
use super::references::References;
use super::{menu, support};
use crate::api::{self, IvrMenu};
use crate::title::title;

/// The type of the resource.
pub(super) const RESOURCE: &str = "zendesk_ivr";

/// Writes the resource of an IVR: what is set, and nothing else.
pub(super) fn resource(
    references: &References<'_>,
    name: &str,
    ivr: &api::Ivr,
    default_menu: &IvrMenu,
) -> Block {
    let api::Ivr { id: _, name: ivr_name, menus: _, phone_number_ids: _, phone_number_names: _ } = ivr;
    let mut entries = vec![line("name", text(ivr_name.as_deref().unwrap_or_default()))];
    let numbers = numbers(ivr).into_keys().map(|id| references.other(Kind::PhoneNumber, id));
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_by_key(ToString::to_string);
    if !numbers.is_empty() {
        entries.push(line("phone_number_ids", list(numbers)));
    }
    let default_menu = menu::own_entries(references, default_menu);
    if !default_menu.is_empty() {
        entries.push(lines("default_menu", default_menu));
    }
    block("resource", &[RESOURCE, name], entries)
}

/// Returns the comment above an IVR: its name, the numbers that callers dial, and what isn't written.
pub(super) fn remarks(
    references: &References<'_>,
    ivr: &api::Ivr,
    default_menu: Option<&IvrMenu>,
) -> Vec<String> {
    let has_ids = references.has_ids();
    let mut remarks = vec![format!("IVR {}", menu::named(has_ids, ivr.name.as_deref(), ivr.id))];
    let numbers: Vec<_> = if has_ids {
        numbers(ivr).into_values().filter_map(title).collect()
    } else {
        references.number_names(ivr).into_iter().filter_map(|name| title(Some(name))).collect()
    };
    if !numbers.is_empty() {
        remarks.push(format!("Phone numbers: {}", numbers.join(", ")));
    }
    if has_ids && default_menu.is_some_and(|menu| !support::is_named(menu)) {
        remarks.push("Its default menu has no name, and keeps none".to_owned());
    }
    remarks
}

/// Returns the ids of an IVR's phone numbers in ascending order, since they are a set, each with its name.
fn numbers(ivr: &api::Ivr) -> BTreeMap<i64, Option<&str>> {
    let names = ivr.phone_number_names.iter().map(|name| Some(name.as_str())).chain(repeat(None));
    ivr.phone_number_ids.iter().copied().zip(names).collect()
}
