//! Arbitrary JSON for property tests: made of the API's own names, so that it comes close to what is read.

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::{collection, num};
use serde_json::{Map, Value};

/// Names that the API uses, and some that it doesn't.
const NAMES: &[&str] = &[
    "id",
    "name",
    "keypress",
    "action",
    "options",
    "overflow_options",
    "option_text",
    "greeting",
    "greeting_id",
    "group_ids",
    "phone_number",
    "sms_text",
    "sms_textstring",
    "textback_phone_number_id",
    "menu_id",
    "tags",
    "language",
    "default",
    "menus",
    "routes",
    "phone_number_ids",
    "phone_number_names",
    "next_page",
    "ivr_routes",
    "ivr_menus",
    "ivrs",
    "ivr_route",
    "error",
    "errors",
    "title",
    "description",
    "message",
    "details",
    "code",
    "",
];

const WORDS: &[&str] =
    &["", "1", "9007199254740992", "default", "group", "RecordNotFound", "null", "<title>", "é\u{0}"];

/// Any JSON.
pub(crate) fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (1..100_i64).prop_map(Value::from),
        num::f64::ANY.prop_map(Value::from),
        select(WORDS).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            collection::vec((select(NAMES), inner), 0..8).prop_map(object),
        ]
    })
}

/// Any JSON that may pass for a list under this name, or for a part of one.
pub(crate) fn list(name: &'static str) -> impl Strategy<Value = Value> {
    let item = collection::vec((select(NAMES), json()), 0..8).prop_map(|fields| {
        let mut item = object(fields);
        // Without one, hardly any item would be read.
        item["id"] = item.get("id").filter(|id| id.is_i64()).cloned().unwrap_or(Value::from(1));
        item
    });
    let items = prop_oneof![3 => collection::vec(item, 0..4).prop_map(Value::from), 1 => json()];
    let next = prop_oneof![3 => Just(Value::Null), 1 => json()];
    (items, next).prop_map(move |(items, next)| object(vec![(name, items), ("next_page", next)]))
}

fn object(fields: Vec<(&str, Value)>) -> Value {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}
