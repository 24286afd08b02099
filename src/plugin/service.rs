//! The service that Terraform calls: one short function for each call.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;
use tonic::{Request, Response, Status, async_trait};
use tracing::Instrument;

use super::Plugin;
use super::call::Call;
use super::catalog::Catalog;
use super::connections::Connections;
use super::proto::tfplugin6::provider_server::Provider;
use super::proto::tfplugin6::{
    apply_resource_change, configure_provider, generate_resource_config, get_functions, get_metadata,
    get_provider_schema, get_resource_identity_schemas, import_resource_state, list_resource,
    move_resource_state, plan_resource_change, read_data_source, read_resource, stop_provider,
    upgrade_resource_identity, upgrade_resource_state, validate_data_resource_config,
    validate_list_resource_config, validate_provider_config, validate_resource_config,
};
use super::resource_calls::refuse_move;
use super::tally::Tally;

type Answered<T> = Result<Response<T>, Status>;

/// A plugin being served.
pub(super) struct Service {
    pub(super) plugin: Plugin,
    pub(super) catalog: Catalog,
    /// Changes under way; they are seen through even if the caller goes away.
    pub(super) changes: TaskTracker,
    /// Calls under way, changes among them.
    pub(super) calls: Tally,
    pub(super) connections: Connections,
    /// Held while the provider is configured: two may come at once.
    pub(super) configuring: Mutex<()>,
}

impl Service {
    /// Makes the service of a plugin.
    pub(super) fn new(plugin: Plugin, connections: Connections) -> Self {
        Self {
            catalog: Catalog::new(&plugin),
            plugin,
            changes: TaskTracker::new(),
            calls: Tally::default(),
            connections,
            configuring: Mutex::default(),
        }
    }

    fn call(&self, rpc: &'static str) -> Call {
        Call::provider(self.plugin.address, rpc, self.calls.enter())
    }

    fn resource_call(&self, rpc: &'static str, type_name: &str) -> Call {
        Call::resource(self.plugin.address, rpc, type_name, self.calls.enter())
    }

    fn data_source_call(&self, rpc: &'static str, type_name: &str) -> Call {
        Call::data_source(self.plugin.address, rpc, type_name, self.calls.enter())
    }

    fn list_resource_call(&self, rpc: &'static str, type_name: &str) -> Call {
        Call::list_resource(self.plugin.address, rpc, type_name, self.calls.enter())
    }
}

#[async_trait]
impl Provider for Arc<Service> {
    async fn get_metadata(&self, _: Request<get_metadata::Request>) -> Answered<get_metadata::Response> {
        self.call("GetMetadata").answer(async { self.catalog.metadata.clone() }).await
    }

    async fn get_provider_schema(
        &self,
        _: Request<get_provider_schema::Request>,
    ) -> Answered<get_provider_schema::Response> {
        self.call("GetProviderSchema").answer(async { self.catalog.schemas.clone() }).await
    }

    async fn get_resource_identity_schemas(
        &self,
        _: Request<get_resource_identity_schemas::Request>,
    ) -> Answered<get_resource_identity_schemas::Response> {
        self.call("GetResourceIdentitySchemas").answer(async { self.catalog.identities.clone() }).await
    }

    async fn get_functions(&self, _: Request<get_functions::Request>) -> Answered<get_functions::Response> {
        self.call("GetFunctions").answer(async { Default::default() }).await
    }

    async fn validate_provider_config(
        &self,
        request: Request<validate_provider_config::Request>,
    ) -> Answered<validate_provider_config::Response> {
        self.call("ValidateProviderConfig").answer(self.validate_provider(request.into_inner())).await
    }

    async fn configure_provider(
        &self,
        request: Request<configure_provider::Request>,
    ) -> Answered<configure_provider::Response> {
        let connection = request.extensions().get().copied();
        self.call("ConfigureProvider").answer(self.configure(request.into_inner(), connection)).await
    }

    async fn stop_provider(&self, _: Request<stop_provider::Request>) -> Answered<stop_provider::Response> {
        self.call("StopProvider").answer(async { self.stop() }).await
    }

    async fn validate_resource_config(
        &self,
        request: Request<validate_resource_config::Request>,
    ) -> Answered<validate_resource_config::Response> {
        let request = request.into_inner();
        let call = self.resource_call("ValidateResourceConfig", &request.type_name);
        call.answer(self.validate_resource(request)).await
    }

    async fn upgrade_resource_state(
        &self,
        request: Request<upgrade_resource_state::Request>,
    ) -> Answered<upgrade_resource_state::Response> {
        let request = request.into_inner();
        let call = self.resource_call("UpgradeResourceState", &request.type_name);
        call.answer(async { self.upgrade(request) }).await
    }

    async fn upgrade_resource_identity(
        &self,
        request: Request<upgrade_resource_identity::Request>,
    ) -> Answered<upgrade_resource_identity::Response> {
        let request = request.into_inner();
        let call = self.resource_call("UpgradeResourceIdentity", &request.type_name);
        call.answer(async { self.upgrade_identity(request) }).await
    }

    async fn read_resource(
        &self,
        request: Request<read_resource::Request>,
    ) -> Answered<read_resource::Response> {
        let request = request.into_inner();
        let call = self.resource_call("ReadResource", &request.type_name);
        call.answer(self.read(request)).await
    }

    async fn plan_resource_change(
        &self,
        request: Request<plan_resource_change::Request>,
    ) -> Answered<plan_resource_change::Response> {
        let request = request.into_inner();
        let call = self.resource_call("PlanResourceChange", &request.type_name);
        call.answer(self.plan(request)).await
    }

    async fn apply_resource_change(
        &self,
        request: Request<apply_resource_change::Request>,
    ) -> Answered<apply_resource_change::Response> {
        let request = request.into_inner();
        let call = self.resource_call("ApplyResourceChange", &request.type_name);
        // In a task of its own: when the caller goes away, this function ends, but what was sent must be awaited.
        let service = Arc::clone(self);
        let change = async move { call.answer(service.apply(request)).await }.in_current_span();
        self.changes.spawn(change).await.map_err(|_| Status::internal("ApplyResourceChange didn't end"))?
    }

    async fn import_resource_state(
        &self,
        request: Request<import_resource_state::Request>,
    ) -> Answered<import_resource_state::Response> {
        let request = request.into_inner();
        let call = self.resource_call("ImportResourceState", &request.type_name);
        call.answer(self.import(request)).await
    }

    async fn move_resource_state(
        &self,
        request: Request<move_resource_state::Request>,
    ) -> Answered<move_resource_state::Response> {
        let request = request.into_inner();
        let call = self.resource_call("MoveResourceState", &request.target_type_name);
        call.answer(async { refuse_move(&request) }).await
    }

    async fn generate_resource_config(
        &self,
        request: Request<generate_resource_config::Request>,
    ) -> Answered<generate_resource_config::Response> {
        let request = request.into_inner();
        let call = self.resource_call("GenerateResourceConfig", &request.type_name);
        call.answer(async { self.generate(request) }).await
    }

    async fn validate_data_resource_config(
        &self,
        request: Request<validate_data_resource_config::Request>,
    ) -> Answered<validate_data_resource_config::Response> {
        let request = request.into_inner();
        let call = self.data_source_call("ValidateDataResourceConfig", &request.type_name);
        call.answer(self.validate_data_source(request)).await
    }

    async fn read_data_source(
        &self,
        request: Request<read_data_source::Request>,
    ) -> Answered<read_data_source::Response> {
        let request = request.into_inner();
        let call = self.data_source_call("ReadDataSource", &request.type_name);
        call.answer(self.look_up(request)).await
    }

    async fn validate_list_resource_config(
        &self,
        request: Request<validate_list_resource_config::Request>,
    ) -> Answered<validate_list_resource_config::Response> {
        let request = request.into_inner();
        let call = self.list_resource_call("ValidateListResourceConfig", &request.type_name);
        call.answer(self.validate_list_resource(request)).await
    }

    type ListResourceStream = BoxStream<'static, Result<list_resource::Event, Status>>;

    async fn list_resource(
        &self,
        request: Request<list_resource::Request>,
    ) -> Answered<Self::ListResourceStream> {
        let request = request.into_inner();
        let call = self.list_resource_call("ListResource", &request.type_name);
        let service = Arc::clone(self);
        // Made within the stream, so that its guard covers that as well.
        let events = stream::once(async { service.list(request) }).flatten();
        Ok(Response::new(call.stream(events.boxed())))
    }
}
