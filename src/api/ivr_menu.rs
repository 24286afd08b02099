//! Menus: the levels of an IVR.

use serde::Deserialize;

use super::client::Client;
use super::error::Error;
use super::ids;
use super::ivr_route::IvrRoute;
use super::lenient;
use super::page::Page;

/// A menu as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_menus/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct IvrMenu {
    /// The id, unique in the account.
    pub id: i64,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether callers reach this menu first.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub default: bool,
    /// The id of the greeting; `None` as well for one of Zendesk's own, whose ids are names.
    #[serde(default, deserialize_with = "lenient::integer_if_any")]
    pub greeting_id: Option<i64>,
    /// The menu's routes, where the answer holds them.
    #[serde(default)]
    pub routes: Option<Vec<IvrRoute>>,
}

#[derive(Deserialize)]
pub(super) struct Menus {
    ivr_menus: Vec<IvrMenu>,
    next_page: Option<String>,
}

impl Page for Menus {
    type Item = IvrMenu;

    fn into_parts(self) -> (Vec<IvrMenu>, Option<String>) {
        let Self { ivr_menus, next_page } = self;
        (ivr_menus, next_page)
    }
}

impl Client {
    /// Lists the menus of an IVR, every page, in the API's order.
    ///
    /// Source: [List IVR Menus](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_menus/#list-ivr-menus).
    ///
    /// # Errors
    ///
    /// When a page can't be read; a partial list is never given.
    pub async fn list_ivr_menus(&self, ivr_id: i64) -> Result<Vec<IvrMenu>, Error> {
        self.list::<Menus>(&ids::menus(ivr_id)).await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{IvrMenu, Menus};

    #[test]
    fn a_list_of_menus_is_read() {
        let menus: Menus =
            serde_json::from_str(include_str!("../../tests/fixtures/ivr_menu/list.json")).unwrap();
        let [main, night] = menus.ivr_menus.try_into().unwrap();
        assert_eq!(
            (main.id, main.name.as_deref(), main.default),
            (21_900_000_000_010, Some("Main menu"), true)
        );
        assert_eq!(main.routes.unwrap()[0].options.menu_id, Some(21_900_000_000_011));
        assert_eq!(
            (night.id, night.default, night.greeting_id),
            (21_900_000_000_011, false, Some(21_900_000_000_090))
        );
        assert_eq!(night.routes, Some(vec![]));
    }

    #[test]
    fn what_is_missing_or_of_zendesk_is_none() {
        let none = IvrMenu { id: 1, name: None, default: false, greeting_id: None, routes: None };
        let null = json!({"id": 1, "name": null, "default": null, "greeting_id": null, "routes": null});
        for wire in [json!({"id": 1}), null, json!({"id": 1, "greeting_id": "voicemail_en"})] {
            assert_eq!(serde_json::from_value::<IvrMenu>(wire).unwrap(), none);
        }
    }
}
