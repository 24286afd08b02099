//! Whether a route that turned up is the one that a create asked for.

use super::IvrRouteOptions;
use super::import_id::{import_id, import_ids_of_new};
use super::overflow_options::equal;
use crate::account::Created;
use crate::api::{IvrRoute, MenuId, Options, RouteId, RouteRequest};

impl Created for IvrRoute {
    /// A key has one route.
    const MAY_BE_EQUAL: bool = false;

    fn is_as_asked(body: &RouteRequest, record: &Self) -> bool {
        is_as_asked(body, record)
    }

    fn is_copy_of(&self, other: &Self) -> bool {
        Self { id: other.id, ..self.clone() } == *other
    }

    fn import_id(menu: MenuId, id: i64) -> String {
        import_id(RouteId { menu, route_id: id })
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
        && overflow_options.as_ref().is_none_or(|asked| equal(asked, &route.overflow_options))
}

/// Tells whether the options mean the same; no list at all may be stored as an empty one.
fn has_options(asked: &Options, found: &Options) -> bool {
    let [asked, found] = [asked, found].map(|options| IvrRouteOptions::from_wire(options, |_| true));
    found.respelled(&asked) == asked
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::is_as_asked;
    use crate::account::Created;
    use crate::api::{IvrRoute, MenuId, Options, RouteRequest};

    /// A request that sets every field and every option, whether or not an action takes them together.
    fn request() -> RouteRequest {
        let options = Options {
            group_ids: Some(vec![7, 8]),
            phone_number: Some("+1205953".into()),
            sms_text: Some("Hello".into()),
            textback_phone_number_id: Some(30),
            menu_id: Some(40),
            tags: Some(vec!["Sales".into(), "b".into()]),
            ..Options::default()
        };
        RouteRequest {
            keypress: Some("1".into()),
            action: Some("phone_number".into()),
            options: Some(options),
            overflow_options: Some(vec![json!({"action": "voicemail"})]),
        }
    }

    /// The route that it makes.
    fn created() -> Value {
        json!({
            "id": 1, "keypress": "1", "action": "phone_number",
            "options": {
                "group_ids": [7, 8], "phone_number": "+1205953", "sms_text": "Hello",
                "textback_phone_number_id": 30, "menu_id": 40, "tags": ["Sales", "b"],
            },
            "overflow_options": [{"action": "voicemail"}],
            "option_text": "Sales", "greeting": "Welcome",
        })
    }

    fn route(value: Value) -> IvrRoute {
        from_value(value).unwrap()
    }

    /// The route with another value at each of these places.
    fn others(changes: &[(&str, Value)]) -> Vec<(String, IvrRoute)> {
        let other = |(place, value): &(&str, Value)| {
            let mut other = created();
            match place.split_once('.') {
                Some((field, option)) => other[field][option] = value.clone(),
                None => other[*place] = value.clone(),
            }
            (format!("{place}: {value}"), route(other))
        };
        changes.iter().map(other).collect()
    }

    #[test]
    fn the_service_may_spell_it_otherwise() {
        let mut found = created();
        found["options"]["phone_number"] = json!("+1 205 953");
        found["options"]["tags"] = json!(["b", "sales"]);
        found["options"]["language"] = json!("de");
        assert!(is_as_asked(&request(), &route(found)));
    }

    #[test]
    fn what_the_service_says_beside_it_is_not_asked_for() {
        for (name, found) in others(&[
            ("id", json!(2)),
            ("option_text", json!("Support")),
            ("greeting", json!(null)),
            ("options.language", json!("de")),
        ]) {
            assert!(is_as_asked(&request(), &found), "{name}");
        }
    }

    #[test]
    fn overflow_options_are_compared_as_json() {
        let request = |options| RouteRequest { overflow_options: Some(options), ..RouteRequest::default() };
        let found = route(json!({"id": 1, "keypress": "1", "overflow_options": [{"a": 1}]}));
        assert!(is_as_asked(&request(vec![json!({"a": 1.0})]), &found));
        assert!(!is_as_asked(&request(vec![json!({"a": 1.5})]), &found));
    }

    #[test]
    fn no_list_may_be_stored_as_an_empty_one() {
        let no_lists = Options { phone_number: Some("+1205953".into()), ..Options::default() };
        let request = RouteRequest { options: Some(no_lists), overflow_options: None, ..request() };
        let options = json!({"phone_number": "+1205953", "tags": [], "group_ids": []});
        let found = json!({"id": 1, "keypress": "1", "action": "phone_number", "options": options});
        assert!(is_as_asked(&request, &route(found)));
    }

    #[test]
    fn a_route_that_differs_in_one_field_is_another_one() {
        assert!(is_as_asked(&request(), &route(created())));
        for (name, found) in others(&[
            ("keypress", json!("2")),
            ("keypress", json!(null)),
            ("action", json!("menu")),
            ("action", json!(null)),
            ("options", json!({})),
            ("options.group_ids", json!([7])),
            ("options.group_ids", json!([8, 7])),
            ("options.group_ids", json!(null)),
            ("options.phone_number", json!("+1205954")),
            ("options.phone_number", json!(null)),
            ("options.sms_text", json!("hello")),
            ("options.sms_text", json!(null)),
            ("options.textback_phone_number_id", json!(31)),
            ("options.textback_phone_number_id", json!(null)),
            ("options.menu_id", json!(41)),
            ("options.menu_id", json!(null)),
            ("options.tags", json!(["Sales"])),
            ("options.tags", json!(["Sales", "b", "c"])),
            ("options.tags", json!(null)),
            ("overflow_options", json!([])),
            ("overflow_options", json!([{"action": "group"}])),
        ]) {
            assert!(!is_as_asked(&request(), &found), "{name}");
        }
    }

    #[test]
    fn an_option_that_was_not_asked_for_makes_it_another_one() {
        let request = RouteRequest { options: Some(Options::default()), ..request() };
        for (option, value) in created()["options"].as_object().unwrap() {
            let mut found = created();
            found["options"] = json!({ option: value });
            assert!(!is_as_asked(&request, &route(found)), "{option}");
        }
    }

    #[test]
    fn a_field_that_is_left_open_may_be_anything() {
        for (name, request) in [
            ("keypress", RouteRequest { keypress: None, ..request() }),
            ("action", RouteRequest { action: None, ..request() }),
            ("options", RouteRequest { options: None, ..request() }),
            ("overflow_options", RouteRequest { overflow_options: None, ..request() }),
        ] {
            for (other, value) in [
                ("keypress", json!("2")),
                ("action", json!("menu")),
                ("options", json!({"menu_id": 41})),
                ("overflow_options", json!([])),
            ] {
                let (_, found) = others(&[(other, value)]).swap_remove(0);
                assert_eq!(is_as_asked(&request, &found), name == other, "{name} open, another {other}");
            }
        }
    }

    #[test]
    fn a_copy_differs_by_its_id_alone() {
        let kept = route(created());
        assert!(others(&[("id", json!(2))])[0].1.is_copy_of(&kept));
        for (name, other) in others(&[
            ("keypress", json!("2")),
            ("action", json!("menu")),
            ("options.group_ids", json!([7])),
            ("options.phone_number", json!("+1205954")),
            ("options.sms_text", json!("hello")),
            ("options.textback_phone_number_id", json!(31)),
            ("options.menu_id", json!(41)),
            ("options.tags", json!(["b"])),
            ("options.language", json!("de")),
            ("overflow_options", json!([])),
            ("option_text", json!("Support")),
            ("greeting", json!(null)),
        ]) {
            assert!(!other.is_copy_of(&kept), "{name}");
        }
    }

    #[test]
    fn a_lost_route_is_named_for_an_import() {
        let menu = MenuId { ivr_id: 1, menu_id: 2 };
        assert_eq!(IvrRoute::import_ids(menu, &request()), ["1/2/ROUTE_ID", "1/2/key=1"]);
        assert_eq!(IvrRoute::holder(menu), "menu 2");
    }
}
