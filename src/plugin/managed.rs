//! What a managed resource may do beyond tf-provider's [`Resource`]: planned private data, what is stored, and upgrades.

use async_trait::async_trait;
use serde_json::Value;
use tf_provider::{Diagnostics, Resource};

/// A [`Resource`] with the extension points that tf-provider's trait has no place for.
///
/// Every method has a default, so `impl ManagedResource for X {}` is all that most resources need. A method that
/// upgrades returns `None` for a version that it can't start from, and the reason where what is stored doesn't fit
/// its version; it is never called for today's version or a newer one.
#[async_trait]
pub trait ManagedResource: Resource {
    /// Plans a creation, as [`Resource::plan_create`] does, from private data as well.
    ///
    /// Terraform plans a replacement twice: as an update, whose answer requires the replacement, then as a creation.
    /// `private` is what the first of these calls planned. It is null for every other creation, also when Terraform
    /// plans a creation again while it applies.
    async fn plan_create_with_private<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: Self::State<'a>,
        config: Self::State<'a>,
        private: Self::PrivateState<'a>,
        meta: Self::ProviderMetaState<'a>,
    ) -> Option<(Self::State<'a>, Self::PrivateState<'a>)> {
        _ = private;
        self.plan_create(diags, proposed, config, meta).await
    }

    /// Notes an object that Terraform has stored: called with each stored state, before Terraform reads or changes it.
    fn note_stored(&self, state: &Self::State<'_>) {
        _ = state;
    }

    /// Returns the version of the private data's form, which is stored with them.
    ///
    /// Private data that were stored without a version have version 0.
    fn private_version(&self) -> i64 {
        0
    }

    /// Upgrades private data of an older version; they are never null.
    fn upgrade_private<'a>(
        &'a self,
        version: i64,
        private: Value,
    ) -> Option<Result<Self::PrivateState<'a>, String>> {
        _ = (version, private);
        None
    }

    /// Upgrades stored state of an older schema version, from JSON to JSON.
    ///
    /// Afterwards the state is fitted to the schema: attributes that the schema lacks are dropped, and missing ones
    /// are null. [`Resource::upgrade`] isn't called: it can't tell a version that it doesn't know from a failure.
    fn upgrade_state(&self, version: i64, state: Value) -> Option<Result<Value, String>> {
        _ = (version, state);
        None
    }
}
