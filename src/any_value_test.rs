//! Whatever Terraform sends: nothing panics, and what is read is written back as it was.

use proptest::collection::vec;
use proptest::prelude::{
    BoxedStrategy, Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::select;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tf_provider::Diagnostics;

use crate::api;
use crate::api::arbitrary;
use crate::environment::Environment;
use crate::ivr_route::{
    ImportId, IvrRoute, from_id, parse_import_id, refresh, route_id, settle, to_request, validate,
};
use crate::provider::config::{self, ProviderConfig};

const ROUTE: [&str; 10] = [
    "id",
    "ivr_id",
    "menu_id",
    "route_id",
    "keypress",
    "action",
    "options",
    "overflow_options",
    "option_text",
    "greeting",
];
const OPTIONS: [&str; 6] =
    ["group_ids", "phone_number", "sms_text", "textback_phone_number_id", "menu_id", "tags"];
const PROVIDER: [&str; 12] = [
    "subdomain",
    "base_url",
    "oauth_client_id",
    "oauth_client_secret",
    "oauth_scopes",
    "oauth_token",
    "email",
    "api_token",
    "max_retries",
    "request_timeout",
    "max_requests_per_minute",
    "check_references",
];

fn msgpack(value: &impl Serialize) -> Vec<u8> {
    rmp_serde::to_vec_named(value).unwrap()
}

/// A value that is known only after apply.
fn unknown() -> Vec<u8> {
    vec![0xd4, 0, 0]
}

fn array(items: Vec<Vec<u8>>) -> Vec<u8> {
    let length = u8::try_from(items.len()).unwrap();
    [vec![0x90 | length], items.concat()].concat()
}

fn object(names: &[&str], values: Vec<Vec<u8>>) -> Vec<u8> {
    let length = u8::try_from(values.len()).unwrap();
    let fields = names.iter().zip(values).map(|(name, value)| [msgpack(name), value].concat());
    [vec![0x80 | length], fields.collect::<Vec<_>>().concat()].concat()
}

const TEXTS: &[&str] = &[
    "",
    "1",
    "*",
    "default",
    "group",
    "menu",
    "textback",
    "+1 (205) 953",
    "[{\"a\":1}]",
    "[",
    "https://x",
    "a b",
];

fn text() -> BoxedStrategy<Vec<u8>> {
    prop_oneof![
        select(TEXTS).prop_map(|text| msgpack(&text)),
        any::<String>().prop_map(|text| msgpack(&text))
    ]
    .boxed()
}

fn number() -> BoxedStrategy<Vec<u8>> {
    prop_oneof![
        3 => (1..100_i64).prop_map(|number| msgpack(&number)),
        1 => any::<i64>().prop_map(|number| msgpack(&number)),
        1 => any::<f64>().prop_map(|number| msgpack(&number)),
        // What doesn't fit is sent as text.
        1 => select(&["1", "9007199254740993", "1e300", "x"][..]).prop_map(|number| msgpack(&number)),
    ]
    .boxed()
}

fn list(item: BoxedStrategy<Vec<u8>>) -> BoxedStrategy<Vec<u8>> {
    vec(attribute(item), 0..4).prop_map(array).boxed()
}

/// Any attribute of a type: seldom it is of another one.
fn attribute(fitting: BoxedStrategy<Vec<u8>>) -> BoxedStrategy<Vec<u8>> {
    let misfit =
        prop_oneof![any::<bool>().prop_map(|bool| msgpack(&bool)), text(), number(), Just(array(vec![]))];
    prop_oneof![4 => Just(msgpack(&())), 4 => Just(unknown()), 32 => fitting, 1 => misfit].boxed()
}

/// Any object of these attributes.
fn any_object(names: &'static [&'static str], types: Vec<BoxedStrategy<Vec<u8>>>) -> BoxedStrategy<Vec<u8>> {
    let attributes: Vec<_> = types.into_iter().map(attribute).collect();
    attributes.prop_map(|values| object(names, values)).boxed()
}

fn route() -> BoxedStrategy<Vec<u8>> {
    let options =
        any_object(&OPTIONS, vec![list(number()), text(), text(), number(), number(), list(text())]);
    let ids = [text(), number(), number(), number()];
    let rest = [text(), text(), options, text(), text(), text()];
    any_object(&ROUTE, ids.into_iter().chain(rest).collect())
}

fn provider() -> BoxedStrategy<Vec<u8>> {
    let scopes = [text(), text(), text(), text(), list(text())];
    let rest = [text(), text(), text(), number(), number(), number()];
    any_object(&PROVIDER, scopes.into_iter().chain(rest).collect())
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    rmp_serde::from_slice(bytes).ok()
}

/// Routes that fit, from bytes that mostly don't: attributes that don't fit become null.
fn fitting(bytes: &[u8]) -> IvrRoute {
    read(bytes).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_are_a_value_or_an_error(bytes in any::<Vec<u8>>()) {
        drop((read::<IvrRoute>(&bytes), read::<ProviderConfig>(&bytes)));
    }

    #[test]
    fn any_route_is_read_and_written_back(bytes in route()) {
        if let Some(route) = read::<IvrRoute>(&bytes) {
            prop_assert_eq!(read(&msgpack(&route)), Some(route));
        }
    }

    #[test]
    fn any_route_is_checked_and_sent_or_refused(config in route(), prior in route()) {
        let (config, prior) = (fitting(&config), fitting(&prior));
        validate(&mut Diagnostics::default(), &config);
        drop((route_id(&config), to_request(&config, Some(&prior), &config, None)));
    }

    #[test]
    fn any_answer_makes_a_state_without_unknown_values(prior in route(), answer in arbitrary::json(), id in 1..100_i64) {
        let mut answer = answer;
        if let Some(fields) = answer.as_object_mut() {
            fields.insert("id".into(), id.into());
        }
        let Ok(answer) = serde_json::from_value::<api::IvrRoute>(answer) else { return Ok(()) };
        let menu = api::MenuId { ivr_id: 1, menu_id: 2 };
        let prior = fitting(&prior);
        let state = refresh(&prior, menu, &answer);
        prop_assert!(!format!("{state:?}").contains("Unknown"), "{state:?}");
        prop_assert_eq!(refresh(&state, menu, &answer), state);
        drop(settle(&prior, menu, &answer));
    }

    #[test]
    fn any_provider_block_is_taken_or_refused(bytes in provider()) {
        let Some(config) = read::<ProviderConfig>(&bytes) else { return Ok(()) };
        config::validate(&mut Diagnostics::default(), &config);
        let lookup = |_: &str| None;
        let stop = tokio_util::sync::CancellationToken::new();
        drop(config::to_settings(&config, &Environment::new(&lookup), "agent".into(), stop));
    }

    #[test]
    fn any_import_id_is_read_or_refused(text in prop_oneof![any::<String>(), "[0-9keydfault=*#/-]{0,24}"]) {
        drop(parse_import_id(&text));
    }

    #[test]
    fn every_import_id_is_read_back(ids in vec(1..=9_007_199_254_740_991_i64, 3)) {
        let text = format!("{}/{}/{}", ids[0], ids[1], ids[2]);
        let Ok(ImportId::Route(id)) = parse_import_id(&text) else { panic!("{text} is refused") };
        prop_assert_eq!(from_id(id).id, tf_provider::value::Value::Value(text));
    }
}
