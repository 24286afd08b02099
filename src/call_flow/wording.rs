//! What a picture says of menus and routes.

use std::collections::HashMap;

use super::way::Way;
use crate::account::IvrContents;
use crate::api::IvrRoute;
use crate::title::title;

/// What a picture calls the menus of one IVR; menus of one name are told apart by their ids.
#[derive(Debug)]
pub(super) struct Titles(HashMap<i64, String>);

impl Titles {
    /// Names the menus of an IVR.
    pub(super) fn new(ivr: &IvrContents) -> Self {
        let names: Vec<_> = ivr.menus.iter().map(|menu| (menu.id, title(menu.name.as_deref()))).collect();
        let mut counts = HashMap::new();
        names.iter().for_each(|(_, name)| *counts.entry(name).or_insert(0_usize) += 1);
        let named = |(id, name): &(i64, Option<String>)| match name {
            None => (*id, format!("menu {id}")),
            Some(text) if counts.get(name).is_some_and(|count| *count > 1) => (*id, format!("{text} ({id})")),
            Some(text) => (*id, text.clone()),
        };
        Self(names.iter().map(named).collect())
    }

    /// Tells whether the IVR has that menu.
    pub(super) fn has(&self, id: i64) -> bool {
        self.0.contains_key(&id)
    }

    /// Returns what a menu is called.
    pub(super) fn of(&self, id: i64) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| format!("menu {id}"))
    }
}

/// Says what a route of a menu does.
pub(super) fn text(titles: &Titles, menu_id: i64, way: Way, route: &IvrRoute) -> String {
    match way {
        Way::On(to) | Way::Aside(to) => titles.of(to),
        Way::Back(to) if to == menu_id => "this menu again".to_owned(),
        Way::Back(to) => format!("back to {}", titles.of(to)),
        Way::Nowhere(to) => format!("menu {to}, not in this IVR"),
        Way::Out => out(route),
    }
}

fn out(route: &IvrRoute) -> String {
    let action = route.action.as_deref();
    let verb = match action {
        Some("group") => "group",
        Some("voicemail") => "voicemail",
        Some("phone_number") => "call",
        Some("textback") => "text message",
        Some("menu") => "menu, but none is set",
        Some(other) => return title(Some(other)).unwrap_or_default(),
        None => return "nothing is set".to_owned(),
    };
    let ids = route.options.group_ids.iter().flatten().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let own = match action {
        Some("group" | "voicemail") => Some(ids.as_str()),
        Some("phone_number") => route.options.phone_number.as_deref(),
        Some("textback") => route.options.sms_text.as_deref(),
        _ => None,
    };
    // The service says which group that is; where it doesn't, the id has to do.
    let named = title(route.option_text.as_deref()).or_else(|| title(own));
    named.map_or_else(|| verb.to_owned(), |name| format!("{verb}: {name}"))
}
