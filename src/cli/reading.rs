//! Reading what an account holds: the list of IVRs first, and only what it leaves out after that.

use std::future::Future;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::stream::{self, StreamExt, TryStreamExt};
use tf_provider::{AttributePath, Diagnostic, Diagnostics};
use tokio_util::sync::CancellationToken;

use super::progress::Progress;
use super::report;
use crate::account::{Error, Inventory, IvrContents, MenuContents, Menus};
use crate::api::{Ivr, IvrMenu};
use crate::ivr_route::failure::failure;
use crate::plugin::diagnostic;
use crate::provider::config::ProviderConfig;
use crate::provider::connect;
use crate::title::title;

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
    let ivrs = menus.ivrs().await.map_err(|error| not_chosen(&error))?;
    // Listed before a menu is chosen, so that the progress and a failure name the IVR.
    let mut listed = Vec::new();
    for ivr in choose(menus, wanted.ivr, None).await? {
        progress.step(&format!("Listing the menus of IVR {}", ivr.id));
        listed.push((menus_of(menus, &ivr).await?, ivr));
    }
    let chosen = choose(menus, wanted.ivr, wanted.menu).await?;
    let counter = Counter { progress, read: AtomicUsize::new(0) };
    let mut contents = Vec::new();
    for (all, ivr) in listed {
        let Some(chosen) = chosen.iter().find(|chosen| chosen.id == ivr.id) else { continue };
        let asked = menus_of(menus, chosen).await?;
        let read = contents_of(menus, &ivr, asked, &counter).await?;
        contents.push(IvrContents { ivr, menus: all, contents: read });
    }
    Ok(Inventory { ivrs, contents })
}

async fn choose(menus: &Menus, ivr: Option<i64>, menu: Option<i64>) -> Result<Vec<Ivr>, Diagnostic> {
    menus.choose(ivr, menu).await.map_err(|error| not_chosen(&error))
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
    let which = || format!("Menus of IVR {}", named_ivr(ivr));
    menus.menus_of(ivr).await.map_err(|error: Error| failure("list IVR menus", &which(), &error))
}

async fn routes_of(menus: &Menus, ivr: &Ivr, menu: IvrMenu) -> Result<MenuContents, Diagnostic> {
    let which = || format!("Routes of menu {} (IVR {})", named_menu(&menu), ivr.id);
    match menus.routes_of(ivr, &menu).await {
        Ok(routes) => Ok(MenuContents { menu, routes }),
        Err(error) => Err(failure("list IVR routes", &which(), &error)),
    }
}

fn not_chosen(error: &Error) -> Diagnostic {
    match error {
        Error::NoIvr(missing) => {
            not_found("IVR", "IVR of the account", missing.id, missing.among.iter().map(named_ivr))
        }
        Error::NoMenu(missing) => {
            let there =
                missing.menus().map(|(ivr, menu)| format!("{} of IVR {}", named_menu(menu), named_ivr(ivr)));
            let what = match &missing.among[..] {
                [ivr] => format!("menu of IVR {}", named_ivr(ivr)),
                _ => "menu of the account".to_owned(),
            };
            not_found("Menu", &what, missing.id, there)
        }
        error => failure("list IVRs", "IVRs of the account", error),
    }
}

fn not_found(noun: &str, what: &str, id: i64, there: impl Iterator<Item = String>) -> Diagnostic {
    let there: Vec<_> = there.map(|name| format!("\n- {name}")).collect();
    let list = if there.is_empty() { " none".to_owned() } else { there.concat() };
    let detail = format!("No {what} has the id {id}. There are:{list}");
    diagnostic(format!("{noun} not found"), detail, AttributePath::root())
}

fn named_ivr(ivr: &Ivr) -> String {
    named(ivr.id, ivr.name.as_deref())
}

fn named_menu(menu: &IvrMenu) -> String {
    named(menu.id, menu.name.as_deref())
}

fn named(id: i64, name: Option<&str>) -> String {
    title(name).map_or_else(|| id.to_string(), |name| format!("{id} \"{name}\""))
}
