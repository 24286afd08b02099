//! What names a route to a person.

use crate::api::{Ivr, IvrMenu, IvrRoute};

/// Writes `{ivr} / {menu} / {key}: {option_text, or else the action}`; an IVR or a menu without a name shows its id.
#[must_use]
pub fn display_name(ivr: &Ivr, menu: &IvrMenu, route: &IvrRoute) -> String {
    let ivr = named(ivr.name.as_deref(), ivr.id);
    let menu = named(menu.name.as_deref(), menu.id);
    let key = route.keypress.as_deref().unwrap_or("no key");
    let text = filled(route.option_text.as_deref()).or(route.action.as_deref()).unwrap_or("no action");
    format!("{ivr} / {menu} / {key}: {text}")
}

fn named(name: Option<&str>, id: i64) -> String {
    filled(name).map_or_else(|| id.to_string(), str::to_owned)
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::display_name;

    #[test]
    fn says_where_a_route_is_and_what_it_does() {
        let cases = [
            (
                json!({"id": 3, "keypress": "1", "action": "group", "option_text": "Sales"}),
                "Main / Night / 1: Sales",
            ),
            (
                json!({"id": 3, "keypress": "*", "action": "voicemail", "option_text": " "}),
                "Main / Night / *: voicemail",
            ),
            (json!({"id": 3, "keypress": "default", "action": "menu"}), "Main / Night / default: menu"),
            (json!({"id": 3}), "Main / Night / no key: no action"),
        ];
        let ivr = serde_json::from_value(json!({"id": 1, "name": "Main"})).unwrap();
        let menu = serde_json::from_value(json!({"id": 2, "name": "Night"})).unwrap();
        for (route, expected) in cases {
            assert_eq!(display_name(&ivr, &menu, &serde_json::from_value(route).unwrap()), expected);
        }
    }

    #[test]
    fn what_has_no_name_shows_its_id() {
        let ivr = serde_json::from_value(json!({"id": 1, "name": null})).unwrap();
        let menu = serde_json::from_value(json!({"id": 2, "name": ""})).unwrap();
        let route = serde_json::from_value(json!({"id": 3, "keypress": "0", "action": "group"})).unwrap();
        assert_eq!(display_name(&ivr, &menu, &route), "1 / 2 / 0: group");
    }
}
