//! Resource identity: what tells one remote object from every other, beside the state.
//!
//! Terraform keeps it with the state, shows it, and takes it for an import (`import { identity = {...} }`, from
//! Terraform 1.12 on). Older ones never ask for it.

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tf_provider::Diagnostics;
use tf_provider::schema::AttributeType;

use super::ManagedResource;
use super::proto::tfplugin6 as wire;
use super::proto::tfplugin6::{DynamicValue, ResourceIdentityData};
use super::resource::{Managed, Saved};
use super::upgrade::Stored;

/// The form of a resource's identity.
///
/// Source: [resource identity](https://developer.hashicorp.com/terraform/plugin/framework/resources/identity).
#[derive(Clone, Debug)]
pub struct IdentitySchema {
    /// The version of the form; a server knows one only.
    pub version: i64,
    /// What an identity consists of: primitive values, or lists of them.
    pub attributes: Vec<IdentityAttribute>,
}

/// A part of an identity.
#[derive(Clone, Debug)]
pub struct IdentityAttribute {
    /// The name.
    pub name: &'static str,
    /// The type.
    pub attr_type: AttributeType,
    /// What it is.
    pub description: &'static str,
    /// Whether an import must name it; the others an import may leave out.
    pub required_for_import: bool,
}

/// A [`ManagedResource`] whose objects have an identity; one without keeps working.
#[async_trait]
pub trait IdentifiedResource: ManagedResource {
    /// The identity; its fields are those of the schema.
    type Identity: Serialize + DeserializeOwned + Send;

    /// Describes the identity.
    fn identity_schema(&self) -> IdentitySchema;

    /// Gives the identity of an object, from its state; none as long as it isn't wholly known.
    ///
    /// It never changes in the life of an object.
    fn identity(&self, state: &Self::State<'_>) -> Option<Self::Identity>;

    /// Imports the object that has this identity, as [`tf_provider::Resource::import`] does by an id.
    async fn import_by_identity<'a>(
        &self,
        diags: &mut Diagnostics,
        identity: Self::Identity,
    ) -> Option<(Self::State<'a>, Self::PrivateState<'a>)>;

    /// Upgrades a stored identity of an older version, from the JSON that Terraform keeps.
    ///
    /// Terraform may have written a number in any of JSON's forms, as in `2.197e+13`. `None` and an error mean the
    /// same as for [`ManagedResource::upgrade_state`].
    fn upgrade_identity(
        &self,
        version: i64,
        identity: serde_json::Value,
    ) -> Option<Result<Self::Identity, String>> {
        _ = (version, identity);
        None
    }
}

/// An [`IdentifiedResource`] without its associated types.
#[async_trait]
pub(super) trait ErasedIdentity: Send + Sync {
    fn schema(&self) -> IdentitySchema;
    /// Gives the identity that belongs to a state, if it is known.
    fn of(&self, diags: &mut Diagnostics, state: &DynamicValue) -> Option<ResourceIdentityData>;
    /// Upgrades an identity of an older version.
    fn upgrade(
        &self,
        diags: &mut Diagnostics,
        stored: &Stored<'_>,
        identity: &DynamicValue,
    ) -> Option<DynamicValue>;
    /// Turns an identity that fits the schema, mostly JSON, into msgpack.
    fn reencode(&self, diags: &mut Diagnostics, identity: &DynamicValue) -> Option<DynamicValue>;
    async fn import(&self, diags: &mut Diagnostics, identity: DynamicValue) -> Option<Saved>;
}

#[async_trait]
impl<T: IdentifiedResource> ErasedIdentity for Managed<T> {
    fn schema(&self) -> IdentitySchema {
        self.resource.identity_schema()
    }

    fn of(&self, diags: &mut Diagnostics, state: &DynamicValue) -> Option<ResourceIdentityData> {
        identify(&self.resource, &state.decode("state", diags)?, diags)
    }

    fn upgrade(
        &self,
        diags: &mut Diagnostics,
        stored: &Stored<'_>,
        identity: &DynamicValue,
    ) -> Option<DynamicValue> {
        let identity = identity.decode("stored identity", diags)?;
        let upgraded = stored.upgraded(diags, || self.resource.upgrade_identity(stored.version, identity))?;
        DynamicValue::encode(&upgraded, "identity", diags)
    }

    fn reencode(&self, diags: &mut Diagnostics, identity: &DynamicValue) -> Option<DynamicValue> {
        let identity: T::Identity = identity.decode("stored identity", diags)?;
        DynamicValue::encode(&identity, "identity", diags)
    }

    async fn import(&self, diags: &mut Diagnostics, identity: DynamicValue) -> Option<Saved> {
        let identity = identity.decode("identity", diags)?;
        let (state, private) = self.resource.import_by_identity(diags, identity).await?;
        self.save(&state, &private, diags)
    }
}

impl<T: IdentifiedResource> Managed<T> {
    /// A resource whose objects have an identity.
    pub(super) fn identified(resource: T) -> Self {
        Self { resource, identify: Some(identify::<T>) }
    }
}

fn identify<T: IdentifiedResource>(
    resource: &T,
    state: &T::State<'_>,
    diags: &mut Diagnostics,
) -> Option<ResourceIdentityData> {
    let identity = DynamicValue::encode(&resource.identity(state)?, "identity", diags)?;
    Some(ResourceIdentityData { identity_data: Some(identity) })
}

impl IdentitySchema {
    /// Gives the wire form.
    ///
    /// # Errors
    ///
    /// Fails if a type can't be written as JSON.
    pub(super) fn to_wire(&self) -> serde_json::Result<wire::ResourceIdentitySchema> {
        let attributes = self.attributes.iter().map(IdentityAttribute::to_wire);
        Ok(wire::ResourceIdentitySchema {
            version: self.version,
            identity_attributes: attributes.collect::<Result<_, _>>()?,
        })
    }
}

impl IdentityAttribute {
    fn to_wire(&self) -> serde_json::Result<wire::resource_identity_schema::IdentityAttribute> {
        Ok(wire::resource_identity_schema::IdentityAttribute {
            name: self.name.to_owned(),
            r#type: serde_json::to_vec(&self.attr_type)?,
            required_for_import: self.required_for_import,
            optional_for_import: !self.required_for_import,
            description: self.description.to_owned(),
        })
    }
}
