//! The routes of one menu, written one at a time, each with a key that no other route holds.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use super::next_step::{Step, next_step};
use super::pending_moves::PendingMoves;
use super::taking_back::{MovedRoutes, on_key};
use crate::account::{self, Account, Activity, CreatedOnce, Operation, Run, WriteTurn, lookup};
use crate::api::{IvrRoute, MenuId, RouteRequest};
use crate::ivr_route::ManagedRoutes;
use crate::ivr_route::error::Error;
use crate::ivr_route::key_taken::KeyTaken;

/// The exchanges of keys of a run, in all its menus.
#[derive(Debug, Default)]
pub(in crate::ivr_route) struct Exchange {
    menus: Mutex<HashMap<MenuId, Arc<Moves>>>,
}

/// The moves of routes within one menu.
#[derive(Debug, Default)]
pub(super) struct Moves {
    pub(super) pending: PendingMoves,
    /// Tells the waiting operations that who holds or is to get which key has changed.
    changed: Notify,
    /// What this run has given another key.
    pub(super) moved: MovedRoutes,
}

/// The routes of one menu.
#[derive(Debug)]
pub(in crate::ivr_route) struct MenuRoutes<'a> {
    pub(super) account: &'a Account,
    managed: Arc<ManagedRoutes>,
    pub(super) id: MenuId,
    activity: Arc<Activity>,
    pub(super) moves: Arc<Moves>,
}

impl Exchange {
    /// Returns the routes of a menu, to be written.
    pub(in crate::ivr_route) fn menu<'a>(
        &self,
        account: &'a Account,
        run: &Run,
        id: MenuId,
    ) -> MenuRoutes<'a> {
        let mut menus = self.menus.lock().unwrap_or_else(PoisonError::into_inner);
        let moves = Arc::clone(menus.entry(id).or_default());
        MenuRoutes { account, managed: run.memory(), id, activity: run.memory(), moves }
    }
}

/// What an operation is to write, and what it has done for it.
#[derive(Debug)]
struct Write<'r> {
    /// None for a route that doesn't exist yet.
    route_id: Option<i64>,
    request: &'r RouteRequest,
    aside: Option<Aside>,
    /// Why another route, whose operation had given up, couldn't be moved to its key.
    not_moved: Option<String>,
}

/// A route that stepped aside.
#[derive(Debug)]
pub(super) struct Aside {
    /// The route as it was before, on its own key.
    pub(super) before: IvrRoute,
    /// The route on the key that it stepped aside to.
    pub(super) now: IvrRoute,
}

/// The right to write routes of the menu.
pub(super) type Turn<'a> = WriteTurn<'a, IvrRoute>;

impl MenuRoutes<'_> {
    /// Creates a route, exactly once.
    ///
    /// # Errors
    ///
    /// That the key is taken, or what the API or the way to it answered.
    pub(in crate::ivr_route) async fn create(
        &self,
        request: &RouteRequest,
    ) -> Result<CreatedOnce<IvrRoute>, Error> {
        let mut operation = self.activity.begin();
        let mut write = Write { route_id: None, request, aside: None, not_moved: None };
        let turn = self.claim(&mut operation, &mut write).await?;
        self.changed(turn.create(request).await)
    }

    /// Updates a route in place, on a key that no other route holds: also where it keeps its own.
    ///
    /// # Errors
    ///
    /// That the key is taken, or what the API or the way to it answered.
    pub(in crate::ivr_route) async fn update(
        &self,
        route_id: i64,
        request: &RouteRequest,
    ) -> Result<IvrRoute, Error> {
        let mut operation = self.activity.begin();
        let mut write = Write { route_id: Some(route_id), request, aside: None, not_moved: None };
        let moved = self.move_route(&mut operation, route_id, &mut write).await;
        match (moved, write.aside) {
            (Err(error), Some(aside)) => Err(self.take_back(aside, request, error).await),
            (moved, _) => moved,
        }
    }

    async fn move_route(
        &self,
        operation: &mut Operation<'_>,
        route_id: i64,
        write: &mut Write<'_>,
    ) -> Result<IvrRoute, Error> {
        let turn = self.claim(operation, write).await?;
        let before = match &write.aside {
            Some(aside) => Some(aside.before.clone()),
            None => self.account.known::<IvrRoute>(self.id, route_id),
        };
        let moved = self.changed(turn.update(route_id, write.request).await)?;
        self.moves.moved.note(before, write.request);
        Ok(moved)
    }

    /// Deletes a route; one that is proven to be gone already counts as deleted.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered, also where a 404 doesn't prove that the route is gone.
    pub(in crate::ivr_route) async fn delete(&self, route_id: i64) -> Result<(), Error> {
        let _operation = self.activity.begin();
        let turn = self.begin_write().await?;
        self.changed(turn.delete(route_id).await)
    }

    /// Waits until a key is free of all routes but `replaced`, or the one that holds it may give it up in this run.
    ///
    /// # Errors
    ///
    /// That the key is taken, or what the API or the way to it answered.
    pub(in crate::ivr_route) async fn wait_for_room(
        &self,
        key: &str,
        replaced: i64,
        may_go: impl Fn(i64) -> bool,
    ) -> Result<(), Error> {
        let mut operation = self.activity.begin();
        let mut patience = pin!(operation.patience());
        let mut is_patient = true;
        loop {
            let mut changed = pin!(self.moves.changed.notified());
            changed.as_mut().enable();
            let routes = lookup::routes(self.account, self.id).await?;
            let on_key = |route: &&IvrRoute| route.keypress.as_deref() == Some(key) && route.id != replaced;
            let Some(holder) = routes.iter().find(on_key) else { return Ok(()) };
            if may_go(holder.id) {
                return Ok(());
            }
            let taken = Box::new(KeyTaken::new(self.id, key, holder, &routes, []));
            if !is_patient {
                return Err(Error::KeyTaken(taken));
            }
            operation.wait();
            tokio::select! {
                biased;
                () = self.account.stop().cancelled() => return Err(Error::Stopped(Some(taken))),
                () = changed => operation.resume(),
                () = self.managed.wait_for(holder.id), if !self.managed.has(holder.id) => operation.resume(),
                () = &mut patience => is_patient = false,
            }
        }
    }

    /// Tells the waiting operations that a write has ended.
    pub(super) fn changed<T>(&self, written: Result<T, account::Error>) -> Result<T, Error> {
        self.moves.changed.notify_waiters();
        Ok(written?)
    }

    pub(super) async fn begin_write(&self) -> Result<Turn<'_>, Error> {
        WriteTurn::wait(self.account, self.id).await.map_err(|error| match error {
            account::Error::Stopped => Error::Stopped(None),
            error => error.into(),
        })
    }

    /// Waits until the route may have the key that it is to get; the turn keeps the key free.
    async fn claim(&self, operation: &mut Operation<'_>, write: &mut Write<'_>) -> Result<Turn<'_>, Error> {
        let Some(key) = write.request.keypress.as_deref() else { return self.begin_write().await };
        let mut pending = write
            .route_id
            .filter(|route_id| !self.is_on(*route_id, key))
            .map(|route_id| self.moves.pending.begin(route_id, key));
        let mut patience = pin!(operation.patience());
        let mut is_patient = true;
        loop {
            // From here on, so that no change between the look and the wait is missed.
            let mut changed = pin!(self.moves.changed.notified());
            changed.as_mut().enable();
            let turn = self.begin_write().await?;
            let Some(obstacle) = self.clear(&turn, write, key).await? else {
                operation.resume();
                return Ok(turn);
            };
            drop(turn);
            if !is_patient {
                pending.iter_mut().for_each(|pending| pending.give_up(key));
                self.moves.changed.notify_waiters();
                return Err(obstacle.into_error());
            }
            operation.wait();
            tokio::select! {
                biased;
                () = self.account.stop().cancelled() => return Err(Error::Stopped(Some(obstacle.taken))),
                () = changed => operation.resume(),
                // One more look: pending moves may have changed, and nobody tells of them.
                () = &mut patience => is_patient = false,
            }
        }
    }

    /// Reports whether a route is known to be on a key already.
    fn is_on(&self, route_id: i64, key: &str) -> bool {
        let route = self.account.known::<IvrRoute>(self.id, route_id);
        route.is_some_and(|route| route.keypress.as_deref() == Some(key))
    }

    /// Does what can be done for the key to get free; returns what still holds it, if anything.
    async fn clear(
        &self,
        turn: &Turn<'_>,
        write: &mut Write<'_>,
        key: &str,
    ) -> Result<Option<Obstacle>, Error> {
        loop {
            if self.account.stop().is_cancelled() {
                return Err(Error::Stopped(None));
            }
            let routes = lookup::routes(self.account, self.id).await?;
            let moves = self.moves.pending.all();
            let (holder, is_stuck) = match next_step(&routes, &moves, write.route_id, key) {
                Step::Free => return Ok(None),
                Step::Held(holder) => (holder, false),
                Step::Stuck(holder) => (holder, true),
                Step::Aside(free) => {
                    self.step_aside(turn, write, &routes, free).await?;
                    continue;
                }
                Step::Push(route, to) => {
                    write.not_moved = self.push(turn, route, to).await.err();
                    continue;
                }
            };
            tracing::info!(key, holder = holder.id, menu_id = self.id.menu_id, "waiting for a key");
            let moving = moves.iter().map(|(id, pending)| (*id, pending.key.clone()));
            let taken = KeyTaken::new(self.id, key, holder, &routes, moving);
            let taken = taken.managed(self.managed.has(holder.id)).because(write.not_moved.clone());
            let taken = Box::new(taken);
            return Ok(Some(Obstacle { taken, is_stuck }));
        }
    }

    /// Moves a route to a key that nobody is to get, so that the ring it is part of can turn.
    async fn step_aside(
        &self,
        turn: &Turn<'_>,
        write: &mut Write<'_>,
        routes: &[IvrRoute],
        free: &str,
    ) -> Result<(), Error> {
        let route = routes.iter().find(|route| Some(route.id) == write.route_id);
        let Some(before) = route.cloned() else { return Ok(()) };
        let route_id = before.id;
        tracing::info!(route_id, key = free, menu_id = self.id.menu_id, "parking a route, to exchange keys");
        let aside = RouteRequest { keypress: Some(free.to_owned()), ..write.request.clone() };
        let now = self.changed(turn.update(route_id, &aside).await)?;
        // Where it steps aside twice, the first key is its own.
        let before = write.aside.take().map_or(before, |aside| aside.before);
        write.aside = Some(Aside { before, now });
        Ok(())
    }

    /// Moves a route whose own operation has failed for want of a key; if that fails as well, it stays where it is.
    async fn push(&self, turn: &Turn<'_>, route: &IvrRoute, to: &str) -> Result<(), String> {
        let (route_id, menu_id) = (route.id, self.id.menu_id);
        tracing::info!(route_id, key = to, menu_id, "moving a route that gave up");
        self.moves.pending.forget(route_id);
        let request = on_key(route, to);
        let moved = self.changed(turn.update(route_id, &request).await);
        moved.map(|_| self.moves.moved.note(Some(route.clone()), &request)).map_err(|error| {
            tracing::warn!(route_id, %error, "failed to move a route that gave up");
            format!("route {route_id} couldn't be moved to key {to}: {error}")
        })
    }
}

/// What still holds a key.
#[derive(Debug)]
struct Obstacle {
    taken: Box<KeyTaken>,
    /// Whether this is a ring that has no key to turn over.
    is_stuck: bool,
}

impl Obstacle {
    fn into_error(self) -> Error {
        if self.is_stuck { Error::NoFreeKey(self.taken) } else { Error::KeyTaken(self.taken) }
    }
}
