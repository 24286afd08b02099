//! Where the configuration says that an id comes from which a plan doesn't know yet.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde_json::Value;

use super::address::{Key, ModulePath, Reference, reference};
use super::json::{ModuleCall, ModuleConfig, Plan, ResourceConfig};
use super::object::{Kind, Object, When, instances, resource_key};

/// How many references are followed for one id, and how many one after another.
const MAX_STEPS: usize = 10_000;
const MAX_DEPTH: usize = 20;

/// What an id should be one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// An IVR.
    Ivr,
    /// A menu.
    Menu,
}

/// What a configuration says of an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Candidates {
    /// The ids in the picture that it may be.
    ids: Vec<i64>,
    /// Whether it may be something else as well.
    is_opaque: bool,
}

/// Where an expression stands.
struct Place<'p> {
    module: ModulePath,
    /// The key of the instance that the expression is of.
    key: Option<Key>,
    for_each: &'p Value,
    /// How many references may be followed one after another from here.
    depth: usize,
}

/// Follows the references of a configuration.
#[derive(Debug)]
pub(super) struct Resolver<'p> {
    plan: &'p Plan,
    objects: &'p [Object<'p>],
    instances: BTreeMap<String, Vec<usize>>,
    /// How many references may still be followed.
    steps: Cell<usize>,
}

/// Returns the block of a resource or of a data source.
fn resource_config<'p>(
    plan: &'p Plan,
    module: &ModulePath,
    mode: &str,
    kind: &str,
    name: &str,
) -> Option<&'p ResourceConfig> {
    let resources = module_config(plan, module)?.resources.as_ref()?;
    resources.iter().find(|config| config.mode == mode && config.kind == kind && config.name == name)
}

/// Names the provider block of a resource or of a data source.
pub(super) fn provider_block(plan: &Plan, module: &ModulePath, mode: &str, kind: &str, name: &str) -> String {
    let config = resource_config(plan, module, mode, kind, name);
    config.and_then(|config| config.provider_config_key.clone()).unwrap_or_default()
}

impl<'p> Resolver<'p> {
    /// Looks at the objects of a plan.
    pub(super) fn new(plan: &'p Plan, objects: &'p [Object<'p>]) -> Self {
        Self { plan, objects, instances: instances(objects), steps: Cell::default() }
    }

    /// Returns the id in the picture that an attribute of an object will have, where the configuration says so without a doubt.
    pub(super) fn resolve(&self, object: &Object<'_>, attribute: &str, wanted: Wanted) -> Option<i64> {
        self.steps.set(MAX_STEPS);
        self.resolve_within(object, attribute, wanted, MAX_DEPTH)
    }

    fn resolve_within(
        &self,
        object: &Object<'_>,
        attribute: &str,
        wanted: Wanted,
        depth: usize,
    ) -> Option<i64> {
        let config = self.config(object)?;
        let place = Place {
            module: object.module.clone(),
            key: object.index.clone(),
            for_each: &config.for_each_expression,
            depth,
        };
        let references = references(config.expressions.get(attribute)?);
        let Candidates { ids, is_opaque } = self.candidates(&place, &references, wanted);
        // The expression of all options together may hold locals that are no ids.
        let is_told = !is_opaque || attribute == "options";
        match ids[..] {
            [id] if is_told => Some(id),
            _ => None,
        }
    }

    /// Returns the IVR that a menu will be of.
    fn ivr_of(&self, menu: &Object<'_>, depth: usize) -> Option<i64> {
        let is_known = menu.at(When::After)?.get("ivr_id").id().is_some();
        if is_known { None } else { self.resolve_within(menu, "ivr_id", Wanted::Ivr, depth) }
    }

    /// Reports whether the configuration sets an attribute of an object.
    pub(super) fn sets(&self, object: &Object<'_>, attribute: &str) -> bool {
        self.config(object).is_some_and(|config| config.expressions.contains_key(attribute))
    }

    /// Reports whether what an attribute of an object refers to is no data source, so that an id that isn't known yet comes
    /// from what the plan creates.
    pub(super) fn is_of_resources(&self, object: &Object<'_>, attribute: &str) -> bool {
        self.config(object).is_some_and(|config| {
            let references = references(config.expressions.get(attribute).unwrap_or(&Value::Null));
            !references.iter().any(|text| {
                text.starts_with("data.zendesk_ivr")
                    || text.starts_with("var.")
                    || text.starts_with("module.")
            })
        })
    }

    fn config(&self, object: &Object<'_>) -> Option<&'p ResourceConfig> {
        resource_config(self.plan, &object.module, "managed", object.kind.type_name(), object.name)
    }

    fn candidates(&self, place: &Place<'p>, references: &[String], wanted: Wanted) -> Candidates {
        let steps = self.steps.get().saturating_sub(references.len());
        self.steps.set(steps);
        let is_over = place.depth == 0 || steps == 0;
        let mut found = Candidates { ids: Vec::new(), is_opaque: is_over };
        if is_over {
            return found;
        }
        let own_key = place.key.as_ref().filter(|_| goes_by_own_key(references));
        for text in references.iter().filter(|text| !begins_another(text, references)) {
            let more = match reference(text) {
                Reference::Resource { kind, name, key, attribute } => {
                    let is_wanted =
                        attribute.as_deref().is_none_or(|attribute| is_id_of(&kind, attribute, wanted));
                    if is_wanted {
                        self.of_resource(place, &kind, &name, key.as_ref().or(own_key), wanted)
                    } else {
                        continue;
                    }
                }
                Reference::Variable(name) => self.of_variable(place, &name, wanted),
                Reference::Output { module, key, output } => {
                    let key = key.or_else(|| own_key.cloned());
                    self.of_output(place, module, key, output.as_deref(), wanted)
                }
                Reference::EachValue => self.of_each(place, wanted),
                Reference::Opaque => Candidates { ids: Vec::new(), is_opaque: true },
                Reference::EachKey | Reference::Other => continue,
            };
            found.add(more);
        }
        found
    }

    fn of_resource(
        &self,
        place: &Place<'_>,
        kind: &str,
        name: &str,
        key: Option<&Key>,
        wanted: Wanted,
    ) -> Candidates {
        let kind = match kind {
            "zendesk_ivr" => Kind::Ivr,
            "zendesk_ivr_menu" => Kind::Menu,
            _ => return Candidates::default(),
        };
        let places = self
            .instances
            .get(&resource_key(&place.module, kind, name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let object = match places {
            [only] => self.objects.get(*only),
            places => places
                .iter()
                .filter_map(|place| self.objects.get(*place))
                .find(|object| key.is_some() && object.index.as_ref() == key),
        };
        let id = object.and_then(|object| match (kind, wanted) {
            (Kind::Ivr, Wanted::Ivr) | (Kind::Menu, Wanted::Menu) => object.ids.after,
            (Kind::Ivr, Wanted::Menu) => object.first_menu.after,
            _ => self.ivr_of(object, place.depth - 1),
        });
        Candidates { ids: id.into_iter().collect(), is_opaque: id.is_none() }
    }

    fn of_variable(&self, place: &Place<'_>, name: &str, wanted: Wanted) -> Candidates {
        let Some(((call, key), outside)) = place.module.split_last() else { return Candidates::default() };
        let outside = outside.to_vec();
        let Some(call) = module_call(self.plan, &outside, call) else { return Candidates::default() };
        let depth = place.depth - 1;
        let place = Place { module: outside, key: key.clone(), for_each: &call.for_each_expression, depth };
        let expression = call.expressions.get(name).unwrap_or(&Value::Null);
        self.candidates(&place, &references(expression), wanted)
    }

    fn of_output(
        &self,
        place: &Place<'_>,
        module: String,
        key: Option<Key>,
        output: Option<&str>,
        wanted: Wanted,
    ) -> Candidates {
        let opaque = Candidates { ids: Vec::new(), is_opaque: true };
        let Some(call) = module_call(self.plan, &place.module, &module) else { return opaque };
        let outputs = call.module.as_ref().and_then(|module| module.outputs.as_ref());
        let Some(output) = output.and_then(|name| outputs?.get(name)) else { return opaque };
        let module = [&place.module[..], &[(module, key)]].concat();
        let place = Place { module, key: None, for_each: &Value::Null, depth: place.depth - 1 };
        self.candidates(&place, &references(&output.expression), wanted)
    }

    fn of_each(&self, place: &Place<'p>, wanted: Wanted) -> Candidates {
        let mut references = references(place.for_each);
        // What goes over the instances of a resource has their keys.
        references.push("each.key".to_owned());
        let (module, key) = (place.module.clone(), place.key.clone());
        let place = Place { module, key, for_each: &Value::Null, depth: place.depth - 1 };
        self.candidates(&place, &references, wanted)
    }
}

impl Candidates {
    fn add(&mut self, more: Self) {
        for id in more.ids {
            if !self.ids.contains(&id) {
                self.ids.push(id);
            }
        }
        self.is_opaque |= more.is_opaque;
    }
}

/// Reports whether instances are chosen by the instance's own key, and by nothing else.
fn goes_by_own_key(references: &[String]) -> bool {
    let parts: Vec<_> = references.iter().map(|text| reference(text)).collect();
    let may_map_keys = |part: &Reference| {
        matches!(
            part,
            Reference::EachValue | Reference::Variable(_) | Reference::Output { .. } | Reference::Opaque
        )
    };
    parts.contains(&Reference::EachKey) && !parts.iter().any(may_map_keys)
}

/// Reports whether an attribute of a resource holds an id of what is wanted.
fn is_id_of(kind: &str, attribute: &str, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Ivr => attribute == "ivr_id" || kind == "zendesk_ivr" && attribute == "id",
        Wanted::Menu => attribute == if kind == "zendesk_ivr" { "default_menu_id" } else { "menu_id" },
    }
}

/// Reports whether another reference goes on where this one ends: Terraform lists `a.b` beside each `a.b.c`.
fn begins_another(text: &str, references: &[String]) -> bool {
    references.iter().any(|other| other.strip_prefix(text).is_some_and(|rest| rest.starts_with(['.', '['])))
}

/// Lists the references of an expression, of all its parts.
fn references(expression: &Value) -> Vec<String> {
    match expression {
        Value::Object(parts) => parts
            .iter()
            .flat_map(|(name, part)| match part {
                Value::Array(items) if name == "references" => {
                    items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
                }
                _ if name == "constant_value" => Vec::new(),
                part => references(part),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn module_config<'p>(plan: &'p Plan, module: &[(String, Option<Key>)]) -> Option<&'p ModuleConfig> {
    let root = plan.configuration.as_ref()?.root_module.as_ref()?;
    module.iter().try_fold(root, |config, (name, _)| config.module_calls.as_ref()?.get(name)?.module.as_ref())
}

fn module_call<'p>(plan: &'p Plan, module: &[(String, Option<Key>)], name: &str) -> Option<&'p ModuleCall> {
    module_config(plan, module)?.module_calls.as_ref()?.get(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Resolver, Wanted};
    use crate::call_flow::plan::json::Plan;
    use crate::call_flow::plan::numbers::Numbers;
    use crate::call_flow::plan::object::objects;

    /// Resolves the `ivr_id` of menu `a`, whose configuration has these references.
    fn resolved(references: &[&str]) -> Option<i64> {
        let created =
            json!({"actions": ["create"], "after": {}, "after_unknown": {"ivr_id": true, "menu_id": true}});
        let change = |kind: &str, name: &str| json!({"address": format!("{kind}.{name}"), "mode": "managed", "type": kind, "name": name, "change": created});
        let config = |name: &str, references: serde_json::Value| json!({"mode": "managed", "type": "zendesk_ivr_menu", "name": name, "expressions": {"ivr_id": {"references": references}}});
        let plan: Plan = serde_json::from_value(json!({
            "resource_changes": [change("zendesk_ivr", "one"), change("zendesk_ivr", "two"), change("zendesk_ivr_menu", "a"), change("zendesk_ivr_menu", "b")],
            "configuration": {"root_module": {"resources": [
                config("a", json!(references)),
                config("b", json!(["zendesk_ivr_menu.b.ivr_id", "zendesk_ivr_menu.b"])),
            ]}},
        }))
        .unwrap();
        let objects = objects(&plan, &mut Numbers::default());
        Resolver::new(&plan, &objects).resolve(&objects[2], "ivr_id", Wanted::Ivr)
    }

    #[test]
    fn one_source_is_told_and_several_are_not() {
        assert_eq!(resolved(&["zendesk_ivr.two.ivr_id", "zendesk_ivr.two"]), Some(-2));
        assert_eq!(resolved(&["zendesk_ivr.two.id", "zendesk_ivr.two"]), Some(-2));
        assert_eq!(resolved(&["zendesk_ivr.one.ivr_id", "zendesk_ivr.two.ivr_id"]), None);
        assert_eq!(resolved(&["zendesk_ivr.one.ivr_id", "local.ivr"]), None);
        assert_eq!(resolved(&["zendesk_ivr.one.ivr_id", "data.zendesk_ivr.x.ivr_id"]), None);
        assert_eq!(resolved(&["zendesk_ivr.one.ivr_id", "terraform_data.x.output"]), Some(-1));
        assert_eq!(resolved(&["var.none"]), None);
        assert_eq!(resolved(&[]), None);
    }

    #[test]
    fn a_configuration_that_goes_in_circles_ends() {
        assert_eq!(resolved(&["zendesk_ivr_menu.b.ivr_id"]), None);
        assert_eq!(resolved(&["zendesk_ivr_menu.a.ivr_id", "zendesk_ivr_menu.b.ivr_id"]), None);
    }
}
