//! An account whose service answers what a test tells it to, in order.

use serde_json::{Value, json};

use super::Account;
use crate::api::test_server::{Act, Server, json as answer, text};
use crate::api::{Client, IvrRoute, MenuId, Options, RouteRequest};

/// The menu that the tests write in.
pub(super) const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

/// An account, and the server that answers in its place.
pub(super) struct Scripted {
    pub(super) server: Server,
    pub(super) account: Account,
}

impl Scripted {
    /// An account that asks for everything once.
    pub(super) async fn new(acts: impl IntoIterator<Item = Act>) -> Self {
        let server = Server::start(acts).await;
        let client = server.client();
        Self::with(server, client)
    }

    /// An account that asks again after a failure, up to twice.
    pub(super) async fn patient(acts: impl IntoIterator<Item = Act>) -> Self {
        let server = Server::start(acts).await;
        let client = server.patient(2);
        Self::with(server, client)
    }

    fn with(server: Server, client: Client) -> Self {
        Self { server, account: Account::new(client, Default::default()) }
    }

    /// The requests so far, each as its method and what follows the account's address: `GET ivr/1/menus`.
    pub(super) fn requests(&self) -> Vec<String> {
        let short = |line: String| {
            let line = line.replace("/api/v2/channels/voice/", "");
            line.split_once('?').map_or(line.clone(), |(path, _)| path.to_owned())
        };
        self.server.lines().into_iter().map(short).collect()
    }
}

/// A list of IVRs.
pub(super) fn ivrs(ivrs: Value) -> Act {
    answer(200, json!({ "ivrs": ivrs }))
}

/// A list of IVRs whose one menu holds these routes.
pub(super) fn menu_with(routes: Value) -> Act {
    ivrs(json!([{"id": 1, "menus": [{"id": 2, "routes": routes}]}]))
}

/// A list of menus.
pub(super) fn menus(menus: Value) -> Act {
    answer(200, json!({ "ivr_menus": menus }))
}

/// A list of routes.
pub(super) fn routes(routes: Value) -> Act {
    answer(200, json!({ "ivr_routes": routes }))
}

/// One record, under the name of its envelope.
pub(super) fn one(name: &str, record: Value) -> Act {
    answer(200, json!({ name: record }))
}

/// The API's own word that there is no such record.
pub(super) fn gone() -> Act {
    answer(404, json!({"error": "RecordNotFound", "description": "Not found"}))
}

/// An answer with a status alone.
pub(super) fn status(status: u16) -> Act {
    text(status, "")
}

/// The content that is to be created.
pub(super) fn request() -> RouteRequest {
    RouteRequest {
        keypress: Some("1".into()),
        action: Some("group".into()),
        options: Some(Options { group_ids: Some(vec![7]), ..Options::default() }),
        overflow_options: None,
    }
}

/// A route of that content.
pub(super) fn route(id: i64) -> Value {
    json!({"id": id, "keypress": "1", "action": "group", "options": {"group_ids": [7]}})
}

/// A route of another content.
pub(super) fn other(id: i64) -> Value {
    json!({"id": id, "keypress": "2", "action": "group", "options": {"group_ids": [7]}})
}

/// The ids of a list.
pub(super) fn ids(routes: Option<Vec<IvrRoute>>) -> Option<Vec<i64>> {
    Some(routes?.iter().map(|route| route.id).collect())
}
