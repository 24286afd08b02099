//! The list resource `zendesk_ivr_menu`: the menus of the account or of an IVR, without the default ones.

use async_trait::async_trait;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::state::{IvrMenuState, from_response};
use crate::account::{Account, Purpose, Session, each, lookup};
use crate::api::{Ivr, IvrMenu};
use crate::attributes::{self, ids};
use crate::plugin::{ListResource, Listed, Number, attribute};
use crate::title::title;

/// Lists menus through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrMenuListResource {
    session: Session,
}

impl IvrMenuListResource {
    /// Makes the list resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

/// Which menus to list; all of them where nothing is set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IvrMenuQuery {
    ivr_id: Value<Number>,
}

#[async_trait]
impl ListResource for IvrMenuListResource {
    type Config = IvrMenuQuery;
    type State = IvrMenuState;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        let ivr_id = attribute(
            "ivr_id",
            AttributeType::Number,
            AttributeConstraint::Optional,
            "Lists only the menus of the IVR with this id.",
        );
        Some(attributes::schema(
            "Lists the menus of the account's IVRs for `terraform query`, in the order in which Zendesk lists them. The menus \
             that callers get to first are left out: they belong to `default_menu` of `zendesk_ivr`. A `list` block stands in \
             a file that ends in `.tfquery.hcl`, and needs Terraform 1.14 or later. The argument below belongs into its \
             `config` block; without it, the menus of all IVRs are listed.",
            [ivr_id],
        ))
    }

    async fn validate(&self, diags: &mut Diagnostics, config: IvrMenuQuery) -> Option<()> {
        ids::check_strictly(diags, &config.ivr_id, AttributePath::new("ivr_id"));
        Some(())
    }

    fn list(&self, config: IvrMenuQuery) -> BoxStream<'static, Result<Listed<IvrMenuState>, Diagnostic>> {
        let run = self.session.run();
        let at_menus = run.clone();
        each(async move {
            let account = run.account(Purpose::Refresh)?;
            let ivr_id = config.ivr_id.as_ref().map_or(None, ids::parse);
            let ivrs = lookup::chosen_ivrs(account, ivr_id).await;
            ivrs.map_err(|error| lookup::not_found::<IvrMenu>("IVRs of the account", &error))
        })
        .and_then(move |ivr| {
            let run = at_menus.clone();
            async move { menus(run.account(Purpose::LookUp)?, &ivr).await }
        })
        .map_ok(|menus| futures::stream::iter(menus).map(Ok))
        .try_flatten()
        .boxed()
    }
}

/// Returns the menus of an IVR; none if it has gone meanwhile.
async fn menus(account: &Account, ivr: &Ivr) -> Result<Vec<Listed<IvrMenuState>>, Diagnostic> {
    let menus = account.all::<IvrMenu>(ivr.id).await;
    let which = || format!("Menus of IVR {}", ivr.id);
    let menus = menus.map_err(|error| lookup::not_found::<IvrMenu>(&which(), &error))?.unwrap_or_default();
    let listed = menus
        .iter()
        .filter(|menu| !menu.default)
        .map(|menu| Listed { display_name: display_name(ivr, menu), state: from_response(ivr.id, menu) });
    Ok(listed.collect())
}

/// Writes `{menu} ({ivr})`; what has no name shows its id.
fn display_name(ivr: &Ivr, menu: &IvrMenu) -> String {
    let named = |name: Option<&str>, id: i64| title(name).unwrap_or_else(|| id.to_string());
    format!("{} ({})", named(menu.name.as_deref(), menu.id), named(ivr.name.as_deref(), ivr.id))
}
