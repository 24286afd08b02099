//! Whether an IVR that turned up is the one that a create asked for.

use crate::account::Created;
use crate::api::{Ivr, IvrMenu, IvrRequest};
use crate::attributes::semantic_equality::same_text_if_any;

impl Created for Ivr {
    const MAY_BE_EQUAL: bool = true;

    /// An IVR that was just made has its default menu alone, without routes, and no other numbers than it was made with.
    fn is_as_asked(body: &IvrRequest, record: &Self) -> bool {
        let same_name = same_text_if_any(body.name.as_deref(), record.name.as_deref());
        let asked = body.phone_number_ids.as_deref().unwrap_or_default();
        let has_no_others = record.phone_number_ids.iter().all(|id| asked.contains(id));
        let is_new = |menu: &IvrMenu| menu.default && menu.routes.as_ref().is_none_or(Vec::is_empty);
        same_name && has_no_others && record.menus.iter().flatten().all(is_new)
    }

    fn import_id((): (), id: i64) -> String {
        id.to_string()
    }

    fn import_ids((): (), _body: &IvrRequest) -> Vec<String> {
        vec!["IVR_ID".to_owned()]
    }

    fn holder((): ()) -> String {
        "the account".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::{Created, Ivr, IvrRequest};

    fn is_as_asked(found: Value) -> bool {
        let request = IvrRequest { name: Some("Sales".into()), phone_number_ids: Some(vec![7, 8]) };
        Ivr::is_as_asked(&request, &from_value(found).unwrap())
    }

    #[test]
    fn a_new_ivr_of_that_name_is_the_one() {
        let menu = json!({"id": 2, "default": true, "routes": []});
        for found in [
            json!({"id": 1, "name": "Sales", "phone_number_ids": [8, 7], "menus": [menu]}),
            json!({"id": 1, "name": "Sales ", "phone_number_ids": [7]}),
            json!({"id": 1, "name": "Sales"}),
        ] {
            assert!(is_as_asked(found.clone()), "{found}");
        }
    }

    #[test]
    fn another_one_or_one_in_use_is_not() {
        for found in [
            json!({"id": 1, "name": "sales"}),
            json!({"id": 1}),
            json!({"id": 1, "name": "Sales", "phone_number_ids": [7, 9]}),
            json!({"id": 1, "name": "Sales", "menus": [{"id": 2, "default": true, "routes": [{"id": 3}]}]}),
            json!({"id": 1, "name": "Sales", "menus": [{"id": 2, "default": true}, {"id": 4}]}),
        ] {
            assert!(!is_as_asked(found.clone()), "{found}");
        }
    }
}
