//! The account that these tests work on, and configurations for it.

use serde_json::{Value, json};

pub(super) use crate::resources::ivr_route::account::{account, address, requests, route, route_in};

use crate::harness::Acceptance;

/// The list of most tests.
pub(super) const LIST: &str = "zendesk_ivr_routes_exclusive.main";

/// What most routes do.
pub(super) const TO_SALES: &str = r#"action = "group", options = { group_ids = [360001381413] }"#;

/// The request that a refresh costs.
pub(super) const ACCOUNT: &str = "GET /api/v2/channels/voice/ivr";

/// The list of the main menu.
pub(super) fn list(routes: &str) -> String {
    list_in("main", 10002, routes)
}

/// The list of a menu of IVR 10001.
pub(super) fn list_in(name: &str, menu: i64, routes: &str) -> String {
    format!(
        "resource \"zendesk_ivr_routes_exclusive\" \"{name}\" {{\n  ivr_id = 10001\n  menu_id = {menu}\n  \
         routes = {routes}\n}}\n"
    )
}

/// A route of the main menu.
pub(super) fn on_key(name: &str, key: &str) -> String {
    route(name, &format!("keypress = \"{key}\", {TO_SALES}"))
}

/// Adds a route by hand; the first has the id 30001, and each later one 384 more than what was made before.
pub(super) fn add_by_hand(acc: &Acceptance, key: &str) -> i64 {
    acc.fake().account(|account| {
        account.add_route(10001, 10002, key, "group", json!({"group_ids": [360_001_381_433_i64], "tags": []}))
    })
}

/// The ids of the main menu's routes.
pub(super) fn ids(acc: &Acceptance) -> Vec<i64> {
    acc.fake().account(|account| account.routes(10001, 10002).iter().map(|route| route.id).collect())
}

/// The requests since the last look but for those that read the whole account; forgets them.
pub(super) fn others(acc: &Acceptance) -> Vec<String> {
    requests(acc).into_iter().filter(|request| request != ACCOUNT).collect()
}

/// The deletion of a route of the main menu, as [`requests`] shows it.
pub(super) fn deletion(id: i64) -> String {
    format!("DELETE 10001/menus/10002/routes/{id}")
}

/// The look at the routes of the main menu, as [`requests`] shows it.
pub(super) const LOOK: &str = "GET 10001/menus/10002/routes";

/// A map of ids as the state has it.
pub(super) fn map(routes: &[(&str, i64)]) -> Value {
    routes.iter().map(|(key, id)| ((*key).to_owned(), json!(id))).collect()
}
