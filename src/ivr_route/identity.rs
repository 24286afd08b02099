//! The identity of a route: the three ids by which the API knows it.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use super::{IvrRoute, route_id};
use crate::api::{MenuId, RouteId};
use crate::attributes::identity::{id, text, upgraded_id};

/// What tells a route from every other; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IvrRouteIdentity {
    /// The id of the IVR.
    pub ivr_id: Value<String>,
    /// The id of the menu.
    pub menu_id: Value<String>,
    /// The id that Zendesk gave the route.
    pub route_id: Value<String>,
}

/// Gives the identity of a route; none as long as one of its ids isn't known.
#[must_use]
pub fn identity(route: &IvrRoute) -> Option<IvrRouteIdentity> {
    let RouteId { menu: MenuId { ivr_id, menu_id }, route_id } = route_id(route).ok()?;
    Some(IvrRouteIdentity { ivr_id: text(ivr_id), menu_id: text(menu_id), route_id: text(route_id) })
}

/// Reads the identity that an `import` block gives.
///
/// # Errors
///
/// Which of the ids is none, and what is allowed.
pub fn identified(identity: &IvrRouteIdentity) -> Result<RouteId, String> {
    let IvrRouteIdentity { ivr_id, menu_id, route_id } = identity;
    let menu = MenuId { ivr_id: id("ivr_id", ivr_id)?, menu_id: id("menu_id", menu_id)? };
    Ok(RouteId { menu, route_id: id("route_id", route_id)? })
}

/// Upgrades the identity that version 0 stored, where the ids are numbers.
///
/// # Errors
///
/// Which of the ids is none, and what is allowed.
pub fn upgraded_identity(stored: &serde_json::Value) -> Result<IvrRouteIdentity, String> {
    Ok(IvrRouteIdentity {
        ivr_id: upgraded_id("ivr_id", stored)?,
        menu_id: upgraded_id("menu_id", stored)?,
        route_id: upgraded_id("route_id", stored)?,
    })
}

#[cfg(test)]
mod tests {
    use tf_provider::value::Value;

    use super::{IvrRouteIdentity, identified, identity};
    use crate::api::{MenuId, RouteId};
    use crate::ivr_route::from_id;

    const ID: RouteId =
        RouteId { menu: MenuId { ivr_id: 10001, menu_id: 10002 }, route_id: 21_973_423_542_804 };

    fn text(text: &str) -> Value<String> {
        Value::Value(text.to_owned())
    }

    fn given(route_id: Value<String>) -> IvrRouteIdentity {
        IvrRouteIdentity { ivr_id: text("10001"), menu_id: text("10002"), route_id }
    }

    #[test]
    fn is_that_of_the_state_and_leads_back_to_it() {
        let identity = identity(&from_id(ID)).unwrap();
        assert_eq!(identity, given(text("21973423542804")));
        assert_eq!(identified(&identity), Ok(ID));
    }

    #[test]
    fn is_none_before_the_route_exists() {
        for route_id in [Value::Unknown, Value::Null] {
            assert_eq!(identity(&super::IvrRoute { route_id, ..from_id(ID) }), None);
        }
    }

    #[test]
    fn ids_are_checked() {
        let texts = [
            "",
            "0",
            "-3",
            "+1",
            "01",
            " 1",
            "1 ",
            "1.5",
            "1.0",
            "1e3",
            "abc",
            "9007199254740992",
            "99999999999999999999",
        ];
        for id in texts {
            let error = identified(&given(text(id))).unwrap_err();
            let expected = format!(
                "The route_id of the identity is \"{id}\". Allowed is a whole number from 1 to 9007199254740991, in plain digits"
            );
            assert!(error.starts_with(&expected), "{error}");
        }
        let error = identified(&given(Value::Null)).unwrap_err();
        assert!(
            error.starts_with("The identity lacks route_id, which has to be a whole number from 1"),
            "{error}"
        );
    }
}
