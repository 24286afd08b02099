//! The one copy of the account that a run has: read with few requests, and up to date with what the run writes.
//!
//! The list of IVRs holds menus and routes, so that one request for each 100 IVRs is enough. Only what it lacks is asked
//! for, once: a menu's routes, an IVR's menus. Where there are too many IVRs, or their list fails for its own sake, the
//! menus of each wanted IVR are asked for instead.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::reference_list::{Need, ReferenceList};
use super::references::Referenced;
use super::shared::Shared;
use super::tree::{Kept, Place, Tree};
use crate::api::{Client, Error, Ivr, IvrMenu, IvrRoute, Kind, Listing, MenuId, Status};

/// More IVRs than this aren't all read for the sake of one.
const MOST_IVRS: usize = 300;

/// How often a list is asked for that a write makes doubtful while it is read.
const READINGS: usize = 3;

/// The copy of an account; begins empty.
pub(super) struct Copy {
    client: Client,
    known: Mutex<Known>,
    lists: Shared<Asked, Extent>,
    /// The lists of what the tree doesn't hold, by the kind of object.
    others: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    /// Whether a record that its list lacks is there all the same.
    proofs: Shared<(Place, i64), bool>,
    /// The failure of an IVR's menus after that of the list of IVRs: it is the service's, and no matter of one list.
    service_failure: OnceLock<Error>,
}

/// What is known, and what a list that is being read mustn't override.
#[derive(Default)]
struct Known {
    tree: Tree,
    /// The effects of writes that ended while lists were being read.
    effects: Vec<Effect>,
    /// How many lists are being read.
    readers: usize,
}

/// What a write does to the copy.
type Effect = Arc<dyn Fn(&mut Tree) + Send + Sync>;

/// A list that is asked for once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Asked {
    /// The IVRs, unless there are too many.
    Ivrs,
    /// The IVRs, however many there are.
    AllIvrs,
    /// The menus of an IVR.
    Menus(i64),
    /// The same, because a menu turned out not to be there.
    MenusAgain(i64),
    /// The routes of a menu, by the menu's own list.
    Routes(MenuId),
}

impl Asked {
    /// Reports whether this list may hold the routes that a menu's own list is asked for.
    fn is_above(self, below: Self) -> bool {
        let Self::Routes(menu) = below else { return false };
        match self {
            Self::Ivrs | Self::AllIvrs => true,
            Self::Menus(ivr_id) | Self::MenusAgain(ivr_id) => ivr_id == menu.ivr_id,
            Self::Routes(_) => false,
        }
    }
}

/// What came of a list.
#[derive(Clone, Debug)]
enum Extent {
    /// It was read to its end.
    Whole,
    /// It wasn't, for its own sake; the failure, if that is why.
    Partial(Option<Error>),
}

/// Whether the record that a list belongs to is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    There,
    Gone,
}

impl Copy {
    /// Makes an empty copy.
    pub(super) fn new(client: &Client) -> Self {
        Self {
            // The lists of an earlier copy go with it.
            client: client.forgetful(),
            known: Mutex::default(),
            lists: Shared::default(),
            others: Mutex::default(),
            proofs: Shared::default(),
            service_failure: OnceLock::new(),
        }
    }

    /// Returns the records of a parent; none if the parent is proven to be gone.
    pub(super) async fn all<R: Kept>(&self, parent: R::Parent) -> Result<Option<Vec<R>>, Error> {
        for _ in 0..READINGS {
            if self.read(R::place(parent)).await? == Owner::Gone {
                return Ok(None);
            }
            if let Some(records) = R::all(&self.known().tree, parent) {
                return Ok(Some(records));
            }
        }
        // A write made it doubtful each time: nobody else asks while this one does.
        self.client.list::<R>(parent).await.map(Some)
    }

    /// Returns one record; none if it is proven to be gone.
    pub(super) async fn find<R: Kept>(&self, parent: R::Parent, id: i64) -> Result<Option<R>, Error> {
        if self.read(R::place(parent)).await? == Owner::Gone {
            return Ok(None);
        }
        if let Some(record) = R::get(&self.known().tree, parent, id) {
            return Ok(Some(record));
        }
        if !self.prove::<R>(parent, id).await? {
            return Ok(None);
        }
        if let Some(record) = self.get::<R>(parent, id) {
            return Ok(Some(record));
        }
        // It was there, and a list has been read since that lacks it again.
        match self.client.show::<R>(parent, &id).await {
            Ok(record) => Ok(Some(record)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads a record by its id, and takes it in; none if the API doesn't find it.
    pub(super) async fn reread<R: Kept>(&self, parent: R::Parent, id: i64) -> Result<Option<R>, Error> {
        let reading = Reading::begin(&self.known);
        match self.client.show::<R>(parent, &id).await {
            Ok(record) => {
                reading.end(|tree| R::put(tree, parent, record.clone()));
                Ok(Some(record))
            }
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the list of a kind of object that the tree doesn't hold: asked for once, failures too.
    pub(super) async fn list<R: Referenced>(&self) -> Result<Arc<Vec<R>>, Error> {
        let ask = async { Ok(referenced(self.client.list(()).await?)) };
        self.others::<R>().once(Need::Must, ask).await
    }

    /// Returns the same list for one who can do without; none where it can't be had, which goes in the log.
    pub(super) async fn list_if_possible<R: Referenced>(&self) -> Option<Arc<Vec<R>>> {
        let ask = async {
            let listed = self.client.list_if_possible(()).await;
            listed.map(referenced).inspect_err(|error| {
                if !matches!(error.kind(), Kind::Stopped { .. }) {
                    tracing::warn!(what = R::LIST, %error, "references are not checked");
                }
            })
        };
        self.others::<R>().once(Need::IfPossible, ask).await.ok()
    }

    /// Begins that list ahead of time, once.
    pub(super) fn begin_list<R: Referenced>(self: &Arc<Self>) {
        if self.others::<R>().may_begin() {
            let copy = Arc::clone(self);
            // The client ends it when the run ends.
            tokio::spawn(async move { copy.list_if_possible::<R>().await });
        }
    }

    fn others<R: Referenced>(&self) -> Arc<ReferenceList<R>> {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(ReferenceList::<R>::default()) as Arc<dyn Any + Send + Sync>;
        let list = Arc::clone(others.entry(TypeId::of::<R>()).or_insert_with(new));
        // By its type's own id, so it is of that type.
        list.downcast().unwrap_or_default()
    }

    /// Returns what the copy holds of a record, without asking for it.
    pub(super) fn get<R: Kept>(&self, parent: R::Parent, id: i64) -> Option<R> {
        R::get(&self.known().tree, parent, id)
    }

    /// Returns the records of a parent if they are known, without asking for them.
    pub(super) fn listed<R: Kept>(&self, parent: R::Parent) -> Option<Vec<R>> {
        R::all(&self.known().tree, parent)
    }

    /// Reports whether the records of a parent are known, and a record isn't among them.
    pub(super) fn lacks<R: Kept>(&self, parent: R::Parent, id: i64) -> bool {
        let known = self.known();
        R::is_listed(&known.tree, parent) && R::get(&known.tree, parent, id).is_none()
    }

    /// Returns the IVR that is known to have a menu.
    pub(super) fn ivr_of_menu(&self, menu_id: i64) -> Option<i64> {
        self.known().tree.ivr_of_menu(menu_id)
    }

    /// Reads the routes of a menu by the menu's own list, unless that was done: it holds all that Zendesk tells of them.
    pub(super) async fn confirm(&self, menu: MenuId) -> Result<(), Error> {
        self.load::<IvrRoute>(Asked::Routes(menu), menu).await.map(drop)
    }

    /// Brings the copy up to date with what a write did.
    pub(super) fn write(&self, effect: impl Fn(&mut Tree) + Send + Sync + 'static) {
        write(&self.known, effect);
    }

    /// Drops the list of a parent: a write's answer was lost, so nobody knows what is in it.
    pub(super) fn doubt<R: Kept>(&self, parent: R::Parent) {
        match R::place(parent) {
            Place::Account => [Asked::Ivrs, Asked::AllIvrs].iter().for_each(|asked| self.lists.forget(asked)),
            Place::Ivr(ivr_id) => self.lists.forget(&Asked::Menus(ivr_id)),
            Place::Menu(menu) => self.lists.forget(&Asked::Routes(menu)),
        }
        self.write(move |tree| R::forget(tree, parent));
    }

    /// Lists the records of a parent to see what became of a write, and takes the list in.
    pub(super) async fn look<R: Kept>(&self, parent: R::Parent) -> Result<Vec<R>, Error> {
        let reading = Reading::begin(&self.known);
        let records = self.client.look::<R>(parent).await?;
        reading.end(|tree| R::set_all(tree, parent, records.clone()));
        Ok(records)
    }

    /// Makes sure that a list is known, or that what it belongs to is gone.
    fn read(&self, place: Place) -> futures::future::BoxFuture<'_, Result<Owner, Error>> {
        Box::pin(async move {
            match place {
                Place::Account => self.read_ivrs().await.map(|()| Owner::There),
                Place::Ivr(ivr_id) => self.read_menus(ivr_id).await,
                Place::Menu(menu) => self.read_routes(menu).await,
            }
        })
    }

    /// Reads all IVRs, however many there are.
    async fn read_ivrs(&self) -> Result<(), Error> {
        match self.load_ivrs().await? {
            Extent::Whole => Ok(()),
            Extent::Partial(None) => self.load::<Ivr>(Asked::AllIvrs, ()).await.map(drop),
            Extent::Partial(Some(error)) => Err(error),
        }
    }

    async fn read_menus(&self, ivr_id: i64) -> Result<Owner, Error> {
        let extent = self.load_ivrs().await?;
        let is_whole = matches!(extent, Extent::Whole);
        if is_whole && !self.is_known::<Ivr>((), ivr_id) && !self.prove::<Ivr>((), ivr_id).await? {
            return Ok(Owner::Gone);
        }
        if self.is_listed::<IvrMenu>(ivr_id) {
            return Ok(Owner::There);
        }
        if let Some(error) = self.service_failure.get() {
            return Err(error.clone());
        }
        match self.load::<IvrMenu>(Asked::Menus(ivr_id), ivr_id).await {
            Ok(_) => Ok(Owner::There),
            Err(error) if error.is_not_found() => self.lost::<Ivr>(Asked::AllIvrs, (), ivr_id, error).await,
            Err(error) => {
                if matches!(extent, Extent::Partial(Some(_))) && is_of_the_list(&error) {
                    drop(self.service_failure.set(error.clone()));
                }
                Err(error)
            }
        }
    }

    async fn read_routes(&self, menu: MenuId) -> Result<Owner, Error> {
        let MenuId { ivr_id, menu_id } = menu;
        if self.read(Place::Ivr(ivr_id)).await? == Owner::Gone {
            return Ok(Owner::Gone);
        }
        if !self.is_known::<IvrMenu>(ivr_id, menu_id) && !self.prove::<IvrMenu>(ivr_id, menu_id).await? {
            return Ok(Owner::Gone);
        }
        if self.is_listed::<IvrRoute>(menu) {
            return Ok(Owner::There);
        }
        match self.load::<IvrRoute>(Asked::Routes(menu), menu).await {
            Ok(_) => Ok(Owner::There),
            Err(error) if error.is_not_found() => {
                let lost = self.lost::<IvrMenu>(Asked::MenusAgain(ivr_id), ivr_id, menu_id, error).await;
                match lost {
                    // The IVR may be gone with its menus.
                    Err(error) if error.is_not_found() => {
                        self.lost::<Ivr>(Asked::AllIvrs, (), ivr_id, error).await
                    }
                    lost => lost,
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Finds out whether the 404 of a list goes back to its owner being gone: the list of owners has to lack it as well.
    async fn lost<R: Kept>(
        &self,
        asked: Asked,
        parent: R::Parent,
        id: i64,
        error: Error,
    ) -> Result<Owner, Error> {
        self.load::<R>(asked, parent).await?;
        if self.is_known::<R>(parent, id) || self.prove::<R>(parent, id).await? {
            Err(error)
        } else {
            Ok(Owner::Gone)
        }
    }

    /// Finds out whether a record that its list lacks is there: a list alone is no proof.
    ///
    /// A deletion between two pages hides a living neighbour.
    async fn prove<R: Kept>(&self, parent: R::Parent, id: i64) -> Result<bool, Error> {
        let ask = async || Ok(self.reread::<R>(parent, id).await?.is_some());
        self.proofs.once((R::place(parent), id), ask).await
    }

    /// Lists the IVRs, unless there are too many.
    async fn load_ivrs(&self) -> Result<Extent, Error> {
        if matches!(self.lists.outcome(&Asked::AllIvrs), Some(Ok(_))) {
            return Ok(Extent::Whole);
        }
        let ask = async || {
            let reading = Reading::begin(&self.known);
            match self.client.list_up_to::<Ivr>((), MOST_IVRS).await {
                Ok(Listing::Whole(ivrs)) => {
                    reading.end(|tree| Ivr::set_all(tree, (), ivrs));
                    Ok(Extent::Whole)
                }
                Ok(Listing::TooLong) => Ok(Extent::Partial(None)),
                Err(error) if is_of_the_list(&error) => Ok(Extent::Partial(Some(error))),
                Err(error) => Err(error),
            }
        };
        self.lists.once(Asked::Ivrs, ask).await
    }

    /// Asks for a list once.
    async fn load<R: Kept>(&self, asked: Asked, parent: R::Parent) -> Result<Extent, Error> {
        let ask = async || {
            let reading = Reading::begin(&self.known);
            let records = self.client.list::<R>(parent).await?;
            reading.end(|tree| R::set_all(tree, parent, records));
            // What a list above holds of routes has taken the place of what the menus' own lists told. Only who asked may
            // say so: those who waited come later, when the menus' lists may be under way again.
            self.lists.forget_if(|below| asked.is_above(*below));
            Ok(Extent::Whole)
        };
        self.lists.once(asked, ask).await
    }

    fn is_known<R: Kept>(&self, parent: R::Parent, id: i64) -> bool {
        self.get::<R>(parent, id).is_some()
    }

    fn is_listed<R: Kept>(&self, parent: R::Parent) -> bool {
        R::is_listed(&self.known().tree, parent)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.known)
    }
}

/// Reports whether a list can't be read for its own sake, so that its parts may be had one by one.
fn is_of_the_list(error: &Error) -> bool {
    matches!(error.kind(), Kind::TooLarge { .. } | Kind::Transport { reached: true, .. })
        || error.status() == Some(Status::Server)
}

/// Keeps what can be referred to.
fn referenced<R: Referenced>(listed: Vec<R::Wire>) -> Vec<R> {
    listed.into_iter().filter_map(R::from_wire).collect()
}

/// A list that is being read: what is written meanwhile is newer.
struct Reading<'a> {
    known: &'a Mutex<Known>,
    /// How many effects there were when it began.
    since: usize,
}

impl<'a> Reading<'a> {
    fn begin(known: &'a Mutex<Known>) -> Self {
        let mut guard = lock(known);
        guard.readers += 1;
        Self { known, since: guard.effects.len() }
    }

    /// Takes in what was read, and does to it what writes have done meanwhile.
    fn end(self, absorb: impl FnOnce(&mut Tree)) {
        let mut known = lock(self.known);
        let Known { tree, effects, .. } = &mut *known;
        absorb(tree);
        effects.iter().skip(self.since).for_each(|effect| effect(tree));
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        let mut known = lock(self.known);
        known.readers -= 1;
        if known.readers == 0 {
            known.effects.clear();
        }
    }
}

/// Does what a write did to what is known, and has the lists that are being read do it again.
fn write(known: &Mutex<Known>, effect: impl Fn(&mut Tree) + Send + Sync + 'static) {
    let mut known = lock(known);
    effect(&mut known.tree);
    if known.readers > 0 {
        known.effects.push(Arc::new(effect));
    }
}

fn lock(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Copy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copy").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::{Asked, Kept, Known, Mutex, Reading, lock, write};
    use crate::api::{Ivr, IvrRoute, MenuId};

    const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

    fn account(routes: Value) -> Vec<Ivr> {
        from_value(json!([{"id": 1, "menus": [{"id": 2, "routes": routes}]}])).unwrap()
    }

    fn ids(known: &Mutex<Known>) -> Vec<i64> {
        IvrRoute::all(&lock(known).tree, MENU).unwrap().iter().map(|route| route.id).collect()
    }

    /// How many lists are being read, and how many effects are kept for them.
    fn counts(known: &Mutex<Known>) -> (usize, usize) {
        let known = lock(known);
        (known.readers, known.effects.len())
    }

    #[test]
    fn what_is_written_while_a_list_is_read_is_newer_than_the_list() {
        let known = Mutex::<Known>::default();
        let before = || account(json!([{"id": 8}, {"id": 9}]));
        let first = Reading::begin(&known);
        write(&known, |tree| IvrRoute::remove(tree, MENU, 9));
        // This one begins after the write: a route of that id that it holds is a fact.
        let second = Reading::begin(&known);
        first.end(|tree| Ivr::set_all(tree, (), before()));
        assert_eq!(ids(&known), [8]);
        assert_eq!(counts(&known), (1, 1));
        second.end(|tree| Ivr::set_all(tree, (), before()));
        assert_eq!(ids(&known), [8, 9]);
        // Nobody reads any more: a write is in the tree alone.
        assert_eq!(counts(&known), (0, 0));
        write(&known, |tree| IvrRoute::remove(tree, MENU, 8));
        assert_eq!(ids(&known), [9]);
        assert_eq!(counts(&known), (0, 0));
    }

    #[test]
    fn a_list_that_fails_is_no_longer_being_read() {
        let known = Mutex::<Known>::default();
        drop(Reading::begin(&known));
        assert_eq!(counts(&known), (0, 0));
    }

    #[test]
    fn a_list_is_above_the_routes_of_its_menus_alone() {
        let routes = Asked::Routes(MENU);
        for (asked, is_above) in [
            (Asked::Ivrs, true),
            (Asked::AllIvrs, true),
            (Asked::Menus(1), true),
            (Asked::MenusAgain(1), true),
            (Asked::Menus(3), false),
            (Asked::MenusAgain(3), false),
            (routes, false),
        ] {
            assert_eq!(asked.is_above(routes), is_above, "{asked:?}");
            assert!(!asked.is_above(Asked::Menus(1)), "{asked:?}");
        }
    }
}
