//! What there is to serve.

use std::collections::BTreeMap;
use std::sync::Arc;

use tf_provider::{DataSource, Provider};

use super::data_source::ErasedDataSource;
use super::identity::ErasedIdentity;
use super::list_resource::ErasedListResource;
use super::provider::ErasedProvider;
use super::resource::{ErasedResource, Managed, Typed};
use super::{IdentifiedResource, ListResource, ManagedResource, RunSignal};

/// A provider with its resources, data sources and list resources, ready to be served.
pub struct Plugin {
    pub(super) address: &'static str,
    pub(super) version: &'static str,
    pub(super) provider: Box<dyn ErasedProvider>,
    pub(super) run: RunSignal,
    pub(super) resources: BTreeMap<&'static str, Arc<dyn ErasedResource>>,
    /// The resources whose objects have an identity, once more.
    pub(super) identities: BTreeMap<&'static str, Arc<dyn ErasedIdentity>>,
    pub(super) data_sources: BTreeMap<&'static str, Box<dyn ErasedDataSource>>,
    pub(super) list_resources: BTreeMap<&'static str, Box<dyn ErasedListResource>>,
}

impl Plugin {
    /// Starts with a provider that has no resources yet.
    ///
    /// `address` is its name in a registry, as in `registry.terraform.io/zendesk-tf/zendesk`; `run` is the signal
    /// that its operations watch.
    #[must_use]
    pub fn new(
        address: &'static str,
        version: &'static str,
        provider: impl Provider,
        run: RunSignal,
    ) -> Self {
        let provider = Box::new(Typed(provider));
        Self {
            address,
            version,
            provider,
            run,
            resources: BTreeMap::new(),
            identities: BTreeMap::new(),
            data_sources: BTreeMap::new(),
            list_resources: BTreeMap::new(),
        }
    }

    /// Adds a resource under its full type name, as in `zendesk_ivr_route`.
    #[must_use]
    pub fn resource(mut self, type_name: &'static str, resource: impl ManagedResource + 'static) -> Self {
        self.resources.insert(type_name, Arc::new(Managed { resource, identify: None }));
        self
    }

    /// Adds a resource whose objects have an identity.
    #[must_use]
    pub fn identified_resource(
        mut self,
        type_name: &'static str,
        resource: impl IdentifiedResource + 'static,
    ) -> Self {
        let resource = Arc::new(Managed::identified(resource));
        self.resources.insert(type_name, Arc::clone(&resource) as Arc<dyn ErasedResource>);
        self.identities.insert(type_name, resource);
        self
    }

    /// Adds a data source under its full type name.
    #[must_use]
    pub fn data_source(mut self, type_name: &'static str, data_source: impl DataSource + 'static) -> Self {
        self.data_sources.insert(type_name, Box::new(Typed(data_source)));
        self
    }

    /// Adds a list resource under the full type name of the identified resource whose objects it lists.
    #[must_use]
    pub fn list_resource(
        mut self,
        type_name: &'static str,
        list_resource: impl ListResource + 'static,
    ) -> Self {
        self.list_resources.insert(type_name, Box::new(Typed(list_resource)));
        self
    }
}
