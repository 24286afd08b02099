//! What becomes of an exchange of keys that can't be finished: the routes get their earlier keys back.
//!
//! A route that stepped aside holds a key that nobody asked for, and its own has no route, or one that moved there
//! meanwhile. Those are moved back first, the last one first, as far as this run has moved them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::menu_routes::{Aside, MenuRoutes, Turn};
use crate::account::lookup;
use crate::api::{IvrRoute, RouteRequest};
use crate::ivr_route::error::Error;

/// The routes that a run has given another key, each with the request that takes that back.
///
/// What an earlier apply of the same process moved is no matter: whoever looks for a route here has just seen it take a key
/// that another route had until then.
#[derive(Debug, Default)]
pub(super) struct MovedRoutes(Mutex<HashMap<i64, RouteRequest>>);

impl MovedRoutes {
    /// Notes that a route was moved by a request; `before` is the route as it was.
    pub(super) fn note(&self, before: Option<IvrRoute>, request: &RouteRequest) {
        let back = before.and_then(|before| Some((before.id, back(&before, request)?)));
        self.moved().extend(back);
    }

    /// Lists the routes to move back for a key to be free, in the order in which they took each other's keys; none where
    /// that can't be.
    fn chain(&self, routes: &[IvrRoute], aside: i64, key: &str) -> Option<Vec<(i64, RouteRequest)>> {
        let mut chain = Vec::new();
        let mut key = key.to_owned();
        while let Some(holder) = other_on(routes, aside, &key) {
            let back = self.moved().get(&holder.id)?.clone();
            if chain.len() == routes.len() {
                return None;
            }
            key = back.keypress.clone()?;
            chain.push((holder.id, back));
        }
        Some(chain)
    }

    fn moved(&self) -> MutexGuard<'_, HashMap<i64, RouteRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the request that takes back what another one changes; none for a route that had no key.
fn back(before: &IvrRoute, request: &RouteRequest) -> Option<RouteRequest> {
    let overflow_options = request.overflow_options.as_ref().map(|_| before.overflow_options.clone());
    Some(RouteRequest { overflow_options, ..on_key(before, before.keypress.as_deref()?) })
}

/// Returns the request that writes a route as it is, on a key.
pub(super) fn on_key(route: &IvrRoute, key: &str) -> RouteRequest {
    let IvrRoute { action, options, .. } = route;
    RouteRequest {
        keypress: Some(key.to_owned()),
        action: action.clone(),
        options: action.as_ref().map(|_| options.clone()),
        overflow_options: None,
    }
}

fn other_on<'r>(routes: &'r [IvrRoute], aside: i64, key: &str) -> Option<&'r IvrRoute> {
    routes.iter().find(|route| route.id != aside && route.keypress.as_deref() == Some(key))
}

impl MenuRoutes<'_> {
    /// Takes a step aside back after its operation has failed; returns the error, which says what is where.
    pub(super) async fn take_back(&self, aside: Aside, request: &RouteRequest, error: Error) -> Error {
        // What waits for this route's move waits in vain.
        self.moves.pending.forget(aside.now.id);
        let mut others = Vec::new();
        let own_key = aside.before.keypress.clone();
        let route = if matches!(error, Error::Stopped(_)) {
            aside.now
        } else {
            self.put_back(aside, request, &mut others).await
        };
        let is_back = route.keypress == own_key;
        Error::LeftAside { route: Box::new(route), is_back, others, error: Box::new(error) }
    }

    /// Gives a route that stepped aside its own key back, or else the one that it was to get, with its earlier values in
    /// both cases. Returns the route as it is then.
    async fn put_back(
        &self,
        Aside { before, now }: Aside,
        request: &RouteRequest,
        others: &mut Vec<(i64, String)>,
    ) -> IvrRoute {
        let Ok(turn) = self.begin_write().await else { return now };
        let Ok(routes) = lookup::routes(self.account, self.id).await else { return now };
        let is_elsewhere = |route: &&IvrRoute| route.id == now.id && route.keypress != now.keypress;
        // An answer was lost, and the write took effect all the same.
        if let Some(moved) = routes.iter().find(is_elsewhere) {
            return moved.clone();
        }
        let Some(back) = back(&before, request) else { return now };
        let own = back.keypress.as_deref().unwrap_or_default();
        if self.free_again(&turn, &routes, now.id, own, others).await
            && let Some(route) = self.try_write(&turn, now.id, &back).await
        {
            return route;
        }
        // The values may be what was refused, and not the key.
        let wanted = request.keypress.as_deref().filter(|key| other_on(&routes, now.id, key).is_none());
        let Some(wanted) = wanted.filter(|_| others.is_empty()) else { return now };
        let there = RouteRequest { keypress: Some(wanted.to_owned()), ..back };
        self.try_write(&turn, now.id, &there).await.unwrap_or(now)
    }

    /// Moves the routes back that have come to hold a key; returns whether it is free then.
    async fn free_again(
        &self,
        turn: &Turn<'_>,
        routes: &[IvrRoute],
        aside: i64,
        key: &str,
        others: &mut Vec<(i64, String)>,
    ) -> bool {
        let Some(chain) = self.moves.moved.chain(routes, aside, key) else { return false };
        for (route_id, back) in chain.into_iter().rev() {
            if self.try_write(turn, route_id, &back).await.is_none() {
                return false;
            }
            others.extend(back.keypress.map(|key| (route_id, key)));
        }
        true
    }

    /// Writes a route on a key that is free; a failure is a line in the log, since it follows another one.
    async fn try_write(&self, turn: &Turn<'_>, route_id: i64, request: &RouteRequest) -> Option<IvrRoute> {
        if self.account.stop().is_cancelled() {
            return None;
        }
        let (key, menu_id) = (request.keypress.as_deref().unwrap_or_default(), self.id.menu_id);
        tracing::info!(route_id, key, menu_id, "taking a move back");
        let written = self.changed(turn.update(route_id, request).await);
        let failed = |error: &Error| tracing::warn!(route_id, key, %error, "failed to take a move back");
        written.inspect_err(failed).ok()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::{MovedRoutes, on_key};
    use crate::api::IvrRoute;

    fn route(id: i64, key: &str) -> IvrRoute {
        from_value(json!({
            "id": id, "keypress": key, "action": "menu", "options": {"menu_id": 7}, "overflow_options": [1],
        }))
        .unwrap()
    }

    /// What is noted of routes that were on the first of two keys, and were moved to the second.
    fn moved(moves: &[(i64, &str, &str)]) -> MovedRoutes {
        let moved = MovedRoutes::default();
        for (id, before, after) in moves {
            let before = route(*id, before);
            let request = on_key(&before, after);
            moved.note(Some(before), &request);
        }
        moved
    }

    /// The routes to move back, each with its earlier key.
    fn chain(moved: &MovedRoutes, routes: &[(i64, &str)], key: &str) -> Option<Vec<(i64, String)>> {
        let routes: Vec<_> = routes.iter().map(|(id, key)| route(*id, key)).collect();
        let chain = moved.chain(&routes, 1, key)?;
        Some(chain.into_iter().map(|(id, back)| (id, back.keypress.unwrap())).collect())
    }

    #[test]
    fn the_routes_that_took_each_others_keys_are_moved_back() {
        let ring = moved(&[(2, "2", "1"), (3, "3", "2")]);
        assert_eq!(
            chain(&ring, &[(1, "#"), (2, "1"), (3, "2")], "1").unwrap(),
            [(2, "2".into()), (3, "3".into())]
        );
        assert_eq!(chain(&ring, &[(1, "#"), (2, "2"), (3, "3")], "1").unwrap(), []);
    }

    #[test]
    fn what_this_run_did_not_move_stays() {
        let ring = moved(&[(2, "2", "1")]);
        // A foreign route has taken the earlier key of route 2.
        assert_eq!(chain(&ring, &[(1, "#"), (2, "1"), (9, "2")], "1"), None);
        assert_eq!(chain(&ring, &[(1, "#"), (9, "1")], "1"), None);
    }

    #[test]
    fn keys_that_lead_round_end() {
        let round = moved(&[(2, "2", "1"), (3, "1", "2")]);
        assert_eq!(chain(&round, &[(1, "#"), (2, "1"), (3, "2")], "1"), None);
    }

    #[test]
    fn overflow_options_go_back_where_they_were_sent() {
        let (before, moved) = (route(2, "2"), MovedRoutes::default());
        let mut request = on_key(&before, "1");
        moved.note(Some(before.clone()), &request);
        assert_eq!(moved.moved()[&2].overflow_options, None);
        request.overflow_options = Some(Vec::new());
        moved.note(Some(before), &request);
        assert_eq!(moved.moved()[&2].overflow_options, Some(vec![json!(1)]));
    }
}
