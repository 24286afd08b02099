//! The identity of a route: the three ids by which the API knows it.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use super::{IvrRoute, route_id};
use crate::api::{MenuId, RouteId};
use crate::attributes::conversion::number;
use crate::attributes::identity::id;
use crate::plugin::Number;

/// What tells a route from every other; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IvrRouteIdentity {
    /// The id of the IVR.
    pub ivr_id: Value<Number>,
    /// The id of the menu.
    pub menu_id: Value<Number>,
    /// The id that Zendesk gave the route.
    pub route_id: Value<Number>,
}

/// Gives the identity of a route; none as long as one of its ids isn't known.
#[must_use]
pub fn identity(route: &IvrRoute) -> Option<IvrRouteIdentity> {
    let RouteId { menu: MenuId { ivr_id, menu_id }, route_id } = route_id(route).ok()?;
    Some(IvrRouteIdentity { ivr_id: number(ivr_id), menu_id: number(menu_id), route_id: number(route_id) })
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

#[cfg(test)]
mod tests {
    use tf_provider::value::Value;

    use super::{IvrRouteIdentity, identified, identity};
    use crate::api::{MenuId, RouteId};
    use crate::ivr_route::from_id;
    use crate::plugin::Number;

    const ID: RouteId =
        RouteId { menu: MenuId { ivr_id: 10001, menu_id: 10002 }, route_id: 21_973_423_542_804 };

    fn given(route_id: Value<Number>) -> IvrRouteIdentity {
        let number = |id| Value::Value(Number::Int(id));
        IvrRouteIdentity { ivr_id: number(10001), menu_id: number(10002), route_id }
    }

    #[test]
    fn is_that_of_the_state_and_leads_back_to_it() {
        let identity = identity(&from_id(ID)).unwrap();
        assert_eq!(identity, given(Value::Value(Number::Int(21_973_423_542_804))));
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
        let cases = [
            (
                Value::Value(Number::Int(0)),
                "The route_id of the identity is 0. Allowed is a whole number from 1",
            ),
            (Value::Value(Number::Int(-3)), "The route_id of the identity is -3. Allowed"),
            (Value::Value(Number::Int(9_007_199_254_740_992)), "is 9007199254740992. Allowed"),
            (Value::Value(Number::Decimal("1.5".into())), "The route_id of the identity is 1.5. Allowed"),
            (Value::Null, "The identity lacks route_id, which has to be a whole number from 1"),
        ];
        for (route_id, expected) in cases {
            let error = identified(&given(route_id)).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }
}
