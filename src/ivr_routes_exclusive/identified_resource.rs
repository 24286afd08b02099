//! The identity of the list of a menu's routes, and the import by it.

use async_trait::async_trait;
use tf_provider::{AttributePath, Diagnostics};

use super::import_id::{IvrRoutesExclusiveIdentity, identified, identity};
use super::{IvrRoutesExclusive, IvrRoutesExclusiveResource, Private};
use crate::attributes::identity::schema;
use crate::plugin::{IdentifiedResource, IdentitySchema, diagnostic};

/// The version of the identity's form.
const VERSION: i64 = 0;

#[async_trait]
impl IdentifiedResource for IvrRoutesExclusiveResource {
    type Identity = IvrRoutesExclusiveIdentity;

    fn identity_schema(&self) -> IdentitySchema {
        schema(VERSION, [("ivr_id", "The id of the IVR."), ("menu_id", "The id of the IVR menu.")])
    }

    fn identity(&self, state: &IvrRoutesExclusive) -> Option<IvrRoutesExclusiveIdentity> {
        identity(state)
    }

    async fn import_by_identity<'a>(
        &self,
        diags: &mut Diagnostics,
        identity: IvrRoutesExclusiveIdentity,
    ) -> Option<(IvrRoutesExclusive, Private)> {
        let menu = identified(&identity);
        let invalid =
            |why| diags.add_error(diagnostic("Invalid import identity", why, AttributePath::root()));
        // Core reads the routes right after.
        Some((IvrRoutesExclusive::of(menu.map_err(invalid).ok()?), Private::new()))
    }
}
