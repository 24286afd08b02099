//! IVRs and menus as messages list them.

use crate::api::{Ivr, IvrMenu};

/// An IVR or a menu that may be the one that is meant.
#[derive(Debug)]
pub struct Candidate<'a> {
    id: i64,
    name: Option<&'a str>,
    /// What else tells it from others of the same name.
    note: &'static str,
}

impl<'a> From<&'a Ivr> for Candidate<'a> {
    fn from(ivr: &'a Ivr) -> Self {
        Self { id: ivr.id, name: ivr.name.as_deref(), note: "" }
    }
}

impl<'a> From<&'a IvrMenu> for Candidate<'a> {
    fn from(menu: &'a IvrMenu) -> Self {
        let note = if menu.default { " (default)" } else { "" };
        Self { id: menu.id, name: menu.name.as_deref(), note }
    }
}

/// Lists them in one line, by id and name.
pub fn listed<'a>(candidates: impl IntoIterator<Item = impl Into<Candidate<'a>>>) -> String {
    let shown: Vec<_> = candidates
        .into_iter()
        .map(Into::into)
        .map(|Candidate { id, name, note }| format!("{id} \"{}\"{note}", name.unwrap_or_default()))
        .collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}
