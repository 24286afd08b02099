//! Identities: their schema, and where calls carry them.

use tf_provider::value::Value;

use super::host::{Served, null, thing, told, value};
use super::toy::{Thing, ThingIdentity, empty};
use super::wire::tfplugin6::{
    DynamicValue, RawState, ResourceIdentityData, apply_resource_change, get_resource_identity_schemas,
    import_resource_state, plan_resource_change, read_resource, upgrade_resource_identity,
};

const ERROR: i32 = 1;

fn in_mode(mode: &str) -> Thing {
    Thing { id: Value::Value("1".into()), mode: Value::Value(mode.into()), ..empty() }
}

fn identity(id: &str) -> Option<ResourceIdentityData> {
    Some(ResourceIdentityData { identity_data: value(&ThingIdentity { id: id.to_owned() }) })
}

#[tokio::test]
async fn schemas_are_given_of_those_that_have_one() {
    let served = Served::start().await;
    let request = get_resource_identity_schemas::Request {};
    let answer = served.client().await.get_resource_identity_schemas(request).await.unwrap().into_inner();
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(answer.identity_schemas.keys().collect::<Vec<_>>(), ["toy_thing"]);
    let schema = &answer.identity_schemas["toy_thing"];
    assert_eq!(schema.version, 3);
    let attributes = schema.identity_attributes.iter().map(|attribute| {
        let json = str::from_utf8(&attribute.r#type).unwrap();
        let (required, optional) = (attribute.required_for_import, attribute.optional_for_import);
        (attribute.name.as_str(), json, required, optional, attribute.description.as_str())
    });
    let expected = [
        ("id", "\"string\"", true, false, "What it is."),
        ("zones", "[\"list\",\"string\"]", false, true, "What it is."),
    ];
    assert_eq!(attributes.collect::<Vec<_>>(), expected);
}

async fn read(mode: &str, current_identity: Option<ResourceIdentityData>) -> read_resource::Response {
    let request = read_resource::Request {
        type_name: "toy_thing".into(),
        current_state: value(&in_mode(mode)),
        current_identity,
        ..Default::default()
    };
    Served::start().await.client().await.read_resource(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn a_read_gives_the_identity_also_to_a_state_without_one() {
    assert_eq!(read("", None).await.new_identity, identity("1"));
    assert_eq!(read("", identity("1")).await.new_identity, identity("1"));
}

#[tokio::test]
async fn a_failed_read_keeps_the_identity_and_what_is_gone_has_none() {
    assert_eq!(read("fail", identity("1")).await.new_identity, identity("1"));
    assert_eq!(read("fail", None).await.new_identity, None);
    assert_eq!(read("gone", identity("1")).await.new_identity, None);
}

async fn plan(prior: Option<DynamicValue>, proposed: Option<DynamicValue>) -> plan_resource_change::Response {
    let request = plan_resource_change::Request {
        type_name: "toy_thing".into(),
        prior_state: prior,
        proposed_new_state: proposed.clone(),
        config: proposed,
        prior_identity: identity("1"),
        ..Default::default()
    };
    Served::start().await.client().await.plan_resource_change(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn a_plan_gives_the_identity_once_it_is_known() {
    let existing = || value(&in_mode(""));
    assert_eq!(plan(existing(), existing()).await.planned_identity, identity("1"));
    assert_eq!(plan(null(), existing()).await.planned_identity, None, "the id is known after the creation");
    assert_eq!(plan(existing(), null()).await.planned_identity, None);
}

async fn apply(
    prior: Option<DynamicValue>,
    planned: Option<DynamicValue>,
) -> apply_resource_change::Response {
    let request = apply_resource_change::Request {
        type_name: "toy_thing".into(),
        prior_state: prior,
        planned_state: planned.clone(),
        config: planned,
        ..Default::default()
    };
    Served::start().await.client().await.apply_resource_change(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn an_apply_gives_the_identity_of_what_it_leaves() {
    let existing = |mode| value(&in_mode(mode));
    assert_eq!(apply(null(), existing("")).await.new_identity, identity("made"));
    assert_eq!(apply(existing(""), existing("x")).await.new_identity, identity("1"));
    assert_eq!(apply(null(), existing("half")).await.new_identity, identity("made"), "it failed, but exists");
    assert_eq!(apply(null(), existing("fail")).await.new_identity, None);
    assert_eq!(apply(existing(""), null()).await.new_identity, None);
}

async fn import(request: import_resource_state::Request) -> import_resource_state::Response {
    Served::start().await.client().await.import_resource_state(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn an_import_by_id_or_identity_gives_the_identity() {
    let by_id = import_resource_state::Request {
        type_name: "toy_thing".into(),
        id: "7".into(),
        ..Default::default()
    };
    let by_identity =
        import_resource_state::Request { id: String::new(), identity: identity("7"), ..by_id.clone() };
    for request in [by_id, by_identity] {
        let mut answer = import(request).await;
        assert_eq!(told(&answer.diagnostics), []);
        let imported = answer.imported_resources.remove(0);
        assert_eq!(imported.identity, identity("7"));
        assert_eq!(thing(imported.state).id, Value::Value("7".into()));
    }
}

#[tokio::test]
async fn an_import_by_identity_that_cannot_be_is_an_error() {
    let request = |type_name: &str, identity| import_resource_state::Request {
        type_name: type_name.into(),
        identity,
        ..Default::default()
    };
    let answer = import(request("toy_thing", identity("missing"))).await;
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Not found", "There is no such thing.")]);
    assert_eq!(answer.imported_resources, []);
    let answer = import(request("toy_bare", identity("1"))).await;
    let none = "This version of the provider has no identities for toy_bare.";
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Unknown identity", none)]);
    let wrong = ResourceIdentityData { identity_data: value(&serde_json::json!({ "id": 1 })) };
    let answer = import(request("toy_thing", Some(wrong))).await;
    assert_eq!(answer.diagnostics[0].summary, "Failed to decode the identity");
}

async fn upgrade(version: i64, json: &str) -> upgrade_resource_identity::Response {
    let request = upgrade_resource_identity::Request {
        type_name: "toy_thing".into(),
        version,
        raw_identity: Some(RawState { json: json.into(), ..Default::default() }),
    };
    Served::start().await.client().await.upgrade_resource_identity(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn a_stored_identity_of_the_same_version_passes_through() {
    let answer = upgrade(3, r#"{"id":"1"}"#).await;
    assert_eq!(told(&answer.diagnostics), []);
    assert_eq!(answer.upgraded_identity, identity("1"));
    for version in [2, 3] {
        let answer = upgrade(version, "{").await;
        assert_eq!(answer.diagnostics[0].summary, "Failed to decode the stored identity");
    }
}

/// Core writes a large number in E notation.
#[tokio::test]
async fn a_stored_identity_of_an_older_version_is_upgraded() {
    for number in ["21973423542804", "2.1973423542804e+13", "21973423542804.0", "\"21973423542804\""] {
        let answer = upgrade(2, &format!(r#"{{"id":{number}}}"#)).await;
        assert_eq!(told(&answer.diagnostics), [], "{number}");
        assert_eq!(answer.upgraded_identity, identity("21973423542804"), "{number}");
    }
    let answer = upgrade(2, r#"{"id":1.5}"#).await;
    assert_eq!(answer.upgraded_identity, None);
    let detail = "The stored identity of toy_thing can't be upgraded from schema version 2 to 3: Its id is no whole number.";
    assert_eq!(told(&answer.diagnostics), [(ERROR, "Failed to upgrade the stored identity", detail)]);
}

#[tokio::test]
async fn a_stored_identity_of_another_version_is_refused() {
    let newer = "It was written by a newer version of the provider: use that version or a later one.";
    let older = "This version of the provider can't upgrade it: apply once with an earlier version that can.";
    for (version, remedy) in [(4, newer), (1, older)] {
        let answer = upgrade(version, r#"{"id":1}"#).await;
        assert_eq!(answer.upgraded_identity, None);
        let detail = format!(
            "The stored identity of toy_thing has schema version {version}, the provider has 3. {remedy}"
        );
        assert_eq!(told(&answer.diagnostics), [(ERROR, "Unsupported identity version", detail.as_str())]);
    }
}

#[tokio::test]
async fn a_state_without_identity_needs_no_upgrade() {
    for (version, json) in [(0, ""), (0, "null"), (3, "")] {
        let answer = upgrade(version, json).await;
        assert_eq!(told(&answer.diagnostics), []);
        assert_eq!(answer.upgraded_identity, None);
    }
}
