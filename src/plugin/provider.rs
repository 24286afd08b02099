//! The provider behind one type: wire values in.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::{Diagnostics, Provider};

use super::diagnostic::require;
use super::proto::tfplugin6::DynamicValue;
use super::resource::Typed;

/// A [`Provider`] without its associated types.
#[async_trait]
pub(super) trait ErasedProvider: Send + Sync {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema>;
    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue);
    async fn configure(&self, diags: &mut Diagnostics, terraform_version: String, config: DynamicValue);
}

#[async_trait]
impl<T: Provider> ErasedProvider for Typed<T> {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema> {
        self.0.schema(diags)
    }

    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue) {
        let Some(config) = config.decode("provider configuration", diags) else { return };
        let validated = self.0.validate(diags, config).await;
        require(validated, "validate the provider configuration", diags);
    }

    async fn configure(&self, diags: &mut Diagnostics, terraform_version: String, config: DynamicValue) {
        let Some(config) = config.decode("provider configuration", diags) else { return };
        let configured = self.0.configure(diags, terraform_version, config).await;
        require(configured, "configure the provider", diags);
    }
}
