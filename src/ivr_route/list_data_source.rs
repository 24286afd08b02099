//! The data source `zendesk_ivr_routes`: all routes of a menu.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::{IvrRoute, check_action};
use crate::account::{Account, LookUp, lookup};
use crate::api;
use crate::attributes::{self, ids};
use crate::plugin::{Number, attribute};

use AttributeConstraint::{Computed, Optional, Required};

/// The routes of a menu; what each attribute means stands in the schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct IvrRoutes {
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
    pub action: Value<String>,
    pub routes: Value<Vec<IvrRoute>>,
}

impl LookUp for IvrRoutes {
    fn schema() -> Schema {
        let of_route = super::schema().block.attributes.into_iter();
        let routes =
            attributes::list_of_objects(of_route.map(|(name, attribute)| (name, attribute.attr_type)));
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
                "The routes, in the order in which Zendesk lists them: by age, not by key. Each is an object with the \
                 attributes of the data source `zendesk_ivr_route`; of its `options`, what belongs to other actions is \
                 null.",
            ),
        ];
        attributes::schema(
            "Lists the routes of an IVR menu, whether Terraform manages them or not.",
            attributes,
        )
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.ivr_id, AttributePath::new("ivr_id"));
        ids::check(diags, &self.menu_id, AttributePath::new("menu_id"));
        check_action(diags, &self.action);
    }

    async fn look_up(self, account: &Account, _warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        list(account, self).await
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
