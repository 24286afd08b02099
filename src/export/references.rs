//! How the configuration refers to things: to resources, to locals that hold ids or look them up, or to variables.

use std::collections::{BTreeMap, HashMap, HashSet};

use hcl_edit::expr::Expression;
use indexmap::IndexMap;

use super::configuration::Scope;
use super::hcl::{Entry, line, lines, reference};
use super::kind::Kind;
use super::lists::{Lists, NotFindable};
use super::names::{self, Names};
use super::outline::{IvrPart, MenuPart, Outline};
use super::{ivr, menu};
use crate::account::same_name;
use crate::api::{self, IvrMenu, MenuId};
use crate::ivr_route;
use crate::title::title;

/// How what has no resource is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// IVRs and menus by ids in maps of `locals`, all else by the ids themselves: as version 0.1 did.
    Maps,
    /// By `locals` that hold the ids.
    Ids,
    /// By `locals` that look the ids up by names, and by variables.
    Portable,
}

/// What the configuration refers to.
#[derive(Debug)]
pub(super) struct References<'a> {
    form: Form,
    /// What names of locals, variables and data sources begin with.
    prefix: String,
    names: &'a Names,
    lists: &'a Lists,
    /// All IVRs by their ids, each with its name.
    ivrs: HashMap<i64, Option<&'a str>>,
    /// All menus by their ids, each with its IVR.
    menus: HashMap<i64, (i64, &'a IvrMenu)>,
    /// The IVRs that have a resource, which their default menus belong to.
    own_ivrs: HashSet<i64>,
    /// The other menus that have a resource.
    own_menus: HashSet<i64>,
    /// What has none.
    others: IndexMap<(Kind, i64), Other>,
}

/// Something without a resource.
#[derive(Debug)]
pub(super) struct Other {
    /// Its kind.
    pub(super) kind: Kind,
    /// Its id.
    pub(super) id: i64,
    /// The name of its local or its variable.
    pub(super) name: String,
    /// Where its id comes from.
    pub(super) source: Source,
    /// What refers to it.
    pub(super) places: Vec<String>,
}

/// Where an id comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// It is known.
    Id,
    /// It is looked up by its name.
    Name(String),
    /// It is that of the default menu of an IVR, which is looked up.
    DefaultMenu(i64),
    /// It is looked up by the menu's name among those of an IVR.
    MenuName(i64, String),
    /// It is asked for, since it can't be looked up.
    Variable(NotFindable),
}

impl<'a> References<'a> {
    /// Finds out what has a resource, and names all else that is referred to.
    pub(super) fn new(
        outline: &Outline<'a>,
        names: &'a Names,
        lists: &'a Lists,
        (form, scope): (Form, Scope),
        prefix: String,
    ) -> Self {
        let mut references = Self {
            form,
            prefix,
            names,
            lists,
            ivrs: outline.ivrs.iter().map(|part| (part.ivr.id, part.ivr.name.as_deref())).collect(),
            menus: outline.menus().map(|(ivr, part)| (part.menu.id, (ivr.ivr.id, part.menu))).collect(),
            own_ivrs: HashSet::new(),
            own_menus: HashSet::new(),
            others: IndexMap::new(),
        };
        outline.ivrs.iter().for_each(|ivr| references.find_resources(scope, ivr));
        outline.ivrs.iter().for_each(|ivr| references.note_ivr(scope, ivr));
        references.name_others();
        references
    }

    /// Refers to the id of an IVR.
    pub(super) fn ivr(&self, id: i64) -> Expression {
        if self.own_ivrs.contains(&id) {
            return reference(&[ivr::RESOURCE, self.names.ivr(id).unwrap_or_default(), "ivr_id"]);
        }
        self.other(Kind::Ivr, id)
    }

    /// Refers to the id of a menu.
    pub(super) fn menu(&self, id: i64) -> Expression {
        if let Some(ivr_id) = self.own_default_menu(id) {
            let name = self.names.ivr(ivr_id).unwrap_or_default();
            return reference(&[ivr::RESOURCE, name, "default_menu_id"]);
        }
        if self.own_menus.contains(&id) {
            return reference(&[menu::RESOURCE, self.names.menu(id).unwrap_or_default(), "menu_id"]);
        }
        self.other(Kind::Menu, id)
    }

    /// Refers to the id of what has no resource here: one that isn't there, by the id itself.
    pub(super) fn other(&self, kind: Kind, id: i64) -> Expression {
        match (self.others.get(&(kind, id)), self.form) {
            (None, _) => Expression::from(id),
            (Some(other), Form::Maps) => reference(&["local", &self.map(kind), &other.name]),
            (Some(Other { source: Source::Variable(_), name, .. }), _) => reference(&["var", name]),
            (Some(other), _) => reference(&["local", &other.name]),
        }
    }

    /// Reports whether ids may stand in the configuration.
    pub(super) fn has_ids(&self) -> bool {
        self.form != Form::Portable
    }

    /// Returns the names of an IVR's phone numbers, for a comment, where the configuration finds them by these.
    pub(super) fn number_names(&self, ivr: &api::Ivr) -> Vec<&str> {
        let ids = ivr.phone_number_ids.iter();
        let mut names: Vec<_> =
            ids.filter_map(|id| self.lists.findable(Kind::PhoneNumber, *id).ok()).collect();
        names.sort_unstable();
        names
    }

    /// Returns what is referred to and has no resource, by kinds and names.
    pub(super) fn others(&self) -> Vec<&Other> {
        let mut others: Vec<_> = self.others.values().collect();
        others.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
        others
    }

    /// Returns the maps of ids that the configuration refers to.
    pub(super) fn maps(&self) -> Vec<Entry> {
        let map = |kind| {
            let others = self.others.values().filter(|other| other.kind == kind);
            let ids: BTreeMap<_, _> = others.map(|other| (&other.name, other.id)).collect();
            let ids: Vec<_> = ids.into_iter().map(|(name, id)| line(name, Expression::from(id))).collect();
            (!ids.is_empty()).then(|| lines(&self.map(kind), ids))
        };
        [Kind::Ivr, Kind::Menu].into_iter().filter_map(map).collect()
    }

    fn map(&self, kind: Kind) -> String {
        format!("{}{}_ids", self.prefix, kind.prefix())
    }

    /// Returns the value of a local.
    pub(super) fn value(&self, other: &Other) -> Expression {
        match other.source {
            Source::Id | Source::Variable(_) => Expression::from(other.id),
            Source::DefaultMenu(ivr_id) => match self.others.get(&(Kind::Ivr, ivr_id)) {
                Some(ivr) => {
                    reference(&["data", ivr.kind.data_source(), &self.data_name(ivr), "default_menu_id"])
                }
                None => Expression::from(other.id),
            },
            Source::Name(_) | Source::MenuName(..) => {
                reference(&["data", other.kind.data_source(), &self.data_name(other), other.kind.id()])
            }
        }
    }

    /// Names the data source that looks something up: as its local, without the kind.
    pub(super) fn data_name(&self, other: &Other) -> String {
        let name = other.name.strip_prefix(&self.prefix).unwrap_or(&other.name);
        let name =
            name.strip_prefix(other.kind.prefix()).and_then(|rest| rest.strip_prefix('_')).unwrap_or(name);
        let needs_letter = self.prefix.is_empty() && name.starts_with(|first: char| first.is_ascii_digit());
        format!("{}{}{name}", self.prefix, if needs_letter { "_" } else { "" })
    }

    fn find_resources(&mut self, scope: Scope, part: &IvrPart<'_>) {
        if scope == Scope::Ivrs && matches!(part.default_menu, Some(Ok(_))) {
            self.own_ivrs.insert(part.ivr.id);
        }
        let menus = part.menus.iter().filter(|menu| menu.has_resource(scope));
        self.own_menus.extend(menus.map(|menu| menu.menu.id));
    }

    /// Returns the IVR whose resource a menu belongs to as the default one.
    fn own_default_menu(&self, id: i64) -> Option<i64> {
        let (ivr_id, menu) = self.menus.get(&id)?;
        Some(*ivr_id).filter(|ivr_id| menu.default && self.own_ivrs.contains(ivr_id))
    }

    /// Notes what an IVR and its menus refer to, in the order in which they are written.
    fn note_ivr(&mut self, scope: Scope, part: &IvrPart<'_>) {
        let ivr = title(part.ivr.name.as_deref()).unwrap_or_else(|| "(no name)".to_owned());
        if let (Scope::Ivrs, Some(Ok(menu))) = (scope, &part.default_menu) {
            let mut numbers = part.ivr.phone_number_ids.clone();
            numbers.sort_unstable();
            numbers.into_iter().for_each(|id| self.note(Kind::PhoneNumber, id, &ivr));
            if let Some(id) = menu.own_greeting() {
                self.note(Kind::Greeting, id, &ivr);
            }
        }
        for menu in part.menus.iter().filter(|menu| menu.is_exported) {
            self.note_menu(scope, part.ivr.id, &ivr, menu);
        }
    }

    fn note_menu(&mut self, scope: Scope, ivr_id: i64, ivr: &str, part: &MenuPart<'_>) {
        let menu = title(part.menu.name.as_deref()).unwrap_or_else(|| "(no name)".to_owned());
        let place = format!("{ivr} / {menu}");
        if part.has_resource(scope) {
            self.note(Kind::Ivr, ivr_id, &place);
            if let Some(id) = part.menu.own_greeting() {
                self.note(Kind::Greeting, id, &place);
            }
        }
        let id = MenuId { ivr_id, menu_id: part.menu.id };
        if self.form == Form::Maps && !part.routes.is_empty() {
            self.note_menu_id(id, &place);
        }
        for route in part.routes.iter().filter(|route| route.unsupported.is_none()) {
            let key = title(route.route.keypress.as_deref()).unwrap_or_default();
            let place = format!("{place} / {key}");
            self.note_menu_id(id, &place);
            self.note_options(id, &place, route.route);
        }
    }

    fn note_menu_id(&mut self, id: MenuId, place: &str) {
        self.note(Kind::Ivr, id.ivr_id, place);
        self.note(Kind::Menu, id.menu_id, place);
    }

    fn note_options(&mut self, id: MenuId, place: &str, route: &api::IvrRoute) {
        let model = ivr_route::from_response(id, route);
        let tf_provider::value::Value::Value(options) = model.options else { return };
        for (name, value) in options.entries() {
            let ids = value.as_array().map_or_else(|| std::slice::from_ref(&value), Vec::as_slice);
            if let Some(kind) = referred_kind(name) {
                ids.iter().filter_map(serde_json::Value::as_i64).for_each(|id| self.note(kind, id, place));
            }
        }
    }

    fn note(&mut self, kind: Kind, id: i64, place: &str) {
        let has_resource = match kind {
            Kind::Ivr => self.own_ivrs.contains(&id),
            Kind::Menu => self.own_menus.contains(&id) || self.own_default_menu(id).is_some(),
            Kind::Greeting | Kind::Group | Kind::PhoneNumber => false,
        };
        let stays_an_id = match (self.form, kind) {
            (Form::Maps, Kind::Greeting | Kind::Group | Kind::PhoneNumber) => true,
            (Form::Maps | Form::Ids, Kind::Menu) => !self.menus.contains_key(&id),
            _ => false,
        };
        if has_resource || stays_an_id {
            return;
        }
        let source = self.source(kind, id);
        if let Source::DefaultMenu(ivr_id) | Source::MenuName(ivr_id, _) = source {
            self.note(Kind::Ivr, ivr_id, place);
        }
        let new = || Other { kind, id, name: String::new(), source, places: Vec::new() };
        let other = self.others.entry((kind, id)).or_insert_with(new);
        if other.places.last().is_none_or(|last| last != place) {
            other.places.push(place.to_owned());
        }
    }

    fn source(&self, kind: Kind, id: i64) -> Source {
        if self.has_ids() {
            return Source::Id;
        }
        let source = match kind {
            Kind::Greeting | Kind::Group | Kind::PhoneNumber => {
                self.lists.findable(kind, id).map(|name| Source::Name(name.to_owned()))
            }
            Kind::Ivr => self.ivr_name(id).map(|name| Source::Name(name.to_owned())),
            Kind::Menu => self.menu_source(id),
        };
        source.unwrap_or_else(Source::Variable)
    }

    fn ivr_name(&self, id: i64) -> Result<&'a str, NotFindable> {
        let name = self.ivrs.get(&id).copied().ok_or(NotFindable::Missing)?;
        only(name, self.ivrs.values().copied())
    }

    fn menu_source(&self, id: i64) -> Result<Source, NotFindable> {
        let (ivr_id, menu) = *self.menus.get(&id).ok_or(NotFindable::Missing)?;
        if !self.own_ivrs.contains(&ivr_id) {
            self.ivr_name(ivr_id).map_err(|_| NotFindable::InIvr)?;
        }
        if menu.default {
            return Ok(Source::DefaultMenu(ivr_id));
        }
        let siblings = self.menus.values().filter(|(other, _)| *other == ivr_id);
        let name = only(menu.name.as_deref(), siblings.map(|(_, menu)| menu.name.as_deref()))?;
        Ok(Source::MenuName(ivr_id, name.to_owned()))
    }

    fn name_others(&mut self) {
        let mut counts: HashMap<Kind, usize> = HashMap::new();
        let mut names: Vec<String> = Vec::new();
        for other in self.others.values() {
            names.push(match other.source {
                Source::Variable(_) => {
                    let count = counts.entry(other.kind).or_default();
                    *count += 1;
                    // Variables have their own names.
                    format!("var.{}_{count}", other.kind.prefix())
                }
                _ => self.name(other),
            });
        }
        let ids: Vec<_> = self.others.values().map(|other| other.id).collect();
        let sources: Vec<_> = self.others.values().map(|other| format!("{:?}", other.source)).collect();
        let names = names::unique(names, &HashSet::new(), |group| {
            if self.has_ids() {
                names::with_ids(group, &ids)
            } else {
                names::places(group, |index| &sources[index])
            }
        });
        let is_map = self.form == Form::Maps;
        for (other, name) in self.others.values_mut().zip(names) {
            let name = name.strip_prefix("var.").unwrap_or(&name);
            other.name = if is_map { name.to_owned() } else { format!("{}{name}", self.prefix) };
        }
    }

    fn name(&self, other: &Other) -> String {
        let kind = other.kind.prefix();
        let name = match other.kind {
            Kind::Ivr => self.names.ivr(other.id),
            Kind::Menu => self.names.menu(other.id),
            _ => None,
        };
        if let Some(name) = name {
            return if self.form == Form::Maps { name.to_owned() } else { format!("{kind}_{name}") };
        }
        let label = match &other.source {
            Source::Name(name) => Some(name.as_str()),
            _ => self.lists.label(other.kind, other.id),
        };
        let unnamed =
            || if self.has_ids() { format!("{kind}_{}", other.id) } else { format!("{kind}_other") };
        names::labelled(kind, label).unwrap_or_else(unnamed)
    }
}

/// Returns the kind of what an option of a route refers to.
pub(super) fn referred_kind(option: &str) -> Option<Kind> {
    match option {
        "group_ids" => Some(Kind::Group),
        "menu_id" => Some(Kind::Menu),
        "textback_phone_number_id" => Some(Kind::PhoneNumber),
        _ => None,
    }
}

/// Returns a name if only one of these has it.
fn only<'a>(
    name: Option<&'a str>,
    all: impl Iterator<Item = Option<&'a str>>,
) -> Result<&'a str, NotFindable> {
    let name = name.filter(|name| !name.trim().is_empty()).ok_or(NotFindable::Nameless)?;
    if all.flatten().filter(|other| same_name(other, name)).count() > 1 {
        return Err(NotFindable::Shared(name.to_owned()));
    }
    Ok(name)
}
