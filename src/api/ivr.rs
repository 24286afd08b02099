//! IVRs: the phone menus of an account.

use serde::Deserialize;

use super::client::Client;
use super::error::Error;
use super::ids;
use super::ivr_menu::IvrMenu;
use super::lenient;
use super::page::Page;

/// An IVR as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/ivrs/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Ivr {
    /// The id, unique in the account.
    pub id: i64,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The IVR's menus, where the answer holds them.
    #[serde(default)]
    pub menus: Option<Vec<IvrMenu>>,
    /// The ids of the phone numbers that the IVR answers.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub phone_number_ids: Vec<i64>,
    /// The names of these phone numbers.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub phone_number_names: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Ivrs {
    ivrs: Vec<Ivr>,
    next_page: Option<String>,
}

impl Page for Ivrs {
    type Item = Ivr;

    fn into_parts(self) -> (Vec<Ivr>, Option<String>) {
        let Self { ivrs, next_page } = self;
        (ivrs, next_page)
    }
}

impl Client {
    /// Lists the IVRs of the account, every page, in the API's order; recorded answers hold menus and routes in full.
    ///
    /// Source: [List IVRs](https://developer.zendesk.com/api-reference/voice/talk-api/ivrs/#list-ivrs).
    ///
    /// # Errors
    ///
    /// When a page can't be read; a partial list is never given.
    pub async fn list_ivrs(&self) -> Result<Vec<Ivr>, Error> {
        self.list::<Ivrs>(ids::IVRS).await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Ivr, Ivrs};

    #[test]
    fn a_nested_list_is_read() {
        let ivrs: Ivrs = serde_json::from_str(include_str!("../../tests/fixtures/ivr/list.json")).unwrap();
        let [ivr] = ivrs.ivrs.try_into().unwrap();
        assert_eq!((ivr.id, ivr.name.as_deref()), (21_900_000_000_100, Some("IVR Menu")));
        assert_eq!(ivr.phone_number_ids, [21_900_000_000_200]);
        assert_eq!(ivr.phone_number_names, ["Support line"]);
        let routes = ivr.menus.unwrap().remove(0).routes.unwrap();
        let keys: Vec<_> =
            routes.iter().map(|route| (route.id, route.keypress.as_deref().unwrap())).collect();
        assert_eq!(keys, [(21_900_000_000_001, "0"), (21_900_000_000_002, "2"), (21_900_000_000_003, "1")]);
    }

    #[test]
    fn what_is_missing_or_null_is_none() {
        let none =
            Ivr { id: 1, name: None, menus: None, phone_number_ids: vec![], phone_number_names: vec![] };
        let null = json!({"id": 1, "name": null, "menus": null, "phone_number_ids": null, "phone_number_names": null});
        for wire in [json!({"id": 1}), null] {
            assert_eq!(serde_json::from_value::<Ivr>(wire).unwrap(), none);
        }
    }
}
