//! What there is to serve.

use std::collections::BTreeMap;

use tf_provider::{DataSource, Provider, Resource};

use super::StopSignal;
use super::data_source::ErasedDataSource;
use super::provider::ErasedProvider;
use super::resource::{ErasedResource, Typed};

/// A provider with its resources and data sources, ready to be served.
pub struct Plugin {
    pub(super) address: &'static str,
    pub(super) version: &'static str,
    pub(super) provider: Box<dyn ErasedProvider>,
    pub(super) stop: StopSignal,
    pub(super) resources: BTreeMap<&'static str, Box<dyn ErasedResource>>,
    pub(super) data_sources: BTreeMap<&'static str, Box<dyn ErasedDataSource>>,
}

impl Plugin {
    /// Starts with a provider that has no resources yet.
    ///
    /// `address` is its name in a registry, as in `registry.terraform.io/zendesk-tf/zendesk`; `stop` is the signal
    /// that its operations watch.
    #[must_use]
    pub fn new(
        address: &'static str,
        version: &'static str,
        provider: impl Provider,
        stop: StopSignal,
    ) -> Self {
        let provider = Box::new(Typed(provider));
        Self { address, version, provider, stop, resources: BTreeMap::new(), data_sources: BTreeMap::new() }
    }

    /// Adds a resource under its full type name, as in `zendesk_ivr_route`.
    #[must_use]
    pub fn resource(mut self, type_name: &'static str, resource: impl Resource + 'static) -> Self {
        self.resources.insert(type_name, Box::new(Typed(resource)));
        self
    }

    /// Adds a data source under its full type name.
    #[must_use]
    pub fn data_source(mut self, type_name: &'static str, data_source: impl DataSource + 'static) -> Self {
        self.data_sources.insert(type_name, Box::new(Typed(data_source)));
        self
    }
}
