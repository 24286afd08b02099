//! The account: what exists, and what tests and the HTTP surface do with it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::clock::Clock;
use super::rate::Usage;
use super::{Credentials, Greeting, Group, Ivr, Knobs, Menu, PhoneNumber, Refusal};

/// First id, of the size that real ids have: above 32 bits, below 2^53.
const FIRST_ID: i64 = 21_973_195_678_484;

/// Distance between two ids; real ids ascend with gaps too.
const ID_STEP: i64 = 384;

/// A Zendesk account with Talk.
pub(crate) struct Account {
    pub(crate) credentials: Credentials,
    pub(crate) knobs: Knobs,
    pub(super) ivrs: Vec<Ivr>,
    pub(super) groups: BTreeMap<i64, Group>,
    pub(super) phone_numbers: BTreeMap<i64, PhoneNumber>,
    pub(super) greetings: BTreeMap<i64, Greeting>,
    /// The IVRs, menus and routes that came by a POST, by their ids.
    posted: BTreeSet<i64>,
    next_id: i64,
    clock: Clock,
    usage: Usage,
}

impl Account {
    /// An empty account with new credentials.
    pub(crate) fn new() -> Self {
        Self {
            credentials: Credentials::random(),
            knobs: Knobs::default(),
            ivrs: Vec::new(),
            groups: BTreeMap::new(),
            phone_numbers: BTreeMap::new(),
            greetings: BTreeMap::new(),
            posted: BTreeSet::new(),
            next_id: FIRST_ID,
            clock: Clock::default(),
            usage: Usage::default(),
        }
    }

    /// Chooses the id of the next object; later ones ascend from it.
    pub(crate) fn set_next_id(&mut self, id: i64) {
        self.next_id = id;
    }

    pub(super) fn take_id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id += ID_STEP;
        id
    }

    /// Adds an IVR with its default menu "Main menu", as the service does.
    pub(crate) fn add_ivr(&mut self, name: &str) -> i64 {
        let id = self.take_id();
        self.ivrs.push(Ivr { id, name: Some(name.into()), menus: Vec::new(), phone_numbers: Vec::new() });
        let menu = self.add_menu(id, "Main menu");
        self.menu_mut(id, menu).expect("just added").default = true;
        id
    }

    /// Adds an IVR before all others: what is on later pages of the list moves on by one.
    pub(crate) fn add_ivr_in_front(&mut self, name: &str) -> i64 {
        let id = self.add_ivr(name);
        self.ivrs.rotate_right(1);
        id
    }

    /// Adds a menu that isn't the default one.
    pub(crate) fn add_menu(&mut self, ivr_id: i64, name: &str) -> i64 {
        let id = self.take_id();
        let name = Some(name.into());
        let ivr = self.ivr_mut(ivr_id).unwrap_or_else(|| panic!("no IVR {ivr_id}"));
        ivr.menus.push(Menu { id, name, default: false, greeting_id: None, routes: Vec::new() });
        id
    }

    /// All IVRs, in the order of their creation.
    pub(crate) fn ivrs(&self) -> &[Ivr] {
        &self.ivrs
    }

    /// An IVR.
    pub(crate) fn ivr(&self, ivr_id: i64) -> Result<&Ivr, Refusal> {
        self.ivrs.iter().find(|i| i.id == ivr_id).ok_or(Refusal::NotFound)
    }

    /// An IVR, to change it.
    pub(crate) fn ivr_mut(&mut self, ivr_id: i64) -> Option<&mut Ivr> {
        self.ivrs.iter_mut().find(|i| i.id == ivr_id)
    }

    /// A menu.
    pub(crate) fn menu(&self, ivr_id: i64, menu_id: i64) -> Result<&Menu, Refusal> {
        self.ivr(ivr_id)?.menu(menu_id).ok_or(Refusal::NotFound)
    }

    /// A menu, to change it.
    pub(crate) fn menu_mut(&mut self, ivr_id: i64, menu_id: i64) -> Option<&mut Menu> {
        self.ivr_mut(ivr_id)?.menus.iter_mut().find(|m| m.id == menu_id)
    }

    /// Id of the menu that an IVR starts with.
    pub(crate) fn default_menu(&self, ivr_id: i64) -> i64 {
        let ivr = self.ivr(ivr_id).unwrap_or_else(|_| panic!("no IVR {ivr_id}"));
        ivr.menus
            .iter()
            .find(|m| m.default)
            .unwrap_or_else(|| panic!("IVR {ivr_id} lost its default menu"))
            .id
    }

    /// Notes that an object came by a POST.
    pub(crate) fn note_posted(&mut self, id: i64) {
        self.posted.insert(id);
    }

    /// The IVRs, menus and routes that came by a POST and are still there.
    pub(crate) fn posted(&self) -> Vec<i64> {
        let menus = self.ivrs.iter().flat_map(|ivr| &ivr.menus);
        let routes = menus.clone().flat_map(|menu| &menu.routes).map(|route| route.id);
        let all = self.ivrs.iter().map(|ivr| ivr.id).chain(menus.map(|menu| menu.id)).chain(routes);
        all.filter(|id| self.posted.contains(id)).collect()
    }

    /// Removes a menu with its routes; says whether it was there.
    pub(crate) fn remove_menu(&mut self, ivr_id: i64, menu_id: i64) -> Option<Menu> {
        let menus = &mut self.ivr_mut(ivr_id)?.menus;
        Some(menus.remove(menus.iter().position(|m| m.id == menu_id)?))
    }

    /// Deletes a menu as the service does: not where calls start; routes that lead to it stay.
    pub(crate) fn delete_menu(&mut self, ivr_id: i64, menu_id: i64) -> Result<(), Refusal> {
        if self.menu(ivr_id, menu_id)?.default {
            return Err(Refusal::DefaultMenu);
        }
        self.remove_menu(ivr_id, menu_id);
        Ok(())
    }

    /// Removes an IVR with its menus and routes.
    pub(crate) fn remove_ivr(&mut self, ivr_id: i64) -> Option<Ivr> {
        Some(self.ivrs.remove(self.ivrs.iter().position(|i| i.id == ivr_id)?))
    }

    /// Brings back an IVR that was removed.
    pub(crate) fn restore_ivr(&mut self, ivr: Ivr) {
        self.ivrs.push(ivr);
    }

    /// What the account takes for now.
    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Puts the account's clock forward: tokens expire, the rate limit's window passes.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
    }

    /// Counts a request; returns how long to wait if it is over the rate limit.
    pub(crate) fn count_request(&mut self) -> Option<Duration> {
        self.usage.count(self.knobs.rate_limit?, self.clock.now())
    }
}
