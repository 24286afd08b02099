//! Resources behind one type: wire values in, wire values out.

use async_trait::async_trait;
use tf_provider::schema::Schema;
use tf_provider::{AttributePath, Diagnostics, Resource};

use super::ManagedResource;
use super::diagnostic::require;
use super::private::{decode_private, encode_private, no_private};
use super::proto::tfplugin6::{DynamicValue, ResourceIdentityData};
use super::value::decode_json;

/// What Terraform keeps of a resource.
pub(super) struct Saved {
    /// Its state.
    pub(super) state: DynamicValue,
    /// What the provider keeps beside it, out of the operator's sight.
    pub(super) private: Vec<u8>,
    /// Its identity; none where the resource has no identities, or it isn't known yet.
    pub(super) identity: Option<ResourceIdentityData>,
}

impl Saved {
    /// Nothing is kept: the object is gone, or there is no news of it.
    pub(super) fn nothing() -> Self {
        Self { state: DynamicValue::null(), private: Vec::new(), identity: None }
    }
}

/// What Terraform kept of a resource, to be read anew.
pub(super) struct Prior {
    /// Its state.
    pub(super) state: DynamicValue,
    /// Private data.
    pub(super) private: Vec<u8>,
}

/// What Terraform sends to plan or make a change; null where there is nothing.
pub(super) struct Change {
    /// The state before.
    pub(super) prior: DynamicValue,
    /// The state proposed, or planned.
    pub(super) planned: DynamicValue,
    /// The configuration.
    pub(super) config: DynamicValue,
    /// Private data, prior or planned.
    pub(super) private: Vec<u8>,
    /// The module's metadata for the provider.
    pub(super) meta: DynamicValue,
}

/// A [`ManagedResource`] without its associated types.
#[async_trait]
pub(super) trait ErasedResource: Send + Sync {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema>;
    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue);
    /// Upgrades stored state of an older schema version; none where the resource can't start from that version.
    fn upgrade(&self, version: i64, state: serde_json::Value) -> Option<Result<serde_json::Value, String>>;
    /// Turns state that fits the schema into msgpack.
    fn reencode(&self, diags: &mut Diagnostics, state: serde_json::Value) -> Option<DynamicValue>;
    async fn read(&self, diags: &mut Diagnostics, prior: Prior, meta: DynamicValue) -> Option<Saved>;
    async fn plan_create(&self, diags: &mut Diagnostics, change: Change) -> Option<Saved>;
    async fn plan_update(
        &self,
        diags: &mut Diagnostics,
        change: Change,
    ) -> Option<(Saved, Vec<AttributePath>)>;
    async fn plan_destroy(&self, diags: &mut Diagnostics, change: Change) -> Option<Vec<u8>>;
    async fn create(&self, diags: &mut Diagnostics, change: Change) -> Option<Saved>;
    async fn update(&self, diags: &mut Diagnostics, change: Change) -> Option<Saved>;
    async fn destroy(&self, diags: &mut Diagnostics, change: Change) -> Option<()>;
    async fn import(&self, diags: &mut Diagnostics, id: String) -> Option<Saved>;
}

/// The adapter for what isn't a resource; a type of its own because both traits have the same method names.
pub(super) struct Typed<T>(pub(super) T);

/// Gives the identity of an object, encoded, from its state.
type Identify<T> =
    for<'a> fn(&T, &<T as Resource>::State<'a>, &mut Diagnostics) -> Option<ResourceIdentityData>;

/// The adapter for a resource.
pub(super) struct Managed<T: ManagedResource> {
    pub(super) resource: T,
    /// None for a resource whose objects have no identity.
    pub(super) identify: Option<Identify<T>>,
}

impl<T: ManagedResource> Managed<T> {
    /// Encodes what Terraform is to keep.
    pub(super) fn save(
        &self,
        state: &T::State<'_>,
        private: &T::PrivateState<'_>,
        diags: &mut Diagnostics,
    ) -> Option<Saved> {
        let identity = self.identify.and_then(|identify| identify(&self.resource, state, diags));
        let state = DynamicValue::encode(state, "state", diags);
        let private = encode_private(private, self.resource.private_version(), diags);
        Some(Saved { state: state?, private: private?, identity })
    }

    /// Unreadable private data stops every operation but a read: going on could undo what it remembers.
    fn private<'a>(&'a self, bytes: &'a [u8], diags: &mut Diagnostics) -> Option<T::PrivateState<'a>> {
        let private = decode_private(&self.resource, bytes);
        private.map_err(|unreadable| diags.add_error(unreadable.error())).ok()
    }

    /// A read starts anew without unreadable private data, because its answer replaces them.
    fn private_or_none<'a>(
        &'a self,
        bytes: &'a [u8],
        diags: &mut Diagnostics,
    ) -> Option<T::PrivateState<'a>> {
        let private = decode_private(&self.resource, bytes).or_else(|unreadable| {
            diags.add_warning(unreadable.renewed());
            no_private()
        });
        private.map_err(|unreadable| diags.add_error(unreadable.error())).ok()
    }
}

#[async_trait]
impl<T: ManagedResource> ErasedResource for Managed<T> {
    fn schema(&self, diags: &mut Diagnostics) -> Option<Schema> {
        self.resource.schema(diags)
    }

    async fn validate(&self, diags: &mut Diagnostics, config: DynamicValue) {
        let Some(config) = config.decode("configuration", diags) else { return };
        let validated = self.resource.validate(diags, config).await;
        require(validated, "validate the configuration", diags);
    }

    fn upgrade(&self, version: i64, state: serde_json::Value) -> Option<Result<serde_json::Value, String>> {
        self.resource.upgrade_state(version, state)
    }

    fn reencode(&self, diags: &mut Diagnostics, state: serde_json::Value) -> Option<DynamicValue> {
        let state: T::State<'_> = decode_json(&state, "stored state", diags)?;
        self.resource.note_stored(&state);
        DynamicValue::encode(&state, "state", diags)
    }

    async fn read(&self, diags: &mut Diagnostics, prior: Prior, meta: DynamicValue) -> Option<Saved> {
        let private = self.private_or_none(&prior.private, diags);
        let state = prior.state.decode("prior state", diags);
        let meta = meta.decode("provider metadata", diags);
        let (state, private) = self.resource.read(diags, state?, private?, meta?).await?;
        self.save(&state, &private, diags)
    }

    async fn plan_create(&self, diags: &mut Diagnostics, change: Change) -> Option<Saved> {
        let proposed = change.planned.decode("proposed state", diags);
        let config = change.config.decode("configuration", diags);
        let private = self.private(&change.private, diags);
        let meta = change.meta.decode("provider metadata", diags);
        let planned =
            self.resource.plan_create_with_private(diags, proposed?, config?, private?, meta?).await;
        let (state, private) = planned?;
        self.save(&state, &private, diags)
    }

    async fn plan_update(
        &self,
        diags: &mut Diagnostics,
        change: Change,
    ) -> Option<(Saved, Vec<AttributePath>)> {
        let prior = change.prior.decode("prior state", diags);
        let proposed = change.planned.decode("proposed state", diags);
        let config = change.config.decode("configuration", diags);
        let private = self.private(&change.private, diags);
        let meta = change.meta.decode("provider metadata", diags);
        let (state, private, replace) =
            self.resource.plan_update(diags, prior?, proposed?, config?, private?, meta?).await?;
        Some((self.save(&state, &private, diags)?, replace))
    }

    async fn plan_destroy(&self, diags: &mut Diagnostics, change: Change) -> Option<Vec<u8>> {
        let prior = change.prior.decode("prior state", diags);
        let private = self.private(&change.private, diags);
        let meta = change.meta.decode("provider metadata", diags);
        let private = self.resource.plan_destroy(diags, prior?, private?, meta?).await?;
        encode_private(&private, self.resource.private_version(), diags)
    }

    async fn create(&self, diags: &mut Diagnostics, change: Change) -> Option<Saved> {
        let planned = change.planned.decode("planned state", diags);
        let config = change.config.decode("configuration", diags);
        let private = self.private(&change.private, diags);
        let meta = change.meta.decode("provider metadata", diags);
        let (state, private) = self.resource.create(diags, planned?, config?, private?, meta?).await?;
        self.save(&state, &private, diags)
    }

    async fn update(&self, diags: &mut Diagnostics, change: Change) -> Option<Saved> {
        let prior = change.prior.decode("prior state", diags);
        let planned = change.planned.decode("planned state", diags);
        let config = change.config.decode("configuration", diags);
        let private = self.private(&change.private, diags);
        let meta = change.meta.decode("provider metadata", diags);
        let (state, private) =
            self.resource.update(diags, prior?, planned?, config?, private?, meta?).await?;
        self.save(&state, &private, diags)
    }

    async fn destroy(&self, diags: &mut Diagnostics, change: Change) -> Option<()> {
        let prior = change.prior.decode("prior state", diags);
        let private = self.private(&change.private, diags);
        let meta = change.meta.decode("provider metadata", diags);
        self.resource.destroy(diags, prior?, private?, meta?).await
    }

    async fn import(&self, diags: &mut Diagnostics, id: String) -> Option<Saved> {
        let Some((state, private)) = self.resource.import(diags, id).await else {
            without_backtrace(diags);
            return None;
        };
        self.save(&state, &private, diags)
    }
}

/// tf-provider's answer for a resource without import may carry a backtrace.
fn without_backtrace(diags: &mut Diagnostics) {
    let default = diags.errors.iter_mut().filter(|error| error.summary == "Import is not supported");
    default.for_each(|error| error.detail = "Objects of this type can't be imported.".into());
}
