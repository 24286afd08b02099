//! What an older version of the provider stored: state, and private data with the version of their form.

use rmp_serde::to_vec_named;
use serde::Serialize;
use serde_json::json;
use tf_provider::value::Value;
use zendesk::plugin::Number;

use super::host::{Served, null, thing, told, value};
use super::toy::{Thing, empty};
use super::wire::tfplugin6::{
    DynamicValue, RawState, move_resource_state, plan_resource_change, read_resource, upgrade_resource_state,
};

const ERROR: i32 = 1;
const WARNING: i32 = 2;
const DAMAGED: &str = "Damaged private data";
const UNSUPPORTED: &str = "Unsupported private data version";

// Private data

/// Private data with a version.
fn versioned(version: u8, data: &impl Serialize) -> Vec<u8> {
    [vec![0xc1, version], to_vec_named(data).unwrap()].concat()
}

/// Private data as today's toy stores them.
fn today(revision: i64) -> Vec<u8> {
    versioned(2, &json!({ "revision": revision }))
}

/// Private data as they were before there were versions.
fn unversioned(data: &serde_json::Value) -> Vec<u8> {
    to_vec_named(data).unwrap()
}

fn existing(number: i64) -> Option<DynamicValue> {
    let number = Value::Value(Number::Int(number));
    value(&Thing { id: Value::Value("1".into()), number, ..empty() })
}

async fn plan(
    prior: Option<DynamicValue>,
    proposed: Option<DynamicValue>,
    prior_private: Vec<u8>,
) -> plan_resource_change::Response {
    let request = plan_resource_change::Request {
        type_name: "toy_thing".into(),
        prior_state: prior,
        proposed_new_state: proposed.clone(),
        config: proposed,
        prior_private,
        ..Default::default()
    };
    Served::start().await.client().await.plan_resource_change(request).await.unwrap().into_inner()
}

async fn read(private: Vec<u8>) -> read_resource::Response {
    let request = read_resource::Request {
        type_name: "toy_thing".into(),
        current_state: existing(1),
        private,
        ..Default::default()
    };
    Served::start().await.client().await.read_resource(request).await.unwrap().into_inner()
}

/// Core plans a replacement as an update, then as a creation; the toy counts the revision up by one in the second.
#[tokio::test]
async fn what_the_first_plan_of_a_replacement_keeps_reaches_the_second() {
    let first = plan(existing(1), existing(2), today(5)).await;
    assert_eq!(first.requires_replace.len(), 1);
    let second = plan(null(), existing(2), first.planned_private).await;
    assert_eq!(told(&second.diagnostics), []);
    assert_eq!(second.planned_private, today(6));
    assert_eq!(thing(second.planned_state).id, Value::Unknown);
}

#[tokio::test]
async fn private_data_that_cannot_be_read_stop_the_plan_of_a_creation() {
    let answer = plan(null(), existing(1), b"\x93damaged".into()).await;
    assert_eq!(answer.planned_state, None);
    assert_eq!(answer.diagnostics[0].summary, DAMAGED);
}

#[tokio::test]
async fn private_data_without_a_version_are_read_and_get_one() {
    let planned = plan(existing(1), existing(1), unversioned(&json!({ "rev": 7 }))).await;
    assert_eq!(told(&planned.diagnostics), []);
    assert_eq!(planned.planned_private, today(7));
    let destroyed = plan(existing(1), null(), unversioned(&json!({ "rev": 7 }))).await;
    assert_eq!(destroyed.planned_private, today(7));
    let refreshed = read(unversioned(&json!({ "rev": 7 }))).await;
    assert_eq!(told(&refreshed.diagnostics), []);
    assert_eq!(refreshed.private, today(2));
}

#[tokio::test]
async fn no_private_data_have_no_version() {
    for none in [vec![], vec![0xc0], vec![0xc1, 2, 0xc0], vec![0xc1, 1, 0xc0]] {
        let answer = plan(existing(1), existing(1), none).await;
        assert_eq!(told(&answer.diagnostics), []);
        assert_eq!(answer.planned_private, b"");
    }
}

/// Whatever names and values data without a version have, they aren't taken for a version.
#[tokio::test]
async fn data_are_not_taken_for_a_version() {
    let like_a_version = [
        json!({ "rev": 7, "version": 2, "data": { "revision": 1 } }),
        json!({ "rev": 7, "version": 99 }),
        json!({ "rev": 7, "\u{c1}": 99 }),
    ];
    for data in like_a_version {
        assert_eq!(
            plan(existing(1), existing(1), unversioned(&data)).await.planned_private,
            today(7),
            "{data}"
        );
    }
    let lists = [json!([2, { "revision": 1 }]), json!({ "version": 2, "data": { "revision": 1 } })];
    for data in lists {
        let answer = plan(existing(1), existing(1), unversioned(&data)).await;
        assert_eq!(answer.planned_state, None);
        assert_eq!(
            told(&answer.diagnostics),
            [(
                ERROR,
                DAMAGED,
                "What the provider keeps beside the state can't be read: there is no rev. Run a plan with refresh to \
                 renew it."
            )]
        );
    }
}

const NEWER: &str = "What the provider keeps beside the state has version 3, the provider knows version 2: it was \
                     written by a newer version of the provider.";
const OLDER: &str = "What the provider keeps beside the state has version 1, which this version of the provider can't \
                     upgrade to version 2.";

#[tokio::test]
async fn private_data_of_a_version_that_cannot_be_read_stop_a_change() {
    let cases =
        [(3, NEWER, "Use that version or a later one."), (1, OLDER, "Run a plan with refresh to renew it.")];
    for (version, reason, remedy) in cases {
        let answer =
            plan(existing(1), existing(1), versioned(version, &json!({ "rev": 5, "revision": 5 }))).await;
        assert_eq!(answer.planned_state, None);
        assert_eq!(told(&answer.diagnostics), [(ERROR, UNSUPPORTED, format!("{reason} {remedy}").as_str())]);
    }
}

#[tokio::test]
async fn a_read_renews_private_data_of_a_version_that_cannot_be_read() {
    for (version, reason) in [(3, NEWER), (1, OLDER)] {
        let answer = read(versioned(version, &json!({ "rev": 5, "revision": 5 }))).await;
        let detail = format!("{reason} It has been renewed from the remote object.");
        assert_eq!(told(&answer.diagnostics), [(WARNING, UNSUPPORTED, detail.as_str())]);
        assert_eq!(answer.private, today(2));
    }
}

#[tokio::test]
async fn a_version_without_data_or_of_another_form_is_damage() {
    for damaged in [vec![0xc1], vec![0xc1, 2], vec![0xc1, 0xa1, b'2', 0x80], vec![0xc1, 2, 0xc1]] {
        let answer = plan(existing(1), existing(1), damaged).await;
        assert_eq!(answer.planned_state, None);
        assert_eq!(answer.diagnostics[0].summary, DAMAGED);
    }
}

// State

async fn upgrade(version: i64, raw_state: RawState) -> upgrade_resource_state::Response {
    let request = upgrade_resource_state::Request {
        type_name: "toy_thing".into(),
        version,
        raw_state: Some(raw_state),
    };
    Served::start().await.client().await.upgrade_resource_state(request).await.unwrap().into_inner()
}

fn stored(json: &serde_json::Value) -> RawState {
    RawState { json: json.to_string().into(), ..Default::default() }
}

#[tokio::test]
async fn stored_state_is_fitted_to_the_schema() {
    let json = json!({
        "id": "1", "removed": { "deep": true }, "number": 360_001_381_413_i64,
        "one": { "number": 2, "removed": 1 }, "step": [{ "number": 3, "removed": 1 }],
    });
    let answer = upgrade(2, stored(&json)).await;
    assert_eq!(told(&answer.diagnostics), []);
    let upgraded = thing(answer.upgraded_state);
    assert_eq!(upgraded.number, Value::Value(Number::Int(360_001_381_413)));
    assert_eq!(upgraded.mode, Value::Null);
    assert_eq!(upgraded.one.unwrap().number, Value::Value(Number::Int(2)));
    assert_eq!(upgraded.step.unwrap().remove(0).unwrap().texts, Value::Null);
}

#[tokio::test]
async fn stored_state_of_an_older_version_is_upgraded_and_fitted() {
    let answer = upgrade(1, stored(&json!({ "id": "1", "kind": "x", "removed": true, "step": [] }))).await;
    assert_eq!(told(&answer.diagnostics), []);
    let expected = Thing { id: Value::Value("1".into()), mode: Value::Value("x".into()), ..empty() };
    assert_eq!(thing(answer.upgraded_state), expected);
}

#[tokio::test]
async fn stored_state_that_is_not_of_its_version_is_not_upgraded() {
    let answer = upgrade(1, stored(&json!({ "id": "1" }))).await;
    assert_eq!(answer.upgraded_state, None);
    let detail =
        "The stored state of toy_thing can't be upgraded from schema version 1 to 2: It has no kind.";
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Failed to upgrade the stored state", detail)]);
    let misfit = upgrade(1, stored(&json!({ "kind": ["x"] }))).await;
    assert_eq!(misfit.upgraded_state, None);
    assert_eq!(misfit.diagnostics[0].summary, "Failed to decode the stored state");
}

#[tokio::test]
async fn stored_state_of_another_version_or_form_is_refused() {
    let older = upgrade(0, stored(&json!({ "kind": "x" }))).await;
    assert_eq!(older.upgraded_state, None);
    assert_eq!(older.diagnostics[0].summary, "Unsupported state version");
    assert!(older.diagnostics[0].detail.contains("schema version 0, the provider has 2"));
    assert!(older.diagnostics[0].detail.contains("apply once with an earlier version that can"));
    let newer = upgrade(3, stored(&json!({ "kind": "x" }))).await;
    assert_eq!(newer.upgraded_state, None);
    assert!(newer.diagnostics[0].detail.contains("written by a newer version of the provider"));
    let flat = || RawState { flatmap: [("id".to_owned(), "1".to_owned())].into(), ..Default::default() };
    for version in [1, 2] {
        let legacy = upgrade(version, flat()).await;
        assert_eq!(legacy.upgraded_state, None);
        assert_eq!(legacy.diagnostics[0].summary, "Failed to decode the stored state");
    }
    let wrong = upgrade(2, stored(&json!({ "flag": "maybe" }))).await;
    assert_eq!(wrong.upgraded_state, None);
    assert_eq!(wrong.diagnostics[0].summary, "Failed to decode the stored state");
}

#[tokio::test]
async fn a_move_from_another_type_is_answered_with_what_to_do_instead() {
    let request = move_resource_state::Request {
        source_type_name: "other_thing".into(),
        target_type_name: "toy_thing".into(),
        source_state: Some(RawState { json: b"{}".to_vec(), ..Default::default() }),
        ..Default::default()
    };
    let served = Served::start().await;
    let answer = served.client().await.move_resource_state(request).await.unwrap().into_inner();
    let [error] = &answer.diagnostics[..] else { panic!("{answer:?}") };
    assert_eq!((error.severity, error.summary.as_str()), (1, "Move across types not supported"));
    assert!(error.detail.starts_with("other_thing can't become toy_thing by a moved block."), "{error:?}");
    for block in ["removed block that has lifecycle { destroy = false }", "import block"] {
        assert!(error.detail.contains(block), "{error:?}");
    }
    assert_eq!(answer.target_state, None);
}
