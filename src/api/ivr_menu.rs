//! Menus: the levels of an IVR.

use serde::{Deserialize, Deserializer, Serialize};

use super::ivr_route::IvrRoute;
use super::record::Record;
use super::status::MAX_NESTED_MEMORY;
use super::{address, lenient};

/// A menu as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_menus/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct IvrMenu {
    /// The id, unique in the account.
    pub id: i64,
    /// The name.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub name: Option<String>,
    /// Whether callers reach this menu first.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub default: bool,
    /// The greeting.
    #[serde(default, deserialize_with = "greeting_if_any")]
    pub greeting_id: Option<GreetingId>,
    /// The menu's routes, where the answer holds them.
    #[serde(default)]
    pub routes: Option<Vec<IvrRoute>>,
}

/// What to write into a menu; what is `None` isn't sent. Its routes are never sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MenuRequest {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The greeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting_id: Option<GreetingId>,
}

/// The id of a menu's greeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum GreetingId {
    /// One of the account's own greetings.
    Own(i64),
    /// One of Zendesk's, by its name, such as `ivr_none`.
    Zendesk(String),
}

impl IvrMenu {
    /// Returns the id of the greeting; none as well for one of Zendesk's own, whose ids are names.
    #[must_use]
    pub fn own_greeting(&self) -> Option<i64> {
        match self.greeting_id {
            Some(GreetingId::Own(id)) => Some(id),
            Some(GreetingId::Zendesk(_)) | None => None,
        }
    }
}

/// Reads the id of a greeting; what is neither a number nor a name is none.
fn greeting_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<GreetingId>, D::Error> {
    let text = lenient::text_if_any(deserializer)?;
    Ok(text.map(|text| text.parse().map_or(GreetingId::Zendesk(text), GreetingId::Own)))
}

/// Source: [IVR menus](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_menus/).
impl Record for IvrMenu {
    /// The id of the IVR.
    type Parent = i64;
    type Id = i64;
    type Body = MenuRequest;

    const ONE: &'static str = "ivr_menu";
    const MANY: &'static str = "ivr_menus";
    const FAMILY: &'static str = address::FAMILY;
    const MAX_MEMORY: usize = MAX_NESTED_MEMORY;

    fn path(ivr_id: i64) -> String {
        address::menus(ivr_id)
    }

    fn id(&self) -> i64 {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{IvrMenu, MenuRequest};
    use crate::api::record::Page;

    #[test]
    fn a_list_of_menus_is_read() {
        let page: Page<IvrMenu> =
            serde_json::from_str(include_str!("../../tests/fixtures/ivr_menu/list.json")).unwrap();
        let [main, night] = page.records.try_into().unwrap();
        assert_eq!(
            (main.id, main.name.as_deref(), main.default),
            (21_900_000_000_010, Some("Main menu"), true)
        );
        assert_eq!(main.routes.unwrap()[0].options.menu_id, Some(21_900_000_000_011));
        assert_eq!(
            (night.id, night.default, night.own_greeting()),
            (21_900_000_000_011, false, Some(21_900_000_000_090))
        );
        assert_eq!(night.routes, Some(vec![]));
    }

    #[test]
    fn what_is_missing_is_none() {
        let none = IvrMenu { id: 1, name: None, default: false, greeting_id: None, routes: None };
        let null = json!({"id": 1, "name": null, "default": null, "greeting_id": null, "routes": null});
        for wire in [json!({"id": 1}), null, json!({"id": 1, "greeting_id": {}})] {
            assert_eq!(serde_json::from_value::<IvrMenu>(wire).unwrap(), none);
        }
    }

    #[test]
    fn a_greeting_is_sent_back_as_it_came_and_only_the_account_s_own_have_numbers() {
        for (wire, own) in [(json!(7), Some(7)), (json!("ivr_none"), None)] {
            let menu: IvrMenu = serde_json::from_value(json!({"id": 1, "greeting_id": wire})).unwrap();
            assert_eq!(menu.own_greeting(), own);
            let request = MenuRequest { name: None, greeting_id: menu.greeting_id };
            assert_eq!(serde_json::to_value(request).unwrap(), json!({ "greeting_id": wire }));
        }
    }
}
