//! The problems of a call flow: what goes wrong for callers.

use std::fmt;

use super::flow::{Flow, IvrFlow, Key, MenuFlow};
use super::way::Way;

/// A problem of a call flow, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The IVR, as a picture calls it.
    pub ivr: String,
    /// The menu, unless the problem is one of the IVR as a whole.
    pub menu: Option<Place>,
    /// The key, where the problem is one of a route.
    pub key: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// A menu that has a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id.
    pub id: i64,
    /// What a picture calls it.
    pub title: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A route leads to a menu that the IVR doesn't have.
    MenuNotFound {
        /// The id of that menu.
        menu_id: i64,
    },
    /// A route calls a group that the account doesn't have.
    GroupNotFound {
        /// The id of that group.
        group_id: i64,
        /// Whether another group of the route takes the calls.
        has_others: bool,
    },
    /// No route leads to the menu from where callers arrive.
    MenuUnreachable,
    /// Callers who press no key are disconnected.
    NoDefaultRoute,
    /// No key of the menu, nor of the menus that it leads to, leads to anybody.
    NoWayOut,
    /// The IVR has no menu.
    NoMenu,
    /// Phone numbers lead to the IVR, and the menu that their callers get to first has no routes.
    FirstMenuEmpty,
}

impl Problem {
    /// Returns the name of this kind of problem, which never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MenuNotFound { .. } => "menu_not_found",
            Self::GroupNotFound { .. } => "group_not_found",
            Self::MenuUnreachable => "menu_unreachable",
            Self::NoDefaultRoute => "no_default_route",
            Self::NoWayOut => "no_way_out",
            Self::NoMenu => "no_menu",
            Self::FirstMenuEmpty => "first_menu_empty",
        }
    }
}

impl Finding {
    /// Says what is wrong, and what it means for callers; where it is, `Display` says before.
    #[must_use]
    pub fn text(&self) -> String {
        let key = self.key.as_deref().unwrap_or_default();
        match &self.problem {
            Problem::MenuNotFound { menu_id } => format!(
                "key {key} leads to menu {menu_id}, which this IVR doesn't have: callers who press it get nowhere"
            ),
            Problem::GroupNotFound { group_id, has_others: true } => format!(
                "key {key} calls group {group_id}, which this account doesn't have: the other groups of the route have to take \
                 its calls"
            ),
            Problem::GroupNotFound { group_id, has_others: false } => format!(
                "key {key} calls group {group_id}, which this account doesn't have: nobody takes these calls"
            ),
            Problem::MenuUnreachable => "no caller reaches it from the first menu".to_owned(),
            Problem::NoDefaultRoute => {
                "it has no default route: callers who press no key are disconnected".to_owned()
            }
            Problem::NoWayOut => {
                "no key ever leads to anybody, here or in the menus that it leads to".to_owned()
            }
            Problem::NoMenu => "it has no menu: callers hear nothing".to_owned(),
            Problem::FirstMenuEmpty => {
                "phone numbers lead to it, and it has no routes: no key does anything for their callers"
                    .to_owned()
            }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IVR \"{}\"", self.ivr)?;
        if let Some(Place { id, title }) = &self.menu {
            write!(f, ", menu \"{title}\" [{id}]")?;
        }
        write!(f, ": {}", self.text())
    }
}

/// Lists the problems, menu by menu.
#[must_use]
pub fn findings(flow: &Flow) -> Vec<Finding> {
    flow.ivrs.iter().flat_map(of_ivr).collect()
}

/// Lists the problems of one IVR, menu by menu.
pub(super) fn of_ivr(ivr: &IvrFlow) -> Vec<Finding> {
    let no_menu = ivr.menus.is_empty().then(|| Finding {
        ivr: ivr.title.clone(),
        menu: None,
        key: None,
        problem: Problem::NoMenu,
    });
    no_menu.into_iter().chain(ivr.menus.iter().flat_map(|menu| of_menu(ivr, menu))).collect()
}

fn of_menu(ivr: &IvrFlow, menu: &MenuFlow) -> Vec<Finding> {
    let of_keys = menu
        .keys
        .iter()
        .flat_map(|key| of_key(key).into_iter().map(|problem| (Some(key.key.clone()), problem)));
    let is_empty = menu.keys.is_empty() && !menu.is_partly_known;
    let of_menu = [
        (menu.is_first && is_empty && !ivr.phone_numbers.is_empty()).then_some(Problem::FirstMenuEmpty),
        (!menu.is_reached).then_some(Problem::MenuUnreachable),
        (!menu.has_default).then_some(Problem::NoDefaultRoute),
        (!menu.leads_to_somebody && !menu.keys.is_empty()).then_some(Problem::NoWayOut),
    ];
    let place = Place { id: menu.id, title: menu.title.clone() };
    of_keys
        .chain(of_menu.into_iter().flatten().map(|problem| (None, problem)))
        .map(|(key, problem)| Finding { ivr: ivr.title.clone(), menu: Some(place.clone()), key, problem })
        .collect()
}

fn of_key(key: &Key) -> Vec<Problem> {
    match key.way {
        Way::Nowhere(menu_id) => vec![Problem::MenuNotFound { menu_id }],
        _ => {
            let has_others = key.has_group;
            let missing = key.missing_groups.iter();
            missing.map(|id| Problem::GroupNotFound { group_id: *id, has_others }).collect()
        }
    }
}
