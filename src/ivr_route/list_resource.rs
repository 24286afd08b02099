//! The list resource `zendesk_ivr_route`: the routes of the account, of an IVR, or of a menu.

use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use crate::account::{Account, Session};
use crate::account::{Error, Menus};
use crate::api::{Ivr, IvrMenu, MenuId};
use crate::attributes::ids;
use crate::ivr_route::failure::failure;
use crate::ivr_route::{self, IvrRoute};
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
#[expect(missing_docs, reason = "the schema of the list resource documents each attribute")]
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
        let description = Description::markdown(
            "Lists the routes of the account's IVR menus for `terraform query`, in the order in which Zendesk lists them. \
             A `list` block stands in a file that ends in `.tfquery.hcl`, and needs Terraform 1.14 or later. The \
             arguments below belong into its `config` block; without them, all routes of the account are listed.",
        );
        let block = Block {
            version: 0,
            attributes: attributes.into_iter().collect(),
            description,
            ..Block::default()
        };
        Some(Schema { version: 0, block })
    }

    async fn validate(&self, diags: &mut Diagnostics, config: IvrRouteQuery) -> Option<()> {
        ivr_route::check_id(diags, &config.ivr_id, AttributePath::new("ivr_id"));
        ivr_route::check_id(diags, &config.menu_id, AttributePath::new("menu_id"));
        Some(())
    }

    fn list(&self, config: IvrRouteQuery) -> Found<Listed<IvrRoute>> {
        let account = self.session.account();
        let (at_menus, at_routes) = (account.clone(), account.clone());
        each(async move { chosen(account.menus()?, &config).await })
            .and_then(move |ivr| menus(at_menus.clone(), ivr))
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

/// Gives each of what is found at once.
fn each<T: Send + 'static>(
    found: impl Future<Output = Result<Vec<T>, Diagnostic>> + Send + 'static,
) -> Found<T> {
    stream::once(found).map_ok(|found| stream::iter(found).map(Ok)).try_flatten().boxed()
}

async fn chosen(menus: &Menus, config: &IvrRouteQuery) -> Result<Vec<Ivr>, Diagnostic> {
    let id = |value: &Value<Number>| value.as_ref().map_or(None, ids::parse);
    let chosen = menus.choose(id(&config.ivr_id), id(&config.menu_id)).await;
    chosen.map_err(|error| match error {
        Error::NoIvr(_) => at("ivr_id", failed("IVRs of the account", &error)),
        Error::NoMenu(_) => at("menu_id", failed("IVRs of the account", &error)),
        error => failed("IVRs of the account", &error),
    })
}

fn at(attribute: &'static str, error: Diagnostic) -> Diagnostic {
    Diagnostic { attribute: AttributePath::new(attribute), ..error }
}

/// A menu and its IVR.
type Place = (Arc<Ivr>, IvrMenu);

async fn menus(account: Arc<Account>, ivr: Ivr) -> Result<Vec<Place>, Diagnostic> {
    let menus = account.menus()?.menus_of(&ivr).await;
    let menus = menus.map_err(|error| failed(&format!("Menus of IVR {}", ivr.id), &error))?;
    let ivr = Arc::new(ivr);
    Ok(menus.into_iter().map(|menu| (Arc::clone(&ivr), menu)).collect())
}

async fn routes(account: Arc<Account>, (ivr, menu): Place) -> Result<Vec<Listed<IvrRoute>>, Diagnostic> {
    let routes = account.menus()?.routes_of(&ivr, &menu).await;
    let which = || format!("Routes of menu {} (IVR {})", menu.id, ivr.id);
    let routes = routes.map_err(|error| failed(&which(), &error))?;
    let id = MenuId { ivr_id: ivr.id, menu_id: menu.id };
    let listed = routes.iter().map(|route| Listed {
        display_name: ivr_route::display_name(&ivr, &menu, route),
        state: ivr_route::from_response(id, route),
    });
    Ok(listed.collect())
}

fn failed(which: &str, error: &Error) -> Diagnostic {
    failure("list IVR routes", which, error)
}
