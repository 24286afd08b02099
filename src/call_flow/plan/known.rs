//! What a plan's data sources tell of an account: names, and menus and routes that the plan doesn't manage.

use std::collections::HashMap;

use serde_json::Value;

use super::address::module_path;
use super::configuration::provider_block;
use super::json::{Plan, Resource};
use super::numbers::Numbers;
use super::object::state_resources;
use super::view::{SENSITIVE, View, id};

/// What data sources tell; ids are those of the picture.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    pub(super) groups: HashMap<i64, String>,
    pub(super) greetings: HashMap<i64, String>,
    pub(super) numbers: HashMap<i64, String>,
    /// Which IVR each phone number leads to; none if it leads to none.
    pub(super) number_ivrs: HashMap<i64, Option<i64>>,
    pub(super) ivrs: Vec<KnownIvr>,
    pub(super) menus: Vec<KnownMenu>,
    pub(super) routes: Vec<KnownRoute<'a>>,
    /// The menus whose routes are all there.
    pub(super) whole_menus: Vec<i64>,
}

/// An IVR of a data source.
#[derive(Debug)]
pub(super) struct KnownIvr {
    pub(super) id: i64,
    pub(super) name: Option<String>,
}

/// A menu of a data source.
#[derive(Debug)]
pub(super) struct KnownMenu {
    pub(super) ivr: i64,
    pub(super) id: i64,
    pub(super) name: Option<String>,
    pub(super) is_first: bool,
}

/// A route of a data source.
#[derive(Debug)]
pub(super) struct KnownRoute<'a> {
    pub(super) ivr: i64,
    pub(super) menu: i64,
    /// The id that Zendesk gave it.
    pub(super) id: i64,
    /// The menu that it leads to.
    pub(super) target: Option<i64>,
    /// The provider block, as of an object.
    pub(super) account: String,
    pub(super) view: View<'a>,
}

/// Reads the data sources of a plan.
///
/// Where the plan is of several accounts, each has ids of its own.
pub(super) fn known<'a>(plan: &'a Plan, are_apart: bool, numbers: &mut Numbers) -> Known<'a> {
    let mut known = Known::default();
    for (module, resource) in
        state_resources(plan).into_iter().filter(|(_, resource)| resource.mode == "data")
    {
        let block = || provider_block(plan, &module_path(module), "data", &resource.kind, &resource.name);
        let name = if are_apart { block() } else { String::new() };
        known.take(resource, &mut Account { name, numbers });
    }
    known
}

/// The account that a data source is of.
struct Account<'n> {
    /// The provider block; nothing where all are of one account.
    name: String,
    numbers: &'n mut Numbers,
}

impl Account<'_> {
    fn of(&mut self, id: i64) -> i64 {
        self.numbers.of(&self.name, id)
    }

    fn shown(&self, name: &str) -> String {
        self.numbers.name(name)
    }
}

impl<'a> Known<'a> {
    fn take(&mut self, resource: &'a Resource, account: &mut Account<'_>) {
        let view = View::known(&resource.values, &resource.sensitive_values);
        match resource.kind.as_str() {
            "zendesk_group" => name(&mut self.groups, view, "group_id", &["name"], account),
            "zendesk_groups" => names(&mut self.groups, view, account),
            "zendesk_greeting" => name(&mut self.greetings, view, "greeting_id", &["name"], account),
            "zendesk_greetings" => names(&mut self.greetings, view, account),
            "zendesk_phone_number" => self.take_number(view, account),
            "zendesk_phone_numbers" => names(&mut self.numbers, view, account),
            "zendesk_ivr" => self.take_ivr(view, account),
            "zendesk_ivr_menu" => self.take_menu(view, account),
            "zendesk_ivr_routes" => self.take_routes(view, account),
            "zendesk_ivr_route" => self.take_route(view, view, account),
            _ => {}
        }
    }

    fn take_number(&mut self, view: View<'_>, account: &mut Account<'_>) {
        name(&mut self.numbers, view, "phone_number_id", &["nickname", "display_number", "number"], account);
        let ivr = view.get("ivr_id");
        if let Some(number) = shown_id(view.get("phone_number_id"), account).filter(|_| !ivr.is_sensitive()) {
            self.number_ivrs.insert(number, ivr.id().map(|id| account.of(id)));
        }
    }

    fn take_ivr(&mut self, view: View<'_>, account: &mut Account<'_>) {
        let Some(ivr) = shown_id(view.get("ivr_id"), account) else { return };
        self.ivrs.push(KnownIvr { id: ivr, name: shown(view.get("name"), account) });
        let menus = view.get("menus");
        if menus.is_sensitive() {
            return;
        }
        for menu in menus.value.as_array().into_iter().flatten() {
            let menu = View::known(menu, &Value::Null);
            if let Some(id) = shown_id(menu.get("menu_id"), account) {
                let is_first = menu.get("default").value == true;
                self.menus.push(KnownMenu { ivr, id, name: shown(menu.get("name"), account), is_first });
            }
        }
    }

    fn take_menu(&mut self, view: View<'_>, account: &mut Account<'_>) {
        let ids = (shown_id(view.get("ivr_id"), account), shown_id(view.get("menu_id"), account));
        if let (Some(ivr), Some(id)) = ids {
            let is_first = view.get("default").value == true;
            self.menus.push(KnownMenu { ivr, id, name: shown(view.get("name"), account), is_first });
        }
    }

    fn take_routes(&mut self, view: View<'a>, account: &mut Account<'_>) {
        let routes = view.get("routes");
        if routes.is_sensitive() {
            return;
        }
        for route in routes.value.as_array().into_iter().flatten() {
            self.take_route(view, View::known(route, &Value::Null), account);
        }
        let menu = shown_id(view.get("menu_id"), account);
        self.whole_menus.extend(menu.filter(|_| view.get("action").value.is_null()));
    }

    fn take_route(&mut self, place: View<'_>, view: View<'a>, account: &mut Account<'_>) {
        let ids = (shown_id(place.get("ivr_id"), account), shown_id(place.get("menu_id"), account));
        if let ((Some(ivr), Some(menu)), Some(id)) = (ids, view.get("route_id").id()) {
            let target = shown_id(view.get("options").get("menu_id"), account);
            self.routes.push(KnownRoute { ivr, menu, id, target, account: account.name.clone(), view });
        }
    }
}

/// Returns the id in the picture, unless it is sensitive.
fn shown_id(view: View<'_>, account: &mut Account<'_>) -> Option<i64> {
    Some(account.of(view.id().filter(|_| !view.is_sensitive())?))
}

fn shown(view: View<'_>, account: &Account<'_>) -> Option<String> {
    if view.is_sensitive() {
        return Some(SENSITIVE.to_owned());
    }
    view.text().map(|text| account.shown(text))
}

/// Notes the first of the names that an object has.
fn name(of: &mut HashMap<i64, String>, view: View<'_>, id: &str, names: &[&str], account: &mut Account<'_>) {
    let Some(id) = view.get(id).id().map(|id| account.of(id)) else { return };
    let found = names.iter().find_map(|name| shown(view.get(name), account));
    note(of, id, found);
}

/// Notes a map of names to ids.
fn names(of: &mut HashMap<i64, String>, view: View<'_>, account: &mut Account<'_>) {
    let ids = view.get("ids");
    let is_sensitive = ids.is_sensitive();
    for (name, value) in ids.value.as_object().into_iter().flatten() {
        let Some(id) = id(value).map(|id| account.of(id)) else { continue };
        note(of, id, Some(if is_sensitive { SENSITIVE.to_owned() } else { account.shown(name) }));
    }
}

/// Notes a name; one that is sensitive anywhere stays so.
fn note(of: &mut HashMap<i64, String>, id: i64, name: Option<String>) {
    let is_sensitive = of.get(&id).is_some_and(|name| name == SENSITIVE);
    if let Some(name) = name.filter(|_| !is_sensitive) {
        of.insert(id, name);
    }
}
