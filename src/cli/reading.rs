//! Reading what an account holds: the list of IVRs first, and only what it leaves out after that.

use std::future::Future;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::stream::{self, StreamExt, TryStreamExt};
use tf_provider::{AttributePath, Diagnostic, Diagnostics};
use tokio_util::sync::CancellationToken;

use super::progress::Progress;
use super::report;
use crate::api::{Ivr, IvrMenu};
use crate::menus::{Error, Inventory, IvrContents, MenuContents, Menus};
use crate::models::provider_config::ProviderConfig;
use crate::models::title::title;
use crate::plugin::diagnostic;
use crate::provider::connect;
use crate::resources::failure::failure;

/// As many requests at once as Terraform makes by default.
const PARALLEL: usize = 10;

/// The exit code of a program that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: u8 = 130;

/// Which part of the account is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Selection {
    /// Only this IVR.
    pub(super) ivr: Option<i64>,
    /// Only this menu.
    pub(super) menu: Option<i64>,
}

/// Reads the account and goes on with it, unless Ctrl-C comes first; `finish` isn't interrupted once it has begun.
pub(super) async fn read_and(
    selection: Selection,
    finish: impl FnOnce(&Inventory) -> Result<ExitCode, Diagnostics>,
) -> ExitCode {
    let work = async { read(selection).await.and_then(|inventory| finish(&inventory)) };
    match until_interrupted(work).await {
        Some(Ok(code)) => code,
        Some(Err(diags)) => {
            report::diagnostics(&diags);
            ExitCode::FAILURE
        }
        None => {
            report::line("Interrupted: nothing was written.");
            ExitCode::from(INTERRUPTED)
        }
    }
}

async fn until_interrupted<T>(work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        result = work => Some(result),
        Ok(()) = tokio::signal::ctrl_c() => None,
    }
}

async fn read(selection: Selection) -> Result<Inventory, Diagnostics> {
    // Requests under way are dropped with the future: they only read.
    let menus = connect(&ProviderConfig::default(), "", CancellationToken::new())?;
    let progress = Progress::new();
    inventory(&menus, selection, &progress).await.map_err(|error| {
        let errors = vec![error];
        Diagnostics { errors, ..Diagnostics::default() }
    })
}

async fn inventory(menus: &Menus, wanted: Selection, progress: &Progress) -> Result<Inventory, Diagnostic> {
    progress.step("Listing the IVRs");
    let ivrs = menus.ivrs().await.map_err(|error| failure("list IVRs", "IVRs of the account", &error))?;
    let mut found = Vec::new();
    for ivr in of_id(&ivrs, wanted.ivr)? {
        progress.step(&format!("Listing the menus of IVR {}", ivr.id));
        found.push((ivr, menus_of(menus, ivr).await?));
    }
    if let Some(id) = wanted.menu {
        found = with_menu(found, id)?;
    }
    let counter = Counter { progress, read: AtomicUsize::new(0) };
    let mut contents = Vec::new();
    for (ivr, all) in found {
        let asked: Vec<_> =
            all.iter().filter(|menu| wanted.menu.is_none_or(|id| id == menu.id)).cloned().collect();
        let read = contents_of(menus, ivr, asked, &counter).await?;
        contents.push(IvrContents { ivr: ivr.clone(), menus: all, contents: read });
    }
    Ok(Inventory { ivrs, contents })
}

/// Counts the menus that are read.
struct Counter<'a> {
    progress: &'a Progress,
    read: AtomicUsize,
}

async fn contents_of(
    menus: &Menus,
    ivr: &Ivr,
    asked: Vec<IvrMenu>,
    counter: &Counter<'_>,
) -> Result<Vec<MenuContents>, Diagnostic> {
    let reading = stream::iter(asked).map(|menu| async {
        let contents = routes_of(menus, ivr, menu).await?;
        let read = counter.read.fetch_add(1, Ordering::Relaxed) + 1;
        counter.progress.step(&format!("Reading the menus: {read}"));
        Ok(contents)
    });
    reading.buffered(PARALLEL).try_collect().await
}

async fn menus_of(menus: &Menus, ivr: &Ivr) -> Result<Vec<IvrMenu>, Diagnostic> {
    let which = || format!("Menus of IVR {}", named(ivr.id, ivr.name.as_deref()));
    menus.menus_of(ivr).await.map_err(|error: Error| failure("list IVR menus", &which(), &error))
}

async fn routes_of(menus: &Menus, ivr: &Ivr, menu: IvrMenu) -> Result<MenuContents, Diagnostic> {
    let which = || format!("Routes of menu {} (IVR {})", named(menu.id, menu.name.as_deref()), ivr.id);
    match menus.routes_of(ivr, &menu).await {
        Ok(routes) => Ok(MenuContents { menu, routes }),
        Err(error) => Err(failure("list IVR routes", &which(), &error)),
    }
}

fn of_id(ivrs: &[Ivr], id: Option<i64>) -> Result<Vec<&Ivr>, Diagnostic> {
    let Some(id) = id else { return Ok(ivrs.iter().collect()) };
    let found: Vec<_> = ivrs.iter().filter(|ivr| ivr.id == id).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let there = ivrs.iter().map(|ivr| named(ivr.id, ivr.name.as_deref()));
    Err(not_found("IVR", &format!("No IVR of the account has the id {id}."), there))
}

fn with_menu(ivrs: Vec<(&Ivr, Vec<IvrMenu>)>, id: i64) -> Result<Vec<(&Ivr, Vec<IvrMenu>)>, Diagnostic> {
    if !ivrs.iter().any(|(_, menus)| menus.iter().any(|menu| menu.id == id)) {
        let there = ivrs.iter().flat_map(|(ivr, menus)| {
            let ivr = named(ivr.id, ivr.name.as_deref());
            menus.iter().map(move |menu| format!("{} of IVR {ivr}", named(menu.id, menu.name.as_deref())))
        });
        let what = match &ivrs[..] {
            [(ivr, _)] => format!("IVR {}", named(ivr.id, ivr.name.as_deref())),
            _ => "the account".to_owned(),
        };
        return Err(not_found("Menu", &format!("No menu of {what} has the id {id}."), there));
    }
    Ok(ivrs.into_iter().filter(|(_, menus)| menus.iter().any(|menu| menu.id == id)).collect())
}

fn not_found(noun: &str, detail: &str, there: impl Iterator<Item = String>) -> Diagnostic {
    let there: Vec<_> = there.map(|name| format!("\n- {name}")).collect();
    let list = if there.is_empty() { " none".to_owned() } else { there.concat() };
    diagnostic(format!("{noun} not found"), format!("{detail} There are:{list}"), AttributePath::root())
}

fn named(id: i64, name: Option<&str>) -> String {
    title(name).map_or_else(|| id.to_string(), |name| format!("{id} \"{name}\""))
}
