//! The list resource `zendesk_ivr_route`: the routes of the account, of an IVR, or of a menu.

use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::{IvrRoute, display_name, from_response};
use crate::account::{Account, Purpose, Run, Session, each, lookup};
use crate::api::{self, Ivr, IvrMenu, MenuId};
use crate::attributes::{self, ids};
use crate::plugin::{ListResource, Listed, Number, attribute};

/// Lists routes through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrRouteListResource {
    session: Session,
}

impl IvrRouteListResource {
    /// Makes the list resource for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

/// Which routes to list; all of them where nothing is set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IvrRouteQuery {
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
}

/// What is found, one after the other.
type Found<T> = BoxStream<'static, Result<T, Diagnostic>>;

#[async_trait]
impl ListResource for IvrRouteListResource {
    type Config = IvrRouteQuery;
    type State = IvrRoute;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        let attributes = [
            optional_id("ivr_id", "Lists only the routes of the IVR with this id."),
            optional_id(
                "menu_id",
                "Lists only the routes of the menu with this id. Ids of menus are unique in the account, so `ivr_id` may \
                 be left out.",
            ),
        ];
        Some(attributes::schema(
            "Lists the routes of the account's IVR menus for `terraform query`, in the order in which Zendesk lists them. \
             A `list` block stands in a file that ends in `.tfquery.hcl`, and needs Terraform 1.14 or later. The \
             arguments below belong into its `config` block; without them, all routes of the account are listed.",
            attributes,
        ))
    }

    async fn validate(&self, diags: &mut Diagnostics, config: IvrRouteQuery) -> Option<()> {
        ids::check_strictly(diags, &config.ivr_id, AttributePath::new("ivr_id"));
        ids::check_strictly(diags, &config.menu_id, AttributePath::new("menu_id"));
        Some(())
    }

    fn list(&self, config: IvrRouteQuery) -> Found<Listed<IvrRoute>> {
        let run = self.session.run();
        let (at_menus, at_routes) = (run.clone(), run.clone());
        each(async move { chosen(run.account(Purpose::Refresh)?, &config).await })
            .and_then(move |place| menus(at_menus.clone(), place))
            .map_ok(|menus| stream::iter(menus).map(Ok))
            .try_flatten()
            .and_then(move |place| routes(at_routes.clone(), place))
            .map_ok(|routes| stream::iter(routes).map(Ok))
            .try_flatten()
            .boxed()
    }
}

fn optional_id(name: &str, text: &str) -> (String, Attribute) {
    attribute(name, AttributeType::Number, AttributeConstraint::Optional, text)
}

/// An IVR, and the menu of it that is meant; none for all its menus.
type Chosen = (Ivr, Option<IvrMenu>);

async fn chosen(account: &Account, config: &IvrRouteQuery) -> Result<Vec<Chosen>, Diagnostic> {
    let id = |value: &Value<Number>| value.as_ref().map_or(None, ids::parse);
    let failed = |error| lookup::not_found::<api::IvrRoute>("IVRs of the account", &error);
    let ivrs = lookup::chosen_ivrs(account, id(&config.ivr_id)).await.map_err(failed)?;
    let Some(menu_id) = id(&config.menu_id) else {
        return Ok(ivrs.into_iter().map(|ivr| (ivr, None)).collect());
    };
    let (ivr, menu) = lookup::menu_among(account, ivrs, menu_id).await.map_err(failed)?;
    Ok(vec![(ivr, Some(menu))])
}

/// A menu and its IVR.
type Place = (Arc<Ivr>, IvrMenu);

/// Returns the menus of an IVR; none if it has gone meanwhile.
async fn menus(run: Arc<Run>, (ivr, menu): Chosen) -> Result<Vec<Place>, Diagnostic> {
    let menus = match menu {
        Some(menu) => vec![menu],
        None => {
            let menus = run.account(Purpose::LookUp)?.all::<IvrMenu>(ivr.id).await;
            let which = || format!("Menus of IVR {}", ivr.id);
            menus.map_err(|error| lookup::not_found::<api::IvrRoute>(&which(), &error))?.unwrap_or_default()
        }
    };
    let ivr = Arc::new(ivr);
    Ok(menus.into_iter().map(|menu| (Arc::clone(&ivr), menu)).collect())
}

/// Returns the routes of a menu; none if it has gone meanwhile.
async fn routes(run: Arc<Run>, (ivr, menu): Place) -> Result<Vec<Listed<IvrRoute>>, Diagnostic> {
    let id = MenuId { ivr_id: ivr.id, menu_id: menu.id };
    let routes = run.account(Purpose::LookUp)?.all::<api::IvrRoute>(id).await;
    let which = || format!("Routes of menu {} (IVR {})", menu.id, ivr.id);
    let routes = routes.map_err(|error| lookup::not_found::<api::IvrRoute>(&which(), &error))?;
    let listed = routes.iter().flatten().map(|route| Listed {
        display_name: display_name(&ivr, &menu, route),
        state: from_response(id, route),
    });
    Ok(listed.collect())
}
