//! Why an operation on a menu's routes failed.

use std::collections::BTreeSet;

use super::missing::Missing;
use super::taken::Taken;
use crate::api::{self, IvrRoute, MenuId};

/// Why an operation on a menu's routes failed; `Display` is a fragment for "failed to create the route: ...".
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The API refused, or didn't answer.
    #[error("{0}")]
    Api(#[from] api::Error),
    /// The route may have been created: looking for it failed, or found nothing yet.
    #[error("{}", may_exist(*.menu, .key.as_deref(), .write, .look.as_ref()))]
    MayExist {
        /// The menu of the route.
        menu: MenuId,
        /// The key of the route, if it was asked for.
        key: Option<String>,
        /// The failure of the create.
        write: api::Error,
        /// The failure of the list.
        look: Option<api::Error>,
    },
    /// An attempt at a create came through late, and the route that is too many couldn't be deleted.
    #[error(
        "an attempt whose answer was lost came through late, so menu {} has the route twice: {kept} and {copy}, which \
         couldn't be deleted ({delete}). Delete one by hand, and import the other with the id \"{}/{}/ROUTE_ID\"",
        .menu.menu_id, .menu.ivr_id, .menu.menu_id
    )]
    Twice {
        /// The menu of the routes.
        menu: MenuId,
        /// The first of the two routes.
        kept: i64,
        /// The other one.
        copy: i64,
        /// The failure of its deletion.
        delete: api::Error,
    },
    /// The account has no IVR with an id.
    #[error("{}", .0.ivr())]
    NoIvr(Box<Missing>),
    /// No menu has an id.
    #[error("{}", .0.menu())]
    NoMenu(Box<Missing>),
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
    KeyTaken(Box<Taken>),
    /// Terraform stopped the provider before anything was sent, maybe while a key was waited for.
    #[error("Terraform stopped the provider before this was sent{}", .0.as_ref().map(|taken| format!("; {taken}")).unwrap_or_default())]
    Stopped(Option<Box<Taken>>),
    /// The routes wait for each other's keys, and the menu has no free key to park one of them on.
    #[error(
        "{0}. These routes wait for each other's keys, and all 13 keys of the menu are in use, so none of them can \
         step aside"
    )]
    NoFreeKey(Box<Taken>),
    /// The route stepped aside to a free key, so that others could move, and didn't get any further.
    #[error(
        "{error}. Meanwhile the route is on key {}, so that other routes could move",
        .route.keypress.as_deref().unwrap_or("none")
    )]
    LeftAside {
        /// The route as it is now.
        route: Box<IvrRoute>,
        /// Why it got no further.
        error: Box<Self>,
    },
}

fn may_exist(menu: MenuId, key: Option<&str>, write: &api::Error, look: Option<&api::Error>) -> String {
    let MenuId { ivr_id, menu_id } = menu;
    let doubt = match look {
        Some(look) => format!(
            "The route may exist all the same: looking for it failed ({look}). Look at menu {menu_id} before you apply \
             again; if it is there"
        ),
        None => format!(
            "Menu {menu_id} doesn't hold the route, but Zendesk may still be at work on it. If it turns up"
        ),
    };
    let by_key = key.map(|key| format!(" or \"{ivr_id}/{menu_id}/key={key}\"")).unwrap_or_default();
    format!("{write}. {doubt}, import it with the id \"{ivr_id}/{menu_id}/ROUTE_ID\"{by_key}")
}

fn not_one_route(routes: &[i64], keys: &[String]) -> String {
    if routes.is_empty() {
        let keys: BTreeSet<_> = keys.iter().map(String::as_str).collect();
        let keys = if keys.is_empty() { "none".to_owned() } else { Vec::from_iter(keys).join(", ") };
        return format!("there is none; keys of the menu with a route: {keys}");
    }
    let ids: Vec<_> = routes.iter().map(i64::to_string).collect();
    format!("there are several; name one by its id: {}", ids.join(", "))
}
