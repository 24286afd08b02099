//! Which files an export consists of, and what stands in each.

use super::canonical_order::Ranks;
use super::destination::Destinations;
use super::files::File;
use super::hcl::{Document, block, line, lines, nested, text};
use super::import::import;
use super::lists::Lists;
use super::names::{self, Names, Naming};
use super::outline::{IvrPart, MenuPart, Outline, RoutePart};
use super::references::{Form, References};
use super::references_file::{self, Variable};
use super::support::Unsupported;
use super::{ivr, menu, route};
use crate::account::{Inventory, IvrContents};
use crate::api::MenuId;
use crate::ivr_route;
use crate::provider::VERSION;

/// What is written as a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// IVRs, menus and routes.
    Ivrs,
    /// Menus and routes.
    Menus,
    /// Routes alone.
    Routes,
}

/// What of the account is exported, which names its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Account,
    /// One IVR.
    Ivr,
    /// One menu.
    Menu,
}

/// How an export is written.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What is written as a resource.
    pub scope: Scope,
    /// What is exported.
    pub part: Part,
    /// Whether the configuration is for any account: it holds no id, and no import blocks.
    pub portable: bool,
}

/// What is known of an account.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What is exported.
    pub inventory: &'a Inventory,
    /// What else is known of IVRs and menus: names differ from theirs.
    pub others: &'a [IvrContents],
    /// The groups, phone numbers and greetings.
    pub lists: &'a Lists,
}

/// What was made of an account.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The files; none if there is nothing to write.
    pub files: Vec<File>,
    /// The name of the file that holds the import blocks, if there is one.
    pub imports: Option<String>,
    /// How many resources are in them.
    pub counts: Counts,
    /// What isn't in them.
    pub unsupported: Vec<Unsupported>,
    /// The variables that have to be set.
    pub variables: Vec<Variable>,
    /// What stays in the account, since nobody knows what it means elsewhere.
    pub not_portable: Vec<String>,
}

/// How many resources there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// IVRs, each with its default menu.
    pub ivrs: usize,
    /// Other menus.
    pub menus: usize,
    /// Routes.
    pub routes: usize,
}

/// Writes what was read as configuration.
#[must_use]
pub fn export(known: Known<'_>, options: Options) -> Exported {
    let Known { inventory, others, lists } = known;
    let mut outline = Outline::new(inventory, others);
    let ranks = if options.portable { Ranks::new(&outline, lists) } else { Ranks::default() };
    let naming = options.naming(&ranks);
    let names = Names::new(&outline, &naming);
    let destinations = Destinations::new(&outline, lists, naming.has_ids());
    names.name_routes(&mut outline, &naming, &destinations);
    if options.scope != Scope::Routes {
        outline.sort_by_name(&names);
    }
    let part = options.part_name(&outline, &names);
    let prefix = part.as_ref().map(|part| format!("{part}__")).unwrap_or_default();
    let references = References::new(&outline, &names, lists, (options.form(), options.scope), prefix);
    let mut writer = Writer::new(options, &names, &references, &destinations);
    let files = writer.resources(&outline);
    writer.finish(files, part.as_deref())
}

impl Options {
    fn naming<'a>(self, ranks: &'a Ranks) -> Naming<'a> {
        match (self.scope, self.portable) {
            (_, true) => Naming::Portable(ranks),
            (Scope::Routes, _) => Naming::ByKey,
            (Scope::Ivrs | Scope::Menus, _) => Naming::ByDestination,
        }
    }

    fn form(self) -> Form {
        match (self.scope, self.portable) {
            (_, true) => Form::Portable,
            (Scope::Routes, _) => Form::Maps,
            (Scope::Ivrs | Scope::Menus, _) => Form::Ids,
        }
    }

    /// Returns the name of the IVR or the menu that is exported alone.
    fn part_name(self, outline: &Outline<'_>, names: &Names) -> Option<String> {
        let ivr = outline.ivrs.iter().find(|part| part.is_exported())?;
        match self.part {
            Part::Account => None,
            Part::Ivr => names.ivr(ivr.ivr.id).map(str::to_owned),
            Part::Menu => {
                let menu = ivr.menus.iter().find(|menu| menu.is_exported)?;
                names.menu(menu.menu.id).map(str::to_owned)
            }
        }
    }
}

#[derive(Debug)]
struct Writer<'a> {
    options: Options,
    names: &'a Names,
    references: &'a References<'a>,
    destinations: &'a Destinations<'a>,
    imports: Document,
    exported: Exported,
}

impl<'a> Writer<'a> {
    fn new(
        options: Options,
        names: &'a Names,
        references: &'a References<'a>,
        destinations: &'a Destinations<'a>,
    ) -> Self {
        let (imports, exported) = (Document::default(), Exported::default());
        Self { options, names, references, destinations, imports, exported }
    }

    /// Writes the files of IVRs and menus.
    fn resources(&mut self, outline: &Outline<'_>) -> Vec<File> {
        let mut files = Vec::new();
        for ivr in outline.ivrs.iter().filter(|ivr| ivr.is_exported()) {
            files.extend(self.ivr(ivr));
            for menu in ivr.menus.iter().filter(|menu| menu.is_exported) {
                files.extend(self.menu(ivr, menu));
            }
        }
        files
    }

    /// Adds the files that belong to no IVR.
    fn finish(self, mut files: Vec<File>, part: Option<&str>) -> Exported {
        let Self { options, references, imports, mut exported, .. } = self;
        exported.variables = references_file::variables(references);
        if files.is_empty() {
            return exported;
        }
        let of_part = |name: &str| {
            part.map_or_else(|| format!("{name}.tf"), |part| names::file(&format!("{name}_{part}")))
        };
        let mut all = vec![terraform()];
        all.extend(if options.scope == Scope::Routes {
            file(of_part("locals"), references_file::maps(references))
        } else {
            file(of_part("references"), references_file::write(references))
        });
        all.append(&mut files);
        let imports = file(of_part("imports"), imports);
        exported.imports = imports.as_ref().map(|file| file.name.clone());
        all.extend(imports);
        exported.files = all;
        exported
    }

    /// Writes the file of an IVR.
    fn ivr(&mut self, part: &IvrPart<'_>) -> Option<File> {
        let (Scope::Ivrs, Some(default_menu)) = (self.options.scope, &part.default_menu) else { return None };
        let (ivr, name) = (part.ivr, self.names.ivr(part.ivr.id)?);
        let mut document = Document::default();
        match default_menu {
            Err(unsupported) => {
                self.leave_out(&mut document, ivr::remarks(self.references, ivr, None), unsupported);
            }
            Ok(default_menu) => {
                let remarks = ivr::remarks(self.references, ivr, Some(default_menu));
                document.block(&remarks, ivr::resource(self.references, name, ivr, default_menu));
                self.import(ivr::RESOURCE, name, &[ivr.id]);
                self.exported.counts.ivrs += 1;
            }
        }
        file(names::file(name), document)
    }

    /// Writes the file of a menu and its routes; none if there is nothing to write.
    fn menu(&mut self, ivr: &IvrPart<'_>, part: &MenuPart<'_>) -> Option<File> {
        let scope = self.options.scope;
        if part.routes.is_empty() && !scope.has(part.menu) {
            return None;
        }
        let (menu, name) = (part.menu, self.names.menu(part.menu.id)?);
        let mut document = Document::default();
        self.head(&mut document, name, ivr, part);
        let id = MenuId { ivr_id: ivr.ivr.id, menu_id: menu.id };
        for route in &part.routes {
            self.route(&mut document, id, route);
        }
        let file_name = match scope {
            // As version 0.1 did.
            Scope::Routes if name.ends_with("_override") => format!("{name}_{}.tf", menu.id),
            _ => names::file(name),
        };
        file(file_name, document)
    }

    /// Writes what stands above the routes of a menu: the menu's resource, or its name.
    fn head(&mut self, document: &mut Document, name: &str, ivr: &IvrPart<'_>, part: &MenuPart<'_>) {
        let (ivr, menu) = (ivr.ivr, part.menu);
        let heading = vec![menu::heading(self.references.has_ids(), ivr, menu)];
        if !self.options.scope.has(menu) {
            document.remark(&heading);
        } else if let Some(unsupported) = &part.unsupported {
            self.leave_out(document, heading, unsupported);
        } else {
            document.block(&heading, menu::resource(self.references, name, ivr.id, menu));
            self.import(menu::RESOURCE, name, &[ivr.id, menu.id]);
            self.exported.counts.menus += 1;
        }
    }

    fn route(&mut self, document: &mut Document, id: MenuId, part: &RoutePart<'_>) {
        let remarks = route::remarks(self.references, self.destinations, part.route);
        if let Some(unsupported) = &part.unsupported {
            self.leave_out(document, remarks, unsupported);
            return;
        }
        let model = ivr_route::from_response(id, part.route);
        let overflow = &part.route.overflow_options;
        document.block(&remarks, route::resource(self.references, &part.name, &model, overflow));
        self.import(route::RESOURCE, &part.name, &[id.ivr_id, id.menu_id, part.route.id]);
        self.exported.counts.routes += 1;
        if self.options.portable {
            self.exported.not_portable.extend(route::not_portable(&part.name, part.route));
        }
    }

    fn import(&mut self, resource: &str, name: &str, ids: &[i64]) {
        if !self.options.portable {
            self.imports.block(&[], import(resource, name, ids));
        }
    }

    /// Notes what isn't written, with a comment in its place; that would hold ids.
    fn leave_out(&mut self, document: &mut Document, mut remarks: Vec<String>, unsupported: &Unsupported) {
        if !self.options.portable {
            remarks.push(unsupported.remark());
            document.remark(&remarks);
        }
        self.exported.unsupported.push(unsupported.clone());
    }
}

/// Makes a file, unless there is nothing to write.
fn file(name: String, document: Document) -> Option<File> {
    Some(document.finish()).filter(|text| !text.is_empty()).map(|text| File { name, text })
}

fn terraform() -> File {
    let source = line("source", text("zendesk-tf/zendesk"));
    let version = line("version", text(&format!(">= {VERSION}")));
    let providers = nested("required_providers", vec![lines("zendesk", vec![source, version])]);
    let entries = vec![line("required_version", text(">= 1.6")), providers];
    let mut document = Document::default();
    document.block(&[], block("terraform", &[], entries));
    File { name: "terraform.tf".to_owned(), text: document.finish() }
}
