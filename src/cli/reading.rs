//! Reading what an account holds: the list of IVRs first, and only what it leaves out after that.

use std::future::Future;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::stream::{self, StreamExt, TryStreamExt};
use tf_provider::{Diagnostic, Diagnostics};
use tokio_util::sync::CancellationToken;

use super::progress::Progress;
use super::report;
use crate::account::{
    Account, Inventory, IvrContents, MenuContents, Named, NotOne, by_id, by_name, lookup, same_name,
};
use crate::api::{Ivr, IvrMenu, IvrRoute, MenuId};
use crate::attributes::ids;
use crate::plugin::{Signal, Signals};
use crate::provider::config::ProviderConfig;
use crate::provider::connect;
use crate::title::title;

/// As many requests at once as Terraform makes by default.
const PARALLEL: usize = 10;

/// Which part of the account is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    /// Only the IVR with this id or name.
    pub(super) ivr: Option<String>,
    /// Only the menu with this id or name.
    pub(super) menu: Option<String>,
}

/// Reads the account and goes on with it, unless a signal comes first; `finish` isn't interrupted once it has begun.
///
/// `more` reads what else is needed, such as the names of groups.
pub(super) async fn read_and<T>(
    selection: Selection,
    more: impl AsyncFnOnce(&Account, &Inventory, &Progress) -> T,
    finish: impl FnOnce(&Inventory, T) -> Result<ExitCode, Diagnostics>,
) -> ExitCode {
    let work = async {
        let progress = Progress::new();
        // Requests under way are dropped with the future: they only read.
        let account =
            connect(&ProviderConfig::default(), "", CancellationToken::new(), Some(progress.on_wait()))?;
        let inventory = inventory(&account, selection, &progress).await;
        let inventory =
            inventory.map_err(|error| Diagnostics { errors: vec![error], ..Diagnostics::default() })?;
        let more = more(&account, &inventory, &progress).await;
        finish(&inventory, more)
    };
    ended(until_a_signal(work).await)
}

fn ended(outcome: Result<Result<ExitCode, Diagnostics>, Signal>) -> ExitCode {
    match outcome {
        Ok(Ok(code)) => code,
        Ok(Err(diags)) => {
            report::diagnostics(&diags);
            ExitCode::FAILURE
        }
        Err(signal) => {
            report::line("Interrupted: nothing was written.");
            ExitCode::from(signal.exit_code())
        }
    }
}

async fn until_a_signal<T>(work: impl Future<Output = T>) -> Result<T, Signal> {
    // Where signals can't be caught, one ends the process at once, which does no harm to who only reads.
    let Ok(mut signals) = Signals::catch() else { return Ok(work.await) };
    tokio::select! {
        result = work => Ok(result),
        signal = signals.next() => Err(signal),
    }
}

async fn inventory(
    account: &Account,
    wanted: Selection,
    progress: &Progress,
) -> Result<Inventory, Diagnostic> {
    progress.step("Listing the IVRs");
    let failed = |error| lookup::not_found::<Ivr>("IVRs of the account", &error);
    let ivrs = account.ivrs().await.map_err(failed)?;
    let chosen = match &wanted.ivr {
        Some(text) => vec![ivr(account, &ivrs, text).await?],
        None => ivrs.clone(),
    };
    // Listed before a menu is chosen, so that the progress and a failure name the IVR.
    let mut listed = Vec::new();
    for ivr in chosen {
        progress.step(&format!("Listing the menus of IVR {}", ivr.id));
        listed.extend(menus(account, &ivr).await?.map(|menus| (ivr, menus)));
    }
    let menu = match &wanted.menu {
        None => None,
        Some(text) => {
            let there: Vec<IvrMenu> = listed.iter().flat_map(|(_, menus)| menus.clone()).collect();
            let menu = meant(&there, text).map_err(|not_one| not_one.diagnostic())?;
            listed.retain(|(_, menus)| menus.iter().any(|other| other.id == menu.id));
            Some(menu)
        }
    };
    let counter = Counter { progress, read: AtomicUsize::new(0) };
    let mut contents = Vec::new();
    for (ivr, menus) in listed {
        let asked = menu.clone().map_or_else(|| menus.clone(), |menu| vec![menu]);
        let count = asked.len();
        let read = contents_of(account, &ivr, asked, &counter).await?;
        // Where a menu has gone meanwhile, what is known of its IVR is newer than the list.
        let menus = if read.len() < count { self::menus(account, &ivr).await? } else { Some(menus) };
        contents.extend(menus.map(|menus| IvrContents { ivr, menus, contents: read }));
    }
    Ok(Inventory { ivrs, contents })
}

/// Returns the IVR with an id or a name; one that the list lacks may be there all the same.
async fn ivr(account: &Account, there: &[Ivr], text: &str) -> Result<Ivr, Diagnostic> {
    let failed = |error| lookup::not_found::<Ivr>("IVRs of the account", &error);
    match (meant(there, text), id(text)) {
        (Err(_), Some(id)) if !there.iter().any(|ivr| is_named(ivr, text)) => {
            lookup::ivr(account, id).await.map_err(failed)
        }
        (found, _) => found.map_err(|not_one| not_one.diagnostic()),
    }
}

/// Picks the record with an id or a name: digits are an id first.
fn meant<R: Named>(records: &[R], text: &str) -> Result<R, NotOne> {
    let found = id(text).map(|id| by_id(records, id));
    match found {
        Some(Ok(record)) => Ok(record),
        Some(no_such_id) if !records.iter().any(|record| is_named(record, text)) => no_such_id,
        _ => by_name(records, text),
    }
}

fn id(text: &str) -> Option<i64> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits?.parse().ok().filter(|id| (1..=ids::MAX).contains(id))
}

fn is_named<R: Named>(record: &R, text: &str) -> bool {
    record.name().is_some_and(|name| same_name(name, text))
}

/// Counts the menus that are read.
struct Counter<'a> {
    progress: &'a Progress,
    read: AtomicUsize,
}

async fn contents_of(
    account: &Account,
    ivr: &Ivr,
    asked: Vec<IvrMenu>,
    counter: &Counter<'_>,
) -> Result<Vec<MenuContents>, Diagnostic> {
    let reading = stream::iter(asked).map(|menu| async {
        let contents = routes(account, ivr, menu).await?;
        let read = counter.read.fetch_add(1, Ordering::Relaxed) + 1;
        counter.progress.step(&format!("Reading the menus: {read}"));
        Ok(contents)
    });
    let contents: Vec<Option<MenuContents>> = reading.buffered(PARALLEL).try_collect().await?;
    Ok(contents.into_iter().flatten().collect())
}

/// Returns the menus of an IVR; none if it has gone meanwhile.
async fn menus(account: &Account, ivr: &Ivr) -> Result<Option<Vec<IvrMenu>>, Diagnostic> {
    let which = || format!("Menus of IVR {}", named(ivr.id, ivr.name.as_deref()));
    let menus = account.all::<IvrMenu>(ivr.id).await;
    menus.map_err(|error| lookup::not_found::<IvrMenu>(&which(), &error))
}

/// Returns the routes of a menu; none if it has gone meanwhile.
async fn routes(account: &Account, ivr: &Ivr, menu: IvrMenu) -> Result<Option<MenuContents>, Diagnostic> {
    let id = MenuId { ivr_id: ivr.id, menu_id: menu.id };
    let which = || format!("Routes of menu {} (IVR {})", named(menu.id, menu.name.as_deref()), ivr.id);
    let routes = account.all::<IvrRoute>(id).await;
    let routes = routes.map_err(|error| lookup::not_found::<IvrRoute>(&which(), &error))?;
    Ok(routes.map(|routes| MenuContents { menu, routes }))
}

fn named(id: i64, name: Option<&str>) -> String {
    title(name).map_or_else(|| id.to_string(), |name| format!("{id} \"{name}\""))
}
