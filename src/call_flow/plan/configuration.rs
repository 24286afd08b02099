//! Where the configuration says that an id comes from which a plan doesn't know yet.

use std::collections::BTreeMap;

use serde_json::Value;

use super::address::{Key, ModulePath, Reference, reference};
use super::json::{ModuleCall, ModuleConfig, Plan, ResourceConfig};
use super::object::{Kind, Object, When, instances, resource_key};

/// How many inputs and outputs of modules are followed.
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
}

/// Follows the references of a configuration.
#[derive(Debug)]
pub(super) struct Resolver<'p> {
    plan: &'p Plan,
    objects: &'p [Object<'p>],
    instances: BTreeMap<String, Vec<usize>>,
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
        Self { plan, objects, instances: instances(objects) }
    }

    /// Returns the id in the picture that an attribute of an object will have, where the configuration says so without a doubt.
    pub(super) fn resolve(&self, object: &Object<'_>, attribute: &str, wanted: Wanted) -> Option<i64> {
        let config = self.config(object)?;
        let place = Place {
            module: object.module.clone(),
            key: object.index.clone(),
            for_each: &config.for_each_expression,
        };
        let Candidates { ids, is_opaque } = self.candidates(
            &place,
            &references(config.expressions.get(attribute).unwrap_or(&Value::Null)),
            wanted,
            MAX_DEPTH,
        );
        // The expression of all options together may hold locals that are no ids.
        let is_told = !is_opaque || attribute == "options";
        match ids[..] {
            [id] if is_told => Some(id),
            _ => None,
        }
    }

    /// Returns the IVR that a menu or a route will be of.
    pub(super) fn ivr_of(&self, object: &Object<'_>) -> Option<i64> {
        match object.at(When::After)?.get("ivr_id").id() {
            Some(_) => None,
            None => self.resolve(object, "ivr_id", Wanted::Ivr),
        }
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

    fn candidates(
        &self,
        place: &Place<'p>,
        references: &[String],
        wanted: Wanted,
        depth: usize,
    ) -> Candidates {
        let mut found = Candidates { ids: Vec::new(), is_opaque: depth == 0 };
        if depth == 0 {
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
                Reference::Variable(name) => self.of_variable(place, &name, wanted, depth - 1),
                Reference::Output { module, key, output } => {
                    let key = key.or_else(|| own_key.cloned());
                    self.of_output(place, module, key, output.as_deref(), wanted, depth - 1)
                }
                Reference::EachValue => self.of_each(place, wanted, depth - 1),
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
            _ => self.ivr_of(object),
        });
        Candidates { ids: id.into_iter().collect(), is_opaque: id.is_none() }
    }

    fn of_variable(&self, place: &Place<'_>, name: &str, wanted: Wanted, depth: usize) -> Candidates {
        let Some(((call, key), outside)) = place.module.split_last() else { return Candidates::default() };
        let outside = outside.to_vec();
        let Some(call) = module_call(self.plan, &outside, call) else { return Candidates::default() };
        let place = Place { module: outside, key: key.clone(), for_each: &call.for_each_expression };
        let expression = call.expressions.get(name).unwrap_or(&Value::Null);
        self.candidates(&place, &references(expression), wanted, depth)
    }

    fn of_output(
        &self,
        place: &Place<'_>,
        module: String,
        key: Option<Key>,
        output: Option<&str>,
        wanted: Wanted,
        depth: usize,
    ) -> Candidates {
        let opaque = Candidates { ids: Vec::new(), is_opaque: true };
        let Some(call) = module_call(self.plan, &place.module, &module) else { return opaque };
        let outputs = call.module.as_ref().and_then(|module| module.outputs.as_ref());
        let Some(output) = output.and_then(|name| outputs?.get(name)) else { return opaque };
        let module = [&place.module[..], &[(module, key)]].concat();
        self.candidates(
            &Place { module, key: None, for_each: &Value::Null },
            &references(&output.expression),
            wanted,
            depth,
        )
    }

    fn of_each(&self, place: &Place<'p>, wanted: Wanted, depth: usize) -> Candidates {
        let mut references = references(place.for_each);
        // What goes over the instances of a resource has their keys.
        references.push("each.key".to_owned());
        let place = Place { module: place.module.clone(), key: place.key.clone(), for_each: &Value::Null };
        self.candidates(&place, &references, wanted, depth)
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
    parts.contains(&Reference::EachKey) && !parts.contains(&Reference::EachValue)
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
