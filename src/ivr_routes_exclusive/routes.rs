//! The routes of a menu by their keys, and which of them a list lacks.

use std::collections::BTreeMap;

use tf_provider::AttributePath;
use tf_provider::value::Value;

use super::Routes;
use crate::api::IvrRoute;
use crate::attributes::conversion::{known, number};
use crate::attributes::ids;

/// Ids of routes, by the keys that a map of Terraform has for them.
pub(super) type Keyed = BTreeMap<String, i64>;

/// Returns the path of a key.
pub(super) fn at(key: &str) -> AttributePath {
    AttributePath::new("routes").key(key.to_owned())
}

/// Returns what is known of a map.
pub(super) fn known_routes(routes: &Value<Routes>) -> Keyed {
    let routes = known(routes).into_iter().flatten();
    routes.filter_map(|(key, id)| Some((key.clone(), ids::parse(known(id)?)?))).collect()
}

/// Returns the attribute of a map.
pub(super) fn to_attribute(routes: &Keyed) -> Value<Routes> {
    Value::Value(routes.iter().map(|(key, id)| (key.clone(), number(*id))).collect())
}

/// Reports whether a map has a route.
pub(super) fn has(routes: &Keyed, route_id: i64) -> bool {
    routes.values().any(|id| *id == route_id)
}

/// Returns those routes that a list lacks.
pub(super) fn lacking(routes: &Keyed, list: &Keyed) -> Keyed {
    routes.iter().filter(|(_, id)| !has(list, **id)).map(|(key, id)| (key.clone(), *id)).collect()
}

/// Puts routes in a map by their keys. Of several on one key, the one of `list` has it; the others have names of their own.
pub(super) fn by_key(routes: impl IntoIterator<Item = (Option<String>, i64)>, list: &Keyed) -> Keyed {
    let mut keyed = Keyed::new();
    let (listed, others): (Vec<_>, Vec<_>) =
        routes.into_iter().partition(|(key, id)| key.as_ref().and_then(|key| list.get(key)) == Some(id));
    for (key, id) in listed.into_iter().chain(others) {
        let key = match key {
            Some(key) if !keyed.contains_key(&key) => key,
            key => of_its_own(key.as_deref(), id),
        };
        keyed.insert(key, id);
    }
    keyed
}

/// Returns a route with its key, for [`by_key`].
pub(super) fn with_key(route: &IvrRoute) -> (Option<String>, i64) {
    (route.keypress.clone(), route.id)
}

/// Reports whether a route is still where a map showed it.
pub(super) fn is_on(shown: &str, route: &IvrRoute) -> bool {
    let key = route.keypress.as_deref();
    key == Some(shown) || of_its_own(key, route.id) == shown
}

/// Returns the name of a route that has no key, or shares it.
fn of_its_own(key: Option<&str>, id: i64) -> String {
    format!("{} ({id})", key.unwrap_or("no key"))
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};
    use tf_provider::value::Value;

    use super::{Keyed, by_key, is_on, known_routes, lacking, to_attribute};
    use crate::api::IvrRoute;

    fn keyed(routes: &[(&str, i64)]) -> Keyed {
        routes.iter().map(|(key, id)| ((*key).to_owned(), *id)).collect()
    }

    fn menu(routes: &[(Option<&str>, i64)]) -> Vec<(Option<String>, i64)> {
        routes.iter().map(|(key, id)| (key.map(str::to_owned), *id)).collect()
    }

    #[test]
    fn every_route_has_a_place() {
        let routes = menu(&[(Some("1"), 7), (None, 8), (Some("1"), 9), (Some("*"), 10), (None, 11)]);
        let expected = [("1", 7), ("no key (8)", 8), ("1 (9)", 9), ("*", 10), ("no key (11)", 11)];
        assert_eq!(by_key(routes.clone(), &Keyed::new()), keyed(&expected));
        let expected = [("1", 9), ("no key (8)", 8), ("1 (7)", 7), ("*", 10), ("no key (11)", 11)];
        assert_eq!(by_key(routes, &keyed(&[("1", 9), ("2", 7)])), keyed(&expected));
    }

    #[test]
    fn a_route_is_where_it_was_shown_until_its_key_changes() {
        let route = |key: Option<&str>| from_value::<IvrRoute>(json!({"id": 9, "keypress": key})).unwrap();
        for (key, shown) in [(Some("1"), "1"), (Some("1"), "1 (9)"), (None, "no key (9)")] {
            assert!(is_on(shown, &route(key)));
            assert!(!is_on(shown, &route(Some("2"))));
        }
    }

    #[test]
    fn a_list_lacks_what_it_has_under_no_key() {
        let routes = keyed(&[("1", 7), ("2", 8), ("3", 9)]);
        assert_eq!(lacking(&routes, &keyed(&[("5", 7), ("3", 10)])), keyed(&[("2", 8), ("3", 9)]));
        assert_eq!(lacking(&routes, &Keyed::new()), routes);
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        let routes = keyed(&[("1", 7)]);
        assert_eq!(known_routes(&to_attribute(&routes)), routes);
        assert_eq!(known_routes(&Value::Unknown), Keyed::new());
        let Value::Value(mut map) = to_attribute(&routes) else { panic!("a map") };
        map.insert("2".to_owned(), Value::Unknown);
        assert_eq!(known_routes(&Value::Value(map)), routes);
    }
}
