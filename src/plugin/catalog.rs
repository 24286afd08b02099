//! The schemas of a plugin, made once.

use std::collections::BTreeMap;

use tf_provider::schema::Schema;
use tf_provider::{AttributePath, Diagnostics};

use super::diagnostic::{diagnostic, report_bug, require, to_wire};
use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::{get_metadata, get_provider_schema, get_resource_identity_schemas};
use super::{Plugin, schema};

/// What the plugin offers, in the words of the protocol.
pub(super) struct Catalog {
    /// The answer to `GetProviderSchema`.
    pub(super) schemas: get_provider_schema::Response,
    /// The answer to `GetResourceIdentitySchemas`.
    pub(super) identities: get_resource_identity_schemas::Response,
    /// The answer to `GetMetadata`.
    pub(super) metadata: get_metadata::Response,
    /// The schemas of the resources, by type name.
    pub(super) resources: BTreeMap<&'static str, Schema>,
    /// The schemas of the data sources, by type name.
    pub(super) data_sources: BTreeMap<&'static str, Schema>,
    /// The schemas of the list resources, by type name.
    pub(super) list_resources: BTreeMap<&'static str, Schema>,
}

impl Catalog {
    /// Asks the provider and everything that it serves for their schemas.
    pub(super) fn new(plugin: &Plugin) -> Self {
        let mut diags = Diagnostics::default();
        let provider = plugin.provider.schema(&mut diags);
        let provider = require(provider, "give the provider's schema", &mut diags);
        let resources: BTreeMap<_, _> = plugin
            .resources
            .iter()
            .filter_map(|(name, resource)| {
                Some((*name, named(name, resource.schema(&mut diags), &mut diags)?))
            })
            .collect();
        let data_sources: BTreeMap<_, _> = plugin
            .data_sources
            .iter()
            .filter_map(|(name, source)| Some((*name, named(name, source.schema(&mut diags), &mut diags)?)))
            .collect();
        let list_resources: BTreeMap<_, _> = plugin
            .list_resources
            .iter()
            .filter_map(|(name, list)| Some((*name, named(name, list.schema(&mut diags), &mut diags)?)))
            .collect();

        let schemas = get_provider_schema::Response {
            provider: provider.as_ref().and_then(|provider| to_schema(provider, &mut diags)),
            resource_schemas: to_schemas(&resources, &mut diags),
            data_source_schemas: to_schemas(&data_sources, &mut diags),
            list_resource_schemas: to_schemas(&list_resources, &mut diags),
            server_capabilities: Some(capabilities()),
            diagnostics: to_wire(diags),
            ..Default::default()
        };
        let metadata = get_metadata::Response {
            server_capabilities: Some(capabilities()),
            resources: type_names(&resources),
            data_sources: type_names(&data_sources),
            list_resources: type_names(&list_resources),
            ..Default::default()
        };
        Self { schemas, identities: to_identities(plugin), metadata, resources, data_sources, list_resources }
    }
}

fn capabilities() -> wire::ServerCapabilities {
    wire::ServerCapabilities { plan_destroy: true, generate_resource_config: true, ..Default::default() }
}

fn named(name: &str, schema: Option<Schema>, diags: &mut Diagnostics) -> Option<Schema> {
    require(schema, &format!("give the schema of {name}"), diags)
}

fn to_schemas(
    schemas: &BTreeMap<&'static str, Schema>,
    diags: &mut Diagnostics,
) -> BTreeMap<String, wire::Schema> {
    schemas
        .iter()
        .filter_map(|(name, schema)| Some(((*name).to_owned(), to_schema(schema, diags)?)))
        .collect()
}

fn to_schema(schema: &Schema, diags: &mut Diagnostics) -> Option<wire::Schema> {
    encoded(schema::to_wire(schema), diags)
}

fn to_identities(plugin: &Plugin) -> get_resource_identity_schemas::Response {
    let mut diags = Diagnostics::default();
    let schemas = plugin.identities.iter().filter_map(|(name, identified)| {
        Some(((*name).to_owned(), encoded(identified.schema().to_wire(), &mut diags)?))
    });
    let identity_schemas = schemas.collect();
    get_resource_identity_schemas::Response { identity_schemas, diagnostics: to_wire(diags) }
}

fn encoded<T>(schema: serde_json::Result<T>, diags: &mut Diagnostics) -> Option<T> {
    let failed = |error: serde_json::Error| {
        let detail = report_bug(&error.to_string());
        diags.add_error(diagnostic("Failed to encode a schema", detail, AttributePath::root()));
    };
    schema.map_err(failed).ok()
}

fn type_names(schemas: &BTreeMap<&'static str, Schema>) -> Vec<get_metadata::TypeName> {
    schemas.keys().map(|name| get_metadata::TypeName { type_name: (*name).to_owned() }).collect()
}
