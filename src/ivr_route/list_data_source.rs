//! The data source `zendesk_ivr_routes`: all routes of a menu.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::{Value, ValueEmpty};
use tf_provider::{AttributePath, DataSource, Diagnostic, Diagnostics};

use super::{IvrRoute, check_action, schema};
use crate::account::{Account, Session, lookup};
use crate::api;
use crate::attributes::ids;
use crate::plugin::{Number, attribute};

use AttributeConstraint::{Computed, Optional, Required};

/// Lists the routes of a menu through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrRoutesDataSource {
    session: Session,
}

impl IvrRoutesDataSource {
    /// Makes the data source for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

/// The routes of a menu.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IvrRoutes {
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
    pub action: Value<String>,
    pub routes: Value<Vec<IvrRoute>>,
}

#[async_trait]
impl DataSource for IvrRoutesDataSource {
    type State<'a> = IvrRoutes;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        let routes = AttributeType::AttributeList(super::data_source::computed_attributes());
        let attributes = [
            attribute(
                "ivr_id",
                AttributeType::Number,
                Required,
                "The id of the IVR that the menu belongs to.",
            ),
            attribute(
                "menu_id",
                AttributeType::Number,
                Required,
                "The id of the IVR menu whose routes are listed.",
            ),
            attribute(
                "action",
                AttributeType::String,
                Optional,
                "Lists only the routes with this action: `group`, `voicemail`, `phone_number`, `textback` or `menu`.",
            ),
            attribute(
                "routes",
                routes,
                Computed,
                "The routes, in the order in which Zendesk lists them: by age, not by key.",
            ),
        ];
        let version = schema().version;
        let description =
            Description::markdown("Lists the routes of an IVR menu, whether Terraform manages them or not.");
        let block =
            Block { version, attributes: attributes.into_iter().collect(), description, ..Block::default() };
        Some(Schema { version, block })
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrRoutes) -> Option<()> {
        ids::check(diags, &config.ivr_id, AttributePath::new("ivr_id"));
        ids::check(diags, &config.menu_id, AttributePath::new("menu_id"));
        check_action(diags, &config.action);
        Some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        config: IvrRoutes,
        _meta: ValueEmpty,
    ) -> Option<IvrRoutes> {
        self.session.look_up(diags, async |account| list(account, config).await).await
    }
}

async fn list(account: &Account, config: IvrRoutes) -> Result<IvrRoutes, Diagnostic> {
    let menu = super::menu_id(&IvrRoute {
        ivr_id: config.ivr_id.clone(),
        menu_id: config.menu_id.clone(),
        ..IvrRoute::default()
    })?;
    let which = format!("Routes of menu {} (IVR {})", menu.menu_id, menu.ivr_id);
    let routes = lookup::routes(account, menu).await;
    let routes = routes.map_err(|error| lookup::not_found::<api::IvrRoute>(&which, &error))?;
    let routes = routes.iter().map(|route| super::from_response(menu, route));
    let routes = routes.filter(|route| config.action.is_null() || route.action == config.action).collect();
    Ok(IvrRoutes { routes: Value::Value(routes), ..config })
}
