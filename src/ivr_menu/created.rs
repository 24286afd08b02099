//! Whether a menu that turned up is the one that a create asked for.

use super::import_id::import_id;
use crate::account::Created;
use crate::api::{IvrMenu, MenuId, MenuRequest};
use crate::attributes::semantic_equality::same_text_if_any;

impl Created for IvrMenu {
    const MAY_BE_EQUAL: bool = true;

    /// A menu that was just made has no routes, and is never the default one.
    fn is_as_asked(body: &MenuRequest, record: &Self) -> bool {
        let same_name = same_text_if_any(body.name.as_deref(), record.name.as_deref());
        let same_greeting = body.greeting_id.is_none() || body.greeting_id == record.greeting_id;
        let is_new = !record.default && record.routes.as_ref().is_none_or(Vec::is_empty);
        same_name && same_greeting && is_new
    }

    fn import_id(ivr_id: i64, id: i64) -> String {
        import_id(MenuId { ivr_id, menu_id: id })
    }

    fn import_ids(ivr_id: i64, _body: &MenuRequest) -> Vec<String> {
        vec![format!("{ivr_id}/MENU_ID")]
    }

    fn holder(ivr_id: i64) -> String {
        format!("IVR {ivr_id}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::{Created, IvrMenu, MenuRequest};
    use crate::api::GreetingId;

    fn is_as_asked(found: Value) -> bool {
        let request = MenuRequest { name: Some("Billing".into()), greeting_id: Some(GreetingId::Own(7)) };
        let found: IvrMenu = from_value(found).unwrap();
        IvrMenu::is_as_asked(&request, &found)
    }

    #[test]
    fn a_new_menu_of_that_name_and_greeting_is_the_one() {
        for found in [
            json!({"id": 1, "name": "Billing", "greeting_id": 7}),
            json!({"id": 1, "name": " Billing ", "greeting_id": "7", "routes": []}),
        ] {
            assert!(is_as_asked(found.clone()), "{found}");
        }
    }

    #[test]
    fn another_one_or_one_in_use_is_not() {
        for found in [
            json!({"id": 1, "name": "billing", "greeting_id": 7}),
            json!({"id": 1, "greeting_id": 7}),
            json!({"id": 1, "name": "Billing"}),
            json!({"id": 1, "name": "Billing", "greeting_id": 8}),
            json!({"id": 1, "name": "Billing", "greeting_id": 7, "default": true}),
            json!({"id": 1, "name": "Billing", "greeting_id": 7, "routes": [{"id": 2}]}),
        ] {
            assert!(!is_as_asked(found.clone()), "{found}");
        }
    }
}
