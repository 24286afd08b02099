//! Which files an export consists of, and what stands in each.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::Expression;

use super::files::File;
use super::hcl::{Document, block, line, lines, nested, text};
use super::names::{self, Names};
use super::route;
use super::support::{self, Unsupported};
use crate::account::{Inventory, IvrContents, MenuContents};
use crate::api::{self, Ivr, MenuId};
use crate::ivr_route;
use crate::ivr_route::keypress::KEYS;
use crate::provider::VERSION;
use crate::title::title;

/// What was made of an account.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The files; none if there is no route.
    pub files: Vec<File>,
    /// How many routes are in them.
    pub routes: usize,
    /// The routes that aren't, with a comment in their place.
    pub unsupported: Vec<Unsupported>,
}

/// Writes everything that was read as configuration.
#[must_use]
pub fn export(inventory: &Inventory) -> Exported {
    let menus = inventory.contents.iter().map(|ivr| (ivr.ivr.id, &ivr.menus[..]));
    let mut writer = Writer { names: Names::new(&inventory.ivrs, menus), ..Writer::default() };
    let mut files = Vec::new();
    for ivr in &inventory.contents {
        let menus = ivr.contents.iter().filter(|menu| !menu.routes.is_empty());
        files.extend(menus.map(|menu| writer.menu(ivr, menu)).collect::<Vec<_>>());
    }
    let Writer { names, imports, ivrs, menus, routes, unsupported } = writer;
    if files.is_empty() {
        return Exported::default();
    }
    let mut all = vec![terraform(), locals(&names, &ivrs, &menus)];
    all.append(&mut files);
    all.push(File { name: "imports.tf".to_owned(), text: imports.finish() });
    Exported { files: all, routes, unsupported }
}

#[derive(Debug, Default)]
struct Writer {
    names: Names,
    imports: Document,
    ivrs: BTreeSet<i64>,
    /// The menus that are written or led to.
    menus: BTreeSet<i64>,
    routes: usize,
    unsupported: Vec<Unsupported>,
}

impl Writer {
    fn menu(&mut self, ivr: &IvrContents, contents: &MenuContents) -> File {
        let MenuContents { menu, routes } = contents;
        let id = MenuId { ivr_id: ivr.ivr.id, menu_id: menu.id };
        self.ivrs.insert(id.ivr_id);
        self.menus.insert(id.menu_id);
        let mut document = Document::default();
        document.remark(&[heading(&ivr.ivr, contents)]);
        let mut earlier = Vec::new();
        for route in by_key(routes) {
            self.route(&mut document, id, contents, &earlier, route);
            earlier.push(route);
        }
        let name = self.names.menu(id.menu_id).map_or_else(|| format!("menu_{}", menu.id), str::to_owned);
        File { name: names::file(&name, menu.id), text: document.finish() }
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
        let mut remarks = route::remarks(route);
        if let Err(unsupported) = support::check(&contents.menu, earlier, route, &model) {
            remarks.push(format!("Left out, route {}: {}", unsupported.route_id, unsupported.reason));
            document.remark(&remarks);
            self.unsupported.push(unsupported);
            return;
        }
        self.menus.extend(route.options.menu_id);
        let name = self.names.route(id.menu_id, route);
        document.block(&remarks, route::resource(&self.names, &name, &model, &route.overflow_options));
        self.imports.block(&[], route::import(&name, id, route.id));
        self.routes += 1;
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

fn heading(ivr: &Ivr, contents: &MenuContents) -> String {
    let name = |name: Option<&str>, id: i64| {
        title(name).map_or_else(|| format!("{id} (no name)"), |name| format!("\"{name}\""))
    };
    let menu = &contents.menu;
    let first = if menu.default { ": callers reach it first" } else { "" };
    let menu_name = name(menu.name.as_deref(), menu.id);
    format!("Menu {menu_name} of IVR {}{first}", name(ivr.name.as_deref(), ivr.id))
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

fn locals(names: &Names, ivrs: &BTreeSet<i64>, menus: &BTreeSet<i64>) -> File {
    let ivrs: BTreeMap<_, _> = ivrs.iter().map(|id| (names.ivr(*id), *id)).collect();
    let menus: BTreeMap<_, _> = menus.iter().filter_map(|id| Some((names.menu(*id)?, *id))).collect();
    let ivrs = ivrs.iter().map(|(name, id)| line(name, Expression::from(*id))).collect();
    let menus = menus.iter().map(|(name, id)| line(name, Expression::from(*id))).collect();
    let mut document = Document::default();
    let remarks = ["IVRs and menus are made in the admin center; these are their ids.".to_owned()];
    document.block(&remarks, block("locals", &[], vec![lines("ivr_ids", ivrs), lines("menu_ids", menus)]));
    File { name: "locals.tf".to_owned(), text: document.finish() }
}
