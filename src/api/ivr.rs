//! IVRs: the phone menus of an account.

use serde::{Deserialize, Serialize};

use super::ivr_menu::IvrMenu;
use super::record::Record;
use super::{address, lenient};

/// An IVR as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/ivrs/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Ivr {
    /// The id, unique in the account.
    pub id: i64,
    /// The name.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub name: Option<String>,
    /// The IVR's menus, where the answer holds them.
    #[serde(default)]
    pub menus: Option<Vec<IvrMenu>>,
    /// The ids of the phone numbers that the IVR answers.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub phone_number_ids: Vec<i64>,
    /// The names of these phone numbers.
    #[serde(default, deserialize_with = "lenient::texts_if_any")]
    pub phone_number_names: Vec<String>,
}

/// What to write into an IVR; what is `None` isn't sent. Its menus are never sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IvrRequest {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The ids of the phone numbers that the IVR answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_ids: Option<Vec<i64>>,
}

/// Source: [IVRs](https://developer.zendesk.com/api-reference/voice/talk-api/ivrs/).
impl Record for Ivr {
    type Parent = ();
    type Id = i64;
    type Body = IvrRequest;

    const ONE: &'static str = "ivr";
    const MANY: &'static str = "ivrs";
    const FAMILY: &'static str = address::FAMILY;

    fn path((): ()) -> String {
        address::ivrs()
    }

    fn id(&self) -> i64 {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Ivr;
    use crate::api::record::Page;

    #[test]
    fn a_nested_list_is_read() {
        let page: Page<Ivr> =
            serde_json::from_str(include_str!("../../tests/fixtures/ivr/list.json")).unwrap();
        let [ivr] = page.records.try_into().unwrap();
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
