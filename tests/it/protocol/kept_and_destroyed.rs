//! A route that is kept at one address and destroyed at another: Terraform's calls in every order.

use serde_json::{Value as Json, json};
use tonic::transport::Channel;

use super::host::{null, value};
use super::process::Process;
use super::wire::tfplugin6::provider_client::ProviderClient;
use super::wire::tfplugin6::{
    Diagnostic, DynamicValue, apply_resource_change, configure_provider, import_resource_state,
    plan_resource_change, read_resource,
};
use crate::fake::Fake;

const TYPE: &str = "zendesk_ivr_route";

const REFUSED: &str = "Route kept and destroyed in one run";

/// An object as the state has it.
#[derive(Clone)]
struct Object {
    state: DynamicValue,
    private: Vec<u8>,
}

/// The provider as Terraform starts it, with a route 30001 of menu 10002 to work on.
struct Host {
    fake: Fake,
    _process: Process,
    client: ProviderClient<Channel>,
}

impl Host {
    async fn start() -> Self {
        let fake = Fake::start();
        fake.account(|account| {
            account.set_next_id(10001);
            account.add_ivr("Main line");
            account.ivr_mut(10001).unwrap().menus[0].id = 10002;
            account.set_next_id(30001);
            account.add_group(360_001_381_413, "Sales");
            account.add_route(10001, 10002, "1", "group", json!({"group_ids": [360_001_381_413_i64]}));
        });
        let env = fake.env();
        let variables: Vec<_> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut process = Process::provider_as_plugin(&variables);
        let handshake = process.handshake().await;
        let client = process.connect(&handshake).await;
        let mut host = Self { fake, _process: process, client };
        host.configure().await;
        host
    }

    async fn configure(&mut self) {
        let names = [
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
        ];
        let mut config: serde_json::Map<_, _> =
            names.iter().map(|name| (String::from(*name), Json::Null)).collect();
        // The groups are ids alone.
        config.insert("check_references".to_owned(), false.into());
        let request = configure_provider::Request { config: value(&config), ..Default::default() };
        let answer = self.client.configure_provider(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics, []);
    }

    /// Imports the route, and reads it.
    async fn import(&mut self, id: &str) -> Object {
        let request =
            import_resource_state::Request { type_name: TYPE.into(), id: id.into(), ..Default::default() };
        let answer = self.client.import_resource_state(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics, []);
        let imported = answer.imported_resources.into_iter().next().unwrap();
        self.read(Object { state: imported.state.unwrap(), private: imported.private }).await
    }

    async fn read(&mut self, object: Object) -> Object {
        let request = read_resource::Request {
            type_name: TYPE.into(),
            current_state: Some(object.state),
            private: object.private,
            ..Default::default()
        };
        let answer = self.client.read_resource(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics, []);
        Object { state: answer.new_state.unwrap(), private: answer.private }
    }

    /// Plans to move the object to a key.
    async fn plan(&mut self, object: &Object, key: &str) -> plan_resource_change::Response {
        let request = plan_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: Some(object.state.clone()),
            proposed_new_state: with(&object.state, &[("keypress", json!(key))]),
            config: configured(&object.state, key),
            prior_private: object.private.clone(),
            ..Default::default()
        };
        self.client.plan_resource_change(request).await.unwrap().into_inner()
    }

    async fn plan_destroy(&mut self, object: &Object) -> plan_resource_change::Response {
        let request = plan_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: Some(object.state.clone()),
            proposed_new_state: null(),
            config: null(),
            prior_private: object.private.clone(),
            ..Default::default()
        };
        self.client.plan_resource_change(request).await.unwrap().into_inner()
    }

    /// Moves the object to a key.
    async fn update(&mut self, object: &Object, key: &str) -> Object {
        let request = apply_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: Some(object.state.clone()),
            planned_state: with(&object.state, &[("keypress", json!(key))]),
            config: configured(&object.state, key),
            planned_private: object.private.clone(),
            ..Default::default()
        };
        let answer = self.client.apply_resource_change(request).await.unwrap().into_inner();
        assert_eq!(answer.diagnostics, []);
        Object { state: answer.new_state.unwrap(), private: answer.private }
    }

    async fn destroy(&mut self, object: &Object) -> Vec<Diagnostic> {
        let request = apply_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: Some(object.state.clone()),
            planned_state: null(),
            config: null(),
            planned_private: object.private.clone(),
            ..Default::default()
        };
        self.client.apply_resource_change(request).await.unwrap().into_inner().diagnostics
    }

    fn routes(&self) -> usize {
        self.fake.account(|account| account.routes(10001, 10002).len())
    }
}

/// The state with other values.
fn with(state: &DynamicValue, changes: &[(&str, Json)]) -> Option<DynamicValue> {
    let mut state: Json = rmp_serde::from_slice(&state.msgpack).unwrap();
    for (name, change) in changes {
        state[*name] = change.clone();
    }
    value(&state)
}

/// The configuration that the state comes from.
fn configured(state: &DynamicValue, key: &str) -> Option<DynamicValue> {
    let computed = ["id", "route_id", "option_text", "greeting"].map(|name| (name, Json::Null));
    with(state, &[&computed[..], &[("keypress", json!(key))]].concat())
}

fn summaries(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.summary.as_str()).collect()
}

const NONE: [&str; 0] = [];

/// The state's object, as an earlier run of this version of the provider left it, and as one of an earlier version did.
async fn earlier(host: &mut Host) -> [Object; 2] {
    let today = host.import("10001/10002/30001").await;
    host.configure().await;
    [today.clone(), Object { private: Vec::new(), ..today }]
}

#[tokio::test]
async fn whichever_is_planned_second_is_refused() {
    let mut host = Host::start().await;
    for old in earlier(&mut host).await {
        for id in ["10001/10002/30001", "10001/10002/key=1"] {
            for key in ["1", "2"] {
                host.configure().await;
                let new = host.import(id).await;
                assert_eq!(summaries(&host.plan(&new, key).await.diagnostics), NONE);
                assert_eq!(summaries(&host.plan_destroy(&old).await.diagnostics), [REFUSED]);

                host.configure().await;
                let old = host.read(old.clone()).await;
                assert_eq!(summaries(&host.plan_destroy(&old).await.diagnostics), NONE);
                let new = host.import(id).await;
                assert_eq!(summaries(&host.plan(&new, key).await.diagnostics), [REFUSED]);
            }
        }
    }
}

#[tokio::test]
async fn a_process_that_goes_on_may_destroy_what_it_imported() {
    let mut host = Host::start().await;
    // Two runs, the second of which is never applied.
    let mut object = host.import("10001/10002/30001").await;
    host.plan(&object, "1").await;
    let other = host.import("10001/10002/30001").await;
    host.plan(&other, "2").await;
    assert_eq!(summaries(&host.plan_destroy(&object).await.diagnostics), NONE);
    // With a change, and a plan after it.
    object = host.update(&object, "3").await;
    object = host.read(object).await;
    assert_eq!(summaries(&host.plan(&object, "3").await.diagnostics), NONE);
    assert_eq!(summaries(&host.plan_destroy(&object).await.diagnostics), NONE);
    assert_eq!(summaries(&host.destroy(&object).await), NONE);
    assert_eq!(host.routes(), 0);
}

#[tokio::test]
async fn what_an_apply_updated_is_not_deleted_at_another_address() {
    let mut host = Host::start().await;
    for old in earlier(&mut host).await {
        let new = host.import("10001/10002/30001").await;
        host.configure().await;
        let new = host.update(&new, "2").await;
        assert_eq!(summaries(&host.destroy(&old).await), ["Route not deleted"]);
        assert_eq!(host.routes(), 1);
        // Back, for the next round.
        host.update(&new, "1").await;
    }
}

#[tokio::test]
async fn updates_send_options_alone() {
    let mut host = Host::start().await;
    let object = host.import("10001/10002/30001").await;
    host.update(&object, "2").await;
    let requests = host.fake.requests();
    let sent = requests.iter().find(|request| request.method == "PUT").unwrap();
    assert_eq!(sent.body["ivr_route"]["options"], json!({"group_ids": [360_001_381_413_i64]}));
}
