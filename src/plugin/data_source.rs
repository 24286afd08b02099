//! Data sources behind one type: wire values in, wire values out.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::{DataSource, Diagnostics};

use super::diagnostic::require;
use super::proto::tfplugin6::DynamicValue;
use super::resource::Typed;

/// A [`DataSource`] without its associated types.
#[async_trait]
pub(super) trait ErasedDataSource: Send + Sync {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema>;
    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue);
    async fn read(
        &self,
        diags: &mut Diagnostics,
        config: DynamicValue,
        meta: DynamicValue,
    ) -> Option<DynamicValue>;
}

#[async_trait]
impl<T: DataSource> ErasedDataSource for Typed<T> {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema> {
        self.0.schema(diags)
    }

    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue) {
        let Some(config) = config.decode("configuration", diags) else { return };
        let validated = self.0.validate(diags, config).await;
        require(validated, "validate the configuration", diags);
    }

    async fn read(
        &self,
        diags: &mut Diagnostics,
        config: DynamicValue,
        meta: DynamicValue,
    ) -> Option<DynamicValue> {
        let config = config.decode("configuration", diags);
        let meta = meta.decode("provider metadata", diags);
        let state = self.0.read(diags, config?, meta?).await?;
        DynamicValue::encode(&state, "state", diags)
    }
}
