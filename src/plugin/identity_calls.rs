//! The calls about identities, and the identities in the calls about resources.

use tf_provider::{AttributePath, Diagnostics};

use super::diagnostic::{diagnostic, to_wire};
use super::identity::ErasedIdentity;
use super::proto::tfplugin6::{
    DynamicValue, ResourceIdentityData, import_resource_state, upgrade_resource_identity,
};
use super::resource::Saved;
use super::service::Service;
use super::upgrade::Stored;

impl Service {
    /// Gives the identity of an object that a list found, from its state.
    pub(super) fn identity_of(
        &self,
        type_name: &str,
        state: &DynamicValue,
        diags: &mut Diagnostics,
    ) -> Option<ResourceIdentityData> {
        self.plugin.identities.get(type_name)?.of(diags, state)
    }

    /// Imports by what the request names: an identity, or else an id.
    pub(super) async fn imported(
        &self,
        request: &import_resource_state::Request,
        diags: &mut Diagnostics,
    ) -> Option<Saved> {
        let named = request.identity.as_ref().and_then(|identity| identity.identity_data.clone());
        match named {
            Some(identity) => self.identified(&request.type_name, diags)?.import(diags, identity).await,
            None => self.resource(&request.type_name, diags)?.import(diags, request.id.clone()).await,
        }
    }

    /// Brings a stored identity to today's version; Terraform asks only about other versions.
    pub(super) fn upgrade_identity(
        &self,
        request: upgrade_resource_identity::Request,
    ) -> upgrade_resource_identity::Response {
        let mut diags = Diagnostics::default();
        let upgraded = self.upgraded_identity(request, &mut diags);
        upgrade_resource_identity::Response {
            upgraded_identity: upgraded.map(|data| ResourceIdentityData { identity_data: Some(data) }),
            diagnostics: to_wire(diags),
        }
    }

    fn upgraded_identity(
        &self,
        request: upgrade_resource_identity::Request,
        diags: &mut Diagnostics,
    ) -> Option<DynamicValue> {
        let identified = self.identified(&request.type_name, diags)?;
        let current = identified.schema().version;
        let json = request.raw_identity.unwrap_or_default().json;
        // Terraform asks about a state without identity as well, as of version 0; the next read gives it one.
        if matches!(json.as_slice(), b"" | b"null") {
            return None;
        }
        let identity = DynamicValue { json, msgpack: Vec::new() };
        if request.version == current {
            return identified.reencode(diags, &identity);
        }
        let type_name = &request.type_name;
        let stored = Stored { what: "identity", type_name, version: request.version, current };
        identified.upgrade(diags, &stored, &identity)
    }

    fn identified(&self, type_name: &str, diags: &mut Diagnostics) -> Option<&dyn ErasedIdentity> {
        let identified = self.plugin.identities.get(type_name);
        if identified.is_none() {
            let detail = format!("This version of the provider has no identities for {type_name}.");
            diags.add_error(diagnostic("Unknown identity", detail, AttributePath::root()));
        }
        Some(identified?.as_ref())
    }
}
