//! What a picture says of menus and routes.

use std::collections::HashMap;

use super::names::{Names, called};
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
pub(super) fn text(titles: &Titles, names: &Names, menu_id: i64, way: Way, route: &IvrRoute) -> String {
    match way {
        Way::On(to) | Way::Aside(to) => titles.of(to),
        Way::Back(to) if to == menu_id => "this menu again".to_owned(),
        Way::Back(to) => format!("back to {}", titles.of(to)),
        Way::Nowhere(to) => format!("menu {to}, not in this IVR"),
        Way::Out => out(names, route),
    }
}

fn out(names: &Names, route: &IvrRoute) -> String {
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
    let called = called_groups(names, route);
    let own = match action {
        Some("group" | "voicemail") => return said(verb, called),
        Some("phone_number") => route.options.phone_number.as_deref(),
        Some("textback") => route.options.sms_text.as_deref(),
        _ => None,
    };
    said(verb, title(own).or_else(|| title(route.option_text.as_deref())))
}

/// Says where callers get to, in their words.
pub(super) fn leads_to(titles: &Titles, names: &Names, way: Way, route: &IvrRoute) -> String {
    let to = match way {
        Way::On(to) | Way::Aside(to) | Way::Back(to) => return format!("menu {}", titles.of(to)),
        Way::Nowhere(to) => return format!("nowhere: menu {to} doesn't exist in this IVR"),
        Way::Out => route.action.as_deref(),
    };
    let groups = || called_groups(names, route).unwrap_or_else(|| "no group".to_owned());
    let told =
        |own: Option<&str>| title(own).or_else(|| title(route.option_text.as_deref())).unwrap_or_default();
    match to {
        Some("group") => groups(),
        Some("voicemail") => format!("voicemail, {}", groups()),
        Some("phone_number") => format!("number {}", told(route.options.phone_number.as_deref())),
        Some("textback") => format!("text message: {}", told(route.options.sms_text.as_deref())),
        Some("menu") => "nowhere: no menu is set".to_owned(),
        other => title(other).unwrap_or_else(|| "nowhere: nothing is set".to_owned()),
    }
}

fn said(verb: &str, of: Option<String>) -> String {
    of.map_or_else(|| verb.to_owned(), |of| format!("{verb}: {of}"))
}

/// Names the groups that a route calls, in their order.
fn called_groups(names: &Names, route: &IvrRoute) -> Option<String> {
    let ids = called(route);
    let named = ids.iter().enumerate().map(|(index, id)| {
        if names.lack_group(*id) {
            return format!("group {id}, which doesn't exist");
        }
        // Where the groups can't be listed, the service still names the first one.
        let told = || title(route.option_text.as_deref()).filter(|_| index == 0);
        names.group(*id).map(ToOwned::to_owned).or_else(told).unwrap_or_else(|| id.to_string())
    });
    let named: Vec<_> = named.collect();
    Some(named.join(", then ")).filter(|named| !named.is_empty())
}
