//! The menus whose lists are planned in this run: a menu has one list.

use std::sync::atomic::{AtomicU64, Ordering};

use tf_provider::value::Value;

use super::{IvrRoutesExclusive, Private};
use crate::api::MenuId;
use crate::ivr_route::{Candidate, IvrRoute, Object, PlannedKeys};

/// Finds two lists that are planned for one menu.
///
/// To tell two lists from one that is planned in two walks takes what it takes with routes, so a list is noted as the route of
/// an empty key.
#[derive(Debug, Default)]
pub(super) struct PlannedMenus {
    keys: PlannedKeys,
    /// How many writes there were at the last plan call.
    writes: AtomicU64,
}

impl PlannedMenus {
    /// Notes that a configuration is validated.
    pub(super) fn validate(&self, config: &IvrRoutesExclusive) {
        self.keys.validate(&as_route(config));
    }

    /// Notes that changes are made, so the plan before them is done with.
    pub(super) fn apply(&self) {
        self.keys.apply();
    }

    /// Notes that a list has been written.
    pub(super) fn write(&self, menu: MenuId, private: &Private, config: &IvrRoutesExclusive) {
        let object = Some((menu.menu_id, private.origin));
        self.keys.write(Some((menu, "")), candidate(object, false), &as_route(config));
    }

    /// Notes that the list of a menu goes.
    pub(super) fn forget(&self, menu: MenuId) {
        self.keys.forget(menu.menu_id);
    }

    /// Notes that a list is planned, and its menu, if it is known; returns whether it is the menu's only one.
    ///
    /// `writes` is how many writes there were, of routes as well: where there are more than before, an apply has begun, and
    /// plans once more.
    #[must_use]
    pub(super) fn plan(
        &self,
        writes: u64,
        menu: Option<MenuId>,
        private: &Private,
        is_replacement: bool,
        config: &IvrRoutesExclusive,
    ) -> bool {
        if self.writes.swap(writes, Ordering::Relaxed) != writes {
            self.apply();
        }
        let object = private.planned_for.map(|menu_id| (menu_id, private.origin));
        let candidate = candidate(object, is_replacement && object.is_some());
        self.keys.plan(menu.map(|menu| (menu, "")), candidate, &as_route(config)).is_ok()
    }
}

fn candidate(object: Option<Object>, is_replacement: bool) -> Candidate {
    Candidate { object, is_replacement, has_own_key: true, does: String::new() }
}

/// Returns a route that is configured as a list is: equal ones for equal lists, and unknown where the list is.
fn as_route(config: &IvrRoutesExclusive) -> IvrRoute {
    let routes = match &config.routes {
        Value::Value(routes) if routes.values().all(|id| !id.is_unknown()) => {
            Value::Value(serde_json::to_string(routes).unwrap_or_default())
        }
        Value::Null => Value::Null,
        Value::Value(_) | Value::Unknown => Value::Unknown,
    };
    IvrRoute {
        ivr_id: config.ivr_id.clone(),
        menu_id: config.menu_id.clone(),
        overflow_options: routes,
        ..IvrRoute::default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};
    use tf_provider::value::Value;

    use super::{PlannedMenus, Private};
    use crate::api::MenuId;
    use crate::ivr_routes_exclusive::IvrRoutesExclusive;

    const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

    fn list(route_id: i64) -> IvrRoutesExclusive {
        let routes = from_value(json!({"1": route_id})).unwrap();
        IvrRoutesExclusive { routes: Value::Value(routes), ..IvrRoutesExclusive::of(MENU) }
    }

    fn plan(menus: &PlannedMenus, private: &Private, config: &IvrRoutesExclusive) -> bool {
        menus.validate(config);
        menus.plan(0, Some(MENU), private, false, config)
    }

    #[test]
    fn a_menu_has_one_list_new_or_not() {
        let stored = Private { planned_for: Some(2), ..Private::new() };
        let other = Private { planned_for: Some(2), ..Private::new() };
        let new = Private::default();
        for (one, two) in [(&new, &new), (&new, &stored), (&stored, &new), (&stored, &other)] {
            let menus = PlannedMenus::default();
            assert!(plan(&menus, one, &list(7)));
            assert!(!plan(&menus, two, &list(8)));
        }
    }

    #[test]
    fn a_write_of_anything_is_the_sign_of_an_apply() {
        let menus = PlannedMenus::default();
        let new = Private::default();
        assert!(plan(&menus, &new, &list(7)));
        menus.validate(&list(8));
        assert!(menus.plan(1, Some(MENU), &new, false, &list(8)));
        assert!(!menus.plan(1, Some(MENU), &new, false, &list(9)));
    }

    #[test]
    fn one_list_may_be_planned_in_several_walks() {
        let menus = PlannedMenus::default();
        for _run in 0..2 {
            menus.validate(&list(7));
            assert!(plan(&menus, &Private::default(), &list(7)));
        }
        menus.apply();
        let private = Private { planned_for: Some(2), ..Private::new() };
        menus.write(MENU, &private, &list(7));
        assert!(plan(&menus, &private, &list(7)));
        assert!(menus.plan(0, Some(MENU), &private, true, &list(7)));
        menus.apply();
        menus.forget(MENU);
        assert!(plan(&menus, &Private::default(), &list(7)));
    }
}
