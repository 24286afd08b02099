//! The list resource `zendesk_ivr`: the IVRs of the account.

use async_trait::async_trait;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use tf_provider::schema::Schema;
use tf_provider::{Diagnostic, Diagnostics};

use super::state::{IvrState, from_response, marked};
use crate::account::{Account, Purpose, Session, each, lookup};
use crate::api::{Ivr, IvrMenu};
use crate::attributes;
use crate::plugin::{ListResource, Listed};
use crate::title::title;

/// Lists IVRs through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrListResource {
    session: Session,
}

impl IvrListResource {
    /// Makes the list resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

/// There is nothing to choose.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IvrQuery {}

#[async_trait]
impl ListResource for IvrListResource {
    type Config = IvrQuery;
    type State = IvrState;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(attributes::schema(
            "Lists the IVRs of the account for `terraform query`, in the order in which Zendesk lists them. A `list` block \
             stands in a file that ends in `.tfquery.hcl`, and needs Terraform 1.14 or later. It takes no arguments.",
            [],
        ))
    }

    fn list(&self, _config: IvrQuery) -> BoxStream<'static, Result<Listed<IvrState>, Diagnostic>> {
        let run = self.session.run();
        let at_menus = run.clone();
        each(async move {
            let ivrs = run.account(Purpose::Refresh)?.ivrs().await;
            ivrs.map_err(|error| lookup::not_found::<Ivr>("IVRs of the account", &error))
        })
        .and_then(move |ivr| {
            let run = at_menus.clone();
            async move { listed(run.account(Purpose::LookUp)?, &ivr).await }
        })
        .boxed()
    }
}

async fn listed(account: &Account, ivr: &Ivr) -> Result<Listed<IvrState>, Diagnostic> {
    let menus = account.all::<IvrMenu>(ivr.id).await;
    let which = || format!("Menus of IVR {}", ivr.id);
    let menus = menus.map_err(|error| lookup::not_found::<IvrMenu>(&which(), &error))?.unwrap_or_default();
    let display_name = title(ivr.name.as_deref()).unwrap_or_else(|| ivr.id.to_string());
    Ok(Listed { display_name, state: from_response(ivr, marked(menus).as_ref()) })
}
