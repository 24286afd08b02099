//! Where a route leads, as its name and its comment say it.

use std::collections::HashMap;

use super::kind::Kind;
use super::lists::Lists;
use super::names::part;
use super::outline::Outline;
use crate::api::IvrRoute;
use crate::attributes::phone_number::digits;
use crate::title::title;

/// Where routes may lead.
#[derive(Debug)]
pub(super) struct Destinations<'a> {
    menus: HashMap<i64, Option<&'a str>>,
    lists: &'a Lists,
    /// Whether ids may stand in place of names.
    has_ids: bool,
}

impl<'a> Destinations<'a> {
    /// Takes the menus of the account, and the lists of what else routes lead to.
    pub(super) fn new(outline: &Outline<'a>, lists: &'a Lists, has_ids: bool) -> Self {
        let menus = outline.menus().map(|(_, part)| (part.menu.id, part.menu.name.as_deref()));
        Self { menus: menus.collect(), lists, has_ids }
    }

    /// Returns what a route is called after its menu's name, such as `to_billing`.
    pub(super) fn name(&self, route: &IvrRoute) -> String {
        match route.action.as_deref() {
            Some("menu") => format!("to_{}", self.menu(route)),
            Some("group") => self.group(route),
            Some("voicemail") => format!("voicemail_{}", self.group(route)),
            Some("phone_number") => number(route.options.phone_number.as_deref()),
            Some(action) => part(Some(action)).unwrap_or_else(|| "other".to_owned()),
            None => "no_action".to_owned(),
        }
    }

    /// Returns the name of where a route leads, for a comment.
    ///
    /// Zendesk's own text about the route may have an id in it.
    pub(super) fn title(&self, route: &IvrRoute) -> Option<String> {
        if self.has_ids {
            return title(route.option_text.as_deref());
        }
        let options = &route.options;
        title(match route.action.as_deref() {
            Some("menu") => self.menus.get(&options.menu_id?).copied().flatten(),
            Some("group" | "voicemail") => self.lists.label(Kind::Group, primary_group(route)?),
            Some("phone_number") => return title(options.phone_number.as_deref().map(digits).as_deref()),
            Some("textback") => options.sms_text.as_deref(),
            _ => None,
        })
    }

    fn menu(&self, route: &IvrRoute) -> String {
        let id = route.options.menu_id;
        let name = id.and_then(|id| self.menus.get(&id).copied()).flatten();
        part(name).unwrap_or_else(|| self.unnamed(Kind::Menu, id))
    }

    fn group(&self, route: &IvrRoute) -> String {
        let id = primary_group(route);
        let name = id.and_then(|id| self.lists.label(Kind::Group, id));
        part(name).unwrap_or_else(|| self.unnamed(Kind::Group, id))
    }

    fn unnamed(&self, kind: Kind, id: Option<i64>) -> String {
        match id.filter(|_| self.has_ids) {
            Some(id) => format!("{}_{id}", kind.prefix()),
            None => kind.prefix().to_owned(),
        }
    }
}

fn primary_group(route: &IvrRoute) -> Option<i64> {
    route.options.group_ids.as_ref()?.first().copied()
}

/// Names a number in E.164 by its digits, of which it has 15 at most.
fn number(number: Option<&str>) -> String {
    let digits: String = number.unwrap_or_default().chars().filter(char::is_ascii_digit).take(15).collect();
    if digits.is_empty() { "number".to_owned() } else { format!("number_{digits}") }
}
