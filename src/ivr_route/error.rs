//! Why an operation on a route failed.

use std::collections::BTreeSet;

use tf_provider::AttributePath;

use super::key_taken::{KeyTaken, MAX_KEY_CHARS, MAX_NAMED};
use crate::account;
use crate::api::{IvrRoute, MenuId};
use crate::plain_text::short_line;

/// Why an operation on a route failed; `Display` is a fragment for "failed to create the route: ...".
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// What can befall records of every kind.
    #[error("{0}")]
    Account(#[from] account::Error),
    /// A key that a route was to be found by has none, or several.
    #[error("{}", not_one_route(.routes, .keys))]
    NotOneRoute {
        /// The menu.
        menu: MenuId,
        /// The key.
        key: String,
        /// The routes that have it.
        routes: Vec<i64>,
        /// The keys of the other routes.
        keys: Vec<String>,
    },
    /// Another route holds the key, and this run didn't make it give it up.
    #[error("{0}")]
    KeyTaken(Box<KeyTaken>),
    /// The route stays, since the one that is to replace it can't be made.
    #[error("it isn't deleted, since the route that is to replace it can't be created: {0}")]
    NotReplaced(Box<Self>),
    /// What the plan took from the state is another one now, so writing it would revert that.
    #[error("{} changed since the plan, and the configuration doesn't set {}", listed(.0), it(.0))]
    ChangedSincePlan(Vec<AttributePath>),
    /// Terraform stopped the provider before anything was sent, maybe while a key was waited for.
    #[error("{}{}", account::Error::Stopped, .0.as_ref().map(|taken| format!("; {taken}")).unwrap_or_default())]
    Stopped(Option<Box<KeyTaken>>),
    /// The routes wait for each other's keys, and the menu has no free key to park one of them on.
    #[error(
        "{0}. These routes wait for each other's keys, and all 13 keys of the menu are in use, so none of them can \
         step aside"
    )]
    NoFreeKey(Box<KeyTaken>),
    /// The route stepped aside to a free key, so that others could move, and didn't get any further.
    #[error("{error}. {}", left_aside(.route, *.is_back, .others))]
    LeftAside {
        /// The route as it is now.
        route: Box<IvrRoute>,
        /// Whether that is on its own key again.
        is_back: bool,
        /// The other routes that had moved and have their earlier keys again, with those.
        others: Vec<(i64, String)>,
        /// Why it got no further.
        error: Box<Self>,
    },
}

fn left_aside(route: &IvrRoute, is_back: bool, others: &[(i64, String)]) -> String {
    let key = short_line(route.keypress.as_deref().unwrap_or("none"), MAX_KEY_CHARS);
    let mut text = if is_back {
        format!("The exchange of keys is taken back: the route is on its own key {key} again")
    } else {
        format!("Meanwhile the route is on key {key}, so that other routes could move")
    };
    let again = |(id, key): &(i64, String)| {
        format!("; route {id} is on its earlier key {} again", short_line(key, MAX_KEY_CHARS))
    };
    text.extend(others.iter().take(MAX_NAMED).map(again));
    text
}

fn listed(paths: &[AttributePath]) -> String {
    let paths: Vec<_> = paths.iter().map(AttributePath::to_string).collect();
    paths.join(", ")
}

fn it(paths: &[AttributePath]) -> &'static str {
    if paths.len() == 1 { "it" } else { "them" }
}

fn not_one_route(routes: &[i64], keys: &[String]) -> String {
    if routes.is_empty() {
        let keys: BTreeSet<_> = keys.iter().map(String::as_str).collect();
        let keys: Vec<_> =
            keys.into_iter().take(MAX_NAMED).map(|key| short_line(key, MAX_KEY_CHARS)).collect();
        let keys = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
        return format!("there is none; keys of the menu with a route: {keys}");
    }
    let ids: Vec<_> = routes.iter().take(MAX_NAMED).map(i64::to_string).collect();
    format!("there are several; name one by its id: {}", ids.join(", "))
}
