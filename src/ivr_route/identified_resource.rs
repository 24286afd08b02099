//! The identity of a route, and the import by it.

use async_trait::async_trait;
use tf_provider::{AttributePath, Diagnostics};

use super::IvrRouteResource;
use crate::attributes;
use crate::ivr_route::{self, IvrRoute, IvrRouteIdentity, Private};
use crate::plugin::{IdentifiedResource, IdentitySchema, diagnostic};

/// The version of the identity's form; in version 0, which 0.1 stored, the ids are numbers.
const VERSION: i64 = 1;

#[async_trait]
impl IdentifiedResource for IvrRouteResource {
    type Identity = IvrRouteIdentity;

    fn identity_schema(&self) -> IdentitySchema {
        let ids = [
            ("ivr_id", "The id of the IVR."),
            ("menu_id", "The id of the IVR menu that the route belongs to."),
            ("route_id", "The id that Zendesk gave the route."),
        ];
        attributes::identity::schema(VERSION, ids)
    }

    fn identity(&self, state: &IvrRoute) -> Option<IvrRouteIdentity> {
        ivr_route::identity(state)
    }

    async fn import_by_identity<'a>(
        &self,
        diags: &mut Diagnostics,
        identity: IvrRouteIdentity,
    ) -> Option<(IvrRoute, Private)> {
        match ivr_route::identified(&identity) {
            // Core reads the route right after, so the ids are all that is needed.
            Ok(id) => Some(self.imported(id)),
            Err(why) => {
                diags.add_error(diagnostic("Invalid import identity", why, AttributePath::root()));
                None
            }
        }
    }

    fn upgrade_identity(
        &self,
        version: i64,
        identity: serde_json::Value,
    ) -> Option<Result<IvrRouteIdentity, String>> {
        (version == 0).then(|| ivr_route::upgraded_identity(&identity))
    }
}
