//! The objects of a phone menu that a plan manages: IVRs, menus, routes and lists of a menu's routes.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::address::{Key, ModulePath, key, module_path};
use super::configuration::provider_block;
use super::json::{Plan, Resource, ResourceChange, VariableConfig};
use super::numbers::Numbers;
use super::view::{View, leaves};

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `zendesk_ivr`.
    Ivr,
    /// `zendesk_ivr_menu`.
    Menu,
    /// `zendesk_ivr_route`.
    Route,
    /// `zendesk_ivr_routes_exclusive`.
    Exclusive,
}

/// Before the apply, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// As the account is.
    Before,
    /// As the plan makes it.
    After,
}

/// An object that the plan manages.
#[derive(Debug)]
pub(super) struct Object<'a> {
    pub(super) address: &'a str,
    pub(super) module: ModulePath,
    pub(super) kind: Kind,
    pub(super) name: &'a str,
    pub(super) index: Option<Key>,
    /// The provider block, where the plan is of several accounts; else nothing.
    pub(super) account: String,
    pub(super) before: Option<View<'a>>,
    pub(super) after: Option<View<'a>>,
    /// The id in pictures; of an IVR, of a menu.
    pub(super) ids: Ids,
    /// The same of the menu that comes with an IVR.
    pub(super) first_menu: Ids,
}

/// The id of something before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    /// Before the apply; none if it isn't there.
    pub(super) before: Option<i64>,
    /// After the apply; none if it isn't there any more.
    pub(super) after: Option<i64>,
}

impl Ids {
    /// Returns the id at a time.
    pub(super) fn at(self, when: When) -> Option<i64> {
        match when {
            When::Before => self.before,
            When::After => self.after,
        }
    }
}

impl<'a> Object<'a> {
    /// Returns the attributes at a time; none if it isn't there.
    pub(super) fn at(&self, when: When) -> Option<View<'a>> {
        match when {
            When::Before => self.before,
            When::After => self.after,
        }
    }
}

impl Kind {
    fn of(kind: &str) -> Option<Self> {
        [Self::Ivr, Self::Menu, Self::Route, Self::Exclusive].into_iter().find(|own| own.type_name() == kind)
    }

    /// Returns the name of the resource type.
    pub(super) fn type_name(self) -> &'static str {
        match self {
            Self::Ivr => "zendesk_ivr",
            Self::Menu => "zendesk_ivr_menu",
            Self::Route => "zendesk_ivr_route",
            Self::Exclusive => "zendesk_ivr_routes_exclusive",
        }
    }

    /// Returns the attribute that holds the id; a list of routes has none.
    pub(super) fn id_attribute(self) -> Option<&'static str> {
        match self {
            Self::Ivr => Some("ivr_id"),
            Self::Menu => Some("menu_id"),
            Self::Route => Some("route_id"),
            Self::Exclusive => None,
        }
    }
}

/// Lists the objects, in the order of their addresses; gives ids to those that have none yet.
pub(super) fn objects<'a>(plan: &'a Plan, numbers: &mut Numbers) -> Vec<Object<'a>> {
    let mut objects: Vec<_> = plan.resource_changes.iter().flatten().flat_map(changed).collect();
    let of_plan: HashSet<_> = objects.iter().flat_map(own_ids).collect();
    let untouched =
        state_resources(plan).into_iter().filter_map(|(module, resource)| unchanged(module, resource));
    // With -target, what isn't asked for is in the state alone.
    objects.extend(untouched.filter(|object| own_ids(object).iter().all(|id| !of_plan.contains(id))));
    objects.sort_by(|a, b| a.address.cmp(b.address));
    tell_accounts_apart(plan, &mut objects);
    objects.iter_mut().for_each(|object| give_ids(object, numbers));
    objects
}

/// Lists the resources of the state that the plan begins with.
pub(super) fn state_resources(plan: &Plan) -> Vec<(Option<&str>, &Resource)> {
    let values = plan.prior_state.as_ref().and_then(|state| state.values.as_ref());
    values.map(super::json::Values::resources).unwrap_or_default()
}

/// Lists what the plan marks sensitive anywhere.
pub(super) fn secrets(plan: &Plan) -> Vec<String> {
    let mut found = Vec::new();
    for ResourceChange { change, .. } in plan.resource_changes.iter().flatten() {
        View::known(&change.before, &change.before_sensitive).secrets(&mut found);
        View::known(&change.after, &change.after_sensitive).secrets(&mut found);
    }
    let planned = plan.planned_values.iter().flat_map(super::json::Values::resources);
    for (_, resource) in state_resources(plan).into_iter().chain(planned) {
        View::known(&resource.values, &resource.sensitive_values).secrets(&mut found);
    }
    let declared = plan.configuration.as_ref().and_then(|all| all.root_module.as_ref()?.variables.as_ref());
    let is_sensitive = |config: &VariableConfig| config.sensitive == Some(true);
    for (name, _) in declared.into_iter().flatten().filter(|(_, config)| is_sensitive(config)) {
        let variable = plan.variables.as_ref().and_then(|variables| variables.get(name));
        variable.into_iter().for_each(|variable| leaves(&variable.value, &mut found));
    }
    found
}

/// Reads what is planned for an object; two objects where one stays in the account and another is made.
fn changed(planned: &ResourceChange) -> Vec<Object<'_>> {
    let Some(kind) = Kind::of(&planned.kind).filter(|_| planned.mode == "managed") else { return Vec::new() };
    let change = &planned.change;
    let is = |action: &str| change.actions.iter().any(|planned| planned == action);
    let there = |view: View<'_>| !view.value.is_null();
    let before = Some(View::known(&change.before, &change.before_sensitive)).filter(|view| there(*view));
    let after = View::new(&change.after, &change.after_unknown, &change.after_sensitive);
    let after = Some(after).filter(|view| there(*view) && !is("delete") || is("create"));
    let object = |before, after| Object {
        address: &planned.address,
        module: module_path(planned.module_address.as_deref()),
        kind,
        name: &planned.name,
        index: key(&planned.index).filter(|_| planned.deposed.is_none()),
        account: String::new(),
        before,
        after,
        ids: Ids::default(),
        first_menu: Ids::default(),
    };
    match (is("forget"), is("create")) {
        (true, true) => vec![object(before, before), object(None, after)],
        (true, false) => vec![object(before, before)],
        _ => vec![object(before, after)],
    }
}

/// Reads an object of the state that no change is planned for.
fn unchanged<'a>(module: Option<&'a str>, resource: &'a Resource) -> Option<Object<'a>> {
    let kind =
        Kind::of(&resource.kind).filter(|_| resource.mode == "managed" && resource.deposed_key.is_none())?;
    let view = Some(View::known(&resource.values, &resource.sensitive_values));
    Some(Object {
        address: &resource.address,
        module: module_path(module),
        kind,
        name: &resource.name,
        index: key(&resource.index),
        account: String::new(),
        before: view,
        after: view,
        ids: Ids::default(),
        first_menu: Ids::default(),
    })
}

/// Returns the ids that Zendesk gave an object, as the state has them; of a list of routes its address.
fn own_ids(object: &Object<'_>) -> Vec<(&'static str, String)> {
    let Some(name) = object.kind.id_attribute() else { return vec![("address", object.address.to_owned())] };
    let views = [object.before, object.after].into_iter().flatten();
    views.filter_map(|view| Some((name, view.get(name).id()?.to_string()))).collect()
}

/// Notes the provider block of each object, where one id belongs to objects of several blocks.
fn tell_accounts_apart(plan: &Plan, objects: &mut [Object<'_>]) {
    let block = |object: &Object<'_>| {
        provider_block(plan, &object.module, "managed", object.kind.type_name(), object.name)
    };
    let blocks: Vec<_> = objects.iter().map(block).collect();
    let mut owners: HashMap<_, HashSet<&str>> = HashMap::new();
    for (object, block) in objects.iter().zip(&blocks) {
        own_ids(object).into_iter().for_each(|id| {
            owners.entry(id).or_default().insert(block);
        });
    }
    if owners.values().any(|blocks| blocks.len() > 1) {
        objects.iter_mut().zip(blocks).for_each(|(object, block)| object.account = block);
    }
}

fn give_ids(object: &mut Object<'_>, numbers: &mut Numbers) {
    if let Some(attribute) = object.kind.id_attribute() {
        object.ids = ids(object, attribute, numbers);
    }
    if object.kind == Kind::Ivr {
        object.first_menu = ids(object, "default_menu_id", numbers);
    }
}

fn ids(object: &Object<'_>, attribute: &str, numbers: &mut Numbers) -> Ids {
    let mut known = |view: Option<View<'_>>| Some(numbers.of(&object.account, view?.get(attribute).id()?));
    let (before, after) = (known(object.before), known(object.after));
    let is_unknown = object.after.is_some_and(|view| view.get(attribute).is_unknown());
    Ids { before, after: after.or_else(|| is_unknown.then(|| numbers.new_one())) }
}

/// The places of the objects of each resource, by module, kind and name.
pub(super) fn instances<'a>(objects: &'a [Object<'a>]) -> BTreeMap<String, Vec<usize>> {
    let mut instances: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, object) in objects.iter().enumerate().filter(|(_, object)| object.after.is_some()) {
        instances.entry(resource_key(&object.module, object.kind, object.name)).or_default().push(place);
    }
    instances
}

/// Names a resource of an instance of a module.
pub(super) fn resource_key(module: &ModulePath, kind: Kind, name: &str) -> String {
    format!("{module:?} {kind:?} {name}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Ids, objects};
    use crate::call_flow::plan::json::Plan;
    use crate::call_flow::plan::numbers::Numbers;

    fn change(address: &str, kind: &str, change: serde_json::Value) -> serde_json::Value {
        json!({"address": address, "mode": "managed", "type": kind, "name": "a", "change": change})
    }

    #[test]
    fn what_a_plan_creates_gets_negative_ids_in_the_order_of_addresses() {
        let created = json!({"actions": ["create"], "after": {"name": "x"}, "after_unknown": {"ivr_id": true, "menu_id": true, "default_menu_id": true}});
        let replaced = json!({"actions": ["delete", "create"], "before": {"menu_id": 7}, "after": {}, "after_unknown": {"menu_id": true}});
        let deleted = json!({"actions": ["delete"], "before": {"menu_id": 8}, "after": null});
        let forgotten = json!({"actions": ["forget"], "before": {"menu_id": 9}, "after": null});
        let plan: Plan = serde_json::from_value(json!({"resource_changes": [
            change("d", "zendesk_ivr_menu", forgotten),
            change("c", "zendesk_ivr_menu", deleted),
            change("b", "zendesk_ivr_menu", replaced),
            change("a", "zendesk_ivr", created),
            change("z", "other", json!({"actions": ["no-op"]})),
        ]}))
        .unwrap();
        let objects = objects(&plan, &mut Numbers::default());
        let ids: Vec<_> = objects.iter().map(|object| (object.address, object.ids)).collect();
        let both = |before, after| Ids { before, after };
        let expected = [
            ("a", both(None, Some(-1))),
            ("b", both(Some(7), Some(-3))),
            ("c", both(Some(8), None)),
            ("d", both(Some(9), Some(9))),
        ];
        assert_eq!(ids, expected);
        assert_eq!(objects[0].first_menu, both(None, Some(-2)));
    }
}
