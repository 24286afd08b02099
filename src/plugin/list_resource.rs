//! List resources: how `terraform query` finds remote objects (Terraform 1.14).

use async_trait::async_trait;
use futures::StreamExt;
use futures::stream::BoxStream;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tf_provider::schema::Schema;
use tf_provider::{Diagnostic, Diagnostics};

use super::diagnostic::require;
use super::proto::tfplugin6::DynamicValue;
use super::resource::Typed;

/// Lists remote objects of the managed resource that has the same name; that one must be an
/// [`super::IdentifiedResource`].
///
/// Source: [list resources](https://developer.hashicorp.com/terraform/plugin/framework/list-resources).
#[async_trait]
pub trait ListResource: Send + Sync {
    /// What an operator writes into the `config` block, unknown values included; the block may be missing.
    type Config: DeserializeOwned + Default + Send;

    /// The state of the managed resource.
    type State: Serialize + Send + 'static;

    /// Describes what the `config` block holds.
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema>;

    /// Checks a configuration; paths of diagnostics begin within the `config` block.
    async fn validate(&self, diags: &mut Diagnostics, config: Self::Config) -> Option<()> {
        _ = (diags, config);
        Some(())
    }

    /// Finds the objects, one after the other.
    ///
    /// The stream is asked for as many as Terraform wants, and dropped then: it should send no request before one of
    /// its results is asked for. Nothing is asked for after an error: a list that can't be read to its end has one.
    fn list(&self, config: Self::Config) -> BoxStream<'static, Result<Listed<Self::State>, Diagnostic>>;
}

/// An object that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<S> {
    /// What tells it from others to a person.
    pub display_name: String,
    /// Its state, as a read of the managed resource gives it.
    pub state: S,
}

/// A [`ListResource`] without its associated types.
#[async_trait]
pub(super) trait ErasedListResource: Send + Sync {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema>;
    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue);
    fn list(&self, diags: &mut Diagnostics, config: DynamicValue) -> Option<Found>;
}

/// An object as the wire has it.
pub(super) type Object = Listed<DynamicValue>;

/// What is found; nothing is asked for after an error.
pub(super) type Found = BoxStream<'static, Result<Object, Diagnostics>>;

#[async_trait]
impl<T: ListResource> ErasedListResource for Typed<T> {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema> {
        self.0.schema(diags)
    }

    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue) {
        let Some(config) = decode(&config, diags) else { return };
        let validated = self.0.validate(diags, config).await;
        require(validated, "validate the configuration", diags);
    }

    fn list(&self, diags: &mut Diagnostics, config: DynamicValue) -> Option<Found> {
        let found = self.0.list(decode(&config, diags)?);
        Some(found.map(encode).boxed())
    }
}

fn decode<T: DeserializeOwned + Default>(config: &DynamicValue, diags: &mut Diagnostics) -> Option<T> {
    if config.is_null() { Some(T::default()) } else { config.decode("configuration", diags) }
}

fn encode<S: Serialize>(found: Result<Listed<S>, Diagnostic>) -> Result<Object, Diagnostics> {
    let mut diags = Diagnostics::default();
    let listed = found.map_err(|error| diags.add_error(error)).ok();
    let encoded = listed.and_then(|Listed { display_name, state }| {
        let state = DynamicValue::encode(&state, "state", &mut diags)?;
        Some(Listed { display_name, state })
    });
    encoded.ok_or(diags)
}
