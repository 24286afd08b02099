//! Whether a route that turned up is the one that a create asked for.

use super::IvrRouteOptions;
use super::import_id::import_ids_of_new;
use crate::account::Created;
use crate::api::{IvrRoute, MenuId, Options, RouteRequest};

impl Created for IvrRoute {
    fn is_as_asked(body: &RouteRequest, record: &Self) -> bool {
        is_as_asked(body, record)
    }

    fn is_copy_of(&self, other: &Self) -> bool {
        Self { id: other.id, ..self.clone() } == *other
    }

    fn import_ids(menu: MenuId, body: &RouteRequest) -> Vec<String> {
        import_ids_of_new(menu, body.keypress.as_deref())
    }

    fn holder(menu: MenuId) -> String {
        format!("menu {}", menu.menu_id)
    }
}

/// Tells whether a route is what `request` asks for, in whatever spelling; what it leaves open may be anything.
fn is_as_asked(request: &RouteRequest, route: &IvrRoute) -> bool {
    let RouteRequest { keypress, action, options, overflow_options } = request;
    let same = |asked: &Option<String>, found: &Option<String>| asked.is_none() || asked == found;
    same(keypress, &route.keypress)
        && same(action, &route.action)
        && options.as_ref().is_none_or(|options| has_options(options, &route.options))
        && overflow_options.as_ref().is_none_or(|asked| *asked == route.overflow_options)
}

/// Tells whether the options mean the same; no list at all may be stored as an empty one.
fn has_options(asked: &Options, found: &Options) -> bool {
    let [asked, found] = [asked, found].map(|options| IvrRouteOptions::from_wire(options, |_| true));
    found.respelled(&asked) == asked
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::is_as_asked;
    use crate::api::{Options, RouteRequest};

    fn request() -> RouteRequest {
        let options = Options {
            phone_number: Some("+1205953".into()),
            tags: Some(vec!["Sales".into(), "b".into()]),
            ..Options::default()
        };
        RouteRequest {
            keypress: Some("1".into()),
            action: Some("phone_number".into()),
            options: Some(options),
            overflow_options: None,
        }
    }

    #[test]
    fn the_service_may_spell_it_otherwise() {
        let found = json!({
            "id": 1, "keypress": "1", "action": "phone_number", "overflow_options": [],
            "options": {"phone_number": "+1 205 953", "tags": ["b", "sales"], "language": "de"},
        });
        assert!(is_as_asked(&request(), &from_value(found).unwrap()));
    }

    #[test]
    fn the_service_may_add_empty_lists() {
        let found = json!({
            "id": 1, "keypress": "1", "action": "phone_number",
            "options": {"phone_number": "+1205953", "tags": ["sales", "b"], "group_ids": []},
        });
        assert!(is_as_asked(&request(), &from_value(found).unwrap()));
    }

    #[test]
    fn another_route_is_not_it() {
        for found in [
            json!({"id": 1, "keypress": "2", "action": "phone_number", "options": {"phone_number": "+1205953", "tags": ["sales", "b"]}}),
            json!({"id": 1, "keypress": "1", "action": "menu", "options": {"phone_number": "+1205953", "tags": ["sales", "b"]}}),
            json!({"id": 1, "keypress": "1", "action": "phone_number", "options": {"phone_number": "+1205954", "tags": ["sales", "b"]}}),
            json!({"id": 1, "keypress": "1", "action": "phone_number", "options": {"phone_number": "+1205953"}}),
        ] {
            assert!(!is_as_asked(&request(), &from_value(found.clone()).unwrap()), "{found}");
        }
    }
}
