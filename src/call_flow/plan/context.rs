//! What both times of a plan share: its objects, what data sources tell, and the ids and names of the picture.

use std::collections::{HashMap, HashSet};

use super::configuration::{Resolver, Wanted};
use super::json::Plan;
use super::known::{Known, known};
use super::numbers::Numbers;
use super::object::{Kind, Object};
use super::side::{Stray, of_kind, strays};
use super::view::{SENSITIVE, View};

/// What is shown of a greeting or a phone number that is known only after apply.
const UNKNOWN: &str = "known after apply";

/// What both times share.
#[derive(Debug)]
pub(super) struct Context<'p> {
    pub(super) objects: &'p [Object<'p>],
    pub(super) resolver: Resolver<'p>,
    pub(super) known: Known<'p>,
    pub(super) numbers: Numbers,
    /// The ids of the routes that the plan manages, as Zendesk gave them.
    pub(super) managed_routes: HashSet<i64>,
    /// The routes that lists of routes remove.
    pub(super) strays: Vec<Stray>,
    /// The addresses of what can't be placed.
    pub(super) unresolved: HashSet<String>,
    /// The names of menus as Zendesk says them beside routes that lead there.
    menu_names: HashMap<i64, String>,
}

/// What an id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Located {
    /// An id of the picture.
    Id(i64),
    /// Known only after apply.
    Unknown,
    /// Sensitive.
    Sensitive,
}

impl<'p> Context<'p> {
    /// Looks at a plan and its objects.
    pub(super) fn new(plan: &'p Plan, objects: &'p [Object<'p>], mut numbers: Numbers) -> Self {
        let are_apart = objects.iter().any(|object| !object.account.is_empty());
        let known = known(plan, are_apart, &mut numbers);
        let managed_routes = of_kind(objects, Kind::Route).flat_map(own_ids).collect();
        let strays = strays(objects, &managed_routes);
        let mut context = Self {
            objects,
            resolver: Resolver::new(plan, objects),
            known,
            numbers,
            managed_routes,
            strays,
            unresolved: HashSet::new(),
            menu_names: HashMap::new(),
        };
        context.learn();
        context
    }

    /// Learns names that Zendesk says beside ids: of the first group or the menu of a route, of the phone numbers of an IVR.
    fn learn(&mut self) {
        for object in self.objects {
            for view in [object.before, object.after].into_iter().flatten() {
                match object.kind {
                    Kind::Route => self.learn_of_route(object, view),
                    Kind::Ivr => self.learn_of_ivr(object, view),
                    Kind::Menu | Kind::Exclusive => {}
                }
            }
        }
    }

    fn learn_of_route(&mut self, object: &Object<'_>, view: View<'_>) {
        let (options, told) = (view.get("options"), view.get("option_text"));
        let Some(told) = told.text().filter(|_| !options.is_sensitive() && !told.is_sensitive()) else {
            return;
        };
        let name = self.numbers.name(told);
        let first_group = options.get("group_ids").items().next().and_then(View::id);
        match (view.get("action").text(), options.get("menu_id").id(), first_group) {
            (Some("menu"), Some(menu), _) => {
                let menu = self.numbers.of(&object.account, menu);
                self.menu_names.entry(menu).or_insert(name);
            }
            (Some("group" | "voicemail"), _, Some(group)) => {
                let group = self.numbers.of(&object.account, group);
                self.known.groups.entry(group).or_insert(name);
            }
            _ => {}
        }
    }

    fn learn_of_ivr(&mut self, object: &Object<'_>, view: View<'_>) {
        let (ids, names) = (view.get("phone_number_ids"), view.get("phone_number_names"));
        if ids.is_sensitive() || names.is_sensitive() {
            return;
        }
        let mut ids: Vec<_> = ids.items().filter_map(View::id).collect();
        let names: Vec<_> = names.items().filter_map(View::text).collect();
        // Their names are in the order of their ids.
        ids.sort_unstable();
        if ids.len() == names.len() {
            for (id, name) in ids.into_iter().zip(names) {
                let (id, name) = (self.numbers.of(&object.account, id), self.numbers.name(name));
                self.known.numbers.entry(id).or_insert(name);
            }
        }
    }

    /// Returns what a menu is called that is known by routes alone: as Zendesk says beside a route to it, or else its id.
    pub(super) fn told_menu(&self, menu: i64) -> String {
        self.menu_names.get(&menu).cloned().unwrap_or_else(|| self.numbers.label(menu))
    }

    /// Returns a name as it may show; none if it isn't known.
    pub(super) fn name(&self, view: View<'_>) -> Option<String> {
        if view.is_sensitive() {
            return Some(SENSITIVE.to_owned());
        }
        view.text().map(|name| self.numbers.name(name))
    }

    /// Finds out which IVR or menu an id is of, which an attribute holds.
    pub(super) fn locate(
        &mut self,
        object: &Object<'_>,
        view: View<'_>,
        attribute: &str,
        wanted: Wanted,
    ) -> Located {
        if view.is_sensitive() {
            return Located::Sensitive;
        }
        let known = view.id().map(|id| self.numbers.of(&object.account, id));
        let id =
            known.or_else(|| self.resolver.resolve(object, attribute, wanted).filter(|_| view.is_unknown()));
        id.map_or(Located::Unknown, Located::Id)
    }

    /// Returns the greeting of a menu, which an attribute holds that the configuration sets under that name.
    pub(super) fn greeting(&mut self, object: &Object<'_>, view: View<'_>, set_as: &str) -> Option<i64> {
        if let Some(id) = view.id() {
            let id = self.numbers.of(&object.account, id);
            if view.is_sensitive() {
                self.known.greetings.insert(id, SENSITIVE.to_owned());
            } else if !self.known.greetings.contains_key(&id) {
                self.known.greetings.insert(id, self.numbers.label(id));
            }
            return Some(id);
        }
        let is_set = view.is_unknown() && self.resolver.sets(object, set_as);
        is_set.then(|| {
            let id = self.numbers.of_text(UNKNOWN);
            self.known.greetings.insert(id, UNKNOWN.to_owned());
            id
        })
    }

    /// Returns the phone numbers that lead to an IVR.
    pub(super) fn phone_numbers(&mut self, object: &Object<'_>, view: View<'_>) -> Vec<i64> {
        let ids = view.get("phone_number_ids");
        let mut found = Vec::new();
        for item in ids.items() {
            let known = item.id().map(|id| self.numbers.of(&object.account, id));
            let id = known.unwrap_or_else(|| self.unknown_number());
            if item.is_sensitive() {
                self.known.numbers.insert(id, SENSITIVE.to_owned());
            } else {
                let label = self.numbers.label(id);
                self.known.numbers.entry(id).or_insert(label);
            }
            found.push(id);
        }
        if ids.is_unknown() && self.resolver.sets(object, "phone_number_ids") {
            found.push(self.unknown_number());
        }
        found.sort_unstable();
        found
    }

    fn unknown_number(&mut self) -> i64 {
        let id = self.numbers.of_text(UNKNOWN);
        self.known.numbers.insert(id, UNKNOWN.to_owned());
        id
    }
}

fn own_ids(object: &Object<'_>) -> Vec<i64> {
    let views = [object.before, object.after].into_iter().flatten();
    views.filter_map(|view| view.get("route_id").id()).collect()
}
