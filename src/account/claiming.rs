//! Claiming a key before a write: no two routes of a menu hold the same.

use std::pin::pin;

use tokio::sync::MutexGuard;

use super::activity::Operation;
use super::error::Error;
use super::keys::{Way, way};
use super::menu::Menu;
use super::taken::Taken;
use crate::api::{IvrRoute, RouteRequest};

/// What an operation wants to write, and what it has done for it.
#[derive(Debug)]
pub(super) struct Claim<'a> {
    /// None for a route that doesn't exist yet.
    pub(super) route_id: Option<i64>,
    pub(super) request: &'a RouteRequest,
    /// The route on the key that it stepped aside to.
    pub(super) aside: Option<IvrRoute>,
}

impl Menu {
    /// Waits until the route may have the key that it is to get; the guard keeps the key free.
    pub(super) async fn claim(
        &self,
        operation: &mut Operation<'_>,
        claim: &mut Claim<'_>,
    ) -> Result<MutexGuard<'_, ()>, Error> {
        let Some(key) = claim.request.keypress.as_deref() else { return self.begin_write().await };
        let mut wishing = claim.route_id.map(|route_id| self.wishes.wish(route_id, key));
        let mut patience = pin!(operation.patience());
        let mut is_patient = true;
        loop {
            // From here on, so that no change between the look and the wait is missed.
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            let writing = self.begin_write().await?;
            let Some(obstacle) = self.clear_way(claim, key).await? else {
                operation.resume();
                return Ok(writing);
            };
            drop(writing);
            if !is_patient {
                wishing.iter_mut().for_each(|wishing| wishing.give_up(key));
                self.changed.notify_waiters();
                return Err(obstacle.into_error());
            }
            operation.wait();
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return Err(Error::Stopped(Some(obstacle.taken))),
                () = changed => operation.resume(),
                // One more look: what others wish for may have changed, and nobody tells of wishes.
                () = &mut patience => is_patient = false,
            }
        }
    }

    /// Does what can be done for the key to get free; gives what is still in the way, if anything.
    async fn clear_way(&self, claim: &mut Claim<'_>, key: &str) -> Result<Option<Obstacle>, Error> {
        loop {
            if self.stop.is_cancelled() {
                return Err(Error::Stopped(None));
            }
            let routes = self.list().await?;
            let wishes = self.wishes.all();
            let (holder, is_stuck) = match way(&routes, &wishes, claim.route_id, key) {
                Way::Free => return Ok(None),
                Way::Held(holder) => (holder, false),
                Way::Stuck(holder) => (holder, true),
                Way::Aside(free) => {
                    self.step_aside(claim, free).await?;
                    continue;
                }
                Way::Push(route, to) => {
                    self.push(route, to).await;
                    continue;
                }
            };
            tracing::info!(key, holder = holder.id, menu_id = self.id.menu_id, "waiting for a key");
            let taken = Box::new(Taken::new(self.id, key, holder, &routes, &wishes));
            return Ok(Some(Obstacle { taken, is_stuck }));
        }
    }

    /// Moves a route to a key that nobody wants, so that the ring it is part of can turn.
    async fn step_aside(&self, claim: &mut Claim<'_>, free: &str) -> Result<(), Error> {
        let Some(route_id) = claim.route_id else { return Ok(()) };
        tracing::info!(route_id, key = free, menu_id = self.id.menu_id, "parking a route, to exchange keys");
        let aside = RouteRequest { keypress: Some(free.to_owned()), ..claim.request.clone() };
        claim.aside = Some(self.put_route(route_id, &aside).await?);
        Ok(())
    }

    /// Moves a route whose own operation has failed for want of a key; if that fails as well, it stays where it is.
    async fn push(&self, route: &IvrRoute, to: &str) {
        tracing::info!(
            route_id = route.id,
            key = to,
            menu_id = self.id.menu_id,
            "moving a route that gave up"
        );
        self.wishes.forget(route.id);
        let IvrRoute { action, options, .. } = route;
        let request = RouteRequest {
            keypress: Some(to.to_owned()),
            action: action.clone(),
            options: action.as_ref().map(|_| options.clone()),
            overflow_options: None,
        };
        if let Err(error) = self.put_route(route.id, &request).await {
            tracing::warn!(route_id = route.id, %error, "failed to move a route that gave up");
        }
    }
}

/// What is in the way.
#[derive(Debug)]
struct Obstacle {
    taken: Box<Taken>,
    /// Whether this is a ring that has no key to turn over.
    is_stuck: bool,
}

impl Obstacle {
    fn into_error(self) -> Error {
        if self.is_stuck { Error::NoFreeKey(self.taken) } else { Error::KeyTaken(self.taken) }
    }
}
