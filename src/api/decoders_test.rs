//! Whatever comes from outside: no decoder panics, and a list is read in full or not at all.

use std::time::{Duration, SystemTime};

use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::arbitrary::{json, list};
use super::call::Call;
use super::error::{Error, Failure};
use super::error_body::explain;
use super::http::Reply;
use super::mask::Mask;
use super::outages::Subject;
use super::record::{Page, Record};
use super::retry;
use super::status::decode;
use super::{Group, Ivr, IvrMenu, IvrRoute};

fn read<R: Record>(body: Vec<u8>) -> Result<Page<R>, Failure> {
    let (headers, mask) = (HeaderMap::new(), Mask::default());
    decode(Reply { status: StatusCode::OK, headers, body, mask, turn: None })
}

/// The length of the list that was read, if it was.
fn length<R: Record>(body: &Value) -> Option<usize> {
    read::<R>(body.to_string().into_bytes()).ok().map(|page| page.records.len())
}

fn members(body: &Value, name: &str) -> Option<usize> {
    body[name].as_array().map(Vec::len)
}

/// Bytes that are text, JSON or neither.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<Vec<u8>>(),
        any::<String>().prop_map(String::into_bytes),
        json().prop_map(|json| json.to_string().into_bytes()),
        any::<String>().prop_map(|text| format!("<html><TITLE>{text}</title>").into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_list_of_routes_is_read_in_full_or_not_at_all(body in list("ivr_routes")) {
        prop_assert!(length::<IvrRoute>(&body).is_none_or(|length| Some(length) == members(&body, "ivr_routes")));
    }

    #[test]
    fn a_list_of_menus_is_read_in_full_or_not_at_all(body in list("ivr_menus")) {
        prop_assert!(length::<IvrMenu>(&body).is_none_or(|length| Some(length) == members(&body, "ivr_menus")));
    }

    #[test]
    fn a_list_of_ivrs_is_read_in_full_or_not_at_all(body in list("ivrs")) {
        prop_assert!(length::<Ivr>(&body).is_none_or(|length| Some(length) == members(&body, "ivrs")));
    }

    #[test]
    fn a_list_of_groups_is_read_in_full_or_not_at_all(body in list("groups")) {
        prop_assert!(length::<Group>(&body).is_none_or(|length| Some(length) == members(&body, "groups")));
    }

    #[test]
    fn any_body_is_read_or_an_error_of_one_line(body in bytes()) {
        if let Err(failure) = read::<IvrRoute>(body) {
            let call = Call::new(Method::GET, "http://127.0.0.1/x".parse().unwrap(), Subject::Reading("ivrs"));
            let error = Error::new(call.request(), failure);
            prop_assert!(!error.to_string().contains('\n'), "{error}");
        }
    }

    #[test]
    fn any_error_body_becomes_a_short_line(body in bytes()) {
        let said = explain(&body);
        let texts = said.fields.iter().flat_map(|field| [&field.field, &field.message]);
        for text in texts.chain([&said.message]).chain(&said.code) {
            prop_assert!(text.chars().count() <= 520 && !text.contains('\n'), "{text:?}");
        }
    }

    #[test]
    fn any_retry_after_is_a_wait_or_none(value in any::<String>()) {
        prop_assert!(retry::parse(&value, SystemTime::now()).is_none_or(|wait| !wait.is_zero()));
    }

    #[test]
    fn every_number_of_seconds_is_a_wait(seconds in 1_u64..) {
        let wait = retry::parse(&seconds.to_string(), SystemTime::UNIX_EPOCH);
        prop_assert_eq!(wait, Some(Duration::from_secs(seconds)));
    }

    #[test]
    fn every_later_date_is_a_wait(now in 0_u64..4_000_000_000, later in 1_u64..100_000) {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
        let date = httpdate::fmt_http_date(now + Duration::from_secs(later));
        prop_assert_eq!(retry::parse(&date, now), Some(Duration::from_secs(later)));
    }
}
