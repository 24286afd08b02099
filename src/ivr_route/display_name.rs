//! What names a route to a person.

use crate::api::{Ivr, IvrMenu, IvrRoute};
use crate::title::title;

/// Writes `{ivr} / {menu} / {key}: {option_text, or else the action}`; an IVR or a menu without a name shows its id.
#[must_use]
pub fn display_name(ivr: &Ivr, menu: &IvrMenu, route: &IvrRoute) -> String {
    let named = |name: Option<&str>, id: i64| title(name).unwrap_or_else(|| id.to_string());
    let (ivr, menu) = (named(ivr.name.as_deref(), ivr.id), named(menu.name.as_deref(), menu.id));
    let key = title(route.keypress.as_deref()).unwrap_or_else(|| "no key".to_owned());
    let text = title(route.option_text.as_deref()).or_else(|| title(route.action.as_deref()));
    format!("{ivr} / {menu} / {key}: {}", text.unwrap_or_else(|| "no action".to_owned()))
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
    fn names_are_one_line_without_control_characters() {
        let ivr = serde_json::from_value(json!({"id": 1, "name": "Main\nError: x"})).unwrap();
        let menu = serde_json::from_value(json!({"id": 2, "name": "\u{1b}[2J"})).unwrap();
        let route = json!({"id": 3, "keypress": "1", "action": "group", "option_text": "\u{202e}selaS"});
        let name = display_name(&ivr, &menu, &serde_json::from_value(route).unwrap());
        assert_eq!(name, r"Main Error: x / \u{1b}[2J / 1: \u{202e}selaS");
    }

    #[test]
    fn what_has_no_name_shows_its_id() {
        let ivr = serde_json::from_value(json!({"id": 1, "name": null})).unwrap();
        let menu = serde_json::from_value(json!({"id": 2, "name": ""})).unwrap();
        let route = serde_json::from_value(json!({"id": 3, "keypress": "0", "action": "group"})).unwrap();
        assert_eq!(display_name(&ivr, &menu, &route), "1 / 2 / 0: group");
    }
}
