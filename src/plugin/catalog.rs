//! The schemas of a plugin, made once.

use std::collections::BTreeMap;

use tf_provider::schema::Schema;
use tf_provider::{AttributePath, Diagnostics};

use super::diagnostic::{diagnostic, report_bug, require, to_wire};
use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::{get_metadata, get_provider_schema};
use super::{Plugin, schema};

/// What the plugin offers, in the words of the protocol.
pub(super) struct Catalog {
    /// The answer to `GetProviderSchema`.
    pub(super) schemas: get_provider_schema::Response,
    /// The answer to `GetMetadata`.
    pub(super) metadata: get_metadata::Response,
    /// The schemas of the resources, by type name.
    pub(super) resources: BTreeMap<&'static str, Schema>,
}

impl Catalog {
    /// Asks the provider, its resources and its data sources for their schemas.
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

        let schemas = get_provider_schema::Response {
            provider: provider.as_ref().and_then(|provider| to_schema(provider, &mut diags)),
            resource_schemas: to_schemas(&resources, &mut diags),
            data_source_schemas: to_schemas(&data_sources, &mut diags),
            server_capabilities: Some(capabilities()),
            diagnostics: to_wire(diags),
            ..Default::default()
        };
        let metadata = get_metadata::Response {
            server_capabilities: Some(capabilities()),
            resources: type_names(&resources),
            data_sources: type_names(&data_sources),
            ..Default::default()
        };
        Self { schemas, metadata, resources }
    }
}

fn capabilities() -> wire::ServerCapabilities {
    wire::ServerCapabilities { plan_destroy: true, ..Default::default() }
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
    let failed = |error: serde_json::Error| {
        diags.add_error(diagnostic(
            "Failed to encode a schema",
            report_bug(&error.to_string()),
            AttributePath::root(),
        ));
    };
    schema::to_wire(schema).map_err(failed).ok()
}

fn type_names(schemas: &BTreeMap<&'static str, Schema>) -> Vec<get_metadata::TypeName> {
    schemas.keys().map(|name| get_metadata::TypeName { type_name: (*name).to_owned() }).collect()
}
