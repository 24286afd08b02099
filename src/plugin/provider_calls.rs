//! The calls about the provider and its data sources.

use tf_provider::{AttributePath, Diagnostics};

use super::connections::ConnectionId;
use super::constraints::check_constraints;
use super::data_source::ErasedDataSource;
use super::diagnostic::{diagnostic, require, to_wire};
use super::proto::tfplugin6::{
    configure_provider, read_data_source, stop_provider, validate_data_resource_config,
    validate_provider_config,
};
use super::service::Service;

impl Service {
    pub(super) async fn validate_provider(
        &self,
        request: validate_provider_config::Request,
    ) -> validate_provider_config::Response {
        let mut diags = Diagnostics::default();
        self.plugin.provider.validate(&mut diags, request.config.unwrap_or_default()).await;
        validate_provider_config::Response { diagnostics: to_wire(diags) }
    }

    /// Configures the provider for who calls over that connection: the start of a run, unless others work in one.
    pub(super) async fn configure(
        &self,
        request: configure_provider::Request,
        connection: Option<ConnectionId>,
    ) -> configure_provider::Response {
        let _configuring = self.configuring.lock().await;
        let mut diags = Diagnostics::default();
        let is_shared = connection.is_some_and(|own| self.connections.is_used_by_another_than(own));
        self.plugin.run.renew(is_shared);
        let config = request.config.unwrap_or_default();
        self.plugin.provider.configure(&mut diags, request.terraform_version, config).await;
        if let Some(connection) = connection.filter(|_| diags.errors.is_empty()) {
            self.connections.configured(connection);
        }
        configure_provider::Response { diagnostics: to_wire(diags) }
    }

    pub(super) fn stop(&self) -> stop_provider::Response {
        self.plugin.run.stop();
        stop_provider::Response::default()
    }

    pub(super) async fn validate_data_source(
        &self,
        request: validate_data_resource_config::Request,
    ) -> validate_data_resource_config::Response {
        let mut diags = Diagnostics::default();
        if let Some(data_source) = self.data_source(&request.type_name, &mut diags) {
            let config = request.config.unwrap_or_default();
            let schema = self.catalog.data_sources.get(request.type_name.as_str());
            check_constraints(schema, &config, &mut diags);
            data_source.validate(&mut diags, config).await;
        }
        validate_data_resource_config::Response { diagnostics: to_wire(diags) }
    }

    pub(super) async fn look_up(&self, request: read_data_source::Request) -> read_data_source::Response {
        let mut diags = Diagnostics::default();
        let mut state = None;
        if let Some(data_source) = self.data_source(&request.type_name, &mut diags) {
            let (config, meta) =
                (request.config.unwrap_or_default(), request.provider_meta.unwrap_or_default());
            state = data_source.read(&mut diags, config, meta).await;
            state = require(state, &format!("read {}", request.type_name), &mut diags);
        }
        read_data_source::Response { state, diagnostics: to_wire(diags), ..Default::default() }
    }

    fn data_source(&self, type_name: &str, diags: &mut Diagnostics) -> Option<&dyn ErasedDataSource> {
        let data_source = self.plugin.data_sources.get(type_name);
        if data_source.is_none() {
            let detail = format!("This version of the provider has no data source {type_name}.");
            diags.add_error(diagnostic("Unknown data source", detail, AttributePath::root()));
        }
        Some(data_source?.as_ref())
    }
}
