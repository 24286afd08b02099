//! What an export refers to: groups, phone numbers and greetings by their names, and what else the account holds.

use std::collections::{BTreeSet, HashSet};

use super::progress::Progress;
use super::report;
use crate::account::{Account, Error, Inventory, IvrContents, MenuContents, Referenced};
use crate::api::{Group, IvrMenu, MenuId, PhoneNumber};
use crate::export::{Kind, Lists, Scope, needed};
use crate::greeting::Custom;

/// What an export needs beside what it exports.
#[derive(Debug)]
pub(super) struct References {
    /// What else is known of the account, without having been asked for.
    pub(super) others: Vec<IvrContents>,
    /// The groups, phone numbers and greetings.
    pub(super) lists: Lists,
}

/// Reads the lists that the export of a scope needs.
pub(super) async fn references(
    account: &Account,
    inventory: &Inventory,
    scope: Scope,
    progress: &Progress,
) -> References {
    let lists = lists(account, &needed(inventory, scope), progress).await;
    References { others: others(account, inventory), lists }
}

/// Reads the lists of these kinds; without one, its kind has no names.
async fn lists(account: &Account, kinds: &BTreeSet<Kind>, progress: &Progress) -> Lists {
    let mut lists = Lists::default();
    for kind in kinds {
        progress.step(&format!("Listing the {}s", kind.noun()));
        let added = match kind {
            Kind::Greeting => {
                let name = |greeting: &Custom| greeting.name.clone();
                add(account, &mut lists, *kind, name).await
            }
            Kind::Group => add(account, &mut lists, *kind, |group: &Group| group.name.clone()).await,
            Kind::PhoneNumber => {
                let name = |number: &PhoneNumber| number.nickname.clone();
                add(account, &mut lists, *kind, name).await
            }
            Kind::Ivr | Kind::Menu => Ok(()),
        };
        if let Err(error) = added {
            let without = format!("The {}s have no names in the configuration", kind.noun());
            report::line(&format!("{without}, since they can't be listed: {error}."));
        }
    }
    lists
}

async fn add<R: Referenced>(
    account: &Account,
    lists: &mut Lists,
    kind: Kind,
    name: impl Fn(&R) -> Option<String>,
) -> Result<(), Error> {
    lists.add(kind, &account.list::<R>().await?, name);
    Ok(())
}

/// Returns what the account is known to hold besides, so that names differ from those in other exports.
fn others(account: &Account, inventory: &Inventory) -> Vec<IvrContents> {
    let read = inventory.contents.iter().flat_map(|ivr| &ivr.contents).map(|menu| menu.menu.id);
    let read: HashSet<_> = read.collect();
    let mut others = Vec::new();
    for ivr in &inventory.ivrs {
        let menus = account.known_all::<IvrMenu>(ivr.id).unwrap_or_default();
        let contents = menus.iter().filter(|menu| !read.contains(&menu.id)).map(|menu| {
            let routes = account.known_all(MenuId { ivr_id: ivr.id, menu_id: menu.id });
            MenuContents { menu: menu.clone(), routes: routes.unwrap_or_default() }
        });
        let contents: Vec<_> = contents.collect();
        if !contents.is_empty() {
            others.push(IvrContents { ivr: ivr.clone(), menus, contents });
        }
    }
    others
}
