//! The account's routes.

use serde_json::Value;

use super::normalize::normalize;
use super::{Account, Change, Put, Refusal, Route};

impl Account {
    /// Adds a route directly, without the service's checks.
    pub(crate) fn add_route(
        &mut self,
        ivr_id: i64,
        menu_id: i64,
        keypress: &str,
        action: &str,
        options: Value,
    ) -> i64 {
        let id = self.take_id();
        let Value::Object(options) = options else { panic!("options are an object, not {options}") };
        let (keypress, action) = (Some(keypress.into()), Some(action.into()));
        let menu = self.menu_mut(ivr_id, menu_id).unwrap_or_else(|| panic!("no menu {ivr_id}/{menu_id}"));
        menu.routes.push(Route { id, keypress, action, options, ..Route::default() });
        id
    }

    /// The routes of a menu in the order of their creation; none if the menu isn't there.
    pub(crate) fn routes(&self, ivr_id: i64, menu_id: i64) -> &[Route] {
        self.menu(ivr_id, menu_id).map_or(&[], |menu| &menu.routes)
    }

    /// A route.
    pub(crate) fn route(&self, ivr_id: i64, menu_id: i64, route_id: i64) -> Option<&Route> {
        self.routes(ivr_id, menu_id).iter().find(|r| r.id == route_id)
    }

    /// A route, to change it behind Terraform's back.
    pub(crate) fn route_mut(&mut self, ivr_id: i64, menu_id: i64, route_id: i64) -> Option<&mut Route> {
        self.menu_mut(ivr_id, menu_id)?.routes.iter_mut().find(|r| r.id == route_id)
    }

    /// Removes a route.
    pub(crate) fn remove_route(&mut self, ivr_id: i64, menu_id: i64, route_id: i64) -> Option<Route> {
        let routes = &mut self.menu_mut(ivr_id, menu_id)?.routes;
        Some(routes.remove(routes.iter().position(|r| r.id == route_id)?))
    }

    /// How many routes the account holds.
    pub(crate) fn route_count(&self) -> usize {
        self.ivrs.iter().flat_map(|i| &i.menus).map(|m| m.routes.len()).sum()
    }

    /// Creates a route as the service does; returns its id.
    pub(crate) fn create_route(&mut self, ivr_id: i64, menu_id: i64, change: Change) -> Result<i64, Refusal> {
        self.menu(ivr_id, menu_id)?;
        let mut route = Route::default().changed(change, Put::Replace)?;
        self.check_key(ivr_id, menu_id, &route)?;
        self.store(&mut route);
        route.id = self.take_id();
        let id = route.id;
        self.menu_mut(ivr_id, menu_id).ok_or(Refusal::NotFound)?.routes.push(route);
        Ok(id)
    }

    /// Updates a route as the service does.
    pub(crate) fn update_route(
        &mut self,
        ivr_id: i64,
        menu_id: i64,
        route_id: i64,
        change: Change,
    ) -> Result<(), Refusal> {
        let old = self.route(ivr_id, menu_id, route_id).ok_or(Refusal::NotFound)?;
        let mut route = old.updated(change, &self.knobs)?;
        self.check_key(ivr_id, menu_id, &route)?;
        self.store(&mut route);
        *self.route_mut(ivr_id, menu_id, route_id).ok_or(Refusal::NotFound)? = route;
        Ok(())
    }

    fn store(&self, route: &mut Route) {
        if let (Some(default), Some(Value::Array(ids))) =
            (self.knobs.default_group, route.options.get_mut("group_ids"))
        {
            let unknown = |id: &&mut Value| id.as_i64().is_none_or(|id| self.group(id).is_none());
            ids.iter_mut().filter(unknown).for_each(|id| *id = default.into());
        }
        normalize(&mut route.options, &self.knobs);
    }

    fn check_key(&self, ivr_id: i64, menu_id: i64, route: &Route) -> Result<(), Refusal> {
        let same = |other: &Route| other.id != route.id && other.keypress == route.keypress;
        let taken = route.keypress.is_some() && self.routes(ivr_id, menu_id).iter().any(same);
        if taken && self.knobs.unique_keypress { Err(Refusal::KeypressTaken) } else { Ok(()) }
    }

    /// What the service shows as `option_text`: the name of the (first) group or of the menu, the number, the text.
    ///
    /// Only the group's name is documented and only the menu's recorded; the other two are a guess.
    pub(crate) fn option_text(&self, ivr_id: i64, route: &Route) -> Option<String> {
        let option = |key: &str| route.options.get(key);
        let text = |key: &str| option(key)?.as_str().map(str::to_owned);
        match route.action.as_deref()? {
            "group" | "voicemail" => self.group(option("group_ids")?.get(0)?.as_i64()?),
            "menu" => self.menu(ivr_id, option("menu_id")?.as_i64()?).ok()?.name.clone(),
            "phone_number" => text("phone_number"),
            "textback" => text("sms_text"),
            _ => None,
        }
    }
}
