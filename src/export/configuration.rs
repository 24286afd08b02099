//! Which files an export consists of, and what stands in each.

use super::files::File;
use super::hcl::{Document, block, line, lines, nested, text};
use super::import::import;
use super::names::{self, Names};
use super::references::References;
use super::support::{self, Unsupported};
use super::{ivr, menu, route};
use crate::account::{Inventory, IvrContents, MenuContents};
use crate::api::{self, Ivr, IvrMenu, MenuId};
use crate::ivr_route;
use crate::ivr_route::keypress::KEYS;
use crate::provider::VERSION;

/// What is written as a resource; the others are ids in `locals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// IVRs, menus and routes.
    Ivrs,
    /// Menus and routes.
    Menus,
    /// Routes alone.
    Routes,
}

impl Scope {
    /// Reports whether a menu is written as a resource of its own; the default one is a part of its IVR's.
    fn has(self, menu: &IvrMenu) -> bool {
        self != Self::Routes && !menu.default
    }
}

/// What was made of an account.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The files; none if there is nothing to write.
    pub files: Vec<File>,
    /// How many resources are in them.
    pub counts: Counts,
    /// What isn't in them, with a comment in its place.
    pub unsupported: Vec<Unsupported>,
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

/// Writes everything that was read as configuration.
#[must_use]
pub fn export(inventory: &Inventory, scope: Scope) -> Exported {
    let menus = inventory.contents.iter().map(|ivr| (ivr.ivr.id, &ivr.menus[..]));
    let names = Names::new(&inventory.ivrs, menus);
    let mut writer = Writer::new(scope, References::new(names));
    // First, since routes refer to IVRs and menus in other files.
    let mut files = writer.ivrs(&inventory.contents);
    writer.find_menus(&inventory.contents);
    for ivr in &inventory.contents {
        files.extend(ivr.contents.iter().filter_map(|menu| writer.menu(ivr, menu)));
    }
    if files.is_empty() {
        return Exported::default();
    }
    let Writer { scope: _, references, imports, counts, unsupported } = writer;
    let mut all = vec![terraform()];
    all.extend(locals(scope, &references));
    all.append(&mut files);
    all.extend(file("imports.tf".to_owned(), imports));
    Exported { files: all, counts, unsupported }
}

#[derive(Debug)]
struct Writer {
    scope: Scope,
    references: References,
    imports: Document,
    counts: Counts,
    unsupported: Vec<Unsupported>,
}

impl Writer {
    fn new(scope: Scope, references: References) -> Self {
        let (imports, counts, unsupported) = (Document::default(), Counts::default(), Vec::new());
        Self { scope, references, imports, counts, unsupported }
    }

    /// Writes the IVRs' own file.
    fn ivrs(&mut self, contents: &[IvrContents]) -> Vec<File> {
        let mut document = Document::default();
        if self.scope == Scope::Ivrs {
            contents.iter().for_each(|ivr| self.ivr(&mut document, ivr));
        }
        file("ivrs.tf".to_owned(), document).into_iter().collect()
    }

    fn ivr(&mut self, document: &mut Document, contents: &IvrContents) {
        let ivr = &contents.ivr;
        match support::check_ivr(contents) {
            Err(unsupported) => self.leave_out(document, ivr::remarks(ivr, None), unsupported),
            Ok(default_menu) => {
                let name = self.references.names.ivr(ivr.id);
                let remarks = ivr::remarks(ivr, Some(default_menu));
                document.block(&remarks, ivr::resource(&name, ivr, default_menu));
                self.imports.block(&[], import(ivr::RESOURCE, &name, &[ivr.id]));
                self.references.add_ivr(ivr.id, default_menu.id);
                self.counts.ivrs += 1;
            }
        }
    }

    /// Finds the menus that get a resource of their own.
    fn find_menus(&mut self, contents: &[IvrContents]) {
        let menus =
            contents.iter().flat_map(|ivr| ivr.contents.iter().map(move |menu| (&ivr.ivr, &menu.menu)));
        for (ivr, menu) in menus {
            if self.scope.has(menu) && support::check_menu(ivr, menu).is_ok() {
                self.references.add_menu(menu.id);
            }
        }
    }

    /// Writes the file of a menu and its routes; none if there is nothing to write.
    fn menu(&mut self, ivr: &IvrContents, contents: &MenuContents) -> Option<File> {
        let MenuContents { menu, routes } = contents;
        let id = MenuId { ivr_id: ivr.ivr.id, menu_id: menu.id };
        if routes.is_empty() && !self.scope.has(menu) {
            return None;
        }
        let name =
            self.references.names.menu(menu.id).map_or_else(|| format!("menu_{}", menu.id), str::to_owned);
        let mut document = Document::default();
        self.head(&mut document, &name, &ivr.ivr, menu);
        if self.scope == Scope::Routes {
            self.references.keep(id);
        }
        let mut earlier = Vec::new();
        for route in by_key(routes) {
            self.route(&mut document, id, contents, &earlier, route);
            earlier.push(route);
        }
        file(names::file(&name, menu.id), document)
    }

    /// Writes what stands above the routes of a menu: the menu's resource, or its name.
    fn head(&mut self, document: &mut Document, name: &str, ivr: &Ivr, menu: &IvrMenu) {
        let heading = vec![menu::heading(ivr, menu)];
        if !self.scope.has(menu) {
            document.remark(&heading);
        } else if let Err(unsupported) = support::check_menu(ivr, menu) {
            self.leave_out(document, heading, unsupported);
        } else {
            let ivr_id = self.references.ivr(ivr.id);
            document.block(&heading, menu::resource(name, ivr_id, menu));
            self.imports.block(&[], import(menu::RESOURCE, name, &[ivr.id, menu.id]));
            self.counts.menus += 1;
        }
    }

    fn route(
        &mut self,
        document: &mut Document,
        id: MenuId,
        contents: &MenuContents,
        earlier: &[&api::IvrRoute],
        route: &api::IvrRoute,
    ) {
        let model = ivr_route::from_response(id, route);
        let remarks = route::remarks(route);
        if let Err(unsupported) = support::check_route(&contents.menu, earlier, route, &model) {
            self.leave_out(document, remarks, unsupported);
            return;
        }
        let name = self.references.names.route(id.menu_id, route);
        document
            .block(&remarks, route::resource(&mut self.references, &name, &model, &route.overflow_options));
        self.imports.block(&[], import(route::RESOURCE, &name, &[id.ivr_id, id.menu_id, route.id]));
        self.counts.routes += 1;
    }

    fn leave_out(&mut self, document: &mut Document, mut remarks: Vec<String>, unsupported: Unsupported) {
        remarks.push(unsupported.remark());
        document.remark(&remarks);
        self.unsupported.push(unsupported);
    }
}

/// In the order of the keys; the API's order is that of age.
fn by_key(routes: &[api::IvrRoute]) -> Vec<&api::IvrRoute> {
    let place = |route: &&api::IvrRoute| {
        let key = route.keypress.as_deref().unwrap_or_default();
        (KEYS.iter().position(|known| *known == key).unwrap_or(KEYS.len()), route.id)
    };
    let mut routes: Vec<_> = routes.iter().collect();
    routes.sort_by_key(place);
    routes
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

fn locals(scope: Scope, references: &References) -> Option<File> {
    let entries = references.locals();
    if entries.is_empty() {
        return None;
    }
    let remark = match scope {
        Scope::Routes => "IVRs and menus are made in the admin center; these are their ids.",
        Scope::Ivrs | Scope::Menus => "These IVRs and menus have no resource here; these are their ids.",
    };
    let mut document = Document::default();
    document.block(&[remark.to_owned()], block("locals", &[], entries));
    file("locals.tf".to_owned(), document)
}
